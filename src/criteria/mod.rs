//! The criteria file: YAML as written, and how it becomes a sound [`Model`] with every finding in one run.
//!
//! Owns the file's shape (`keys`, shown to editors by [`json_schema`]), how it is read (`document`, with
//! `decode`: bytes to text; `yaml`: the tree with a place for every value; `fields`: mappings and scalars as written) and
//! what makes it sound (`validate`). What a model does stands in [`crate::model`].

pub(crate) mod checks;
mod codes;
mod decode;
pub(crate) mod diagnostics;
mod document;
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
pub use document::LARGEST;
pub use pairwise::{CheckedPairwise, Pairwise, Subject, parse_pairwise, write_pairwise};
pub use places::Places;
pub use progress::filled;
pub use schema::json_schema;

use crate::finding::Findings;
use crate::model::Model;
use document::Kind;

/// The default criteria file, compiled in.
pub const DEFAULT: &str = include_str!("../../criteria.yaml");

/// The result of reading a criteria file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The sound model; `None` where the file has errors.
    pub model: Option<Model>,
    /// All findings, in the order of the file.
    pub findings: Findings,
}

const CRITERIA: Kind = Kind {
    name: "criteria file",
    if_empty: "start from the default: keyrank criteria -o criteria.yaml; keyrank schema describes every key",
};

/// Reads a criteria file. `file` is its name in the findings.
pub fn parse(file: &str, bytes: &[u8]) -> Checked {
    let (model, findings) = document::read(&CRITERIA, file, bytes, validate::model);
    Checked { model, findings }
}
