//! Records -> typed columns: one block becomes a [`Part`], by itself, so that blocks can be read side by side.
//!
//! Owns what makes a record a customer: the number of cells, no totals row, no repeated header. What a single cell
//! must be is the business of [`super::cells`].

use super::blocks::{Block, Stop};
use super::cells::{self, Found};
use super::evidence::Evidence;
use super::heading::Heading;
use super::numbers::Mark;
use super::records::{Break, Record, Records};
use super::totals;
use crate::finding::{Finding, Findings, Place};
use crate::table::{Batch, Schema};

/// Everything that reading a block needs to know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loader<'a> {
    pub(super) schema: &'a Schema,
    pub(super) heading: &'a Heading,
    /// The file as the user named it, and its place among the files.
    pub(super) file: (&'a str, usize),
    /// The decimal mark, where it is stated.
    pub(super) stated: Option<Mark>,
    /// The decimal mark to read `1.234` with until all rows have spoken.
    pub(super) guess: Mark,
}

/// What a block held. Lines count from the start of the block until [`Part::shift`].
#[derive(Debug)]
pub(super) struct Part {
    pub(super) batch: Batch,
    pub(super) findings: Findings,
    /// One for each wanted column.
    pub(super) evidence: Vec<Evidence>,
    /// Physical lines passed.
    pub(super) lines: u64,
    /// The block is not to be followed by another one.
    pub(super) ends: bool,
}

impl Part {
    /// Moves everything down by the lines of the blocks before.
    pub(super) fn shift(&mut self, lines: u64) {
        self.batch.start_at(lines + 1);
        for finding in self.findings.iter_mut() {
            finding.place.line = finding.place.line.map(|line| line + lines);
        }
        self.evidence.iter_mut().for_each(|e| e.shift(lines));
    }
}

