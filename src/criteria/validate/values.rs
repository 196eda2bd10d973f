//! Values that several parts of a criteria file have in common.

use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields};
use crate::model::Missing;

pub(crate) const MISSING: [(&str, Missing); 3] =
    [("error", Missing::Refuse), ("worst", Missing::Worst), ("skip", Missing::Skip)];

/// The help for two words that are the same.
pub(crate) const KEEP_ONE: &str = "keep one of the two; case, spaces and invisible characters make no difference";

/// The id of a criterion; a finding where there is no such criterion. `ids` is empty where none could be read.
pub(crate) fn criterion_id(node: &Node, name: &str, ids: &[String], found: &mut Found<'_>) -> Option<String> {
    let id = fields::text(node, name, found)?;
    if !ids.is_empty() && !ids.contains(&id) {
        let known = || ids.iter().map(String::as_str);
        let help = found.did_you_mean(&id, known, "known criteria");
        let message = format!("there is no criterion \"{}\"", shortened(&id));
        found.error(codes::UNKNOWN_CRITERION, &node.span, message, help);
    }
    Some(id)
}

/// A number from 0 to 100.
pub(crate) fn percent(node: &Node, name: &str, found: &mut Found<'_>) -> Option<f64> {
    let value = fields::number(node, name, found)?;
    if !(0.0..=100.0).contains(&value) {
        let message = format!("{name} must lie between 0 and 100, but is {}", shortened(node.text().unwrap_or("")));
        found.error(codes::OUT_OF_RANGE, &node.span, message, "points and scores run from 0 to 100");
        return None;
    }
    Some(value)
}
