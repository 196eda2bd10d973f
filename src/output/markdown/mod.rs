//! The ranking for a document or a pull request, in GitHub's Markdown.

pub(crate) mod escape;
pub(crate) mod explain;

use super::columns::{Field, Reader};
use super::document::Document;
use super::portfolio::Matrix;
use super::summary::Block;
use super::terminal::layout::column::{Cell, Column};
use super::{columns, summary};
use escape::{escaped, escaped_heading, escaped_within};
use std::io::{self, Write};

/// How many accounts a field of the portfolio names.
const NAMED: usize = 20;

/// Writes the whole document.
pub(crate) fn write(document: &Document<'_>, portfolio: bool, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "# {}", escaped_heading(document.title))?;
    if let Some(what_if) = summary::what_if(document.what_if) {
        writeln!(to, "\n> **{}**", escaped_within(&what_if))?;
    }
    if document.listed > 0 {
        writeln!(to)?;
        let (fields, columns): (Vec<Field>, Vec<Column>) = columns::columns(document, Reader::Page).into_iter().unzip();
        write_header(columns.iter(), to)?;
        for account in (document.accounts)() {
            write_row(columns::cells(&fields, &account, &document.lines).into_iter(), to)?;
        }
    }
    if let Some(extent) = summary::extent(document) {
        writeln!(to, "\n{}", escaped(&extent))?;
    }
    if let Some(model) = document.portfolio.filter(|_| portfolio) {
        write_matrix(&Matrix::new(document, model, NAMED), to)?;
    }
    writeln!(to, "\n## Summary")?;
    write_blocks(summary::blocks(document), to)
}

/// Writes blocks one under the other.
pub(crate) fn write_blocks(blocks: Vec<Block>, to: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        writeln!(to)?;
        write_block(block, to)?;
    }
    Ok(())
}

/// Writes one thing that is said.
pub(crate) fn write_block(block: Block, to: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Prose(_, text) => writeln!(to, "{}", escaped(&text)),
        Block::List(lead, items) => {
            writeln!(to, "{}:\n", escaped(&lead))?;
            items.iter().try_for_each(|item| writeln!(to, "- {}", escaped(item)))
        }
        Block::Grid(columns, rows) => {
            write_header(columns.iter().filter(|column| !column.name.is_empty()), to)?;
            let cells = |row: Vec<Cell<'static>>| row.into_iter().filter(|cell| !matches!(cell, Cell::Bar(_)));
            rows.into_iter().try_for_each(|row| write_row(cells(row), to))
        }
    }
}

pub(crate) fn write_header<'c>(
    columns: impl Iterator<Item = &'c Column> + Clone,
    to: &mut dyn Write,
) -> io::Result<()> {
    for column in columns.clone() {
        write!(to, "| {} ", escaped_within(&column.name))?;
    }
    writeln!(to, "|")?;
    for column in columns {
        to.write_all(if column.right { b"| ---: " } else { b"| --- " })?;
    }
    writeln!(to, "|")
}

fn write_row<'c>(cells: impl Iterator<Item = Cell<'c>>, to: &mut dyn Write) -> io::Result<()> {
    write_marked_row("", "", cells, to)
}

/// Writes a row led by `indent`, with the Markdown mark `strong` around each text.
pub(crate) fn write_marked_row<'c>(
    indent: &str,
    strong: &str,
    cells: impl Iterator<Item = Cell<'c>>,
    to: &mut dyn Write,
) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        let indent = if place == 0 { indent } else { "" };
        match cell {
            Cell::Text(text, mark) => {
                let strong = if text.is_empty() { "" } else { strong };
                write!(to, "| {indent}{strong}{}{mark}{strong} ", escaped_within(&text))?;
            }
            Cell::Bar(_) => write!(to, "| ")?,
        }
    }
    writeln!(to, "|")
}