impl Loader<'_> {
    /// Reads one block.
    pub(super) fn load(&self, block: &Block) -> Part {
        let columns = self.schema.columns().len();
        let mut part = Part {
            batch: Batch::new(self.schema, self.file.1),
            findings: Findings::new(),
            evidence: vec![Evidence::default(); columns],
            lines: 0,
            ends: block.stop.is_some(),
        };
        let whole = match block.stop {
            Some(Stop::CellTooLong(at) | Stop::LineTooLong(at)) => block.bytes.get(..at).unwrap_or(&[]),
            None => &block.bytes,
        };
        let text = match std::str::from_utf8(whole) {
            Ok(text) => text,
            Err(error) => {
                part.findings.push(self.not_utf8(block, whole, error.valid_up_to()));
                part.ends = true;
                return part;
            }
        };
        let mut records = Records::new(text, self.heading.dialect);
        while let Some(record) = records.next() {
            self.record(&record, block.offset, &mut part);
        }
        part.lines = records.lines();
        if !text.is_empty() && !text.ends_with(['\n', '\r']) && block.stop.is_none() {
            part.lines += 1;
        }
        if let Some(stop) = block.stop {
            part.findings.push(self.stopped(stop, part.lines));
        }
        part
    }

    fn record(&self, record: &Record<'_>, offset: u64, part: &mut Part) {
        if let Some(flaw) = record.flaw {
            part.findings.push(self.broken(record, flaw, offset));
            return;
        }
        let width = record.fields.len();
        if width != self.heading.width {
            if !record.is_blank() {
                part.findings.push(self.miscounted(record, offset));
            }
            return;
        }
        if record.fields.iter().all(|f| f.len() == 0) || record.is_blank() {
            return;
        }
        if let Some(finding) = self.no_customer(record, offset) {
            part.findings.push(finding);
            return;
        }
        let columns = self.schema.columns().iter().zip(&self.heading.fields);
        for (((column, &field), cells), evidence) in columns.zip(part.batch.columns_mut()).zip(&mut part.evidence) {
            let text = record.cell(field);
            let found = Found { loader: self, column, text: &text, place: &|| self.place(record, field, offset) };
            cells::push(&found, cells, evidence, &mut part.findings);
        }
        part.batch.end_row(record.line);
    }

    /// A place of a cell, with lines counted from the start of the block.
    fn place(&self, record: &Record<'_>, field: usize, offset: u64) -> Place {
        let cell = record.fields.get(field);
        Place {
            file: self.file.0.to_owned(),
            line: Some(cell.map_or(record.line, |f| f.line) + 1),
            column: Some(field as u64 + 1),
            byte: Some(offset + cell.map_or(record.start, |f| f.start()) as u64),
            header: self.heading.headers.get(field).cloned(),
            ..Place::default()
        }
    }

    fn line(&self, record: &Record<'_>, offset: u64) -> Place {
        let byte = Some(offset + record.start as u64);
        Place { byte, ..Place::line(self.file.0, record.line + 1) }
    }

    /// A record that is something else than a customer: a totals row, the header once more.
    fn no_customer(&self, record: &Record<'_>, offset: u64) -> Option<Finding> {
        let id_field = self.heading.fields.first().copied()?;
        let id = record.cell(id_field);
        let label = || record.fields.iter().map(|f| record.text(f)).find(|cell| totals::is_label(cell));
        let at = self.place(record, id_field, offset);
        if id.trim().is_empty() {
            return Some(match label() {
                Some(label) => totals::finding(&label).at(at),
                None => Finding::error("id-empty", "a customer without an id")
                    .at(at)
                    .help("fill in the id, or delete the line if it is no customer"),
            });
        }
        if totals::is_label(&id) {
            return Some(totals::finding(&id).at(at));
        }
        let repeats =
            |field: &usize| self.heading.headers.get(*field).is_some_and(|h| h.trim() == record.cell(*field).trim());
        self.heading.fields.iter().all(repeats).then(|| {
            Finding::error("header-repeated", "this is the header once more: two exports in one file?")
                .at(at)
                .help("delete the line; several files can be given at once instead")
        })
    }

    fn miscounted(&self, record: &Record<'_>, offset: u64) -> Finding {
        let (found, expected) = (record.fields.len(), self.heading.width);
        let place = self.line(record, offset);
        if let Some(label) = record.fields.iter().map(|f| record.text(f)).find(|cell| totals::is_label(cell)) {
            return totals::finding(&label).at(place);
        }
        let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
        let message = format!("{} where the header has {expected}", cells(found));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fields: Vec<_> = record.fields.iter().take(1000).map(|f| record.text(f)).collect();
        let split_number =
            fields.windows(2).any(|w| matches!(w, [a, b] if digits(a.trim_start_matches('-')) && digits(b)));
        let help = if found > expected && self.heading.dialect.delimiter == b',' && split_number {
            "decimal comma in a comma-separated file? Export with semicolons, or with every cell in quotes"
        } else if found > expected {
            "put cells that hold the delimiter in quotes"
        } else {
            "complete the line; a line break inside a cell needs quotes around the cell; delete it if it is no customer"
        };
        Finding::error("cell-count", message).at(place).help(help)
    }

    fn broken(&self, record: &Record<'_>, flaw: Break, offset: u64) -> Finding {
        let last = record.fields.len().saturating_sub(1);
        match flaw {
            Break::TextAfterQuote(field) => Finding::error("text-after-quote", "text after the closing quote")
                .at(self.place(record, field, offset))
                .value(record.cell(field))
                .help("double the quotes inside a quoted cell (\"\"), or quote the whole cell"),
            Break::Unclosed => Finding::error("quote-unclosed", "the quote that opens here never closes")
                .at(self.place(record, last, offset))
                .help("close the quote, or double it if it belongs to the text"),
            Break::TooManyColumns => Finding::error("too-many-columns", "more than 200,000 columns")
                .at(self.line(record, offset))
                .help("export only the columns that the criteria need"),
        }
    }

    fn stopped(&self, stop: Stop, lines: u64) -> Finding {
        let place = Place::line(self.file.0, lines + 1);
        match stop {
            Stop::CellTooLong(_) => {
                Finding::error("cell-too-long", "the quote that opens here is not closed within 1 MiB")
                    .at(place)
                    .help("close the quote, or double it if it belongs to the text; a cell holds at most 1 MiB")
            }
            Stop::LineTooLong(_) => Finding::error("line-too-long", "the line that starts here is longer than 16 MiB")
                .at(place)
                .help("is this a table of customers? Export it as CSV with one line a customer"),
        }
    }

    fn not_utf8(&self, block: &Block, bytes: &[u8], at: usize) -> Finding {
        let before = bytes.get(..at).unwrap_or(&[]);
        let line_start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |n| n + 1);
        let place = Place {
            line: Some(super::records::line_ends(before) + 1),
            column: None,
            byte: Some(block.offset + at as u64),
            ..Place::file(self.file.0)
        };
        let text =
            String::from_utf8_lossy(before.get(line_start..).unwrap_or(&[])).chars().rev().take(20).collect::<String>();
        let after: String = text.chars().rev().collect();
        let message = format!("byte 0x{:02X} is not UTF-8, after \"{after}\"", bytes.get(at).copied().unwrap_or(0));
        Finding::error("encoding-mixed", message)
            .at(place)
            .help("export as UTF-8, or name the encoding with --encoding")
    }
}
