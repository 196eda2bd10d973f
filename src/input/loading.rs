//! Rows -> typed columns, whatever kind of file they come from.
//!
//! Owns what makes a row a customer: it has an id, it is no totals row and not the header once more. What a single cell
//! must be is the business of [`super::cells`].

use super::cells::{self, Cell, Found};
use super::evidence::Evidence;
use super::heading::Heading;
use super::ids;
use super::numbers::Mark;
use super::suspects::Suspects;
use super::totals::{self, Label};
use crate::finding::{Finding, Findings, Place, Severity};
use crate::table::{Batch, FromLine, Schema, trim};
use std::borrow::Cow;

/// A row of cells, wherever it comes from.
pub(super) trait Row {
    /// How many cells.
    fn width(&self) -> usize;
    /// The cell at a place; an empty text past the end.
    fn cell(&self, index: usize) -> Cell<'_>;
    /// Its text, perhaps with its quotes still doubled: enough to look for a word.
    fn glance(&self, index: usize) -> Cow<'_, str>;
    /// Where that cell is, without file and header. Lines count from the start of the part.
    fn place(&self, index: usize) -> Place;
    /// The line on which the row starts, counted from 0 at the start of the part.
    fn line(&self) -> u64;
}

/// Everything that reading rows needs to know.
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

/// What some rows held. Lines count from the start of the part until [`Part::shift`].
#[derive(Debug)]
pub(super) struct Part<T> {
    /// The customers, or what was made of them.
    pub(super) batch: T,
    pub(super) findings: Findings,
    /// One for each wanted column.
    pub(super) evidence: Vec<Evidence>,
    /// The hash of each customer's id.
    pub(super) ids: Vec<u64>,
    /// Customers that may be none.
    pub(super) suspects: Suspects,
    /// Physical lines passed.
    pub(super) lines: u64,
}

impl Part<Batch> {
    /// The same with what `make` makes of the customers.
    pub(super) fn map<T>(self, make: impl FnOnce(Batch) -> T) -> Part<T> {
        let Part { batch, findings, evidence, ids, suspects, lines } = self;
        Part { batch: make(batch), findings, evidence, ids, suspects, lines }
    }
}

impl<T: FromLine> Part<T> {
    /// Moves everything down by the lines of the parts before.
    pub(super) fn shift(&mut self, lines: u64) {
        self.batch.start_at(lines + 1);
        for finding in self.findings.iter_mut().chain(self.suspects.iter_mut()) {
            finding.place.line = finding.place.line.map(|line| line + lines);
        }
        self.evidence.iter_mut().for_each(|e| e.shift(lines));
    }
}

