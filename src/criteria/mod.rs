//! The criteria file: YAML as written, and how it becomes a sound [`Model`] with every finding in one run.
//!
//! Owns the file's shape (`keys`, shown to editors by [`json_schema`]), how it is read (`decode`: bytes to text;
//! `yaml`: the tree with a place for every value; `fields`: mappings and scalars as written) and what makes it sound
//! (`validate`). What a model does stands in [`crate::model`].

pub(crate) mod checks;
mod codes;
mod decode;
pub(crate) mod diagnostics;
pub mod draft;
pub(crate) mod edit_weights;
pub(crate) mod fields;
mod keys;
mod limits;
mod pairwise;
mod places;
mod progress;
mod schema;
mod slips;
mod three_decimals;
mod validate;
mod yaml;

pub use crate::criteria::edit_weights::{Refusal, with_weights};
pub use crate::criteria::pairwise::judgements::Judged;
pub use decode::is_utf16;
pub use pairwise::{CheckedPairwise, Pairwise, Subject, parse_pairwise, write_pairwise};
pub use places::Places;
pub use progress::filled;
pub use schema::json_schema;

use crate::criteria::diagnostics::Found;
use crate::criteria::yaml::source::Source;
use crate::finding::{Finding, Findings, Place};
use crate::model::Model;
use std::ops::Range;
use yaml::{Failure, Property};

/// The default criteria file, compiled in.
pub const DEFAULT: &str = include_str!("../../criteria.yaml");

/// The largest criteria file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The result of reading a criteria file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The sound model; `None` where the file has errors.
    pub model: Option<Model>,
    /// All findings, in the order of the file.
    pub findings: Findings,
}

/// Reads a criteria file. `file` is its name in the findings.
pub fn parse(file: &str, bytes: &[u8]) -> Checked {
    if bytes.len() > LARGEST {
        let message = format!("the criteria file has {} bytes; the limit is 1 MiB ({LARGEST})", bytes.len());
        let finding = Finding::error(codes::TOO_LARGE, message).at(Place::file(file));
        return refused(finding.help("check that this is a criteria file, and not the customers' data"));
    }
    let text = match decode::text(file, bytes) {
        Ok(text) => text,
        Err(findings) => return Checked { model: None, findings },
    };
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = Source::new(file, unmarked, text.len() - unmarked.len());
    let findings = decode::unfit(&source);
    if !findings.is_empty() {
        return Checked { model: None, findings };
    }
    let mut found = Found::new(&source);
    let model = read(&source, &mut found);
    let findings = found.into_findings();
    Checked { model: model.filter(|_| !findings.has_errors()), findings }
}

fn read(source: &Source<'_>, found: &mut Found<'_>) -> Option<Model> {
    let document = match yaml::read(source.text()) {
        Ok(document) => document,
        Err(failure) => {
            note_failure(failure, source, found);
            return None;
        }
    };
    for (property, span) in &document.properties {
        note_property(*property, span, source, found);
    }
    if let Some(second) = &document.second {
        let message = "a criteria file is one YAML document, but a second one begins here".to_owned();
        found.error(codes::TWO_DOCUMENTS, second, message, "remove this line, or put what follows into another file");
    }
    fields::check_scalars(&document.root, found);
    fields::check_keys(&document.root, found);
    validate::model(&document.root, found)
}

fn refused(finding: Finding) -> Checked {
    let mut findings = Findings::new();
    findings.push(finding);
    Checked { model: None, findings }
}

fn note_failure(failure: Failure, source: &Source<'_>, found: &mut Found<'_>) {
    match failure {
        Failure::Empty => {
            let help = "start from the default: keyrank criteria -o criteria.yaml; keyrank schema describes every key";
            found.error(codes::EMPTY_FILE, &(0..0), "the criteria file is empty".to_owned(), help);
        }
        Failure::Deep(byte) => {
            let message = format!("lists and blocks are nested more than {} levels deep here", yaml::DEPTH);
            found.error(codes::TOO_DEEP, &(byte..byte + 1), message, "put the criteria into fewer groups");
        }
        Failure::Many(byte) => {
            let (values, indicators) = (yaml::VALUES, yaml::INDICATORS);
            let message = format!(
                "the file holds more than {values} values, or more than {indicators} brackets, commas and colons"
            );
            found.error(codes::TOO_MANY_VALUES, &(byte..byte + 1), message, "check that this is a criteria file");
        }
        Failure::Properties(properties) => {
            for (property, span) in &properties {
                note_property(*property, span, source, found);
            }
        }
        Failure::Syntax(advice) => found.error(codes::YAML_SYNTAX, &advice.span, advice.message, advice.help),
    }
}

fn note_property(property: Property, span: &Range<usize>, source: &Source<'_>, found: &mut Found<'_>) {
    let written = diagnostics::shortened(source.at(span));
    let (code, what, help) = match property {
        Property::Anchor => (codes::YAML_ANCHOR, "anchors", "remove it; a text that begins with & needs quotes"),
        Property::Alias => {
            (codes::YAML_ALIAS, "aliases", "write the value out; a text that begins with * needs quotes")
        }
        Property::Directive => {
            (codes::YAML_DIRECTIVE, "directives", "remove the line; a text that begins with % needs quotes")
        }
        Property::Tag => (codes::YAML_TAG, "tags", "remove it; a text that begins with ! needs quotes"),
    };
    found.error(code, span, format!("YAML {what} such as {written} are not allowed in a criteria file"), help);
}
