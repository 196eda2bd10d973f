//! The ranking for a person in a terminal: what it is, the table, and the summary under it.

use super::layout::Grid;
use super::layout::column::Column;
use super::legend;
use super::legend::Legend;
use super::lines::{Terminal, Tone};
use crate::output::columns::{Field, Reader};
use crate::output::document::Document;
use crate::output::portfolio::Matrix;
use crate::output::summary::Block;
use crate::output::{Look, brief, columns, summary};
use std::io;

/// How many accounts a field of the portfolio names.
const NAMED: usize = 8;
/// Writes the whole document.
pub(crate) fn write(document: &Document<'_>, look: Look, to: &mut Terminal<'_>) -> io::Result<()> {
    to.line(Tone::Strong, document.title)?;
    if let Some(what_if) = summary::what_if(document.what_if) {
        to.prose(Tone::Caution, &what_if, 0)?;
    }
    if document.listed > 0 {
        to.gap()?;
        write_accounts(document, look.details, to)?;
    }
    // The main figures say how many are listed, and so save a line.
    let told_below = !look.details && document.listed > 0 && document.only_tier.is_none();
    if let Some(extent) = summary::extent(document).filter(|_| !told_below) {
        let hint = if document.listed < document.selected { "; --all shows every one" } else { "" };
        to.prose(Tone::Remark, &format!("{extent}{hint}"), 0)?;
    }
    if let Some(model) = document.portfolio.filter(|_| look.portfolio) {
        to.gap()?;
        Matrix::new(document, model, NAMED).write(to)?;
    }
    to.gap()?;
    if look.details {
        return summary::blocks(document).into_iter().try_for_each(|block| write_block(block, to));
    }
    brief::write(document, to)
}

/// Writes one thing that is said.
pub(crate) fn write_block(block: Block, to: &mut Terminal<'_>) -> io::Result<()> {
    match block {
        Block::Prose(tone, text) => to.prose(tone, &text, 2),
        Block::List(lead, items) => {
            to.line(Tone::Plain, &format!("{lead}:"))?;
            items.iter().try_for_each(|item| to.prose(Tone::Plain, &format!("- {item}"), 2))
        }
        Block::Grid(columns, rows) => {
            let mut grid = Grid::new(columns);
            rows.iter().for_each(|row| grid.measure(row));
            let fitted = grid.fit(to.width());
            to.gap()?;
            fitted.write(rows.into_iter().map(|row| (Tone::Plain, row)), to)?;
            write_left_out(&fitted.left_out(), to)?;
            to.gap()
        }
    }
}

fn write_accounts(document: &Document<'_>, details: bool, to: &mut Terminal<'_>) -> io::Result<()> {
    let (fields, columns): (Vec<Field>, Vec<Column>) = columns::columns(document, Reader::Terminal).into_iter().unzip();
    let mut grid = Grid::new(columns);
    for account in (document.accounts)() {
        grid.measure(&columns::cells(&fields, &account, &document.lines));
    }
    let fitted = grid.fit(to.width());
    let first_tier = document.summary.tiers.first().map(|tier| tier.name.as_str());
    let rows = (document.accounts)().map(|account| {
        let tone = if account.tier.is_some() && account.tier == first_tier { Tone::Strong } else { Tone::Plain };
        (tone, columns::cells(&fields, &account, &document.lines))
    });
    fitted.write(rows, to)?;
    let legend = Legend::new(document, &fitted);
    if details {
        legend.write_long(to)?;
        legend::write_left_out(&fitted, document, to)
    } else {
        legend.write_short(to)?;
        legend::write_left_out_briefly(&fitted, document, to)
    }
}

/// Names the columns for which there was no room.
pub(crate) fn write_left_out(names: &[&str], to: &mut Terminal<'_>) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let text = format!("Not shown at this width: {}; widen the terminal or use -f csv", names.join(", "));
    to.prose(Tone::Remark, &text, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Place};
    use crate::output::WhatIf;
    use crate::output::document::example::{Example, NASTY};
    use crate::text::visible::width;

    const LOOK: Look = Look { formula_guard: true, details: true, ..Look::plain(80, false) };

    /// The whole document with all details.
    fn drawn(example: &Example, listed: usize, columns: usize, findings: &[&Finding]) -> String {
        looking(example, listed, Look { width: columns, ..LOOK }, findings)
    }

    fn brief(example: &Example, listed: usize, columns: usize, findings: &[&Finding]) -> String {
        looking(example, listed, Look { width: columns, details: false, ..LOOK }, findings)
    }

    fn looking(example: &Example, listed: usize, look: Look, findings: &[&Finding]) -> String {
        let mut bytes = Vec::new();
        write(&example.document(listed, findings), look, &mut Terminal::new(&mut bytes, look.width, false)).unwrap();
        String::from_utf8(bytes).unwrap()
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
Agreement with turnover: high (Kendall tau-b 0.50)
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

Agreement with the order by revenue_eur alone: high (Kendall tau-b 0.50; 1 is
  the same order, 0 is unrelated, -1 is reversed)
Key account that revenue_eur alone would miss (1): Nordwind Antriebe AG
revenue_eur alone would pick instead (1): Bö & Co
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

Agreement with the order by revenue_eur alone: high (Kendall tau-b 0.50; 1 is the same order, 0 is unrelated, -1 is reversed)
Key account that revenue_eur alone would miss (1): Nordwind Antriebe AG
revenue_eur alone would pick instead (1): Bö & Co
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
        let mut document = example.document(4, &[]);
        document.lines = vec![87.51, 70.1235];
        let mut bytes = Vec::new();
        write(&document, LOOK, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(" 87.5  ") && text.contains(" 70.1  "), "{text}");
        document.lines = vec![70.11, 70.1235, 70.1];
        let mut bytes = Vec::new();
        write(&document, LOOK, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
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
        let mut document = example.document(0, &[]);
        document.selected = 0;
        let mut bytes = Vec::new();
        write(&document, Look { portfolio: true, ..LOOK }, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("Key account selection\nNo account is ranked\n"), "{text}");
    }
}