fn write_matrix(matrix: &Matrix, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "\n## {}\n", escaped_heading(&matrix.title))?;
    writeln!(to, "↑ {}; → {}\n", escaped(&matrix.y), escaped(&matrix.x))?;
    writeln!(to, "| low | high |\n| --- | --- |")?;
    for row in &matrix.rows {
        for field in row {
            write!(to, "| **{}**", escaped_within(&field.title()))?;
            for name in field.accounts.iter().cloned().chain(field.more()) {
                write!(to, "<br>{}", escaped_within(&name))?;
            }
            write!(to, " ")?;
        }
        writeln!(to, "|")?;
    }
    matrix.remark.as_ref().map_or(Ok(()), |remark| writeln!(to, "\n{}", escaped(remark)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::WhatIf;
    use crate::output::document::example::{Example, NASTY};

    fn text(example: &Example, portfolio: bool) -> String {
        let mut bytes = Vec::new();
        write(&example.document(4, &[]), portfolio, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_table_with_everything_and_the_summary() {
        let mut example = Example::new();
        example.what_if = vec![WhatIf { criterion: "know_how".into(), from: 20.0, to: 30.0 }];
        let expected = r#"
# Key account selection

> **What-if: weight of know_how 20 -> 30. This is not the ranking of the criteria file**

| # | Account | Score | Tier | revenue_eur | Market importance | Know-how carrier | Door opener | Change | Flags | Complete | country | know_how |
| ---: | --- | ---: | --- | ---: | ---: | ---: | ---: | --- | --- | ---: | --- | --- |
| 1 | Nordwind Antriebe AG | 87.5 | Key account | 600,000 | 54.0 | 15.0 | 10.0 | promote |  | 100 % | DE | 7.5 |
| 2 | 株式会社テスト | 70.1 | Key account ? | 900,000 | 54.0 | 15.0 | - | keep |  | 80 % | DE | 7.5 |
| 2 | Gearbox Manufacturing International Holdings ⚑ | 70.1 | Core customer | - | 54.0 | 15.0 | 10.0 | demote | fragmentation risk | 100 % | DE | 7.5 |
| 4 | Bö & Co | 5.0 | Core customer | 500,000 | 54.0 | 15.0 | 10.0 | keep |  | 100 % | DE | 7.5 |

## Portfolio of 4 accounts

↑ Potential (high from 50); → Importance today (high from 50)

| low | high |
| --- | --- |
| **Develop: 1**<br>Gearbox Manufacturing International Holdings | **Key account: 1**<br>Nordwind Antriebe AG |
| **Standard: 1**<br>Bö & Co | **Protect: 0** |

1 account without a place in it: nothing is known on one of the axes

## Summary

5 customers read from 7 lines of customers.csv: 4 ranked, 1 not

Not ranked:

- Pleite KG (C-9), customers.csv:6: no business possible

| Tier | Accounts | revenue_eur | Share |
| --- | ---: | ---: | ---: |
| Key account | 2 | 1,500,000 | 75.0 % |
| Core customer | 2 | 500,000 | 25.0 % |

Agreement with the order by revenue_eur alone: high (Kendall tau-b 0.50; 1 is the same order, 0 is unrelated, -1 is reversed)

Key account that revenue_eur alone would miss (1): Nordwind Antriebe AG

revenue_eur alone would pick instead (1): Bö & Co

Against today's status: 1 promoted, 1 demoted, 2 unchanged

Flags (⚑): fragmentation risk on 1 account

1 account has missing cells; for 1 of them this leaves the tier open (marked ?)

Points of potential depend on who else is in the data: one customer more or less can move every score
"#;
        assert_eq!(text(&example, true), expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_nasty_name_stays_in_its_cell() {
        let mut example = Example::new();
        let bars = |text: &str| text.replace("\\|", "").matches('|').count();
        let good = bars(&text(&example, true));
        example.names = [NASTY; 4];
        let bad = text(&example, true);
        assert_eq!(bars(&bad), good);
        assert!(!bad.contains("http://") && !bad.contains("<b>") && !bad.contains("@me"), "{bad}");
        assert!(!bad.contains('\u{1b}') && !bad.contains('\u{202e}'));
        assert!(bad.contains("\\<b\\>"), "{bad}");
    }
}
