//! Criteria that earn all customers the same points.

use super::figures::points;
use super::note::{COLUMN_CONSTANT, FEWEST, Note, POINTS_CONSTANT};
use super::points::{Cells, Points};
use crate::finding::Finding;
use crate::scoring::{Engine, Value};

/// Leaf criteria whose cells are all equal or all missing, and leaf criteria whose cells differ but earn the same
/// points.
pub(crate) fn constant(engine: &Engine, seen: &Points<'_>) -> Vec<Note> {
    let leaves = engine.nodes().iter().enumerate().filter(|(_, node)| node.column.is_some());
    let note = |(place, node): (usize, &crate::scoring::Node)| {
        let cells = seen.cells.get(place)?;
        let finding = judge(&node.label, *cells, seen, place)?;
        Some(Note::on_criterion(&node.id, finding))
    };
    leaves.filter_map(note).collect()
}

fn judge(label: &str, cells: Cells<'_>, seen: &Points<'_>, place: usize) -> Option<Finding> {
    let n = seen.accounts();
    if cells.present == 0 {
        let message = format!("none of the {n} ranked customers has a value for \"{label}\"");
        return Some(Finding::warning(COLUMN_CONSTANT, message).help("fill the column, or remove the criterion"));
    }
    if !seen.is_constant(place) || cells.present < FEWEST {
        return None;
    }
    let who = if cells.present == n {
        format!("all {n} ranked customers")
    } else {
        format!("all {} customers that have one", cells.present)
    };
    let (earned, _) = seen.extent(place)?;
    if cells.equal {
        let value = match cells.first {
            Value::Number(x) => x.to_string(),
            Value::Text(text) => text.to_owned(),
            Value::Missing => String::new(),
        };
        let message = format!("\"{label}\" has the same value for {who}, and earns them {} points", points(earned));
        let help = "a column that is the same for everyone cannot rank: remove the criterion, or correct the export";
        return Some(Finding::warning(COLUMN_CONSTANT, message).value(value).help(help));
    }
    let message = format!("\"{label}\" has different values, but earns {who} {} points", points(earned));
    let help = "the ends of its scale do not fit the data: choose ends near the customers' values";
    Some(Finding::warning(POINTS_CONSTANT, message).help(help))
}
