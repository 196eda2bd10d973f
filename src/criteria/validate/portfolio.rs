//! The portfolio: two axes and the names of four fields.

use super::values::{criterion_id, percent};
use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields, keys};
use crate::model::{Axis, Portfolio, Quadrants};
use std::collections::HashSet;

pub(crate) fn portfolio(node: &Node, ids: &[String], found: &mut Found<'_>) -> Option<Portfolio> {
    let fields = Fields::read(node, "portfolio", &keys::PORTFOLIO, found)?;
    let x = fields.get("x").and_then(|node| axis(node, "x", ids, found));
    let y = fields.get("y").and_then(|node| axis(node, "y", ids, found));
    let quadrants = fields.get("quadrants").and_then(|node| quadrants(node, found));
    Some(Portfolio { x: x?, y: y?, quadrants: quadrants? })
}

fn axis(node: &Node, name: &str, ids: &[String], found: &mut Found<'_>) -> Option<Axis> {
    let fields = Fields::read(node, name, &keys::AXIS, found)?;
    let label = fields.text("label", found);
    let criteria = fields.get("criteria").and_then(|node| criteria(node, ids, found));
    let split = fields.get("split").and_then(|node| percent(node, "split", found));
    Some(Axis { label: label?, criteria: criteria?, split: split? })
}

fn criteria(node: &Node, ids: &[String], found: &mut Found<'_>) -> Option<Vec<String>> {
    let items = fields::list(node, "criteria", found)?;
    if items.is_empty() {
        let message = "this axis has no criteria".to_owned();
        found.error(
            codes::EMPTY_LIST,
            &node.span,
            message,
            "write the ids of one or more criteria between the brackets",
        );
    }
    let mut seen = HashSet::new();
    let mut criteria = Vec::new();
    for item in items {
        let Some(id) = criterion_id(item, "a criterion of the axis", ids, found) else { continue };
        if !seen.insert(id.clone()) {
            let message = format!("criterion \"{}\" is listed twice on this axis", shortened(&id));
            found.error(codes::REPEATED_ENTRY, &item.span, message, "keep one of the two");
        }
        criteria.push(id);
    }
    Some(criteria)
}

fn quadrants(node: &Node, found: &mut Found<'_>) -> Option<Quadrants> {
    let fields = Fields::read(node, "quadrants", &keys::QUADRANTS, found)?;
    let [high_high, low_high, high_low, low_low] =
        ["high_high", "low_high", "high_low", "low_low"].map(|name| fields.text(name, found));
    Some(Quadrants { high_high: high_high?, low_high: low_high?, high_low: high_low?, low_low: low_low? })
}
