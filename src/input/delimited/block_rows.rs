//! Text blocks -> rows: what one block of a delimited file holds, read by itself, so that blocks can be read side by
//! side. Owns the findings about records as such: their quotes, their number of cells, bytes that are no text.

use super::blocks::{Block, Stop};
use super::cell_index::CellIndex;
use super::columns::Customers;
use super::record::Cells;
use super::strict::{Break, Dialect, line_ends};
use crate::finding::{Finding, Place};
use crate::input::bytes::encoding;
use crate::input::rows::cell::Cell;
use crate::input::rows::context::Loader;
use crate::input::rows::heading::Heading;
use crate::input::rows::loader::Part;
use crate::input::rows::row::Row;
use crate::input::totals::ledger::Aside;
use crate::input::totals::{asides, labels, ledger};
use crate::table::{Batch, Draft};
use std::borrow::Cow;

/// A record of a block.
#[derive(Clone, Copy)]
struct TextRow<'r> {
    cells: Cells<'r>,
    row: usize,
    /// Offset of the block in the file.
    offset: u64,
}

impl Row for TextRow<'_> {
    fn width(&self) -> usize {
        self.cells.width(self.row)
    }

    fn cell(&self, index: usize) -> Cell<'_> {
        Cell::Text(self.cells.text(self.row, index))
    }

    fn glance(&self, index: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.cells.glance(self.row, index))
    }

    fn place(&self, index: usize) -> Place {
        let within = index < self.width();
        let at = if within { self.cells.inner(self.row, index).start } else { self.cells.byte(self.row) };
        Place {
            line: Some(self.cells.line_at(self.row, at) + 1),
            byte: Some(self.cells.in_file(self.offset, at)),
            ..Place::default()
        }
    }

    fn line(&self) -> u64 {
        self.cells.line(self.row)
    }

    fn key(&self) -> u64 {
        self.cells.in_file(self.offset, self.cells.byte(self.row))
    }
}

/// What reading a block came to.
#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// All of it was read.
    Whole(Part<T>),
    /// The file is not to be read further.
    Ended(Part<T>),
    /// These bytes are not UTF-8; the finding tells where.
    NotUtf8(Box<Finding>),
}

/// What a thread uses again from block to block.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    customers: Vec<usize>,
}

