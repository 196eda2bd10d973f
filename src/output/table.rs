//! The ranking for a person in a terminal: what it is, the table, and the summary under it.

use super::columns::{self, Field, Reader};
use super::document::Document;
use super::grid::{Column, Grid};
use super::number::grouped;
use super::portfolio::Matrix;
use super::summary::{self, Block};
use super::terminal::{Terminal, Tone};
use crate::scoring::Change;
use std::io;

/// How many accounts a field of the portfolio names.
const NAMED: usize = 8;
/// How many ranks are named that a flag stands for.
const RANKS: usize = 12;

/// Writes the whole document.
pub(super) fn write(document: &Document<'_>, portfolio: bool, to: &mut Terminal<'_>) -> io::Result<()> {
    to.line(Tone::Strong, document.title)?;
    if let Some(what_if) = summary::what_if(document.what_if) {
        to.prose(Tone::Caution, &what_if, 0)?;
    }
    if document.listed > 0 {
        to.gap()?;
        write_accounts(document, to)?;
    }
    if let Some(extent) = summary::extent(document) {
        let hint = if document.listed < document.selected { "; --all shows every one" } else { "" };
        to.prose(Tone::Remark, &format!("{extent}{hint}"), 0)?;
    }
    if let Some(model) = document.portfolio.filter(|_| portfolio) {
        to.gap()?;
        Matrix::new(document, model, NAMED).write(to)?;
    }
    to.gap()?;
    write_summary(document, to)
}

/// Writes what stands under the table, by itself.
fn write_summary(document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    summary::blocks(document).into_iter().try_for_each(|block| write_block(block, to))
}

/// Writes one thing that is said.
pub(super) fn write_block(block: Block, to: &mut Terminal<'_>) -> io::Result<()> {
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

fn write_accounts(document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
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
    if (document.accounts)().any(|account| account.change.is_some_and(|change| change != Change::Keep)) {
        to.prose(Tone::Remark, columns::CHANGES, 2)?;
    }
    let left_out = fitted.left_out();
    if left_out.contains(&columns::FLAGS) {
        write_flags(document, to)?;
    }
    write_left_out(&left_out, to)
}

/// Where there is no room for the flags' names in the rows: each with the ranks it stands for.
fn write_flags(document: &Document<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    for (flag, _) in &document.summary.flags {
        let up = (document.accounts)().filter(|account| account.flags.contains(&flag.as_str()));
        let ranks: Vec<u64> = up.map(|account| account.rank).collect();
        let named: Vec<String> = ranks.iter().take(RANKS).map(u64::to_string).collect();
        let more = match ranks.len().saturating_sub(RANKS) {
            0 => String::new(),
            more => format!(" and {} more", grouped(more as u64)),
        };
        if !ranks.is_empty() {
            to.prose(Tone::Remark, &format!("⚑ {flag}: # {}{more}", named.join(", ")), 2)?;
        }
    }
    Ok(())
}

/// Names the columns for which there was no room.
pub(super) fn write_left_out(names: &[&str], to: &mut Terminal<'_>) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let text = format!("Not shown at this width: {}; widen the terminal or use -f csv", names.join(", "));
    to.prose(Tone::Remark, &text, 2)
}

#[cfg(test)]
mod tests {
    use super::super::WhatIf;
    use super::super::document::example::{Example, NASTY};
    use super::super::visible::width;
    use super::*;
    use crate::finding::{Finding, Place};

    fn drawn(example: &Example, listed: usize, columns: usize, findings: &[&Finding]) -> String {
        let mut bytes = Vec::new();
        write(&example.document(listed, findings), false, &mut Terminal::new(&mut bytes, columns, false)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn fits_eighty_columns_and_says_what_it_left_out() {
        let expected = "
Key account selection

                                                                Market  Know-how
#  Account                   Score         Tier             importance   carrier
────────────────────────────────────────────────────────────────────────────────
1  Nordwind Antriebe AG       87.5  ████▍  Key account ↑          54.0      15.0
2  株式会社テスト             70.1  ███▌   Key account ?          54.0      15.0
2  Gearbox Manufacturing… ⚑   70.1  ███▌   Core customer ↓        54.0      15.0
↑ promoted, ↓ demoted, + in no tier today
⚑ fragmentation risk: # 2
Not shown at this width: Door opener, Flags, Complete, country, know_how; widen
  the terminal or use -f csv
3 of 4 accounts; --all shows every one

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not
Not ranked:
- Pleite KG (C-9), customers.csv:6: no business possible

Tier           Accounts  revenue_eur   Share
──────────────────────────────────────────────────────────────────
Key account           2    1,500,000  75.0 %  ███████████████
Core customer         2      500,000  25.0 %  █████

Against the order by revenue_eur alone: Kendall tau-b 0.50 (1 is the same order,
  0 is unrelated, -1 is reversed)
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
#  Account                                         Score          Tier             importance   carrier  opener  Flags               Complete  country  know_how
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
1  Nordwind Antriebe AG                             87.5  █████▎  Key account ↑          54.0      15.0    10.0                         100 %  DE       7.5
2  株式会社テスト                                   70.1  ████▎   Key account ?          54.0      15.0       -                          80 %  DE       7.5
2  Gearbox Manufacturing International Holdings ⚑   70.1  ████▎   Core customer ↓        54.0      15.0    10.0  fragmentation risk     100 %  DE       7.5
4  Bö & Co                                           5.0  ▎       Core customer          54.0      15.0    10.0                         100 %  DE       7.5
↑ promoted, ↓ demoted, + in no tier today

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not
Not ranked:
- Pleite KG (C-9), customers.csv:6: no business possible

Tier           Accounts  revenue_eur   Share
──────────────────────────────────────────────────────────────────
Key account           2    1,500,000  75.0 %  ███████████████
Core customer         2      500,000  25.0 %  █████

Against the order by revenue_eur alone: Kendall tau-b 0.50 (1 is the same order, 0 is unrelated, -1 is reversed)
Key account that revenue_eur alone would miss (1): Nordwind Antriebe AG
revenue_eur alone would pick instead (1): Bö & Co
Against today's status: 1 promoted, 1 demoted, 2 unchanged
Flags (⚑): fragmentation risk on 1 account
1 account has missing cells; for 1 of them this leaves the tier open (marked ?)
Points of potential depend on who else is in the data: one customer more or less can move every score
";
        assert_eq!(drawn(&Example::new(), 4, 160, &[]), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_score_is_not_shown_on_the_wrong_side_of_a_tier() {
        let example = Example::new();
        let mut document = example.document(4, &[]);
        document.lines = vec![87.51, 70.1235];
        let mut bytes = Vec::new();
        write(&document, false, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(" 87.5  ") && text.contains(" 70.1  "), "{text}");
        document.lines = vec![70.11, 70.1235, 70.1];
        let mut bytes = Vec::new();
        write(&document, false, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(" 87.5  ") && text.contains(" 70.12  "), "{text}");
    }

    #[test]
    fn flags_without_a_column_are_told_with_the_ranks_they_stand_for() {
        let text = drawn(&Example::new(), 4, 80, &[]);
        assert!(text.contains("\n⚑ fragmentation risk: # 2\n") && !text.contains("⚑ overdue"), "{text}");
        assert!(!drawn(&Example::new(), 4, 160, &[]).contains("⚑ fragmentation"));
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
        write(&document, true, &mut Terminal::new(&mut bytes, 80, false)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("Key account selection\nNo account is ranked\n"), "{text}");
    }
}
