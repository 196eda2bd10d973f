//! The customers of a block: their numbers some rows at a time while these are in the processor's cache, and their other
//! cells column by column.

use super::number_lanes::{LANES, Words};
use super::record::Cells as Records;
use crate::finding::{Findings, Place};
use crate::input::numbers::amount::Mark;
use crate::input::numbers::currency_columns::Beside;
use crate::input::numbers::evidence::Evidence;
use crate::input::numbers::plain;
use crate::input::numbers::plain::Plain;
use crate::input::rows::cell;
use crate::input::rows::cell::{Cell, Found};
use crate::input::rows::context::Loader;
use crate::input::rows::loader::Part;
use crate::table::cells::Cells;
use crate::table::copied::Copied;
use crate::table::{Batch, Column, Kind, Numbers, Schema};
use crate::text::trim::trim;

/// Where the customers of a block are.
pub(crate) struct Customers<'a> {
    loader: &'a Loader<'a>,
    records: Records<'a>,
    /// Offset of the block in the file.
    offset: u64,
    /// Their records.
    rows: &'a [usize],
}

impl<'a> Customers<'a> {
    pub(crate) fn new(loader: &'a Loader<'a>, records: Records<'a>, offset: u64, rows: &'a [usize]) -> Self {
        Customers { loader, records, offset, rows }
    }

    /// Reads all cells but the texts into a part.
    pub(crate) fn load(&self, part: &mut Part<Batch>) {
        let wanted = self.loader.schema.columns().iter().zip(&self.loader.heading.fields);
        let columns = wanted.map(|(column, &field)| Wanted { customers: self, column, field });
        let (mut figures, mut said) = (Vec::new(), Vec::new());
        for ((column, evidence), cells) in columns.zip(&mut part.evidence).zip(part.batch.columns_mut()) {
            match cells {
                Cells::Number(_) if matches!(column.column.kind, Kind::Date { .. }) => {
                    said.push(column.one_by_one(cells, evidence))
                }
                Cells::Number(numbers) => figures.push(Figures::new(column, numbers, evidence)),
                Cells::Category(_) => said.push(column.one_by_one(cells, evidence)),
                Cells::Text(_) => {}
            }
        }
        let mut firsts = Vec::with_capacity(LANES);
        for rows in self.rows.chunks(LANES) {
            firsts.clear();
            firsts.extend(rows.iter().map(|row| self.records.first(*row)));
            figures.iter_mut().for_each(|column| column.read(rows, &firsts));
        }
        said.extend(figures.into_iter().map(Figures::conclude));
        self.loader.heading.currencies.iter().for_each(|beside| self.note_currencies(beside, &mut part.evidence));
        if !part.findings.is_empty() || said.iter().any(|findings| !findings.is_empty()) {
            part.findings.interleave(said);
        }
        let lines = self.rows.iter().map(|row| self.records.line(*row));
        lines.for_each(|line| part.batch.end_row(line));
    }

    /// Takes note of what a column of currencies names. Most cells are the same as the one above.
    fn note_currencies(&self, beside: &Beside, evidence: &mut [Evidence]) {
        let mut noted: Option<&[u8]> = None;
        for row in self.rows {
            let cell = self.records.record(*row).glance(beside.field);
            if noted == Some(cell) {
                continue;
            }
            let text = |field| self.records.text(*row, field);
            let place = || self.place(*row, beside.field);
            self.loader.note_currency(beside, &text(beside.field), &text, evidence, &place);
            let amount = beside.amounts.first().and_then(|column| evidence.get(*column));
            if amount.is_some_and(Evidence::knows_two_beside) {
                return;
            }
            let first = |column: &usize| self.loader.heading.fields.get(*column).copied();
            let is_there = |field: usize| !self.loader.schema.is_missing(&text(field));
            noted = Some(cell).filter(|_| beside.amounts.iter().filter_map(first).any(is_there));
        }
    }

    /// Where a cell is.
    fn place(&self, row: usize, field: usize) -> Place {
        let at = self.records.inner(row, field).start;
        let (line, byte) = (self.records.line_at(row, at) + 1, self.records.in_file(self.offset, at));
        self.loader.named(field, Place { line: Some(line), byte: Some(byte), ..Place::default() })
    }

    /// Appends the texts of a customer, by its place among them.
    pub(crate) fn copy_texts(&self, place: usize, to: &mut Vec<u8>, copied: &mut [Copied]) {
        let Loader { schema, heading, .. } = *self.loader;
        let record = self.rows.get(place).map(|row| self.records.record(*row)).unwrap_or_default();
        for text in copied {
            let start = to.len();
            heading.fields.get(text.column).into_iter().for_each(|field| record.copy(*field, to));
            let is_there = to.get(start..).is_some_and(|text| schema.is_surely_there(text));
            text.missing = !is_there && look_closer(schema, start, to);
            text.end = to.len();
        }
    }
}

