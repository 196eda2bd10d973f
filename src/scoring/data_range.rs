//! What data-driven scales need of all accounts before any can be scored.

use super::account_points::AccountPoints;
use super::bound_condition::BoundCheck;
use super::engine::Engine;
use crate::model::{Direction, Scale, Span};
use crate::table::Batch;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a leaf's scale needs of the data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DataRange {
    /// Nothing: the points depend on the account alone.
    Fixed,
    /// The smallest and the largest value, in the unit of the column; `None` where there is none.
    MinMax(Option<(f64, f64)>),
    /// All values, in the unit of the column and rising.
    Values(Arc<[f64]>),
}

/// The points of all numbers that fit into a byte, by that byte. They are worked out once for all batches, so that they stay in
/// the processor's cache.
#[derive(Debug, Default)]
pub(crate) struct Lists(Mutex<BTreeMap<u64, Arc<[Option<f64>]>>>);

impl Lists {
    /// The list for bytes that count units, with `per_one` units in one.
    pub(crate) fn of_units(&self, per_one: f64, points: impl Fn(f64) -> Option<f64>) -> Arc<[Option<f64>]> {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = || (0..=u8::MAX).map(|units| points(f64::from(units) / per_one)).collect();
        Arc::clone(lists.entry(per_one.to_bits()).or_insert_with(list))
    }
}

/// One for each leaf.
#[derive(Debug)]
pub(crate) struct DataRanges(pub(crate) Vec<(DataRange, Lists)>);

impl DataRanges {
    /// Looks at all accounts that may be ranked, each batch by itself and several at once.
    pub(crate) fn new(engine: &Engine, batches: &[Batch]) -> Self {
        let fixed = engine.leaves.iter().all(|leaf| !leaf.scale.is_data_driven());
        let rows = batches.iter().map(Batch::rows).sum();
        let seen: Vec<Vec<Vec<f64>>> =
            if fixed { Vec::new() } else { engine.threads().map(rows, batches, |batch| look(engine, batch)) };
        let of = |(leaf, scale): (usize, &Scale)| {
            let values = seen.iter().filter_map(|batch| batch.get(leaf)).flatten().copied();
            match scale {
                Scale::MinMax(_) => DataRange::MinMax(values.fold(None, |range: Option<(f64, f64)>, x| {
                    Some(range.map_or((x, x), |(least, most)| (least.min(x), most.max(x))))
                })),
                Scale::Percentile(_) => {
                    let mut values: Vec<f64> = values.collect();
                    values.sort_unstable_by(f64::total_cmp);
                    DataRange::Values(values.into())
                }
                _ => DataRange::Fixed,
            }
        };
        let ranges = engine.leaves.iter().map(|leaf| &leaf.scale).enumerate().map(of);
        DataRanges(ranges.map(|range| (range, Lists::default())).collect())
    }
}

/// What one batch adds, for each leaf, in the unit of its column: all values of a percentile, in file order; the two ends
/// of a minmax.
fn look(engine: &Engine, batch: &Batch) -> Vec<Vec<f64>> {
    let knockouts: Vec<BoundCheck<'_>> = engine.knockouts.iter().map(|check| check.bind(batch)).collect();
    let blank = AccountPoints::default();
    let open: Vec<usize> =
        (0..batch.rows()).filter(|&row| !knockouts.iter().any(|knockout| knockout.holds(row, &blank))).collect();
    let of_leaf = |leaf: &super::leaf::Reading| {
        let cells = batch.numbers(leaf.column);
        let values = open.iter().filter_map(|&row| cells?.get(row)).filter(|x| x.is_finite());
        match leaf.scale {
            Scale::Percentile(_) => values.collect(),
            Scale::MinMax(_) => {
                let (least, most) = values.clone().fold((None, None), |(least, most), x| {
                    (Some(f64::min(least.unwrap_or(x), x)), Some(f64::max(most.unwrap_or(x), x)))
                });
                least.into_iter().chain(most).collect()
            }
            _ => Vec::new(),
        }
    };
    engine.leaves.iter().map(of_leaf).collect()
}

/// Straight line from the smallest value (0 points) to the largest (100), or turned round; 100 where they are equal.
pub(crate) fn min_max_points((least, most): (f64, f64), direction: Direction, x: f64) -> f64 {
    // Values so far apart that their distance overflows are brought nearer, which changes no digit.
    let unit = if (most - least).is_finite() { 1.0 } else { 1.0 / 1024.0 };
    let (from, to) = match direction {
        Direction::Rising => (least, most),
        Direction::Falling => (most, least),
    };
    Span::new(from * unit, to * unit).map_or(100.0, |span| span.points(x * unit))
}

/// Percent rank among `rising` values: `100 (rank - 1) / (n - 1)` with the rank counted from the worse end, ties sharing
/// the lowest; 100 for the only value.
pub(crate) fn percentile_points(rising: &[f64], direction: Direction, x: f64) -> f64 {
    let worse = match direction {
        Direction::Rising => rising.partition_point(|&value| value < x),
        Direction::Falling => rising.len() - rising.partition_point(|&value| value <= x),
    };
    match rising.len() {
        0 | 1 => 100.0,
        n => (worse as f64 * 100.0 / (n - 1) as f64).min(100.0),
    }
}
