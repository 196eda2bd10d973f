//! A condition bound to the rows of one batch.

use super::Value;
use super::account_points::AccountPoints;
use super::condition::{Check, Operand};
use crate::model::Test;
use crate::statistics::rounding::rounded;
use crate::table::number_cells::NumberCells;
use crate::table::{Batch, Categories};
use std::ops::Range;

/// Whether a condition holds while cells are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fails,
    /// It depends on a missing cell.
    Open,
    Holds,
}

impl Verdict {
    pub(crate) fn sure(holds: bool) -> Self {
        if holds { Verdict::Holds } else { Verdict::Fails }
    }

    /// The weaker of two.
    pub(crate) fn and(self, other: Verdict) -> Self {
        match (self, other) {
            (Verdict::Fails, _) | (_, Verdict::Fails) => Verdict::Fails,
            (Verdict::Open, _) | (_, Verdict::Open) => Verdict::Open,
            (Verdict::Holds, Verdict::Holds) => Verdict::Holds,
        }
    }
}

/// The numbers that a condition looks at.
#[derive(Debug)]
pub(crate) struct Numbers<'a> {
    pub(crate) cells: NumberCells<'a>,
    /// For days: the number of the day up to which they are counted.
    pub(crate) until: Option<f64>,
}

impl Numbers<'_> {
    /// The number of a row, of a date that of its day.
    pub(crate) fn get(&self, row: usize) -> Option<f64> {
        let number = self.cells.get(row)?;
        Some(self.until.map_or(number, |until| until - number))
    }
}

/// A condition on the rows of one batch.
#[derive(Debug)]
pub(crate) enum BoundCheck<'a> {
    Numbers {
        cells: Numbers<'a>,
        test: &'a Test,
        scored: bool,
    },
    Categories {
        cells: &'a Categories,
        /// Whether it holds of each distinct text.
        holds: Vec<bool>,
        test: &'a Test,
        scored: bool,
    },
    Points {
        nodes: Range<usize>,
        test: &'a Test,
    },
}

impl<'a> BoundCheck<'a> {
    /// Whether it holds of the row that `account_points` belongs to.
    pub(crate) fn holds(&self, row: usize, account_points: &AccountPoints) -> bool {
        match self {
            BoundCheck::Numbers { cells, test, .. } => test.holds_of_number(cells.get(row)),
            BoundCheck::Categories { cells, holds, test, .. } => match cells.code(row) {
                Some(code) => holds.get(code).copied().unwrap_or(false),
                None => test.holds_of_text(None),
            },
            BoundCheck::Points { nodes, test: Test::Missing(wanted) } => {
                account_points.is_empty(nodes.clone()) == *wanted
            }
            BoundCheck::Points { nodes, test } => {
                test.holds_of_number(first(nodes).and_then(|node| account_points.points(node)).map(rounded))
            }
        }
    }

    /// Whether it looks at points.
    pub(crate) fn needs_account_points(&self) -> bool {
        matches!(self, BoundCheck::Points { .. })
    }

    /// Its subject in the row that `account_points` belongs to: a cell, or the rounded points of a criterion. A criterion counts
    /// as missing if its cells are.
    pub(crate) fn sees(&self, row: usize, account_points: &AccountPoints) -> Value<'a> {
        let value = match self {
            BoundCheck::Numbers { cells, .. } => cells.get(row).map(Value::Number),
            BoundCheck::Categories { cells, .. } => cells.get(row).map(Value::Text),
            BoundCheck::Points { nodes, test } if is_about_missing(test) && account_points.is_empty(nodes.clone()) => {
                None
            }
            BoundCheck::Points { nodes, .. } => {
                first(nodes).and_then(|node| account_points.points(node)).map(|points| Value::Number(rounded(points)))
            }
        };
        value.unwrap_or(Value::Missing)
    }

    /// Whether it holds for every value of the missing cells, for none, or for some. The range of `account_points` must be filled
    /// in. That a cell is missing is certain.
    pub(crate) fn verdict(&self, row: usize, account_points: &AccountPoints) -> Verdict {
        let missing = match self {
            BoundCheck::Numbers { cells, test, scored: true } if !is_about_missing(test) => cells.get(row).is_none(),
            BoundCheck::Categories { cells, test, scored: true, .. } if !is_about_missing(test) => {
                cells.code(row).is_none()
            }
            BoundCheck::Points { nodes, test } if !is_about_missing(test) => {
                return first(nodes)
                    .and_then(|node| account_points.range(node))
                    .map_or(Verdict::Fails, |(low, high)| within(test, low, high));
            }
            _ => false,
        };
        if missing { Verdict::Open } else { Verdict::sure(self.holds(row, account_points)) }
    }
}

/// The criterion itself; the others are below it.
pub(crate) fn first(nodes: &Range<usize>) -> Option<usize> {
    nodes.clone().next()
}

pub(crate) fn is_about_missing(test: &Test) -> bool {
    matches!(test, Test::Missing(_))
}

/// Whether a test holds of every number from `low` to `high`, of none, or of some.
pub(crate) fn within(test: &Test, low: f64, high: f64) -> Verdict {
    let at = |x: f64| test.holds_of_number(Some(x));
    match test {
        Test::Numbers { any_of, negated } if low < high => {
            let touched = any_of.iter().any(|x| (low..=high).contains(x));
            if touched { Verdict::Open } else { Verdict::sure(*negated) }
        }
        // The other tests change once over the range, so its ends decide.
        _ if at(low) == at(high) => Verdict::sure(at(low)),
        _ => Verdict::Open,
    }
}

impl Check {
    /// Binds it to the cells of a batch.
    pub(crate) fn bind<'a>(&'a self, batch: &'a Batch) -> BoundCheck<'a> {
        let test = &self.test;
        match &self.operand {
            Operand::Criterion(nodes) => BoundCheck::Points { nodes: nodes.clone(), test },
            &Operand::Column { column, scored, until } => match (batch.numbers(column), batch.categories(column)) {
                (Some(cells), _) => BoundCheck::Numbers { cells: Numbers { cells, until }, test, scored },
                (_, Some(cells)) => {
                    let holds = cells.values().iter().map(|text| test.holds_of_text(Some(text))).collect();
                    BoundCheck::Categories { cells, holds, test, scored }
                }
                (None, None) => BoundCheck::Points { nodes: 0..0, test },
            },
        }
    }
}
