//! Which columns tell who a customer is.

use crate::criteria::codes;
use crate::criteria::found::{Found, shortened};
use crate::criteria::keys;
use crate::criteria::raw::{self, Fields};
use crate::criteria::yaml::Node;
use crate::model::Account;
use std::collections::HashSet;

pub(super) fn account(node: &Node, found: &mut Found<'_>) -> Option<Account> {
    let fields = Fields::read(node, "account", &keys::ACCOUNT, found)?;
    let name = fields.text("name", found);
    let status = fields.text("status", found);
    let show = columns(&fields, "show", found);
    let sum = columns(&fields, "sum", found);
    Some(Account { id: fields.text("id", found)?, name, status, show, sum })
}

fn columns(fields: &Fields<'_>, name: &str, found: &mut Found<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for node in fields.list(name, found) {
        let Some(column) = raw::text(node, &format!("a column in {name}"), found) else { continue };
        if !seen.insert(column.clone()) {
            let message = format!("column \"{}\" is listed twice in {name}", shortened(&column));
            found.error(codes::REPEATED_ENTRY, &node.span, message, "keep one of the two");
        }
        columns.push(column);
    }
    columns
}
