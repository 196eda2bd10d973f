//! Rows that are no customers, or may be none: what tells them, and what is written down of them for their judge.

use super::ledger::{Aside, FOOTER, Suspect};
use super::micro::micro;
use super::sums::Figure;
use super::words::Label;
use super::{labels, ledger};
use crate::finding::{Finding, Severity};
use crate::input::numbers::amount::Amount;
use crate::input::numbers::grammar;
use crate::input::rows::cell;
use crate::input::rows::cell::Cell;
use crate::input::rows::context::Loader;
use crate::input::rows::loader::Part;
use crate::input::rows::row::Row;
use crate::table::{Batch, Kind};
use crate::text::trim::trim;

/// A row without an id, and one with nothing but an id.
const ID_EMPTY: &str = "id-empty";

impl Loader<'_> {
    /// Notes a row that is no customer: what it is if it sums up others, and what to say if it does not.
    pub(crate) fn set_aside(&self, row: &impl Row, id: &str, finding: Finding, part: &mut Part<Batch>) {
        let may_sum_up = finding.code == labels::CODE || finding.code == ID_EMPTY;
        part.signs.asides += u64::from(may_sum_up);
        if may_sum_up && self.aggregates.are_ruled_on() {
            return;
        }
        let Some(ledger) = part.ledger.as_mut().filter(|_| may_sum_up) else {
            part.findings.push(finding);
            return;
        };
        let only = ledger::only_cell(row).map(|index| row.cell(index).text().into_owned());
        let only = only.filter(|text| !text.contains(|c: char| c.is_ascii_digit()) || ledger::is_prose(text));
        let aside = match only {
            Some(text) if ledger::count_at_the_end(&text).is_none() => {
                Aside::Footer { text, finding: Box::new(finding) }
            }
            _ => Aside::Aggregate(Box::new(self.suspected(row, id, finding))),
        };
        ledger.asides.push((part.ids.len(), row.line(), aside));
    }

    /// A row that may sum up others.
    pub(crate) fn suspected(&self, row: &impl Row, id: &str, finding: Finding) -> Suspect {
        let cells = self.figure_fields().map(|field| self.figure(&row.cell(field)));
        // Where it is not known which columns hold numbers, a text is no contradiction.
        let figures =
            if self.has_numbers() { cells.collect() } else { Some(cells.map(Option::unwrap_or_default).collect()) };
        let mut label = self.heading.labels.iter().map(|field| row.cell(*field).text().trim().to_owned());
        let called = label.find(|text| !text.is_empty()).unwrap_or_else(|| id.to_owned());
        let count = row.columns().find_map(|field| ledger::count_at_the_end(&row.glance(field)));
        // A name beside an empty id may be that of a customer.
        let is_faint = finding.code == ID_EMPTY && !called.is_empty() && count.is_none();
        Suspect { figures, count, is_faint, called, finding }
    }

    /// Whether it is known which columns hold numbers. For the profile of an export it is not.
    pub(crate) fn has_numbers(&self) -> bool {
        self.schema.columns().iter().any(|column| matches!(column.kind, Kind::Number { .. }))
    }

    /// The fields in which such a row may have a figure.
    pub(crate) fn figure_fields(&self) -> impl Iterator<Item = usize> {
        let has_numbers = self.has_numbers();
        let columns = self.schema.columns().iter().zip(&self.heading.fields).skip(1);
        columns
            .filter(move |(column, _)| !has_numbers || matches!(column.kind, Kind::Number { .. }))
            .map(|(_, field)| *field)
    }

    /// The figures of a customer where the columns that hold numbers are not known; none elsewhere.
    pub(crate) fn figures_in_texts(&self, row: &impl Row) -> Vec<Option<f64>> {
        if self.has_numbers() {
            return Vec::new();
        }
        let figure =
            |field: usize| self.figure(&row.cell(field)).and_then(|[first, _]| first).map(super::micro::number);
        self.figure_fields().map(figure).collect()
    }

    /// The number in a cell of such a row, in both readings where they differ; `None` where there is something else.
    pub(crate) fn figure(&self, cell: &Cell<'_>) -> Option<Figure> {
        let text = cell.text();
        let is_shown = !self.schema.is_missing(&text);
        let amount = match cell {
            Cell::Number { x, .. } | Cell::Percent(x) => Amount::Plain(*x),
            Cell::Text(_) if is_shown => grammar::read(&text, true).ok()?.amount,
            _ => return (!is_shown).then_some([None, None]),
        };
        let reading = |mark| amount.with(mark).map(micro);
        match self.stated {
            Some(mark) => reading(mark).map(|figure| [Some(figure), None]),
            None => {
                let [a, b] = [reading(self.guess), reading(self.guess.other())];
                Some(if a.is_some() { [a, b.filter(|b| Some(*b) != a)] } else { [b, None] })
            }
        }
    }

    /// The finding for a row that is something else than a customer.
    pub(crate) fn no_customer(&self, row: &impl Row, id: &str, id_field: usize) -> Option<Finding> {
        if self.schema.is_missing(id) {
            return Some(match label(row) {
                Some((field, label)) => labels::finding(&label).at(self.place(row, field)),
                None => {
                    let finding = Finding::error(ID_EMPTY, "a customer without an id").at(self.place(row, id_field));
                    let finding = if id.is_empty() { finding } else { finding.value(id) };
                    finding.help("fill in the id, or delete the line if it is no customer")
                }
            });
        }
        if labels::label(id) >= Some(Label::Weak) || labels::is_mark(id) || self.is_heading(row, id, id_field) {
            return Some(labels::finding(id).at(self.place(row, id_field)));
        }
        if let Some(finding) = cell::spreadsheet_error(Severity::Error, id) {
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

    /// Whether a row looks like the heading of a group: "Germany (2)" without a name beside it.
    pub(crate) fn is_heading(&self, row: &impl Row, id: &str, id_field: usize) -> bool {
        let mut others = self.heading.labels.iter().filter(|field| **field != id_field).peekable();
        ledger::count_at_the_end(id).is_some()
            && others.peek().is_some()
            && others.all(|field| row.glance(*field).trim().is_empty())
    }

    /// A customer that is called like a totals row, or a line with nothing but an id. Strong labels are refused at once, the
    /// others only where the file ends with them; elsewhere they are warned of at most.
    pub(crate) fn suspect(&self, row: &impl Row, id_field: usize) -> Option<(Label, Finding)> {
        let others = || row.columns().filter(|field| *field != id_field);
        if self.heading.width > 1 && others().all(|field| row.glance(field).trim().is_empty()) {
            let finding = Finding::error(FOOTER, "nothing but an id: this looks like a remark below the customers");
            let finding = finding.at(self.place(row, id_field)).value(row.glance(id_field));
            return Some((Label::Last, finding.help("delete the line, and whatever stands below the customers")));
        }
        // What only the end of a file makes a label may be anything in a column that is carried along.
        let is_name = |field: usize| self.name_fields().any(|name| name == field);
        let labels = self.heading.labels.iter().filter_map(|f| Some((*f, labels::label(&row.glance(*f))?)));
        let (field, label) =
            labels.filter(|(f, label)| *label > Label::Last || is_name(*f)).max_by_key(|(_, label)| *label)?;
        Some((label, labels::finding(&row.cell(field).text()).at(self.place(row, field))))
    }
}

/// A cell of the row that labels totals, and its field.
pub(crate) fn label(row: &impl Row) -> Option<(usize, String)> {
    row.columns().map(|i| (i, row.cell(i).text().into_owned())).find(|(_, cell)| labels::label(cell).is_some())
}
