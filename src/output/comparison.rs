//! A comparison of two rankings -> table, csv, json, markdown.
//!
//! The page for people is written once, as sections of sentences and grids: first who changed tier, by name, then who
//! came and went, then the longest ways up and down, the tiers against each other, and how alike the two orders are.

mod lists;
mod page;
mod reasons;

use super::csv::compare as csv;
use super::json::compare as json;
use super::terminal::lines::Terminal;
use super::{Format, Look, WhatIf, markdown, terminal};
use crate::analysis::compare::Comparison;
use crate::finding::Finding;
use crate::report::Document;
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
        Format::Table => {
            let to = &mut Terminal::new(&mut buffered, look.width, look.color);
            terminal::document::write(&document(report, look), to)
        }
        Format::Csv => {
            let write = |to: &mut dyn Write| csv::write(report.comparison, (look.formula_guard, look.dialect), to);
            look.dialect.write(&mut buffered, write)
        }
        Format::Json => json::write(report, &mut buffered),
        Format::Markdown => markdown::document::write(&document(report, look), &mut buffered),
    }?;
    buffered.flush()
}

fn document(report: &Report<'_>, look: Look) -> Document<'static> {
    let sections = page::page(report).into_iter().map(|section| (section.heading, section.blocks));
    Document::of_sections(look.language, sections)
}
