//! The whole document of `score` in a terminal.

use super::document::write;
use super::lines::Terminal;
use crate::finding::{Finding, Place};
use crate::language::Language;
use crate::output::WhatIf;
use crate::output::look::Look;
use crate::report::score::contents::Contents;
use crate::report::score::contents::example::{Example, NASTY};
use crate::report::score::{Detail, document};
use crate::text::visible::width;

const LOOK: Look = Look { formula_guard: true, details: true, ..Look::plain(80, false) };

/// The whole document with all details.
fn drawn(example: &Example, listed: usize, columns: usize, findings: &[&Finding]) -> String {
    looking(example, listed, Look { width: columns, ..LOOK }, findings)
}

fn brief(example: &Example, listed: usize, columns: usize, findings: &[&Finding]) -> String {
    looking(example, listed, Look { width: columns, details: false, ..LOOK }, findings)
}

fn written(contents: &Contents<'_>, look: Look) -> String {
    let detail = if look.details { Detail::Full } else { Detail::Brief };
    let mut bytes = Vec::new();
    let document = document(contents, look.language, detail, look.portfolio);
    write(&document, &mut Terminal::new(&mut bytes, look.width, false)).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn looking(example: &Example, listed: usize, look: Look, findings: &[&Finding]) -> String {
    written(&example.contents(listed, findings), look)
}

#[test]
fn the_main_figures_stand_in_a_line_each() {
    let tie = Finding::warning("tie-at-tier-cut", "a tie runs through the limit").at(Place::file("c.csv"));
    let mark = Finding::notice("decimal-mark", "numbers have a decimal comma");
    let text = brief(&Example::new(), 3, 80, &[&tie, &mark]);
    let expected = "
Key account selection

#  Account                             Score        Tier             revenue_eur
────────────────────────────────────────────────────────────────────────────────
1  Nordwind Antriebe AG                 87.5  ███▌  Key account ↑        600,000
2  株式会社テスト                       70.1  ██▊   Key account ?        900,000
2  Gearbox Manufacturing Internati… ⚑   70.1  ██▊   Core customer ↓            -
↑ promoted, ↓ demoted, ? uncertain, ⚑ fragmentation risk: # 2
Criteria: widen the terminal to 94 columns, or -f csv (also 4 more columns)

5 customers from 7 lines: 4 ranked, 1 not; 3 listed, --all lists every one
Key account    2 accounts  75.0 % of revenue_eur
Core customer  2 accounts  25.0 % of revenue_eur
Against today's status: 1 promoted, 1 demoted
Agreement with a pure turnover ranking: high (Kendall tau-b 0.50)
To check: 1 uncertain, 1 not ranked, 1 warning, 1 notice; see --details
warning[tie-at-tier-cut]: c.csv: a tie runs through the limit
";
    assert_eq!(text, expected.trim_start_matches('\n'));
}

#[test]
fn criteria_stand_together_or_not_at_all() {
    let shown = |columns| {
        let text = brief(&Example::new(), 4, columns, &[]);
        ["Market", "Know-how", "Door"].map(|word| text.contains(word))
    };
    for columns in 40..180 {
        assert!(matches!(shown(columns), [true, true, true] | [false, false, false]), "{columns}");
    }
    let text = brief(&Example::new(), 4, 80, &[]);
    let from = text.split_once("widen the terminal to ").unwrap().1.split_once(' ').unwrap().0;
    let from: usize = from.parse().unwrap();
    assert_eq!([shown(from - 1), shown(from)], [[false; 3], [true; 3]]);
}

#[test]
fn fits_eighty_columns_and_says_what_it_left_out() {
    let expected = "
Key account selection

#  Account                             Score        Tier             revenue_eur
────────────────────────────────────────────────────────────────────────────────
1  Nordwind Antriebe AG                 87.5  ███▌  Key account ↑        600,000
2  株式会社テスト                       70.1  ██▊   Key account ?        900,000
2  Gearbox Manufacturing Internati… ⚑   70.1  ██▊   Core customer ↓            -
↑ promoted, ↓ demoted, + in no tier today
⚑ fragmentation risk: # 2
Criteria: widen the terminal to 94 columns, or -f csv
Not shown at this width: Flags, Complete, country, know_how; widen the terminal
  or use -f csv
3 of 4 accounts; --all shows every one

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not
Not ranked:
- Pleite KG (C-9), customers.csv:6: no business possible

Tier           Accounts  revenue_eur   Share
──────────────────────────────────────────────────────────────────
Key account           2    1,500,000  75.0 %  ███████████████
Core customer         2      500,000  25.0 %  █████

Agreement with a pure turnover ranking: high (Kendall tau-b 0.50)
In Key account, but turnover alone would miss them (1): Nordwind Antriebe AG
Turnover alone would pick instead (1): Bö & Co
Against today's status: 1 promoted, 1 demoted, 2 unchanged
Flags (⚑): fragmentation risk on 1 account
1 account has missing cells; for 1 of them this leaves the tier open (marked ?)
Points of potential depend on who else is in the data: one customer more or less
  can move every score
";
    assert_eq!(drawn(&Example::new(), 3, 80, &[]), expected.trim_start_matches('\n'));
}

#[test]
fn shows_everything_where_there_is_room() {
    let expected = "
Key account selection

                                                                                                        Market  Know-how    Door
#  Account                                         Score              Tier             revenue_eur  importance   carrier  opener  Flags               Complete  country  know_how
─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
1  Nordwind Antriebe AG                             87.5  ████████▊   Key account ↑        600,000        54.0      15.0    10.0                         100 %  DE       7.5
2  株式会社テスト                                   70.1  ███████     Key account ?        900,000        54.0      15.0       -                          80 %  DE       7.5
2  Gearbox Manufacturing International Holdings ⚑   70.1  ███████     Core customer ↓            -        54.0      15.0    10.0  fragmentation risk     100 %  DE       7.5
4  Bö & Co                                           5.0  ▌           Core customer        500,000        54.0      15.0    10.0                         100 %  DE       7.5
↑ promoted, ↓ demoted, + in no tier today

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not
Not ranked:
- Pleite KG (C-9), customers.csv:6: no business possible

Tier           Accounts  revenue_eur   Share
──────────────────────────────────────────────────────────────────
Key account           2    1,500,000  75.0 %  ███████████████
Core customer         2      500,000  25.0 %  █████

Agreement with a pure turnover ranking: high (Kendall tau-b 0.50)
In Key account, but turnover alone would miss them (1): Nordwind Antriebe AG
Turnover alone would pick instead (1): Bö & Co
Against today's status: 1 promoted, 1 demoted, 2 unchanged
Flags (⚑): fragmentation risk on 1 account
1 account has missing cells; for 1 of them this leaves the tier open (marked ?)
Points of potential depend on who else is in the data: one customer more or less can move every score
";
    assert_eq!(drawn(&Example::new(), 4, 190, &[]), expected.trim_start_matches('\n'));
}

#[test]
fn a_score_is_not_shown_on_the_wrong_side_of_a_tier() {
    let example = Example::new();
    let mut contents = example.contents(4, &[]);
    contents.lines = vec![87.51, 70.1235];
    let text = written(&contents, LOOK);
    assert!(text.contains(" 87.5  ") && text.contains(" 70.1  "), "{text}");
    contents.lines = vec![70.11, 70.1235, 70.1];
    let text = written(&contents, LOOK);
    assert!(text.contains(" 87.5  ") && text.contains(" 70.12  "), "{text}");
}

#[test]
fn flags_without_a_column_are_told_with_the_ranks_they_stand_for() {
    let text = drawn(&Example::new(), 4, 80, &[]);
    assert!(text.contains("\n⚑ fragmentation risk: # 2\n") && !text.contains("⚑ overdue"), "{text}");
    assert!(!drawn(&Example::new(), 4, 190, &[]).contains("⚑ fragmentation"));
}

#[test]
fn a_what_if_is_said_at_the_top() {
    let mut example = Example::new();
    example.what_if = vec![WhatIf { criterion: "know_how".into(), from: 20.0, to: 30.0 }];
    let text = drawn(&example, 4, 100, &[]);
    assert_eq!(
        text.lines().nth(1),
        Some("What-if: weight of know_how 20 -> 30. This is not the ranking of the criteria file")
    );
}

#[test]
fn warnings_stand_at_the_end() {
    let tie = Finding::warning("tie-at-tier-cut", "a tie runs through the limit").at(Place::file("c.csv"));
    let text = drawn(&Example::new(), 4, 100, &[&tie]);
    assert_eq!(text.lines().last(), Some("warning[tie-at-tier-cut]: c.csv: a tie runs through the limit"));
}

#[test]
fn a_nasty_name_gives_no_orders_and_breaks_no_line() {
    let mut example = Example::new();
    let good = drawn(&example, 4, 80, &[]).lines().count();
    example.names = [NASTY; 4];
    let text = drawn(&example, 4, 80, &[]);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    assert!(text.contains("=HYPERLINK("), "{text}");
    assert_eq!(text.lines().count(), good, "{text}");
}

#[test]
fn no_line_of_the_table_is_wider_than_the_terminal() {
    let mut example = Example::new();
    example.names[0] = "👩\u{200d}🔬 e\u{301}é 株式会社 لا lab";
    for columns in 40..200 {
        let text = drawn(&example, 4, columns, &[]);
        let wide = text.lines().find(|line| width(line) > columns);
        assert_eq!(wide, None, "at {columns}");
    }
}

#[test]
fn nobody_ranked_is_said() {
    let mut example = Example::new();
    example.summary.ranked = 0;
    let mut contents = example.contents(0, &[]);
    contents.selected = 0;
    let text = written(&contents, Look { portfolio: true, ..LOOK });
    assert!(text.starts_with("Key account selection\nNo account is ranked\n"), "{text}");
}

#[test]
fn many_tiers_stand_in_one_line() {
    let tier = |name: &str| crate::scoring::TierSummary { name: name.into(), accounts: 1, sums: Vec::new() };
    let mut example = Example::new();
    example.summary.tiers = ["A", "B", "C", "D"].map(tier).to_vec();
    assert!(brief(&example, 4, 80, &[]).contains("\nA  1 account\nB  1 account\nC  1 account\nD  1 account\n"));
    example.summary.tiers.push(crate::scoring::TierSummary { accounts: 1_200, ..tier("E") });
    assert!(brief(&example, 4, 80, &[]).contains("\nAccounts: A 1, B 1, C 1, D 1, E 1,200\n"));
}

#[test]
fn nothing_to_check_is_said_shortly() {
    let mut example = Example::new();
    let summary = &mut example.summary;
    (summary.knocked_out, summary.uncertain, summary.baseline, summary.tiers) = (0, 0, None, Vec::new());
    summary.changes = Some(crate::scoring::Changes::default());
    let expected = "
5 customers from 7 lines of customers.csv
Against today's status: nobody promoted, nobody demoted
Nothing to check; --details shows more
";
    assert!(brief(&example, 4, 80, &[]).ends_with(expected));
}

#[test]
fn each_account_stands_in_its_field_of_the_portfolio() {
    let expected = "
Portfolio of 4 accounts
↑ Potential (high from 50)
┌────────────────────────────┬────────────────────────────┐
│ Develop: 1                 │ Key account: 1             │
│ Gearbox Manufacturing Int… │ Nordwind Antriebe AG       │
├────────────────────────────┼────────────────────────────┤
│ Standard: 1                │ Protect: 0                 │
│ Bö & Co                    │                            │
└────────────────────────────┴────────────────────────────┘
→ Importance today (high from 50)
1 account without a place in it: nothing is known on one of
the axes
";
    let text = looking(&Example::new(), 4, Look { width: 60, portfolio: true, ..LOOK }, &[]);
    assert!(text.contains(expected), "{text}");
}

#[test]
fn names_break_no_frame_of_the_portfolio() {
    let mut example = Example::new();
    example.names = [NASTY, "x", "a very long name that is longer than any field of the matrix can be", NASTY];
    for columns in [40, 61, 80, 300] {
        let text = looking(&example, 4, Look { width: columns, portfolio: true, ..LOOK }, &[]);
        let frame: Vec<usize> = text.lines().filter(|l| l.starts_with(['│', '├', '┌', '└'])).map(width).collect();
        assert!(frame.iter().all(|w| *w == frame[0] && *w <= columns.min(120)), "{text}");
    }
}

#[test]
fn a_german_document_has_german_words_and_numbers() {
    let text = looking(&Example::new(), 3, Look { language: Language::German, details: false, ..LOOK }, &[]);
    let expected = "
5 Kunden aus 7 Zeilen: 4 bewertet, 1 nicht; 3 gezeigt, --all zeigt alle
Key account    2 Kunden  75,0 % von revenue_eur
Core customer  2 Kunden  25,0 % von revenue_eur
Gegenüber dem heutigen Status: 1 hochgestuft, 1 herabgestuft
Übereinstimmung mit einer reinen Umsatz-Rangliste: hoch (Kendalls tau-b 0,50)
Zu prüfen: 1 unsicher (fehlende Angaben), 1 nicht bewertet; siehe --details
";
    assert!(text.ends_with(expected), "{text}");
    assert!(text.contains("600.000") && text.contains(" 87,5 "), "{text}");
}
