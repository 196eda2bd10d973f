//! A result -> a document: table, csv, json, markdown; findings -> text; and what makes untrusted text safe to show.
//!
//! Each format is one file with one function that writes to a `&mut dyn Write`; [`Format`] lists them.

pub mod drift;
pub mod explanation;
pub mod file;
pub mod findings;
pub mod visible;

use crate::finding::Finding;
use crate::scoring::{Ranking, Selection};
use std::io::{self, Write};

/// The formats of `score`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person in a terminal.
    Table,
    /// For a spreadsheet or another program.
    Csv,
    /// The contract for programs.
    Json,
    /// For a document or a pull request.
    Markdown,
}

/// A weight that was changed on the command line.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Id of the criterion.
    pub criterion: String,
    /// As written in the criteria file.
    pub from: f64,
    /// As given on the command line.
    pub to: f64,
}

/// What `score` has to say.
#[derive(Debug)]
pub struct Report<'a> {
    /// The ranking.
    pub ranking: &'a Ranking<'a>,
    /// Which accounts are listed.
    pub selection: Selection,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
    /// Warnings and notices of all stages, in order.
    pub findings: &'a [&'a Finding],
}

/// How a document looks; only the formats for people care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; a generous fixed width where the output is not one.
    pub width: usize,
    /// Escape codes for colour?
    pub color: bool,
    /// Lead a text cell that a spreadsheet could run with an apostrophe? (csv)
    pub formula_guard: bool,
    /// The portfolio matrix as well? (table, markdown)
    pub portfolio: bool,
}

/// Writes `report` in `format`.
///
/// # Errors
/// What the writer says.
pub fn write(_report: &Report<'_>, _format: Format, _look: Look, _to: &mut dyn Write) -> io::Result<()> {
    unimplemented!()
}
