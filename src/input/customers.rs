//! The customers of a block, column by column: where the cells of each wanted column are, and then the cells of one
//! column after the other, which is quicker than jumping from kind to kind.

use super::cells::{self, Cell, Found};
use super::evidence::Evidence;
use super::loading::{Loader, Part};
use super::numbers::{self, Amount};
use super::records::{Field, Record, Texts};
use crate::finding::{Findings, Place};
use crate::table::{Batch, Cells, Column, Kind, Numbers};

/// Where the customers of a block are.
pub(super) struct Customers<'a> {
    loader: &'a Loader<'a>,
    texts: Texts<'a>,
    /// Offset of the block in the file.
    offset: u64,
    /// For each wanted column its cells.
    columns: Vec<Vec<Field>>,
    /// For each customer where its record starts, in bytes and in lines.
    starts: Vec<(usize, u64)>,
}

impl<'a> Customers<'a> {
    pub(super) fn new(loader: &'a Loader<'a>, texts: Texts<'a>, offset: u64) -> Self {
        let columns = vec![Vec::new(); loader.heading.fields.len()];
        Customers { loader, texts, offset, columns, starts: Vec::new() }
    }

    /// Adds a record that is a customer, from a block of so many bytes.
    pub(super) fn add(&mut self, record: &Record<'_>, bytes: usize) {
        if self.starts.is_empty() {
            let last = record.fields.last().map_or(1, |field| field.start() - record.start.min(field.start()) + 1);
            let likely = bytes / last.max(1) + 1;
            self.starts.reserve(likely);
            self.columns.iter_mut().for_each(|column| column.reserve(likely));
        }
        for (column, &field) in self.columns.iter_mut().zip(&self.loader.heading.fields) {
            column.extend(record.fields.get(field));
        }
        self.starts.push((record.start, record.line));
    }

    /// Reads all cells into a part.
    pub(super) fn load(&self, part: &mut Part<Batch>) {
        let wanted = self.loader.schema.columns().iter().zip(&self.loader.heading.fields).zip(&self.columns);
        let mut said: Vec<Findings> = Vec::new();
        for (((column, place), evidence), cells) in wanted.zip(&mut part.evidence).zip(part.batch.columns_mut()) {
            let ((column, &field), fields) = (column, place);
            said.push(self.column(column, field, fields, evidence, cells));
        }
        if said.iter().any(|findings| !findings.is_empty()) {
            part.findings.interleave(said);
        }
        for (_, line) in &self.starts {
            part.batch.end_row(*line);
        }
    }

    fn column(
        &self,
        column: &Column,
        field: usize,
        fields: &[Field],
        evidence: &mut Evidence,
        cells: &mut Cells,
    ) -> Findings {
        let mut findings = Findings::new();
        for (row, cell) in fields.iter().enumerate() {
            if let (Kind::Number { scale }, Cells::Number(numbers)) = (&column.kind, &mut *cells)
                && self.plain(*cell, *scale, evidence, numbers)
            {
                continue;
            }
            let place = || self.place(row, *cell, field);
            let found = Found { loader: self.loader, column, cell: Cell::Text(self.texts.text(*cell)), place: &place };
            cells::push(&found, cells, evidence, &mut findings);
        }
        findings
    }

    /// Takes a cell that holds a plain number about which there is nothing to say. Most cells are like that.
    fn plain(&self, cell: Field, scale: Option<(f64, f64)>, evidence: &mut Evidence, numbers: &mut Numbers) -> bool {
        if self.loader.schema.has_numeric_missing_values() {
            return false;
        }
        let x = match numbers::plain(self.texts.raw(cell).as_bytes()) {
            Some(Amount::Plain(x)) => x,
            Some(Amount::Marked(x, mark)) if self.loader.stated.unwrap_or(mark) == mark && evidence.knows(mark) => x,
            _ => return false,
        };
        if let Some((low, high)) = scale {
            if x < low || x > high {
                return false;
            }
            evidence.measure(x, false);
        }
        numbers.push(Some(x));
        true
    }

    fn place(&self, row: usize, cell: Field, field: usize) -> Place {
        let (start, line) = self.starts.get(row).copied().unwrap_or_default();
        let line = line + self.texts.line_ends(start, cell.start()) + 1;
        let byte = self.offset + cell.start() as u64;
        self.loader.named(field, Place { line: Some(line), byte: Some(byte), ..Place::default() })
    }
}
