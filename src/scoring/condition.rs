//! Conditions, compiled against a schema and bound to a batch.

use super::Value;
use super::account_points::Sheet;
use super::engine::Reading;
use super::tree::Tree;
use crate::model::{Condition, Day, Subject, Test};
use crate::statistics::rounding::rounded;
use crate::table::{Batch, Categories, Column, ColumnId, Kind, NumberCells, Schema};
use std::ops::Range;

/// What a condition looks at, found.
#[derive(Debug, Clone)]
enum Operand {
    Column {
        column: ColumnId,
        /// Is it the column of a criterion, so that a missing cell is one that the score misses as well?
        scored: bool,
        /// Of a column of dates: the number of the day up to which its days are counted.
        until: Option<f64>,
    },
    /// The nodes from a criterion to the last one below it.
    Criterion(Range<usize>),
}

/// A compiled condition.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    operand: Operand,
    test: Test,
}

impl Check {
    /// Compiles a condition, wanting its column.
    pub(crate) fn new(condition: &Condition, tree: &Tree, leaves: &[Reading], schema: &mut Schema) -> Self {
        let test = condition.test.clone();
        let operand = match &condition.subject {
            // A sound model names no unknown criterion; an empty range would have no points and never hold.
            Subject::Criterion(id) => Operand::Criterion(tree.place(id).map_or(0..0, |place| tree.below(place))),
            Subject::Column(name) => {
                let leaf = leaves.iter().find(|leaf| schema.columns()[leaf.column.index()].name == *name);
                let column = match (&test, leaf) {
                    (Test::Missing(_), Some(leaf)) => leaf.column,
                    _ => want(name, &test, schema),
                };
                let until = match schema.columns()[column.index()].kind {
                    Kind::Date { until } => until.map(Day::number),
                    _ => None,
                };
                Operand::Column { column, scored: leaf.is_some(), until }
            }
        };
        Check { operand, test }
    }

    /// The column it looks at.
    pub(crate) fn column(&self) -> Option<ColumnId> {
        match &self.operand {
            Operand::Column { column, .. } => Some(*column),
            Operand::Criterion(_) => None,
        }
    }

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

fn want(name: &str, test: &Test, schema: &mut Schema) -> ColumnId {
    let kind = match test {
        // The column of a criterion is counted to its own day. A column of dates alone is counted to a fixed one.
        _ if test.is_of_dates() => Kind::Date { until: Day::since_1970(0) },
        _ if test.is_numeric() => Kind::Number { scale: None },
        _ => Kind::Category { known: None },
    };
    let column = schema.want(Column { name: name.to_owned(), kind, required: false });
    if let Test::Numbers { any_of, negated } = test {
        let quoted: Vec<String> = any_of.iter().take(5).map(|x| format!("\"{x}\"")).collect();
        let dots = if any_of.len() > quoted.len() { ", …" } else { "" };
        let name = if *negated { "not_in" } else { "in" };
        schema.compare(column, format!("{name}: [{}{dots}]", quoted.join(", ")));
    }
    column
}

/// How surely a condition holds while cells are missing.
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
    cells: NumberCells<'a>,
    /// Where they are days: the number of the day up to which they are counted.
    until: Option<f64>,
}

impl Numbers<'_> {
    /// The number of a row, of a date that of its day.
    fn get(&self, row: usize) -> Option<f64> {
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
        /// Does it hold of each of the different texts?
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
    /// Does it hold of the row that `sheet` is about?
    pub(crate) fn holds(&self, row: usize, sheet: &Sheet) -> bool {
        match self {
            BoundCheck::Numbers { cells, test, .. } => test.holds_of_number(cells.get(row)),
            BoundCheck::Categories { cells, holds, test, .. } => match cells.code(row) {
                Some(code) => holds.get(code).copied().unwrap_or(false),
                None => test.holds_of_text(None),
            },
            BoundCheck::Points { nodes, test: Test::Missing(wanted) } => sheet.is_empty(nodes.clone()) == *wanted,
            BoundCheck::Points { nodes, test } => {
                test.holds_of_number(first(nodes).and_then(|node| sheet.points(node)).map(rounded))
            }
        }
    }

    /// Does it look at points, so that it needs a sheet?
    pub(crate) fn needs_sheet(&self) -> bool {
        matches!(self, BoundCheck::Points { .. })
    }

    /// What it looks at, of the row that `sheet` is about: a cell, or the points (rounded) of a criterion. Whether a
    /// criterion is missing is asked of its cells.
    pub(crate) fn sees(&self, row: usize, sheet: &Sheet) -> Value<'a> {
        let value = match self {
            BoundCheck::Numbers { cells, .. } => cells.get(row).map(Value::Number),
            BoundCheck::Categories { cells, .. } => cells.get(row).map(Value::Text),
            BoundCheck::Points { nodes, test } if is_about_missing(test) && sheet.is_empty(nodes.clone()) => None,
            BoundCheck::Points { nodes, .. } => {
                first(nodes).and_then(|node| sheet.points(node)).map(|points| Value::Number(rounded(points)))
            }
        };
        value.unwrap_or(Value::Missing)
    }

    /// Would it hold, whatever the missing cells were? Asked of a sheet whose range is filled in. Whether a cell is
    /// missing is itself no question.
    pub(crate) fn verdict(&self, row: usize, sheet: &Sheet) -> Verdict {
        let missing = match self {
            BoundCheck::Numbers { cells, test, scored: true } if !is_about_missing(test) => cells.get(row).is_none(),
            BoundCheck::Categories { cells, test, scored: true, .. } if !is_about_missing(test) => {
                cells.code(row).is_none()
            }
            BoundCheck::Points { nodes, test } if !is_about_missing(test) => {
                return first(nodes)
                    .and_then(|node| sheet.range(node))
                    .map_or(Verdict::Fails, |(low, high)| within(test, low, high));
            }
            _ => false,
        };
        if missing { Verdict::Open } else { Verdict::sure(self.holds(row, sheet)) }
    }
}

/// The criterion itself; the others are below it.
fn first(nodes: &Range<usize>) -> Option<usize> {
    nodes.clone().next()
}

fn is_about_missing(test: &Test) -> bool {
    matches!(test, Test::Missing(_))
}

/// Does a test hold of every number from `low` to `high`, of none, or of some?
fn within(test: &Test, low: f64, high: f64) -> Verdict {
    let at = |x: f64| test.holds_of_number(Some(x));
    match test {
        Test::Numbers { any_of, negated } if low < high => {
            let touched = any_of.iter().any(|x| (low..=high).contains(x));
            if touched { Verdict::Open } else { Verdict::sure(*negated) }
        }
        // The others change sides once, so the ends tell.
        _ if at(low) == at(high) => Verdict::sure(at(low)),
        _ => Verdict::Open,
    }
}