/// Reads one block; `make` takes its customers.
pub(crate) fn load<T>(
    loader: &Loader<'_>,
    dialect: Dialect,
    block: &mut Block,
    scratch: &mut Scratch,
    make: &dyn Fn(Draft<'_>) -> T,
) -> Outcome<T> {
    let mut index = std::mem::take(&mut block.index);
    let outcome = load_with(loader, dialect, block, (&mut index, scratch), make);
    block.index = index;
    outcome
}

fn load_with<T>(
    loader: &Loader<'_>,
    dialect: Dialect,
    block: &Block,
    (index, scratch): (&mut CellIndex, &mut Scratch),
    make: &dyn Fn(Draft<'_>) -> T,
) -> Outcome<T> {
    let whole = match block.stop {
        Some(Stop::CellTooLong(at, _) | Stop::LineTooLong(at)) => block.bytes().get(..at).unwrap_or(&[]),
        None => block.bytes(),
    };
    let mut part = loader.part();
    let mut trimmed = None;
    // ASCII is UTF-8.
    if !block.is_found || !index.is_plain() {
        match std::str::from_utf8(whole) {
            Ok(text) if !block.is_found && dialect.spaced => trimmed = Some(index.find_spaced(text, dialect)),
            Ok(text) if !block.is_found => index.find_carefully(text, dialect),
            Ok(_) => {}
            Err(error) => {
                return Outcome::NotUtf8(Box::new(not_utf8(loader.file.0, whole, block.offset, error.valid_up_to())));
            }
        }
        if let Some(at) = memchr::memchr(0, whole) {
            part.findings.push(nul(loader.file.0, whole, block.offset, at));
            return Outcome::Ended(part.map(|none| make(Draft::from(none))));
        }
    }
    let whole = trimmed.as_ref().map_or(whole, String::as_bytes);
    let cells = Cells::new(index, whole, dialect);
    scratch.customers.clear();
    part.ids.reserve(cells.rows());
    admit(loader, dialect, (cells, block.offset), &mut scratch.customers, &mut part);
    let perhaps_none = usize::try_from(part.suspects.at_the_end(part.ids.len() as u64)).unwrap_or(usize::MAX);
    let (sure, perhaps_none) = scratch.customers.split_at(scratch.customers.len().saturating_sub(perhaps_none));
    Customers::new(loader, cells, block.offset, sure).load(&mut part);
    if !perhaps_none.is_empty() {
        let findings = std::mem::take(&mut part.findings);
        Customers::new(loader, cells, block.offset, perhaps_none).load(&mut part);
        *part.suspects.cells() = std::mem::replace(&mut part.findings, findings);
    }
    let customers = Customers::new(loader, cells, block.offset, &scratch.customers);
    part.lines = cells.lines();
    let ended = conclude(loader, block, whole, &mut part);
    let part = part.map(|batch| make(Draft::new(batch, &|row, to, copied| customers.copy_texts(row, to, copied))));
    if ended { Outcome::Ended(part) } else { Outcome::Whole(part) }
}

/// Finds the records that are customers, and says what is wrong with the others.
fn admit(
    loader: &Loader<'_>,
    dialect: Dialect,
    (cells, offset): (Cells<'_>, u64),
    customers: &mut Vec<usize>,
    part: &mut Part<Batch>,
) {
    let Heading { width, named, labels, fields, .. } = loader.heading;
    let id_field = fields.first().copied().unwrap_or(0);
    let mut labels: Vec<usize> = labels.iter().copied().filter(|field| *field != id_field).collect();
    if labels.is_empty() {
        labels.push(usize::from(id_field == 0));
    }
    // Every row is looked at closely where some may be none.
    let at_a_glance = loader.aggregates.skip.is_none() && !loader.aggregates.are_judged;
    let is_even = at_a_glance && width == named && cells.flaws().is_empty();
    let (width, labels, glance) = (*width, labels.as_slice(), loader.glance());
    for (row, (found, on_one_line)) in cells.records().enumerate() {
        let labels = labels.iter().map(|field| found.glance(*field));
        let at_a_glance = if is_even && on_one_line && found.width() == width { found.plain(id_field) } else { None };
        if let Some(id) = at_a_glance.and_then(|id| glance.customer(id, labels)) {
            part.ids.push(id);
            customers.push(row);
        } else if look_closer(loader, dialect, &TextRow { cells, row, offset }, part) {
            customers.push(row);
        }
    }
}

/// Whether a record is a customer. Notes its id, or says what is wrong.
#[cold]
#[inline(never)]
fn look_closer(loader: &Loader<'_>, dialect: Dialect, record: &TextRow<'_>, part: &mut Part<Batch>) -> bool {
    if let Some(flaw) = record.cells.flaw(record.row) {
        part.findings.push(broken(loader, record, flaw));
        false
    } else if record.cells.is_blank(record.row) {
        if let Some(ledger) = &mut part.ledger {
            ledger.asides.push((part.ids.len(), record.line(), Aside::Blank));
        }
        false
    } else if record.width() != loader.heading.width || has_unnamed(loader, record) {
        let finding = miscounted(loader, dialect, record);
        set_aside(loader, record, finding, part);
        false
    } else {
        part.findings.extend(swallowed(loader, dialect, record));
        loader.admit(record, part)
    }
}

/// Notes a record with the wrong number of cells: one of text alone may stand below the customers.
fn set_aside(loader: &Loader<'_>, record: &TextRow<'_>, finding: Finding, part: &mut Part<Batch>) {
    let Some(only) = ledger::only_cell(record) else {
        part.findings.push(finding);
        return;
    };
    part.signs.asides += 1;
    if loader.aggregates.are_ruled_on() {
        return;
    }
    let Some(ledger) = &mut part.ledger else {
        part.findings.push(finding);
        return;
    };
    let text = record.cell(only).text().into_owned();
    let aside = Aside::Footer { text, finding: Box::new(finding) };
    ledger.asides.push((part.ids.len(), record.line(), aside));
}

/// Says how the block ends; true if nothing is to be read behind it.
fn conclude(loader: &Loader<'_>, block: &Block, text: &[u8], part: &mut Part<Batch>) -> bool {
    if block.end_mark {
        let place = Place::line(loader.file.0, part.lines + 1);
        part.findings.push(Finding::notice("ctrl-z", "a Ctrl-Z ends the file: not read").at(place));
    }
    if let Some(stop) = block.stop {
        part.findings.push(stopped(loader, stop, block.bytes(), part.lines));
        return true;
    }
    if text.last().is_some_and(|last| !matches!(last, b'\n' | b'\r')) {
        part.lines += 1;
        let message =
            "the last line does not end: fine if the file is whole, but a file that was cut off looks the same";
        part.findings.push(Finding::notice("last-line-open", message).at(Place::line(loader.file.0, part.lines)));
    }
    false
}

/// The warning for a quoted cell over several lines that looks as if it had swallowed whole records.
fn swallowed(loader: &Loader<'_>, dialect: Dialect, row: &TextRow<'_>) -> Option<Finding> {
    if row.cells.line(row.row + 1) <= row.line() + 1 {
        return None;
    }
    let mut fields = (0..row.width()).map(|index| (index, row.cells.glance(row.row, index)));
    let (field, text) = fields.find(|(_, text)| {
        let delimiters = memchr::memchr_iter(dialect.delimiter, text.as_bytes()).count();
        text.contains(['\n', '\r']) && delimiters + 1 >= loader.heading.width
    })?;
    let lines = line_ends(text.as_bytes()) + 1;
    let message =
        format!("this quoted cell spans {lines} lines and holds as many delimiters as a record: is a quote missing?");
    let finding = Finding::warning("cell-spans-records", message).at(loader.place(row, field)).value(text);
    Some(finding.help("look at the lines; if a quote is missing or too many, correct it"))
}

/// A place in the row as a whole.
fn at_row(loader: &Loader<'_>, row: &TextRow<'_>) -> Place {
    Place { byte: row.place(usize::MAX).byte, ..Place::line(loader.file.0, row.line() + 1) }
}

/// Whether a cell behind the last named column holds something. Only empty ones are trailing delimiters.
fn has_unnamed(loader: &Loader<'_>, row: &TextRow<'_>) -> bool {
    (loader.heading.named..row.width()).any(|index| !row.glance(index).trim().is_empty())
}

fn miscounted(loader: &Loader<'_>, dialect: Dialect, row: &TextRow<'_>) -> Finding {
    let filled = |last: &usize| !row.glance(*last).trim().is_empty();
    let found = if row.width() == loader.heading.width {
        (0..row.width()).rfind(filled).map_or(0, |last| last + 1)
    } else {
        row.width()
    };
    let expected = loader.heading.named;
    let place = at_row(loader, row);
    if let Some((_, label)) = asides::label(row) {
        return labels::finding(&label).at(place);
    }
    let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
    let message = format!("{cells} where the header has {expected}");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let cells: Vec<_> = (0..row.width().min(1000)).map(|i| row.cell(i).text().into_owned()).collect();
    let split_number = cells.windows(2).any(|w| matches!(w, [a, b] if digits(a.trim_start_matches('-')) && digits(b)));
    let help = if found > expected && dialect.delimiter == b',' && split_number {
        "decimal comma in a comma-separated file? Export with semicolons, or with every cell in quotes"
    } else if found > expected {
        "put cells that hold the delimiter in quotes"
    } else {
        "complete the line; a line break inside a cell needs quotes around the cell; delete it if it is no customer"
    };
    Finding::error("cell-count", message).at(place).help(help)
}

fn broken(loader: &Loader<'_>, row: &TextRow<'_>, flaw: Break) -> Finding {
    match flaw {
        Break::TextAfterQuote(field) => Finding::error("text-after-quote", "text after the closing quote")
            .at(loader.place(row, field))
            .value(row.cell(field).text())
            .help("double the quotes inside a quoted cell (\"\"), or quote the whole cell"),
        Break::Unclosed => Finding::error("quote-unclosed", "the quote that opens here never closes")
            .at(loader.place(row, row.width().saturating_sub(1)))
            .help("close the quote, or double it if it belongs to the text"),
        Break::CellTooLong(field) => Finding::error("cell-too-long", "this cell is longer than 1 MiB")
            .at(loader.place(row, field))
            .help("a cell holds at most 1 MiB: is the file damaged?"),
        Break::TooManyColumns => Finding::error("too-many-columns", "more than 200,000 columns")
            .at(at_row(loader, row))
            .help("export only the columns that the criteria need"),
    }
}

fn stopped(loader: &Loader<'_>, stop: Stop, bytes: &[u8], lines: u64) -> Finding {
    let within = match stop {
        Stop::CellTooLong(record, quote) => line_ends(bytes.get(record..quote).unwrap_or(&[])),
        Stop::LineTooLong(_) => 0,
    };
    let place = Place::line(loader.file.0, lines + within + 1);
    match stop {
        Stop::CellTooLong(..) => {
            Finding::error("cell-too-long", "the quote that opens here is not closed within 1 MiB")
                .at(place)
                .help("close the quote, or double it if it belongs to the text; a cell holds at most 1 MiB")
        }
        Stop::LineTooLong(_) => Finding::error("line-too-long", "the line that starts here is longer than 16 MiB")
            .at(place)
            .help("is this a table of customers? Export it as CSV with one line a customer"),
    }
}

/// The place of a byte in a stretch of a file, with the character in its line as the column, and what stands before.
fn at_byte(file: &str, bytes: &[u8], offset: u64, at: usize) -> (Place, String) {
    let before = bytes.get(..at).unwrap_or(&[]);
    let line_start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |n| n + 1);
    let line = String::from_utf8_lossy(before.get(line_start..).unwrap_or(&[]));
    let characters = line.chars().count();
    let place = Place {
        line: Some(line_ends(before) + 1),
        column: Some(characters as u64 + 1),
        byte: Some(offset + at as u64),
        ..Place::file(file)
    };
    (place, line.chars().skip(characters.saturating_sub(20)).collect())
}

/// The finding for a byte that is not UTF-8, in a file that is not Windows-1252 either.
pub(crate) fn not_utf8(file: &str, bytes: &[u8], offset: u64, at: usize) -> Finding {
    let (place, after) = at_byte(file, bytes, offset, at);
    let byte = bytes.get(at).copied().unwrap_or(0);
    let message =
        format!("byte 0x{byte:02X} after \"{after}\" is not UTF-8, and the file as a whole is not Windows-1252");
    let help = if encoding::is_dos_letter(bytes, at) || byte == 0x81 && at + 1 == bytes.len() {
        "export as UTF-8, or name the encoding: in an old export this is an umlaut, try --encoding cp850"
    } else {
        "export as UTF-8, or name the encoding with --encoding"
    };
    Finding::error("encoding-mixed", message).at(place).help(help)
}

/// The finding for a NUL byte.
pub(crate) fn nul(file: &str, bytes: &[u8], offset: u64, at: usize) -> Finding {
    let (place, _) = at_byte(file, bytes, offset, at);
    let start = bytes.get(..200.min(bytes.len())).unwrap_or(&[]);
    let help = if start.iter().filter(|b| **b == 0).count() > 40 {
        "is this UTF-16 without a byte order mark? Try --encoding utf-16le, or export as UTF-8"
    } else {
        "the file is damaged or no text: export it again"
    };
    Finding::error("nul-byte", "a NUL byte, which no text holds").at(place).help(help)
}
