//! Rows -> typed columns, whatever kind of file they come from.
//!
//! Owns what makes a row a customer: it has an id, it is no totals row and not the header once more. What a single cell
//! must be is the business of [`super::cell`].

use super::cell::Found;
use super::context::Loader;
use super::row::Row;
use super::{cell, duplicate_ids};
use crate::input::numbers::currency_columns::{Beside, Named};
use crate::input::numbers::evidence::Evidence;
use crate::input::numbers::witness::Witness;
use crate::input::totals::judge::Judge;
use crate::input::totals::ledger::{Doubt, Entry, FOOTER, Ledger};
use crate::input::totals::signs::Signs;

use crate::finding::{Finding, Findings, Place, Severity};
use crate::input::totals::labels;
use crate::input::totals::suspects::Suspects;
use crate::input::totals::words::Label;
use crate::table::from_line::FromLine;
use crate::table::{Batch, Column, Kind, Schema};
use crate::text::trim::trim;
use std::borrow::Cow;

/// What some rows held. Lines count from the start of the part until [`Part::shift`].
#[derive(Debug)]
pub(crate) struct Part<T> {
    /// The customers, or what was made of them.
    pub(crate) batch: T,
    pub(crate) findings: Findings,
    /// One for each wanted column.
    pub(crate) evidence: Vec<Evidence>,
    /// The hash of each customer's id.
    pub(crate) ids: Vec<u64>,
    /// Customers that may be none.
    pub(crate) suspects: Suspects,
    /// Physical lines passed.
    pub(crate) lines: u64,
    pub(crate) signs: Signs,
    /// Every row, where the aggregates among them are judged.
    pub(crate) ledger: Option<Ledger>,
}

impl Part<Batch> {
    /// The same with what `make` makes of the customers.
    pub(crate) fn map<T>(mut self, make: impl FnOnce(Batch) -> T) -> Part<T> {
        if let Some(ledger) = &mut self.ledger {
            ledger.note_figures(&self.batch);
        }
        self.signs.amounts = self.batch.amounts();
        let Part { batch, findings, evidence, ids, suspects, lines, signs, ledger } = self;
        Part { batch: make(batch), findings, evidence, ids, suspects, lines, signs, ledger }
    }
}

impl<T: FromLine> Part<T> {
    /// Moves everything down by the lines of the parts before.
    pub(crate) fn shift(&mut self, lines: u64) {
        self.batch.start_at(lines + 1);
        for finding in self.findings.iter_mut().chain(self.suspects.iter_mut()) {
            finding.place.line = finding.place.line.map(|line| line + lines);
        }
        self.evidence.iter_mut().for_each(|e| e.shift(lines));
    }
}

/// The bit of a wanted column; those past the last bit have none.
fn bit(place: u32) -> u64 {
    1u64.checked_shl(place).unwrap_or(0)
}

