//! Notices about a sheet as a whole: hidden rows and columns, totals rows that are left out.

use super::body::BodyRow;
use super::sheet::Around;
use crate::finding::{Finding, Findings, Place};
use crate::input::rows::context::Loader;
use crate::input::rows::row::Row;
use crate::table::Kind;
use crate::text::lists::and_more;

/// What is said of a sheet as a whole.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) hidden: u64,
    pub(crate) first_hidden: Option<u64>,
    pub(crate) totals: Vec<u64>,
    sums: Vec<Place>,
}

/// Cells that a warning names.
const NAMED: usize = 10;

impl Seen {
    /// Notes a row that is left out because a cell of it sums up other rows.
    pub(crate) fn add_sum(&mut self, row: &BodyRow<'_>, column: usize) {
        let line = Some(u64::from(row.number) + 1);
        self.sums.push(Place { line, ..row.place(column) });
    }

    /// The warning for them.
    fn told_sums(&self, file: &str) -> Option<Finding> {
        let first = self.sums.first()?;
        let named: Vec<String> = self.sums.iter().take(NAMED).filter_map(|place| place.cell.clone()).collect();
        let named = and_more(&named, self.sums.len().saturating_sub(NAMED) as u64);
        let message = match self.sums.len() {
            1 => format!("left out as a total, because the formula in {named} sums up other rows"),
            count => format!("{count} rows left out as totals, because formulas in them sum up other rows: {named}"),
        };
        let help =
            "delete the line to silence this warning; if it is a customer, write its amount instead of the formula";
        let place = Place { file: file.to_owned(), ..first.clone() };
        Some(Finding::warning("totals-left-out", message).at(place).help(help))
    }

    pub(crate) fn tell(&self, loader: &Loader<'_>, around: &Around, findings: &mut Findings) {
        let file = loader.file.0;
        if let Some(first) = self.first_hidden {
            let what = if self.hidden == 1 { "1 row is".to_owned() } else { format!("{} rows are", self.hidden) };
            let message = format!("{what} hidden in the sheet, by a filter perhaps, and read all the same");
            let help = "delete the rows if they are not to be ranked";
            findings.push(Finding::notice("rows-hidden", message).at(Place::line(file, first)).help(help));
        }
        if let Some(first) = self.totals.first() {
            let message = "left out because the table in the sheet calls it its totals row";
            findings.push(Finding::notice("totals-left-out", message).at(Place::line(file, *first)));
        }
        findings.extend(self.told_sums(file));
        for (column, field) in loader.schema.columns().iter().zip(&loader.heading.fields) {
            let is_hidden =
                around.hidden.iter().any(|columns| columns.contains(&u32::try_from(*field).unwrap_or(u32::MAX)));
            if is_hidden && !matches!(column.kind, Kind::Text) {
                let message = format!("the column \"{}\" is hidden in the sheet, and read all the same", column.name);
                findings.push(Finding::notice("column-hidden", message).at(Place::file(file)));
            }
        }
    }
}