impl Loader<'_> {
    /// A part without rows.
    pub(super) fn part(&self) -> Part<Batch> {
        Part {
            batch: Batch::new(self.schema, self.file.1),
            findings: Findings::new(),
            evidence: vec![Evidence::default(); self.schema.columns().len()],
            ids: Vec::new(),
            suspects: Suspects::default(),
            lines: 0,
        }
    }

    /// Adds a row to a part: a customer, or a finding. The row is not blank.
    pub(super) fn load(&self, row: &impl Row, part: &mut Part<Batch>) {
        if !self.admit(row, part) {
            return;
        }
        let perhaps_none = part.suspects.at_the_end(part.ids.len() as u64) > 0;
        let findings = if perhaps_none { part.suspects.cells() } else { &mut part.findings };
        let columns = self.schema.columns().iter().zip(&self.heading.fields);
        for (((column, &field), cells), evidence) in columns.zip(part.batch.columns_mut()).zip(&mut part.evidence) {
            let found = Found { loader: self, column, cell: row.cell(field), place: &|| self.place(row, field) };
            cells::push(&found, cells, evidence, findings);
        }
        part.batch.end_row(row.line());
    }

    /// What tells customers at a glance.
    pub(super) fn glance(&self) -> Glance<'_> {
        let header = self.heading.fields.first().and_then(|field| self.heading.headers.get(*field));
        let header_end = header.and_then(|header| trim(header).as_bytes().last()).copied();
        Glance { schema: self.schema, header_end }
    }

    /// Is a row a customer? Notes its id, or says why not. The row is not blank.
    pub(super) fn admit(&self, row: &impl Row, part: &mut Part<Batch>) -> bool {
        let id_field = self.heading.fields.first().copied().unwrap_or(0);
        let id = row.cell(id_field);
        let id = id.text();
        let id = trim(&id);
        if let Some(finding) = self.no_customer(row, id, id_field) {
            part.findings.push(finding);
            return false;
        }
        match self.suspect(row, id_field) {
            Some((Label::Strong, finding)) => {
                part.findings.push(finding);
                return false;
            }
            Some(suspect) => part.suspects.add(part.ids.len() as u64, suspect, &mut part.findings),
            None => {}
        }
        if ids::is_shortened(id) {
            let finding = Finding::warning("id-shortened", "a spreadsheet has shortened this id to a rounded number");
            let help = "export again with the ids as text; ids that differ may have become the same";
            part.findings.push(finding.at(self.place(row, id_field)).value(id).help(help));
        }
        part.ids.push(ids::hash(id));
        true
    }

    /// Where a cell is.
    pub(super) fn place(&self, row: &impl Row, field: usize) -> Place {
        self.named(field, row.place(field))
    }

    /// A place with its file and header.
    pub(super) fn named(&self, field: usize, place: Place) -> Place {
        let header = self.heading.headers.get(field).map(|h| h.trim().to_owned()).filter(|h| !h.is_empty());
        Place { file: self.file.0.to_owned(), column: Some(field as u64 + 1), header, ..place }
    }

    /// The finding for a row that is something else than a customer.
    fn no_customer(&self, row: &impl Row, id: &str, id_field: usize) -> Option<Finding> {
        if self.schema.is_missing(id) {
            return Some(match label(row) {
                Some((field, label)) => totals::finding(&label).at(self.place(row, field)),
                None => {
                    let finding = Finding::error("id-empty", "a customer without an id").at(self.place(row, id_field));
                    let finding = if id.is_empty() { finding } else { finding.value(id) };
                    finding.help("fill in the id, or delete the line if it is no customer")
                }
            });
        }
        if totals::label(id) >= Some(Label::Weak) {
            return Some(totals::finding(id).at(self.place(row, id_field)));
        }
        if let Some(finding) = cells::spreadsheet_error(Severity::Error, id) {
            return Some(finding.at(self.place(row, id_field)));
        }
        let header = |field: &usize| self.heading.headers.get(*field).map_or("", |h| trim(h));
        let repeats = |field: &usize| header(field) == trim(&row.cell(*field).text());
        (id == header(&id_field) && self.heading.fields.iter().all(repeats)).then(|| {
            Finding::error("header-repeated", "this is the header once more: two exports in one file?")
                .at(self.place(row, id_field))
                .help("delete the line; several files can be given at once instead")
        })
    }

    /// A customer that is called like a totals row, or a line with nothing but an id. Strong labels are refused at once, the
    /// others only where the file ends with them; elsewhere they are warned of at most.
    fn suspect(&self, row: &impl Row, id_field: usize) -> Option<(Label, Finding)> {
        let others = || (0..row.width()).filter(|field| *field != id_field);
        if row.width() > 1 && others().all(|field| row.glance(field).trim().is_empty()) {
            let finding =
                Finding::error("footer-line", "nothing but an id: this looks like a remark below the customers");
            let finding = finding.at(self.place(row, id_field)).value(row.glance(id_field));
            return Some((Label::Last, finding.help("delete the line, and whatever stands below the customers")));
        }
        let labels = self.heading.labels.iter();
        let (field, label) =
            labels.filter_map(|f| totals::label(&row.glance(*f)).map(|label| (*f, label))).max_by_key(|(_, l)| *l)?;
        Some((label, totals::finding(&row.cell(field).text()).at(self.place(row, field))))
    }
}

/// Knows most customers at a glance. What is in doubt here [`Loader::admit`] looks at more closely.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance<'a> {
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
    pub(super) fn customer<'r>(self, id: &[u8], mut others: impl Iterator<Item = &'r [u8]>) -> Option<u64> {
        let last = id.last().copied();
        let sure = last.is_some_and(|last| last.is_ascii_alphanumeric())
            && last != self.header_end
            && !ids::may_be_shortened(id)
            && !self.schema.may_be_missing(id)
            && totals::is_no_label(id)
            && others.all(totals::is_no_label);
        if sure { ids::plain_hash(id) } else { None }
    }
}

/// A cell of the row that labels totals, and its field.
pub(super) fn label(row: &impl Row) -> Option<(usize, String)> {
    (0..row.width()).map(|i| (i, row.cell(i).text().into_owned())).find(|(_, cell)| totals::label(cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal, Kind};
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
            let heading = Heading { headers, fields, labels, width: 3, named: 3, body: (0, 1) };
            let loader = Loader { schema: &schema, heading: &heading, file: ("a.csv", 0), stated: None, guess: Mark::Point };
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