impl Loader<'_> {
    /// A part without rows.
    pub(crate) fn part(&self) -> Part<Batch> {
        Part {
            batch: Batch::new(self.schema, self.file.1),
            findings: Findings::new(),
            evidence: vec![Evidence::default(); self.schema.columns().len()],
            ids: Vec::new(),
            suspects: Suspects::default(),
            lines: 0,
            signs: Signs::default(),
            ledger: self.aggregates.are_judged.then(Ledger::default),
        }
    }

    /// A judge of the rows that sum up others.
    pub(crate) fn judge(&self) -> Option<Judge> {
        let is_figure = |(place, column): (u32, &Column)| place == 0 || matches!(column.kind, Kind::Number { .. });
        let columns = (0u32..).zip(self.schema.columns()).filter(|pair| is_figure(*pair));
        let figures = columns.fold(0u64, |bits, (place, _)| bits | bit(place));
        self.aggregates.are_judged.then(|| Judge::new(figures))
    }

    /// Adds a row to a part: a customer, or a finding. The row is not blank.
    pub(crate) fn load(&self, row: &impl Row, part: &mut Part<Batch>) {
        if !self.admit(row, part) {
            return;
        }
        let perhaps_none = part.suspects.at_the_end(part.ids.len() as u64) > 0;
        let findings = if perhaps_none { part.suspects.cells() } else { &mut part.findings };
        let columns = self.schema.columns().iter().zip(&self.heading.fields);
        for (((column, &field), cells), evidence) in columns.zip(part.batch.columns_mut()).zip(&mut part.evidence) {
            let found = Found { loader: self, column, cell: row.cell(field), place: &|| self.place(row, field) };
            cell::push(&found, cells, evidence, findings);
        }
        for beside in &self.heading.currencies {
            let cell = row.cell(beside.field);
            self.note_currency(
                beside,
                &cell.text(),
                &|field| Cow::Owned(row.cell(field).text().into_owned()),
                &mut part.evidence,
                &|| self.place(row, beside.field),
            );
        }
        part.batch.end_row(row.line());
    }

    /// Takes note of the currency beside a customer's amounts, if there are any.
    pub(crate) fn note_currency<'t>(
        &self,
        beside: &Beside,
        cell: &str,
        text: &dyn Fn(usize) -> Cow<'t, str>,
        evidence: &mut [Evidence],
        place: &dyn Fn() -> Place,
    ) {
        let is_there = |column: &usize| {
            self.heading.fields.get(*column).is_some_and(|field| !self.schema.is_missing(&text(*field)))
        };
        let first = beside.amounts.first().and_then(|column| evidence.get_mut(*column));
        let (Some(evidence), false) = (first, self.schema.is_missing(cell)) else { return };
        if let Some(named) = Named::of(trim(cell)).filter(|_| beside.amounts.iter().any(is_there)) {
            evidence.note_beside(named, || Witness { place: place(), value: trim(cell).to_owned() });
        }
    }

    /// What tells customers at a glance.
    pub(crate) fn glance(&self) -> Glance<'_> {
        let header = self.heading.fields.first().and_then(|field| self.heading.headers.get(*field));
        let header_end = header.and_then(|header| trim(header).as_bytes().last()).copied();
        Glance { schema: self.schema, header_end }
    }

    /// Whether a row, which is not blank, is a customer. Notes its id, or says why it is not.
    pub(crate) fn admit(&self, row: &impl Row, part: &mut Part<Batch>) -> bool {
        let id_field = self.heading.fields.first().copied().unwrap_or(0);
        if self.aggregates.skip.is_some_and(|skip| skip.contains(&row.key())) {
            return false;
        }
        let id = row.cell(id_field);
        let id = id.text();
        let id = trim(&id);
        if let Some(finding) = self.no_customer(row, id, id_field) {
            self.set_aside(row, id, finding, part);
            return false;
        }
        let doubt = match self.suspect(row, id_field) {
            Some((Label::Strong, finding)) => {
                self.set_aside(row, id, finding, part);
                return false;
            }
            Some(suspect) => {
                part.signs.labels += 1;
                let only_id = suspect.1.code == FOOTER;
                part.suspects.add(part.ids.len() as u64, suspect, &mut part.findings);
                Some(if only_id { Doubt::OnlyId } else { Doubt::Label })
            }
            None => None,
        };
        let name = self.name_fields().nth(1);
        part.signs.nameless += u64::from(name.is_some_and(|field| row.glance(field).trim().is_empty()));
        part.findings.extend(name.and_then(|field| {
            let error = cell::spreadsheet_error(Severity::Warning, &row.glance(field))?;
            Some(error.at(self.place(row, field)))
        }));
        if let Some(ledger) = &mut part.ledger {
            let is_of_a_group = || self.names(row).any(|name| labels::is_of_a_group(&name));
            let doubt = doubt.or_else(|| is_of_a_group().then_some(Doubt::Group));
            ledger.entries.push(Entry {
                key: row.key(),
                line: row.line(),
                filled: self.filled(row),
                id: id.to_owned(),
                doubt,
                figures: self.figures_in_texts(row),
            });
        }
        if duplicate_ids::is_shortened(id) {
            let finding = Finding::warning("id-shortened", "a spreadsheet has shortened this id to a rounded number");
            let help = "export again with the ids as text; ids that differ may have become the same";
            part.findings.push(finding.at(self.place(row, id_field)).value(id).help(help));
        }
        part.ids.push(duplicate_ids::hash(id));
        true
    }

    /// The fields of the id and of the name, if there is one.
    pub(crate) fn name_fields(&self) -> impl Iterator<Item = usize> {
        let is_text = |column: &Column| matches!(column.kind, Kind::Text);
        let names = if self.schema.columns().get(1).is_some_and(is_text) { 2 } else { 1 };
        self.heading.fields.iter().copied().take(names)
    }

    /// What a row is called.
    pub(crate) fn names<'r>(&self, row: &'r impl Row) -> impl Iterator<Item = Cow<'r, str>> {
        self.name_fields().map(|field| row.glance(field))
    }

    /// A bit for each wanted column in which a row has something.
    fn filled(&self, row: &impl Row) -> u64 {
        let fields = (0u32..).zip(&self.heading.fields);
        let filled = fields.filter(|(_, field)| !self.schema.is_missing(&row.cell(**field).text()));
        filled.fold(0, |bits, (place, _)| bits | bit(place))
    }

    /// Where a cell is.
    pub(crate) fn place(&self, row: &impl Row, field: usize) -> Place {
        self.named(field, row.place(field))
    }

    /// A place with its file and header.
    pub(crate) fn named(&self, field: usize, place: Place) -> Place {
        let header = self.heading.headers.get(field).map(|h| h.trim().to_owned()).filter(|h| !h.is_empty());
        Place { file: self.file.0.to_owned(), column: Some(field as u64 + 1), header, ..place }
    }
}

