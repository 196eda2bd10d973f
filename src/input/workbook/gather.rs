//! All rows of a sheet below its heading, gathered into batches.

use super::body::BodyRow;
use super::damage::Damage;
use super::merged::Merged;
use super::seen::Seen;
use super::sheet::Around;
use super::tables::{self, Totals};
use super::{FULL, Workbook};
use crate::finding::Finding;
use crate::input::rows::cell::Cell;
use crate::input::rows::context::Loader;
use crate::input::rows::parts::Gathered;
use crate::input::rows::row::Row;
use crate::input::totals::ledger::Aside;
use crate::table::from_line::FromLine;
use crate::table::{Draft, Kind};
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// Rows in a batch.
const BATCH: usize = 4096;
/// Bytes of text in wanted columns: a text that cells share may be there millions of times.
const MOST_TEXT: usize = 96 << 20;

impl<R: Read + Seek> Workbook<R> {
    /// Reads all rows below the heading; twice where merged cells say what stands in rows above their end.
    pub(crate) fn gather<T: FromLine>(&mut self, loader: &Loader<'_>, make: &dyn Fn(Draft<'_>) -> T) -> Gathered<T> {
        let id_field = loader.heading.fields.first().copied().unwrap_or(0);
        let totals = match tables::totals(&mut self.archive, &self.sheet.part, id_field) {
            Ok(totals) => totals,
            Err(damage) => return refused(Gathered::new(loader, loader.heading.body.1), loader, damage),
        };
        let (gathered, around) = self.gather_with(loader, make, &Merged::default(), &totals);
        let above = loader.heading.body.1;
        let merged = Merged::of(around.as_ref(), loader, above);
        if merged.columns.is_empty() { gathered } else { self.gather_with(loader, make, &merged, &totals).0 }
    }

    fn gather_with<T: FromLine>(
        &mut self,
        loader: &Loader<'_>,
        make: &dyn Fn(Draft<'_>) -> T,
        merged: &Merged,
        totals: &Totals,
    ) -> (Gathered<T>, Option<Around>) {
        let above = loader.heading.body.1;
        let mut gathered = Gathered::new(loader, above);
        let (mut part, mut text, mut all_text) = (loader.part(), 0, 0);
        let (sheet, mut seen) = (self.sheet.clone(), Seen::default());
        let mut values = BTreeMap::new();
        let columns = loader.schema.columns().iter().zip(&loader.heading.fields);
        let figures = columns.filter(|(column, _)| matches!(column.kind, Kind::Number { .. })).map(|(_, field)| *field);
        let figures: Vec<usize> = figures.collect();
        let id_field = loader.heading.fields.first().copied().unwrap_or(0);
        let read = self.rows(&sheet, |row| {
            let Some(below) = u64::from(row.number).checked_sub(above) else { return ControlFlow::Continue(()) };
            let line = below - (gathered.lines - above);
            let cells = std::mem::take(&mut row.cells);
            let mut body = BodyRow { line, sheet: &sheet.name, number: row.number, cells };
            merged.fill(&mut body, &mut values);
            if body.line > part.lines
                && let Some(ledger) = &mut part.ledger
            {
                ledger.asides.push((part.ids.len(), part.lines, Aside::Blank));
            }
            part.lines = body.line + 1;
            if totals.rows.contains(&row.number) {
                seen.totals.push(u64::from(row.number) + 1);
            } else if let Some(sum) = row.sums.iter().find(|column| figures.contains(column)) {
                seen.add_sum(&body, *sum);
            } else if !body.is_blank() {
                seen.hidden += u64::from(row.is_hidden);
                seen.first_hidden = seen.first_hidden.or(row.is_hidden.then_some(u64::from(row.number) + 1));
                text += wanted_text(&body, loader);
                if let Cell::Number { x, shown: None, .. } = body.cell(id_field)
                    && x.abs() >= 1e15
                {
                    part.findings.push(cut_id(loader, &body, id_field));
                }
                loader.load(&body, &mut part);
            }
            if part.batch.rows() >= BATCH || text >= FULL {
                all_text += std::mem::take(&mut text);
                gathered.add(std::mem::replace(&mut part, loader.part()).map(|batch| make(batch.into())));
            }
            if all_text > MOST_TEXT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        gathered.add(part.map(|batch| make(batch.into())));
        let too_large = || Damage::TooLarge("the wanted columns hold more than 96 MiB of text");
        let around = match read.and_then(|around| around.ok_or_else(too_large)) {
            Ok(around) => around,
            Err(damage) => return (refused(gathered, loader, damage), None),
        };
        if let Err(damage) = totals.check(&around.tables) {
            gathered = refused(gathered, loader, damage);
        }
        seen.tell(loader, &around, &mut gathered.findings);
        (gathered, Some(around))
    }
}

/// What was gathered, with the finding that the workbook is damaged or too large.
fn refused<T>(mut gathered: Gathered<T>, loader: &Loader<'_>, damage: Damage) -> Gathered<T> {
    gathered.findings.push(*damage.finding(loader.file.0));
    gathered
}

/// Bytes of text in the wanted cells of a row.
fn wanted_text(row: &BodyRow<'_>, loader: &Loader<'_>) -> usize {
    let cells = loader.heading.fields.iter().filter_map(|field| row.get(*field));
    cells.map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 }).sum()
}

/// The warning for an id of more digits than a number of Excel's has.
fn cut_id(loader: &Loader<'_>, row: &BodyRow<'_>, field: usize) -> Finding {
    let message = "an id of more than 15 digits that is a number: Excel has turned the others into zeros";
    let finding = Finding::warning("id-cut-off", message).at(loader.place(row, field)).value(row.glance(field));
    finding.help("export the ids as text, or format the column as text before you paste them")
}
