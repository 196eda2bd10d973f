//! Merged cells, whose value counts for all rows of their range.

use super::body::BodyRow;
use super::sheet::Around;
use crate::input::cells::Cell;
use crate::input::loading::Loader;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Cells that count for all rows of a merged range: by column, the rows of each range.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) columns: BTreeMap<usize, Vec<std::ops::Range<u32>>>,
}

impl Merged {
    /// Those below the heading in wanted columns.
    pub(super) fn of(around: Option<&Around>, loader: &Loader<'_>, above: u64) -> Self {
        let mut merged = Merged::default();
        for area in around.iter().flat_map(|around| &around.merged) {
            let column = area.columns.start as usize;
            let counts = u64::from(area.rows.start) >= above && area.rows.len() > 1;
            if counts && loader.heading.fields.contains(&column) {
                merged.columns.entry(column).or_default().push(area.rows.clone());
            }
        }
        merged.columns.values_mut().for_each(|ranges| ranges.sort_by_key(|range| range.start));
        merged
    }

    /// Puts into a row what stands in the first one of a range; `values` are those of the last range of each column, with
    /// the row in which it begins.
    pub(super) fn fill(&self, row: &mut BodyRow<'_>, values: &mut BTreeMap<usize, (u32, Cell<'static>)>) {
        for (column, ranges) in &self.columns {
            let after = ranges.partition_point(|range| range.start <= row.number);
            let Some(range) = after.checked_sub(1).and_then(|at| ranges.get(at)) else { continue };
            if range.start == row.number {
                let first = row.cells.get(*column).cloned();
                values.insert(*column, (row.number, first.unwrap_or(Cell::Text(Cow::Borrowed("")))));
            } else if range.contains(&row.number) && !row.is_blank() {
                let empty = || Cell::Text(Cow::Borrowed(""));
                if row.cells.len() <= *column {
                    row.cells.resize_with(column + 1, empty);
                }
                // A row without cells is never seen: the range that begins there holds nothing.
                let value = values.get(column).filter(|(start, _)| *start == range.start).map(|(_, value)| value);
                if let Some(cell) = row.cells.get_mut(*column) {
                    *cell = value.cloned().unwrap_or_else(empty);
                }
            }
        }
    }
}
