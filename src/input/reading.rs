//! How customer files are read, and what comes of it.

use super::bytes::encoding::Encoding;
use super::progress::Watch;
use crate::finding::Findings;
use crate::table::{Decimal, SourceFile};
use std::path::Path;

/// How to read; every `None` is found out from the file.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
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
    /// Who is told how far reading is.
    pub watch: Option<Watch<'a>>,
}

impl Options<'_> {
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        self.threads.unwrap_or_else(cores).max(1)
    }
}

/// What was read.
#[derive(Debug)]
pub struct Reading<T> {
    /// The files, in the order of the command line.
    pub files: Vec<SourceFile>,
    /// What was made of the batches, in file order; not to be used where the findings have errors.
    pub made: Vec<T>,
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

/// As messages name standard input.
pub(crate) const STDIN: &str = "<stdin>";

/// As messages name a file.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { STDIN.to_owned() } else { path.display().to_string() }
}
