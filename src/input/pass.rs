//! Open files read from their start to their end, and what only all of them tell.

use super::bytes::source::Source;
use super::progress::{Meter, Progress};
use super::reading::{Error, Options, Reading};
use super::rows::id_hashes::Hashes;
use super::rows::{duplicate_ids as ids, id_hashes as hashes};
use crate::finding::{Finding, Findings, Place};
use crate::table::from_line::FromLine;
use crate::table::{Draft, Schema};

/// Reads files from their start, with what only all of them tell.
pub(crate) fn read_open<T: FromLine + Send>(
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
pub(crate) fn pass<T: FromLine + Send>(
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
        let file = super::file::File { name: (name, reading.files.len()), schema, options, make, meter };
        let read = file.read(source, &mut reading, &mut ids);
        source.close();
        read.map_err(|source| Error { file: name.clone(), source })?;
        before.pass(source, reading.files.last().map_or(0, |file| file.customers));
    }
    Ok((reading, ids))
}
