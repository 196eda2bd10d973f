//! A document as Markdown.

use super::escape::{escaped, escaped_heading, escaped_within};
use crate::language::{Language, portfolio};
use crate::output::terminal::findings;
use crate::report::document::Figure;
use crate::report::matrix::Matrix;
use crate::report::{Block, Cell, Column, Document, Row, Standing, Table};
use std::io::{self, Write};

/// What indents a child by one level where spaces do not count.
const INDENT: &str = "&emsp;";

/// Writes the document; every mark of Markdown in a text is escaped.
pub(crate) fn write(document: &Document<'_>, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "# {}", escaped_heading(&document.title))?;
    for block in &document.blocks {
        writeln!(to)?;
        write_block(block, document.language, to)?;
    }
    Ok(())
}

fn write_block(block: &Block<'_>, language: Language, to: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Heading(text) | Block::Part(text) => writeln!(to, "## {}", escaped_heading(text)),
        Block::Banner(text) => writeln!(to, "> **{}**", escaped_within(text)),
        Block::Prose(_, text) | Block::Note(_, text) => writeln!(to, "{}", escaped(text)),
        Block::Fitting(_, texts) => texts.first().map_or(Ok(()), |text| writeln!(to, "{}", escaped(text))),
        Block::List(lead, items) => {
            writeln!(to, "{}:\n", escaped(lead))?;
            items.iter().try_for_each(|item| writeln!(to, "- {}", escaped(item)))
        }
        Block::Figures(lines) => lines.iter().try_for_each(|line| writeln!(to, "- {}", escaped(&figures(line)))),
        Block::Table(table) => write_table(table, language, to),
        Block::Matrix(matrix) => write_matrix(matrix, language, to),
        Block::Finding(finding) => writeln!(to, "{}", escaped(&findings::line(finding))),
        Block::Findings(all) => findings::groups(all).into_iter().try_for_each(|group| {
            let lines = group.shown.into_iter().map(findings::line).chain(group.more);
            lines.map(|line| escaped(&line)).try_for_each(|line| writeln!(to, "- {line}"))
        }),
    }
}

fn figures(line: &[Figure]) -> String {
    let text = |figure: &Figure| match figure {
        Figure::Text(text) => text.clone(),
        Figure::Quantity(number, unit) => format!("{number} {unit}"),
    };
    line.iter().map(text).collect::<Vec<String>>().join(", ")
}

/// Whether a column has a place on paper. A bar has none.
fn is_shown(column: &Column) -> bool {
    !column.name.is_empty()
}

fn write_table(table: &Table<'_>, language: Language, to: &mut dyn Write) -> io::Result<()> {
    let shown = || table.columns.iter().filter(|column| is_shown(column));
    for column in shown() {
        write!(to, "| {} ", escaped_within(&column.name))?;
    }
    writeln!(to, "|")?;
    for column in shown() {
        to.write_all(if column.right { b"| ---: " } else { b"| --- " })?;
    }
    writeln!(to, "|")?;
    (table.rows)().try_for_each(|row| write_row(&row, &table.columns, language, to))
}

fn write_row(row: &Row<'_>, columns: &[Column], language: Language, to: &mut dyn Write) -> io::Result<()> {
    let strong = if row.standing == Standing::Subject { "**" } else { "" };
    let mut indent = INDENT.repeat(row.depth);
    for (cell, _) in row.cells.iter().zip(columns).filter(|(_, column)| is_shown(column)) {
        let (text, mark) = (cell.shown(language), cell.mark(false));
        let strong = if text.is_empty() { "" } else { strong };
        // Numbers hold no mark of Markdown.
        let text = if matches!(cell, Cell::Text(..) | Cell::Tier { .. }) { escaped_within(&text).into() } else { text };
        for part in ["| ", &indent, strong, &text, mark, strong, " "] {
            to.write_all(part.as_bytes())?;
        }
        indent.clear();
    }
    writeln!(to, "|")
}

fn write_matrix(matrix: &Matrix, language: Language, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "## {}\n", escaped_heading(&matrix.title))?;
    writeln!(to, "↑ {}; → {}\n", escaped(&matrix.y), escaped(&matrix.x))?;
    writeln!(to, "| {} | {} |\n| --- | --- |", portfolio::low(language), portfolio::high(language))?;
    for row in &matrix.rows {
        for field in row {
            write!(to, "| **{}**", escaped_within(&field.title(language)))?;
            for name in field.accounts.iter().cloned().chain(field.more(language)) {
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

    #[test]
    fn a_subject_is_bold_and_a_child_indented_and_no_cell_breaks_the_table() {
        let mut to = Vec::new();
        let cells = ["A|B <b>", ""].map(Cell::text).to_vec();
        let columns = [Column::text("a", 1, 9), Column::text("b", 1, 9)];
        let row = Row { depth: 1, standing: Standing::Subject, cells };
        write_row(&row, &columns, Language::English, &mut to).unwrap();
        assert_eq!(String::from_utf8(to).unwrap(), "| &emsp;**A\\|B \\<b\\>** |  |\n");
    }
}
