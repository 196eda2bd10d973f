//! Bytes -> blocks -> records -> columns: customer files become a [`Table`], or findings say why not.
//!
//! A file is read in one pass: its front tells the heading, blocks of whole records become typed batches, and what all
//! rows say about numbers is judged at the end. Only where cells such as `1.234` turn out to have been read with the
//! wrong decimal mark, or where some rows may sum up others, is the file read once more.

pub(crate) mod bytes;
mod dates;
mod delimited;
mod file;
mod files;
pub(crate) mod numbers;
pub(crate) mod pass;
mod profile;
mod progress;
pub mod reading;
pub(crate) mod rows;
pub mod stored_ranking;
pub(crate) mod totals;
mod workbook;

pub use crate::input::bytes::encoding::Encoding;
pub use files::{Absent, Files};
pub use progress::{Progress, Watch};
pub use reading::{Error, Options, Reading};

use crate::finding::Findings;
use crate::table::from_line::FromLine;
use crate::table::{Draft, Schema, Table};
use std::path::PathBuf;

/// Reads several files (`-` is standard input) as one list of customers, all of which are kept.
///
/// # Errors
/// Where a file cannot be opened or read. What is wrong inside a file is a finding.
pub fn read(files: &[PathBuf], schema: &Schema, options: &Options) -> Result<(Table, Findings), Error> {
    Files::open(files)?.read(schema, options)
}

/// Reads several files as [`Files::read_with`] does.
///
/// # Errors
/// Where a file cannot be opened or read. What is wrong inside a file is a finding.
pub fn read_with<T: FromLine + Send>(
    files: &[PathBuf],
    schema: &Schema,
    options: &Options,
    make: &(dyn Fn(Draft<'_>) -> T + Sync),
) -> Result<Reading<T>, Error> {
    Files::open(files)?.read_with(schema, options, make)
}
