//! One file from its first byte to its last.

use super::blocks::{Blocks, LONGEST_LINE};
use super::evidence::{self, Evidence, Verdict};
use super::heading::{self, Heading};
use super::loading::Loader;
use super::numbers::Mark;
use super::source::Source;
use super::{Options, Reading};
use crate::finding::{Finding, Findings, Place};
use crate::table::{Batch, Column, Decimal, Kind, Schema, SourceFile};
use std::io::{self, Read};

/// Bytes read from the front to find the heading.
const FRONT: usize = 256 << 10;
const BLOCK: usize = 1 << 20;

/// Reads one file and adds what it holds to `reading`.
pub(super) fn read(
    mut source: Source,
    file: &str,
    schema: &Schema,
    options: &Options,
    reading: &mut Reading,
) -> io::Result<()> {
    let number = reading.table.files.len();
    reading.table.files.push(SourceFile { name: file.to_owned(), ..SourceFile::default() });
    let front = front(&mut source)?;
    let text = match std::str::from_utf8(&front.bytes) {
        Ok(text) => text,
        // The front may end inside a character, or the block that holds the bad byte will tell.
        Err(error) => std::str::from_utf8(front.bytes.get(..error.valid_up_to()).unwrap_or(&[])).unwrap_or(""),
    };
    let heading = match heading::find(text, front.complete, schema, options, file) {
        Ok((heading, findings)) => {
            reading.findings.append(findings);
            heading
        }
        Err(findings) => {
            reading.findings.append(findings);
            return Ok(());
        }
    };
    let stated = match options.decimal.unwrap_or(schema.decimal) {
        Decimal::Auto => None,
        Decimal::Point => Some(Mark::Point),
        Decimal::Comma => Some(Mark::Comma),
    };
    let guess = stated.unwrap_or(if heading.dialect.delimiter == b';' { Mark::Comma } else { Mark::Point });
    let loader = Loader { schema, heading: &heading, file: (file, number), stated, guess };
    let mut pass = Pass::run(&mut source, &front, loader, options)?;
    let mut verdict = pass.verdict(schema, stated, file);
    if verdict.0.mattered && verdict.0.mark != guess && !verdict.1.has_errors() {
        source.rewind()?;
        let front = self::front(&mut source)?;
        pass = Pass::run(&mut source, &front, Loader { guess: verdict.0.mark, ..loader }, options)?;
        verdict = pass.verdict(schema, stated, file);
    }
    let (_, said) = verdict;
    reading.findings.append(said);
    reading.findings.append(pass.findings);
    if let Some(entry) = reading.table.files.last_mut() {
        entry.lines = pass.lines;
        entry.customers = pass.batches.iter().map(|b| b.rows() as u64).sum();
    }
    reading.table.batches.extend(pass.batches);
    Ok(())
}

/// The first bytes of a file, without its byte order mark.
struct Front {
    bytes: Vec<u8>,
    /// Offset of the first of them.
    offset: u64,
    /// Is this the whole file?
    complete: bool,
}

fn front(source: &mut Source) -> io::Result<Front> {
    let mut bytes = Vec::new();
    let mut wanted = FRONT;
    let complete = loop {
        let missing = wanted.saturating_sub(bytes.len()) as u64;
        source.by_ref().take(missing).read_to_end(&mut bytes)?;
        if bytes.len() < wanted {
            break true;
        }
        if wanted >= LONGEST_LINE || memchr::memchr2(b'\n', b'\r', &bytes).is_some() {
            break false;
        }
        wanted *= 2;
    };
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let mut offset = 0;
    while bytes.get(offset..).is_some_and(|rest| rest.starts_with(MARK)) && offset < 2 * MARK.len() {
        offset += MARK.len();
    }
    bytes.drain(..offset);
    Ok(Front { bytes, offset: offset as u64, complete })
}

/// One reading of all blocks.
struct Pass {
    batches: Vec<Batch>,
    findings: Findings,
    evidence: Vec<Evidence>,
    lines: u64,
}

impl Pass {
    fn run(source: &mut Source, front: &Front, loader: Loader<'_>, options: &Options) -> io::Result<Self> {
        let Heading { dialect, body, .. } = loader.heading;
        let carry = front.bytes.get(body.0..).unwrap_or(&[]).to_vec();
        let offset = front.offset + body.0 as u64;
        let mut blocks = Blocks::new(source, carry, offset, *dialect, options.block_size.unwrap_or(BLOCK));
        let columns = loader.schema.columns().len();
        let mut pass = Pass {
            batches: Vec::new(),
            findings: Findings::new(),
            evidence: vec![Evidence::default(); columns],
            lines: body.1,
        };
        while let Some(block) = blocks.next()? {
            let mut part = loader.load(&block);
            part.shift(pass.lines);
            pass.lines += part.lines;
            pass.findings.append(part.findings);
            pass.evidence.iter_mut().zip(part.evidence).for_each(|(all, more)| all.append(more));
            if part.batch.rows() > 0 {
                pass.batches.push(part.batch);
            }
            if part.ends {
                break;
            }
        }
        Ok(pass)
    }

    /// What all rows say about the numbers, with findings that go before those of the cells.
    fn verdict(&self, schema: &Schema, stated: Option<Mark>, file: &str) -> (Verdict, Findings) {
        let numeric = |pair: &(&Column, &Evidence)| matches!(pair.0.kind, Kind::Number { .. });
        let columns: Vec<(&Column, &Evidence)> = schema.columns().iter().zip(&self.evidence).filter(numeric).collect();
        let mut said = Findings::new();
        let verdict = evidence::decide(&columns, stated, file, &mut said);
        evidence::judge_columns(&columns, &mut said);
        for finding in said.iter_mut().filter(|f: &&mut Finding| f.place.file.is_empty()) {
            finding.place = Place { file: file.to_owned(), ..finding.place.clone() };
        }
        (verdict, said)
    }
}
