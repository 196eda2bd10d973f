//! Customer files that are open: they can be looked at before it is known what is wanted of them, and read more than
//! once, even from standard input.

use super::bytes::source::Source;
use super::pass::read_open;
use super::profile::outline::headers;
use super::reading::{Error, Options, Reading, name};
use crate::finding::{Finding, Findings, Place, as_argument};
use crate::table::from_line::FromLine;
use crate::table::{Draft, Schema, Table};
use crate::text::nearest_header;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

/// So many headers that nothing wants are named.
const FREE: usize = 200;

/// Open customer files, one list of customers.
#[derive(Debug)]
pub struct Files {
    /// Each with its name in messages.
    pub(crate) sources: Vec<(String, Source)>,
    /// What is wrong with the list itself.
    findings: Findings,
}

/// A column that a file lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The header that is wanted.
    pub column: String,
    /// The header of the file that is most like it, if any is.
    pub near: Option<String>,
    /// The headers of the file that nothing wants.
    pub free: Vec<String>,
    /// As messages name the file.
    pub file: String,
}

impl Files {
    /// Opens files; `-` is standard input.
    ///
    /// # Errors
    /// Where one cannot be opened.
    pub fn open(files: &[PathBuf]) -> Result<Self, Error> {
        let mut sources: Vec<(String, Source)> = Vec::new();
        let mut given: BTreeMap<PathBuf, String> = BTreeMap::new();
        let mut findings = Findings::new();
        for path in files {
            let file = name(path);
            match (given.entry(canonical(path)), Source::open(path)) {
                (_, Err(source)) => return Err(Error { file, source }),
                (Entry::Occupied(first), _) => findings.push(given_twice(first.get(), &file)),
                (Entry::Vacant(new), Ok(source)) => {
                    new.insert(file.clone());
                    sources.push((file, source));
                }
            }
        }
        Ok(Files { sources, findings })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.sources.len()
    }

    /// Optional columns of the schema that a file lacks. Where one lacks others too there are none: reading it says what is
    /// wrong.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn absent(&mut self, schema: &Schema, options: &Options) -> Result<Vec<Absent>, Error> {
        let mut all = Vec::new();
        for (file, source) in &mut self.sources {
            let found = headers(source, schema, options, file);
            source.close();
            let Some((binding, headers)) = found.map_err(|source| Error { file: file.clone(), source })? else {
                continue;
            };
            let mut columns: Vec<&str> = binding.missing(schema).collect();
            columns.dedup();
            if !columns.iter().all(|column| schema.is_optional(column)) {
                continue;
            }
            let free = binding.free(&headers);
            all.extend(columns.into_iter().map(|column| Absent {
                column: column.to_owned(),
                near: nearest_header(column, &free).map(|near| near.trim().to_owned()),
                free: free.iter().take(FREE).map(|header| header.trim().to_owned()).collect(),
                file: file.clone(),
            }));
        }
        Ok(all)
    }

    /// Reads all customers and keeps them.
    ///
    /// # Errors
    /// Where a file cannot be read. What is wrong inside a file is a finding.
    pub fn read(&mut self, schema: &Schema, options: &Options) -> Result<(Table, Findings), Error> {
        let Reading { files, made, findings } = self.read_with(schema, options, &|draft| draft.whole())?;
        Ok((Table { files, batches: made }, findings))
    }

    /// Reads all customers. `make` takes each batch as soon as it is read, on several threads at once, so that no more need
    /// be kept of it than what is wanted; it may be asked again for batches of a file that had to be read twice.
    ///
    /// # Errors
    /// Where a file cannot be read. What is wrong inside a file is a finding.
    pub fn read_with<T: FromLine + Send>(
        &mut self,
        schema: &Schema,
        options: &Options,
        make: &(dyn Fn(Draft<'_>) -> T + Sync),
    ) -> Result<Reading<T>, Error> {
        let reading = read_open(&mut self.sources, schema, options, make)?;
        let mut findings = self.findings.clone();
        findings.append(reading.findings);
        Ok(Reading { findings, ..reading })
    }
}

/// The one path of a file, however it is written.
fn canonical(path: &Path) -> PathBuf {
    let path_of_file = if path.as_os_str() == "-" { None } else { path.canonicalize().ok() };
    path_of_file.unwrap_or_else(|| path.to_owned())
}

fn given_twice(first: &str, again: &str) -> Finding {
    let before = if first == again { String::new() } else { format!(", before as {}", as_argument(first)) };
    let finding = Finding::error("file-twice", format!("this file is given twice{before}"));
    finding.at(Place::file(again)).help("name it once")
}
