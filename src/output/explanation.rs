//! An explanation -> a page for a terminal, Markdown, or JSON.

pub(crate) mod page;
pub(crate) mod section;
pub(crate) mod words;

pub use super::json::explain::write_json;

use super::terminal::lines::Terminal;
use super::{Look, WhatIf, markdown, terminal};
use crate::analysis::explain::Explained;
use crate::report::{Block, Cell, Document, Row, Standing, Table, Tone};
use std::io::{self, Write};

/// Writes the page within the width of `look`.
///
/// # Errors
/// What the writer says.
pub fn write_table(explained: &Explained<'_>, what_if: &[WhatIf], look: Look, to: &mut dyn Write) -> io::Result<()> {
    terminal::document::write(&document(explained, what_if, look), &mut Terminal::new(to, look.width, look.color))
}

/// Writes the page as Markdown.
///
/// # Errors
/// What the writer says.
pub fn write_markdown(explained: &Explained<'_>, what_if: &[WhatIf], look: Look, to: &mut dyn Write) -> io::Result<()> {
    markdown::document::write(&document(explained, what_if, look), to)
}

fn document(explained: &Explained<'_>, what_if: &[WhatIf], look: Look) -> Document<'static> {
    let sections = page::page(explained, what_if).into_iter().map(|section| {
        let mut blocks: Vec<Block<'static>> = section.lines.into_iter().map(Block::plain).collect();
        let row = |row: section::Row| Row {
            standing: if row.strong { Standing::Subject } else { Standing::Plain },
            depth: row.depth,
            cells: row.cells.into_iter().map(Cell::text).collect(),
        };
        if !section.columns.is_empty() {
            blocks.push(Block::Table(Table::of(section.columns, section.rows.into_iter().map(row).collect())));
        }
        blocks.extend(section.notes.into_iter().map(|note| Block::Note(Tone::Plain, note)));
        (section.heading, blocks)
    });
    Document::of_sections(look.language, sections)
}
