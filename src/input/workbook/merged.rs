//! Merged cells, whose value counts for all rows of their range.

use super::body::BodyRow;
use super::sheet::Around;
use crate::input::rows::cell::Cell;
use crate::input::rows::context::Loader;
use std::collections::BTreeMap;

/// Cells that count for all rows of a merged range: by column, the rows of each range.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    pub(crate) columns: BTreeMap<usize, Vec<std::ops::Range<u32>>>,
}

impl Merged {
    /// Those below the heading in wanted columns.
    pub(crate) fn of(around: Option<&Around>, loader: &Loader<'_>, above: u64) -> Self {
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
    pub(crate) fn fill(&self, row: &mut BodyRow<'_>, values: &mut BTreeMap<usize, (u32, Option<Cell<'static>>)>) {
        for (column, ranges) in &self.columns {
            let after = ranges.partition_point(|range| range.start <= row.number);
            let Some(range) = after.checked_sub(1).and_then(|at| ranges.get(at)) else { continue };
            if range.start == row.number {
                values.insert(*column, (row.number, row.get(*column).cloned()));
            } else if range.contains(&row.number) && !row.is_blank() {
                // A row without cells is never seen: the range that begins there holds nothing.
                let value = values.get(column).filter(|(start, _)| *start == range.start);
                row.set(*column, value.and_then(|(_, cell)| cell.clone()));
            }
        }
    }
}
