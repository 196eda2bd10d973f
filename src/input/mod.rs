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
mod profile;
mod progress;
pub(crate) mod rows;
pub mod stored_ranking;
pub(crate) mod totals;
mod workbook;

pub use crate::input::bytes::encoding::Encoding;
use crate::input::rows::duplicate_ids as ids;
use crate::input::rows::id_hashes as hashes;
pub use files::{Absent, Files};
pub use progress::{Progress, Watch};

use crate::finding::{Finding, Findings, Place};
use crate::input::bytes::source::Source;
use crate::input::rows::id_hashes::Hashes;
use crate::table::{Decimal, Draft, FromLine, Schema, SourceFile, Table};
use progress::Meter;
use std::path::{Path, PathBuf};

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
    fn threads(&self) -> usize {
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

/// As messages name standard input.
const STDIN: &str = "<stdin>";

/// As messages name a file.
fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { STDIN.to_owned() } else { path.display().to_string() }
}

/// Reads files from their start, with what only all of them together tell.
fn read_open<T: FromLine + Send>(
    sources: &mut [(String, Source)],
    schema: &Schema,
    options: &Options,
    make: &(dyn Fn(Draft<'_>) -> T + Sync),
) -> Result<Reading<T>, Error> {
    let (mut reading, ids) = pass(sources, schema, options, make)?;
    let suspicious = hashes::collisions(&ids, options.threads());
    drop(ids);
    if !suspicious.is_empty() {
        let (suspects, _) = pass(sources, schema, options, &|draft| ids::pick(&draft.whole(), &suspicious))?;
        ids::check(&suspects, schema, &mut reading.findings);
    }
    if !reading.findings.has_errors() {
        for file in reading.files.iter().filter(|file| file.customers == 0) {
            let finding = Finding::error("nothing-to-rank", "there is a header but no customer below it");
            let finding = finding.at(Place::file(&file.name)).help("export the customers again, with their lines");
            reading.findings.push(finding);
        }
    }
    Ok(reading)
}

/// Reads all files from their start; also returns the hashes of all ids, file by file.
fn pass<T: FromLine + Send>(
    sources: &mut [(String, Source)],
    schema: &Schema,
    options: &Options,
    make: &(dyn Fn(Draft<'_>) -> T + Sync),
) -> Result<(Reading<T>, Vec<Hashes>), Error> {
    let mut reading = Reading { files: Vec::new(), made: Vec::new(), findings: Findings::new() };
    let mut ids = Vec::new();
    let mut before = Progress::start(sources);
    for (name, source) in sources {
        let meter = Meter { watch: options.watch, before, place: source.place() };
        let file = file::File { name: (name, reading.files.len()), schema, options, make, meter };
        let read = file.read(source, &mut reading, &mut ids);
        source.close();
        read.map_err(|source| Error { file: name.clone(), source })?;
        before.pass(source, reading.files.last().map_or(0, |file| file.customers));
    }
    Ok((reading, ids))
}
