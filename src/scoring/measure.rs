//! The cells of one leaf in a batch, and how they become points.

use super::account::Value;

use super::data_range::{DataRange, Lists, min_max_points, percentile_points};
use super::leaf::Reading;
use crate::model::{Direction, Scale, same_text};
use crate::table::number_cells::{NumberCells, Units};
use crate::table::{Batch, Categories};
use std::sync::Arc;

/// A leaf's cells and how they become points.
#[derive(Debug)]
pub(crate) enum Cells<'a> {
    Numbers(NumberCells<'a>, Measure<'a>),
    /// Of which there can be so few that the points of each are worked out beforehand.
    Few(Units<'a>, Measure<'a>, Arc<[Option<f64>]>),
    /// The points of each of the different texts; `None` for one that is no level.
    Levels(&'a Categories, Vec<Option<f64>>),
    Absent,
}

/// How a number becomes points.
#[derive(Debug)]
pub(crate) enum Measure<'a> {
    Fixed(&'a Scale),
    MinMax((f64, f64), Direction),
    Percentile(Arc<[f64]>, Direction),
}

pub(crate) fn cells<'a>(leaf: &'a Reading, range: &DataRange, lists: &Lists, batch: &'a Batch) -> Cells<'a> {
    if let Scale::Levels(levels) = &leaf.scale {
        let points = |text: &String| levels.iter().find(|(level, _)| same_text(level, text)).map(|(_, points)| *points);
        let cells = batch.categories(leaf.column);
        return cells.map_or(Cells::Absent, |cells| Cells::Levels(cells, cells.values().iter().map(points).collect()));
    }
    let measure = match (&leaf.scale, range) {
        (Scale::MinMax(direction), DataRange::MinMax(Some(ends))) => Measure::MinMax(*ends, *direction),
        (Scale::Percentile(direction), DataRange::Values(rising)) => {
            Measure::Percentile(Arc::clone(rising), *direction)
        }
        (scale, DataRange::Fixed) => Measure::Fixed(scale),
        _ => return Cells::Absent,
    };
    let Some(cells) = batch.numbers(leaf.column) else { return Cells::Absent };
    match cells.units().filter(|_| batch.rows() > WORTH_A_LIST) {
        Some(units) => {
            let points = lists.of_units(units.per_one(), |x| measure.points(x));
            Cells::Few(units, measure, points)
        }
        None => Cells::Numbers(cells, measure),
    }
}

impl<'a> Cells<'a> {
    #[inline]
    pub(crate) fn points(&self, row: usize) -> Option<f64> {
        match self {
            Cells::Few(units, _, points) => listed(points, *units, row),
            others => others.work_out(row),
        }
    }

    #[inline(never)]
    pub(crate) fn work_out(&self, row: usize) -> Option<f64> {
        match self {
            Cells::Numbers(cells, measure) => measure.points(cells.get(row)?),
            Cells::Levels(cells, points) => points.get(cells.code(row)?).copied().flatten(),
            Cells::Few(units, _, points) => listed(points, *units, row),
            Cells::Absent => None,
        }
    }

    pub(crate) fn value(&self, row: usize) -> Value<'a> {
        let value = match self {
            Cells::Absent => None,
            Cells::Numbers(cells, _) => cells.get(row).map(Value::Number),
            Cells::Few(units, ..) => units.numbers().get(row).map(Value::Number),
            Cells::Levels(cells, _) => cells.get(row).map(Value::Text),
        };
        value.unwrap_or(Value::Missing)
    }
}

/// The points of a row's units, from a list.
#[inline]
pub(crate) fn listed(points: &[Option<f64>], units: Units<'_>, row: usize) -> Option<f64> {
    points.get(usize::from(units.get(row)?)).copied().flatten()
}

impl Measure<'_> {
    /// `None` for what reading refuses: such a number counts as missing, so that it makes no account look better.
    pub(crate) fn points(&self, x: f64) -> Option<f64> {
        let points = match self {
            _ if !x.is_finite() => return None,
            Measure::Fixed(Scale::Rating(span)) => {
                let (least, most) = span.bounds();
                return (least..=most).contains(&x).then(|| span.points(x));
            }
            Measure::Fixed(Scale::Linear(span)) => span.points(x),
            Measure::Fixed(Scale::Log(span)) => span.points(x),
            Measure::Fixed(Scale::Points(curve)) => curve.line(x),
            Measure::Fixed(Scale::Steps(curve)) => curve.step(x),
            Measure::Fixed(Scale::Levels(_) | Scale::MinMax(_) | Scale::Percentile(_)) => return None,
            Measure::MinMax(ends, direction) => min_max_points(*ends, *direction, x),
            Measure::Percentile(rising, direction) => percentile_points(rising, *direction, x),
        };
        Some(points)
    }
}

/// Rows for which it pays to work out beforehand what numbers of a byte earn.
pub(crate) const WORTH_A_LIST: usize = 1000;
