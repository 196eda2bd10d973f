//! How sure are we -> a page for a terminal or Markdown, csv, or JSON.
//!
//! The page is written once, as sections of sentences and grids; the two formats for people differ only in how they draw
//! them. csv and JSON hold every number in full.

mod answer;
mod page;
mod subject;
mod weights;
pub(crate) mod words;

use super::csv::sensitivity as csv;
use super::json::sensitivity as json;
use super::terminal::lines::Terminal;
use super::{Format, Look, WhatIf, markdown, terminal};
use crate::analysis::sensitivity::Sensitivity;
use crate::report::Document;
use std::io::{self, BufWriter, Write};

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// How sure we are.
    pub found: &'a Sensitivity<'a>,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
    /// So many accounts and so many lines of a list on a page; `None` for all.
    pub listed: Option<usize>,
}

/// Writes everything in `format`.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let found = report.found;
    let mut to = BufWriter::with_capacity(1 << 16, to);
    match format {
        Format::Table => {
            terminal::document::write(&document(report, look), &mut Terminal::new(&mut to, look.width, look.color))?;
        }
        Format::Markdown => markdown::document::write(&document(report, look), &mut to)?,
        Format::Csv => {
            look.dialect.write(&mut to, |to| csv::write(found, (look.formula_guard, look.dialect), to))?;
        }
        Format::Json => json::write(report, &mut to)?,
    }
    to.flush()
}

fn document(report: &Report<'_>, look: Look) -> Document<'static> {
    let sections = page::sections(report).into_iter().map(|section| (section.heading, section.blocks));
    Document::of_sections(look.language, sections)
}