/// Knows most customers at a glance. What is in doubt here [`Loader::admit`] looks at more closely.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glance<'a> {
    schema: &'a Schema,
    /// The last byte of the id's header.
    header_end: Option<u8>,
}

impl Glance<'_> {
    /// The hash of a customer's id, where a row is surely a customer.
    ///
    /// Such a row has a plain id, and neither this nor any of `others`, of which there is one at least, is empty or looks
    /// like the label of totals or a header.
    #[inline(always)]
    pub(crate) fn customer<'r>(self, id: &[u8], mut others: impl Iterator<Item = &'r [u8]>) -> Option<u64> {
        let last = id.last().copied();
        let sure = last.is_some_and(|last| last.is_ascii_alphanumeric())
            && last != self.header_end
            && !duplicate_ids::may_be_shortened(id)
            && !self.schema.may_be_missing(id)
            && labels::is_no_label(id)
            && others.all(labels::is_no_label);
        if sure { duplicate_ids::plain_hash(id) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::numbers::grammar::Mark;
    use crate::input::rows::cell::Cell;
    use crate::input::rows::context::Aggregates;
    use crate::input::rows::heading::Heading;
    use crate::table::Decimal;
    use proptest::prelude::*;

    struct Cells(Vec<String>);

    impl Row for Cells {
        fn width(&self) -> usize {
            self.0.len()
        }

        fn cell(&self, index: usize) -> Cell<'_> {
            Cell::Text(self.glance(index))
        }

        fn glance(&self, index: usize) -> Cow<'_, str> {
            Cow::Borrowed(self.0.get(index).map_or("", String::as_str))
        }

        fn place(&self, _: usize) -> Place {
            Place::default()
        }

        fn line(&self) -> u64 {
            0
        }

        fn key(&self) -> u64 {
            0
        }
    }

    proptest! {
        #[test]
        fn what_is_a_customer_at_a_glance_is_one_on_a_closer_look(
            cells in prop::collection::vec(
                prop_oneof!["(Summe|Total|Max|Ende|NA|id|name|48 Kunden|#NV|-|3 Kings|Summer| |)", "[ -~é]{0,6}"], 3,
            ),
            id_field in 0..3usize,
        ) {
            let mut schema = Schema::new("id", vec!["NA".into(), "-".into()], Decimal::Auto);
            schema.want(Column { name: "name".into(), kind: Kind::Text, required: false });
            let name_field = (id_field + 1) % 3;
            let mut headers = vec![String::new(); 3];
            headers[id_field] = "id".into();
            headers[name_field] = "name".into();
            let labels = vec![id_field, 0, name_field];
            let fields = vec![id_field, name_field];
            let heading = Heading { headers, fields, labels, currencies: vec![], width: 3, named: 3, body: (0, 1) };
            let loader = Loader { schema: &schema, heading: &heading, file: ("a.csv", 0), stated: None, guess: Mark::Point, month_first: &[], aggregates: Aggregates::default() };
            let row = Cells(cells);
            let cell = |index: usize| row.0[index].as_str();
            let others = [0, 1, 2].into_iter().filter(|field| *field != id_field && heading.labels.contains(field));
            let others = others.map(|field| cell(field).as_bytes());
            if let Some(hash) = loader.glance().customer(cell(id_field).as_bytes(), others) {
                let mut part = loader.part();
                prop_assert!(loader.admit(&row, &mut part));
                prop_assert!(part.findings.is_empty() && part.suspects.at_the_end(1) == 0);
                prop_assert_eq!(part.ids, [hash]);
            }
        }
    }
}
