//! The columns that tell who a customer is.

use super::status::status;
use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields, keys};
use crate::model::{Account, MissingValues, Model, Tier};
use crate::text::folded_header;
use std::collections::HashSet;

pub(crate) fn account(node: &Node, tiers: &[Tier], no_value: &MissingValues, found: &mut Found<'_>) -> Option<Account> {
    let fields = Fields::read(node, "account", &keys::ACCOUNT, found)?;
    let (id, name) = (fields.text("id", found), fields.text("name", found));
    let status = fields.get("status").and_then(|node| status(node, tiers, no_value, found));
    let show = columns(&fields, "show", found);
    let sum = columns(&fields, "sum", found);
    let abc = fields.get("abc").and_then(|node| abc(node, found)).unwrap_or(Account::ABC);
    let optional = columns(&fields, "optional", found);
    // Without an id the name is the id.
    let (id, name) = if fields.has("id") { (id, name) } else { (name, None) };
    if !fields.has("id") && !fields.has("name") {
        let message = "account has neither an id nor a name".to_owned();
        let help = "add \"id: …\" with the header of the customer's id, or \"name: …\" where names are unique";
        found.error(codes::MISSING_KEY, &fields.first(), message, help);
    }
    Some(Account { id: id?, name, status, show, sum, abc, optional })
}

/// Warns about optional columns that no part of the model reads: such a slip would stay unnoticed.
pub(crate) fn check_optional(node: &Node, model: &Model, found: &mut Found<'_>) {
    for node in node.items("optional") {
        let Some(column) = node.text() else { continue };
        let wanted = folded_header(column);
        if model.columns().any(|column| folded_header(column) == wanted) {
            continue;
        }
        let help = match found.nearest(column, model.columns()) {
            Some(near) => format!("did you mean {near}?"),
            None => "write a column that the model uses, or remove it".to_owned(),
        };
        let message = format!("no part of the model uses the column \"{}\"", shortened(column));
        found.error(codes::OPTIONAL_UNUSED, &node.span, message, help);
    }
}

/// The ends of A and of B, in cumulated percent.
fn abc(node: &Node, found: &mut Found<'_>) -> Option<[f64; 2]> {
    let [a, b] = fields::list(node, "abc", found)? else {
        fields::wrong_type(node, "abc", "a list of two numbers", "write the ends of A and B, such as [80, 95]", found);
        return None;
    };
    let [a_end, b_end] = [a, b].map(|end| {
        let percent = fields::number(end, "an end of abc", found)?;
        if percent > 0.0 && percent <= 100.0 {
            return Some(percent);
        }
        let message = format!("an end of abc must be above 0 and at most 100 percent, not {percent}");
        found.error(codes::OUT_OF_RANGE, &end.span, message, "write a number such as 80");
        None
    });
    let (a_end, b_end) = (a_end?, b_end?);
    if a_end >= b_end {
        let message = format!("B must end above A, but B ends at {b_end} percent and A at {a_end}");
        found.error(codes::NOT_RISING, &b.span, message, "write the end of A first, such as [80, 95]");
        return None;
    }
    Some([a_end, b_end])
}

fn columns(fields: &Fields<'_>, name: &str, found: &mut Found<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for node in fields.list(name, found) {
        let Some(column) = fields::text(node, &format!("a column in {name}"), found) else { continue };
        if !seen.insert(folded_header(&column)) {
            let message = format!("column \"{}\" is listed twice in {name}", shortened(&column));
            found.error(codes::REPEATED_ENTRY, &node.span, message, "keep one of the two");
        }
        columns.push(column);
    }
    columns
}
