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
use super::markdown::escape;
use super::summary::Block;
use super::terminal::lines::{Terminal, Tone};
use super::terminal::ranking;
use super::{Format, Look, WhatIf, markdown};
use crate::analysis::sensitivity::Sensitivity;
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
            let mut terminal = Terminal::new(&mut to, look.width, look.color);
            // A grid ends with an empty line of its own.
            let mut after_gap = true;
            for section in page::sections(report) {
                if !after_gap {
                    terminal.gap()?;
                }
                terminal.line(Tone::Strong, &section.heading)?;
                after_gap = matches!(section.blocks.last(), Some(Block::Grid(..)));
                section.blocks.into_iter().try_for_each(|block| ranking::write_block(block, &mut terminal))?;
            }
        }
        Format::Markdown => {
            for (place, section) in page::sections(report).into_iter().enumerate() {
                let level = if place == 0 { "#" } else { "\n##" };
                writeln!(to, "{level} {}", escape::escaped_heading(&section.heading))?;
                markdown::write_blocks(section.blocks, &mut to)?;
            }
        }
        Format::Csv => {
            look.dialect.write(&mut to, |to| csv::write(found, (look.formula_guard, look.dialect), to))?;
        }
        Format::Json => json::write(report, &mut to)?,
    }
    to.flush()
}
