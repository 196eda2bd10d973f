//! The results of all commands but `score`, each in every format.

use super::look::Look;
use super::{Format, csv, json, write_as};
use crate::analysis::explain::Explained;
use crate::analysis::weights::Proposal;
use crate::model::Criterion;
use crate::report::inspection::{self, Inspection};
use crate::report::what_if::WhatIf;
use crate::report::{compare, explain, sensitivity, weights};
use serde_json::Map;
use std::io::{self, Write};

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
    let document = || compare::document(report, look.language);
    let csv = |cells, to: &mut dyn Write| csv::compare::write(report.comparison, cells, to);
    write_as(format, look, to, document, csv, |to| json::compare::write(report, to))
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
    let document = || sensitivity::document(report, look.language);
    let csv = |cells, to: &mut dyn Write| csv::sensitivity::write(report.found, cells, to);
    write_as(format, look, to, document, csv, |to| json::sensitivity::write(report, to))
}

/// Writes what `check` or `lint` found. It has no csv, in place of which stands JSON.
///
/// # Errors
/// What the writer says.
pub(crate) fn write_inspection(
    found: &Inspection<'_>,
    format: Format,
    look: Look,
    to: &mut dyn Write,
) -> io::Result<()> {
    let document = || inspection::document(found, look.language, format != Format::Table);
    let json = |to: &mut dyn Write| json::inspection::write(found, to);
    write_as(format, look, to, document, |_, to| json(to), json)
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
    let document = || explain::document(explained, what_if, look.language);
    let json = |to: &mut dyn Write| json::explain::write_json(explained, what_if, to);
    write_as(format, look, to, document, |_, to| json(to), json)
}

/// Writes proposed weights. Weights in csv and json are parts of 1, in full.
///
/// # Errors
/// What the writer says.
pub fn write_weights(proposal: &Proposal, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let document = || weights::document(proposal, look.language);
    let csv = |cells, to: &mut dyn Write| csv::weights::write(&weights::figures(proposal, None), cells, to);
    write_as(format, look, to, document, csv, |to| json::weights::write(proposal, to))
}

/// Writes the steps that are judged for swing weights.
///
/// # Errors
/// What the writer says.
pub fn write_swing_steps(siblings: &[Criterion], format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let document = || weights::swing_document(siblings, look.language);
    let figures = || weights::swing_figures(siblings);
    let csv = |cells, to: &mut dyn Write| csv::weights::write(&figures(), cells, to);
    write_as(format, look, to, document, csv, |to| json::weights::write_figures(Map::new(), &figures(), to))
}
