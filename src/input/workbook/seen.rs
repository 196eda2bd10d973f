//! Notices about a sheet as a whole: hidden rows and columns, totals rows that are left out.

use super::sheet::Around;
use crate::finding::{Finding, Findings, Place};
use crate::input::loading::Loader;
use crate::table::Kind;

/// What is said of a sheet as a whole.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) hidden: u64,
    pub(super) first_hidden: Option<u64>,
    pub(super) totals: Vec<u64>,
}

impl Seen {
    pub(super) fn tell(&self, loader: &Loader<'_>, around: &Around, findings: &mut Findings) {
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
