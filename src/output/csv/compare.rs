//! The comparison for a spreadsheet or another program: a line for every customer of either side.

use super::Lines;
use super::dialect::Dialect;
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::{Customer, State, Why};
use std::io::{self, Write};

const HEADERS: [&str; 14] = [
    "id",
    "name",
    "fate",
    "old_rank",
    "new_rank",
    "rank_change",
    "old_score",
    "new_score",
    "score_change",
    "old_tier",
    "new_tier",
    "old_reasons",
    "new_reasons",
    "why",
];

/// Only where data and model both differ.
const PARTS: [&str; 6] = [
    "data_part",
    "model_part",
    "new_data_old_model_rank",
    "old_data_new_model_rank",
    "new_data_old_model_score",
    "old_data_new_model_score",
];

/// Writes a header and a line for each customer. `guard` leads what a spreadsheet could run with an apostrophe.
pub(crate) fn write(
    comparison: &Comparison<'_>,
    (guard, dialect): (bool, Dialect),
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = Lines::new(guard, dialect);
    let with_parts = comparison.customers.iter().any(|customer| customer.between.is_some());
    let parts = if with_parts { PARTS.as_slice() } else { &[] };
    HEADERS.iter().chain(parts).for_each(|header| lines.text(header));
    lines.end();
    for customer in &comparison.customers {
        write_customer(customer, &mut lines);
        if with_parts {
            write_parts(customer, &mut lines);
        }
        lines.end();
        lines.flush(to)?;
    }
    lines.flush(to)
}

fn write_customer(customer: &Customer<'_>, lines: &mut Lines) {
    let sides = [&customer.old, &customer.new];
    lines.text(customer.id);
    lines.text(customer.name);
    lines.text(customer.movement.name());
    sides.iter().for_each(|side| lines.number(rank(side)));
    lines.number(customer.climb().map(|climb| climb as f64));
    sides.iter().for_each(|side| lines.number(score(side)));
    lines.number(customer.score_change());
    sides.iter().for_each(|side| lines.text(side.spot().and_then(|spot| spot.tier).unwrap_or("")));
    sides.iter().for_each(|side| match side {
        State::NotRanked(reasons) => lines.text(&reasons.join("; ")),
        _ => lines.text(""),
    });
    lines.text(customer.why.as_ref().map_or("", Why::name));
}

fn write_parts(customer: &Customer<'_>, lines: &mut Lines) {
    let split = customer.split();
    lines.number(split.map(|split| split.data));
    lines.number(split.map(|split| split.model));
    let [new_data, new_model] = customer.between.as_ref().map_or([None, None], |[a, b]| [Some(a), Some(b)]);
    [new_data, new_model].iter().for_each(|side| lines.number(side.and_then(rank)));
    [new_data, new_model].iter().for_each(|side| lines.number(side.and_then(score)));
}

fn rank(state: &State<'_>) -> Option<f64> {
    state.spot().map(|spot| spot.rank as f64)
}

fn score(state: &State<'_>) -> Option<f64> {
    state.spot().map(|spot| spot.score)
}
