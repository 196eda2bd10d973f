//! The results of all commands but `score`, each in every format.

use super::look::Look;
use super::terminal::lines::Terminal;
use super::{Format, csv, json, markdown, terminal};
use crate::analysis::explain::Explained;
use crate::analysis::weights::Proposal;
use crate::model::Criterion;
use crate::report::Document;
use crate::report::what_if::WhatIf;
use crate::report::{compare, explain, sensitivity, weights};
use serde_json::Map;
use std::io::{self, BufWriter, Write};

/// Writes a comparison of two rankings.
///
/// # Errors
/// What the writer says.
pub fn write_comparison(
    report: &compare::Report<'_>,
    format: Format,
    look: Look,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 16, to);
    match format {
        Format::Table | Format::Markdown => draw(&compare::document(report, look.language), format, look, &mut to),
        Format::Csv => look
            .dialect
            .write(&mut to, |to| csv::compare::write(report.comparison, (look.formula_guard, look.dialect), to)),
        Format::Json => json::compare::write(report, &mut to),
    }?;
    to.flush()
}

/// Writes how sure we are.
///
/// # Errors
/// What the writer says.
pub fn write_sensitivity(
    report: &sensitivity::Report<'_>,
    format: Format,
    look: Look,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 16, to);
    match format {
        Format::Table | Format::Markdown => draw(&sensitivity::document(report, look.language), format, look, &mut to),
        Format::Csv => look
            .dialect
            .write(&mut to, |to| csv::sensitivity::write(report.found, (look.formula_guard, look.dialect), to)),
        Format::Json => json::sensitivity::write(report, &mut to),
    }?;
    to.flush()
}

/// Writes the explanation of one account. It has no csv, in place of which stands JSON.
///
/// # Errors
/// What the writer says.
pub fn write_explanation(
    explained: &Explained<'_>,
    what_if: &[WhatIf],
    format: Format,
    look: Look,
    to: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table | Format::Markdown => {
            draw(&explain::document(explained, what_if, look.language), format, look, to)
        }
        Format::Csv | Format::Json => json::explain::write_json(explained, what_if, to),
    }
}

/// Writes proposed weights. Weights in csv and json are parts of 1, in full.
///
/// # Errors
/// What the writer says.
pub fn write_weights(proposal: &Proposal, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table | Format::Markdown => draw(&weights::document(proposal, look.language), format, look, to),
        Format::Csv => look.dialect.write(to, |to| {
            csv::weights::write(&weights::figures(proposal, None), (look.formula_guard, look.dialect), to)
        }),
        Format::Json => json::weights::write(proposal, to),
    }
}

/// Writes the steps that are judged for swing weights.
///
/// # Errors
/// What the writer says.
pub fn write_swing_steps(siblings: &[Criterion], format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let figures = || weights::swing_figures(siblings);
    match format {
        Format::Table | Format::Markdown => draw(&weights::swing_document(siblings, look.language), format, look, to),
        Format::Csv => {
            look.dialect.write(to, |to| csv::weights::write(&figures(), (look.formula_guard, look.dialect), to))
        }
        Format::Json => json::weights::write_figures(Map::new(), &figures(), to),
    }
}

/// Draws a document for people.
pub(super) fn draw(document: &Document<'_>, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Markdown => markdown::document::write(document, to),
        _ => terminal::document::write(document, &mut Terminal::new(to, look.width, look.color)),
    }
}
