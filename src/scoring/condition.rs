//! Conditions, compiled against a schema and bound to a batch.

use super::leaf::Reading;
use super::tree::Tree;
use crate::model::{Condition, Day, Subject, Test};
use crate::table::{Column, ColumnId, Kind, Schema};
use std::ops::Range;

/// The subject of a condition, as a column or as nodes.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Column {
        column: ColumnId,
        /// Whether it is the column of a criterion, so that its missing cells are missing in the score as well.
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
    pub(crate) operand: Operand,
    pub(crate) test: Test,
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
