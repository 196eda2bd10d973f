//! An explanation -> a page for a terminal, Markdown, or JSON.

pub use super::json::explain::write_json;

use super::terminal::lines::Terminal;
use super::{Look, WhatIf, markdown, terminal};
use crate::analysis::explain::Explained;
use crate::report::explain::document;
use std::io::{self, Write};

/// Writes the page within the width of `look`.
///
/// # Errors
/// What the writer says.
pub fn write_table(explained: &Explained<'_>, what_if: &[WhatIf], look: Look, to: &mut dyn Write) -> io::Result<()> {
    terminal::document::write(
        &document(explained, what_if, look.language),
        &mut Terminal::new(to, look.width, look.color),
    )
}

/// Writes the page as Markdown.
///
/// # Errors
/// What the writer says.
pub fn write_markdown(explained: &Explained<'_>, what_if: &[WhatIf], look: Look, to: &mut dyn Write) -> io::Result<()> {
    markdown::document::write(&document(explained, what_if, look.language), to)
}
