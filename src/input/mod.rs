//! Bytes -> blocks -> records -> columns: customer files become a [`Table`], or findings say why not.
//!
//! A file is read in one pass: its front tells the heading, blocks of whole records become typed batches, and what all
//! rows say about numbers is judged at the end. Only where cells such as `1.234` turn out to have been read with the
//! wrong decimal mark is the file read once more.

mod binding;
mod blocks;
mod cells;
mod contents;
mod currency;
mod encoding;
mod evidence;
mod file;
mod gathering;
mod heading;
mod ids;
mod loading;
mod marks;
mod naming;
mod numbers;
mod outline;
mod pipeline;
mod profile;
pub mod ranking_file;
mod records;
mod sheet;
mod signature;
mod source;
mod text;
mod totals;

pub use encoding::Encoding;
pub use profile::Export;

use crate::finding::{Finding, Findings, Place};
use crate::table::{Decimal, Schema, Table};
use std::path::PathBuf;

/// How to read; every `None` is found out from the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The delimiter, an ASCII character.
    pub delimiter: Option<u8>,
    /// The quote character, an ASCII character.
    pub quote: Option<u8>,
    /// The decimal mark; wins over the criteria file's.
    pub decimal: Option<Decimal>,
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Bytes that a block holds; the answer does not depend on it.
    pub block_size: Option<usize>,
    /// Threads that read; the answer does not depend on it. By default one for each core, eight at most.
    pub threads: Option<usize>,
}

impl Options {
    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        self.threads.unwrap_or_else(cores).max(1)
    }
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
pub fn read(files: &[PathBuf], schema: &Schema, options: &Options) -> Result<Reading, Error> {
    let mut reading = Reading { table: Table::default(), findings: Findings::new() };
    let mut ids = Vec::new();
    for path in files {
        let file = name(path);
        let name = (file.as_str(), reading.table.files.len());
        let read = source::Source::open(path)
            .and_then(|mut source| file::File { name, schema, options }.read(&mut source, &mut reading, &mut ids));
        read.map_err(|source| Error { file, source })?;
    }
    Ok(concluded(reading, ids, schema))
}

/// As messages name a file.
fn name(path: &std::path::Path) -> String {
    if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() }
}

/// With what only all files together tell.
fn concluded(mut reading: Reading, ids: Vec<u64>, schema: &Schema) -> Reading {
    ids::check(&reading.table, ids, schema, &mut reading.findings);
    if reading.table.rows() == 0 && !reading.findings.has_errors() {
        let first = reading.table.files.first().map_or("", |f| f.name.as_str());
        let finding =
            Finding::error("nothing-to-rank", "there is a header but no customer below it").at(Place::file(first));
        reading.findings.push(finding.help("export the customers again, with their lines"));
    }
    reading
}
