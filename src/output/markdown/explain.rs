//! The page as Markdown.

use super::escape::{escaped, escaped_heading};
use super::{write_header, write_marked_row};
use crate::analysis::explain::Explained;
use crate::output::WhatIf;
use crate::output::explanation::page::page;
use crate::output::explanation::section::Row;
use crate::output::terminal::layout::column::Cell;
use std::io::{self, Write};

/// What indents a child by one level where spaces do not count.
const INDENT: &str = "&emsp;";

/// Writes the page; every mark of Markdown in a text is escaped.
///
/// # Errors
/// What the writer says.
pub fn write_markdown(explained: &Explained<'_>, what_if: &[WhatIf], to: &mut dyn Write) -> io::Result<()> {
    for (place, section) in page(explained, what_if).iter().enumerate() {
        let level = if place == 0 { "#" } else { "\n##" };
        writeln!(to, "{level} {}", escaped_heading(&section.heading))?;
        for line in &section.lines {
            writeln!(to, "\n{}", escaped(line))?;
        }
        if !section.columns.is_empty() {
            writeln!(to)?;
            write_header(section.columns.iter(), to)?;
            section.rows.iter().try_for_each(|row| write_row(row, to))?;
        }
        for note in &section.notes {
            writeln!(to, "\n{}", escaped(note))?;
        }
    }
    Ok(())
}

fn write_row(row: &Row, to: &mut dyn Write) -> io::Result<()> {
    let cells = row.cells.iter().map(|cell| Cell::text(cell.as_str()));
    write_marked_row(&INDENT.repeat(row.depth), if row.strong { "**" } else { "" }, cells, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strong_row_is_bold_and_a_child_indented_and_no_cell_breaks_the_table() {
        let mut to = Vec::new();
        let cells = ["A|B <b>", ""].map(str::to_owned).to_vec();
        write_row(&Row { depth: 1, strong: true, cells }, &mut to).unwrap();
        assert_eq!(String::from_utf8(to).unwrap(), "| &emsp;**A\\|B \\<b\\>** |  |\n");
    }
}
