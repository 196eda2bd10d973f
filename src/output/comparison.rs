//! A comparison of two rankings -> table, csv, json, markdown.
//!
//! The page for people is written once, as sections of sentences and grids: first who changed tier, by name, then who
//! came and went, then the longest ways up and down, the tiers against each other, and how alike the two orders are.

mod lists;
mod page;
mod reasons;

use super::csv::compare as csv;
use super::json::compare as json;
use super::markdown::escape::escaped_heading;
use super::summary::Block;
use super::terminal::lines::{Terminal, Tone};
use super::terminal::ranking;
use super::{Format, Look, WhatIf, markdown};
use crate::analysis::compare::Comparison;
use crate::finding::Finding;
use crate::scoring::Ranking;
use std::io::{self, BufWriter, Write};

pub use page::verdict;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The ranking.
    pub ranking: &'a Ranking<'a>,
    /// What the criteria file is called.
    pub criteria: &'a str,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
}

/// What `compare` has to say.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Where it was.
    pub old: Side<'a>,
    /// Where it is.
    pub new: Side<'a>,
    /// What is different.
    pub comparison: &'a Comparison<'a>,
    /// Warnings and notices of all stages, in order.
    pub findings: &'a [&'a Finding],
    /// How many customers a list for people names at most; csv and json always hold all.
    pub shown: Option<usize>,
}

/// Writes `report` in `format`.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 16, to);
    match format {
        Format::Table => write_table(report, &mut Terminal::new(&mut buffered, look.width, look.color)),
        Format::Csv => {
            let write = |to: &mut dyn Write| csv::write(report.comparison, (look.formula_guard, look.dialect), to);
            look.dialect.write(&mut buffered, write)
        }
        Format::Json => json::write(report, &mut buffered),
        Format::Markdown => write_markdown(report, &mut buffered),
    }?;
    buffered.flush()
}

fn write_table(report: &Report<'_>, to: &mut Terminal<'_>) -> io::Result<()> {
    // A grid ends with an empty line of its own.
    let mut after_gap = true;
    for section in page::page(report) {
        if !section.heading.is_empty() {
            if !after_gap {
                to.gap()?;
            }
            to.prose(Tone::Strong, &section.heading, 2)?;
            after_gap = false;
        }
        for block in section.blocks {
            after_gap = matches!(block, Block::Grid(..));
            ranking::write_block(block, to)?;
        }
    }
    Ok(())
}

fn write_markdown(report: &Report<'_>, to: &mut dyn Write) -> io::Result<()> {
    for (place, section) in page::page(report).into_iter().enumerate() {
        match (place, section.heading.as_str()) {
            (_, "") => {}
            (0, title) => writeln!(to, "# {}", escaped_heading(title))?,
            (_, heading) => writeln!(to, "\n## {}", escaped_heading(heading))?,
        }
        for block in section.blocks {
            writeln!(to)?;
            markdown::write_block(block, to)?;
        }
    }
    Ok(())
}
