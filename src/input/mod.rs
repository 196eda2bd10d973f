//! Bytes -> blocks -> records -> columns: customer files become a [`Table`], or findings say why not.

pub mod ranking_file;

use crate::finding::Findings;
use crate::table::{Schema, Table};
use std::path::PathBuf;

/// How to read; every `None` is found out from the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The delimiter.
    pub delimiter: Option<u8>,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The customers; not to be used where the findings have errors.
    pub table: Table,
    /// Everything to say about the files, in their order.
    pub findings: Findings,
}

/// A file that cannot be read at all.
#[derive(Debug)]
pub struct Error {
    /// As the user named it.
    pub file: String,
    /// What the system said.
    pub source: std::io::Error,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read {}", self.file)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads several files (`-` is standard input) as one list of customers.
///
/// # Errors
/// Where a file cannot be opened or read. What is wrong inside a file is a finding.
pub fn read(_files: &[PathBuf], _schema: &Schema, _options: &Options) -> Result<Reading, Error> {
    unimplemented!()
}