/// Takes outer spaces off the text that begins at a place; true if it means "no value".
#[cold]
fn look_closer(schema: &Schema, start: usize, to: &mut Vec<u8>) -> bool {
    let text = to.split_off(start.min(to.len()));
    let text = std::str::from_utf8(&text).unwrap_or("");
    to.extend_from_slice(trim(text).as_bytes());
    schema.is_missing(text)
}

/// A wanted column and where its cells are.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    customers: &'a Customers<'a>,
    column: &'a Column,
    field: usize,
}

/// A column of numbers that is being read. Most cells are plain numbers about which there is nothing to say.
struct Figures<'a> {
    column: Wanted<'a>,
    numbers: &'a mut Numbers,
    evidence: &'a mut Evidence,
    findings: Findings,
    words: Words,
    plain: Plain,
    is_rating: bool,
    /// How many plain ones there were, and between what.
    count: u64,
    least: f64,
    most: f64,
}

impl<'a> Figures<'a> {
    fn new(column: Wanted<'a>, numbers: &'a mut Numbers, evidence: &'a mut Evidence) -> Self {
        let Customers { loader, rows, .. } = column.customers;
        numbers.reserve(rows.len());
        let scale = if let Kind::Number { scale } = column.column.kind { scale } else { None };
        // A plain number may mean "no value".
        let careful = loader.schema.has_numeric_missing_values();
        // A stated mark is not asked of the scale.
        let closed = scale.filter(|_| loader.stated.is_none());
        let (low, high) = if careful { (f64::NAN, f64::NAN) } else { scale.unwrap_or((f64::MIN, f64::MAX)) };
        Figures {
            column,
            numbers,
            evidence,
            findings: Findings::new(),
            words: Words::default(),
            plain: Plain::between(low, high, closed, loader.guess),
            is_rating: scale.is_some(),
            count: 0,
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
        }
    }

    /// Reads the cells of these rows, of which these are the first cells.
    fn read(&mut self, rows: &[usize], firsts: &[u32]) {
        self.words.put(self.column.customers.records.words(rows, firsts, self.column.field));
        self.words.read(self.plain);
        let values = self.words.values.get(..rows.len()).unwrap_or(&self.words.values);
        // After a few rows, hardly any is beyond all before.
        if values.iter().fold(true, |within, x| within & (*x >= self.least) & (*x <= self.most)) {
            self.count += values.len() as u64;
            self.numbers.extend(values);
        } else {
            let values = self.words.values;
            rows.iter().zip(values).for_each(|(row, x)| self.take(*row, x));
        }
    }

    /// Takes one cell, read as a word if `x` is a number.
    fn take(&mut self, row: usize, x: f64) {
        let longer = || {
            let cell = self.column.customers.records.record(row).glance(self.column.field);
            self.plain.value(plain::by_bytes(cell)?)
        };
        let Some(x) = Some(x).filter(|x| !x.is_nan()).or_else(longer) else { return self.look_closer(row) };
        self.count += 1;
        self.least = x.min(self.least);
        self.most = x.max(self.most);
        self.numbers.push(Some(x));
    }

    #[cold]
    fn look_closer(&mut self, row: usize) {
        let mut cells = Cells::Number(std::mem::take(self.numbers));
        self.column.cell(row, &mut cells, self.evidence, &mut self.findings);
        if let Cells::Number(numbers) = cells {
            *self.numbers = numbers;
        }
        let stated = self.column.customers.loader.stated;
        let known = |mark| match stated {
            Some(stated) => stated == mark && (self.evidence.knows(mark) || self.evidence.knows_open(mark)),
            None => self.evidence.knows(mark),
        };
        (self.plain.point, self.plain.comma) = (known(Mark::Point), known(Mark::Comma));
        let open = |mark| self.evidence.knows_open(mark);
        (self.plain.open_point, self.plain.open_comma) = (open(Mark::Point), open(Mark::Comma));
    }

    /// What was said.
    fn conclude(self) -> Findings {
        if self.is_rating && self.count > 0 {
            self.evidence.measure_all(self.count, (self.least, self.most));
        }
        self.findings
    }
}

impl Wanted<'_> {
    fn one_by_one(self, cells: &mut Cells, evidence: &mut Evidence) -> Findings {
        let mut findings = Findings::new();
        self.customers.rows.iter().for_each(|row| self.cell(*row, cells, evidence, &mut findings));
        findings
    }

    fn cell(self, row: usize, cells: &mut Cells, evidence: &mut Evidence, findings: &mut Findings) {
        let Customers { records, loader, .. } = *self.customers;
        let text = records.text(row, self.field);
        let found = Found { loader, column: self.column, cell: Cell::Text(text), place: &|| self.place(row) };
        cell::push(&found, cells, evidence, findings);
    }

    fn place(self, row: usize) -> Place {
        self.customers.place(row, self.field)
    }
}
