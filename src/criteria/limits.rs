//! How many entries a criteria file may have: far more than a company needs, and few enough that no command takes
//! minutes.

use super::codes;
use super::diagnostics::Found;
use super::yaml::Node;

/// `compare` counts the moves from each tier to each other one, and `sensitivity` tests each line for each weight.
pub(crate) const MOST_TIERS: usize = 100;
/// Each one is tested on each customer.
pub(crate) const MOST_KNOCKOUTS: usize = 1000;
/// Each one is tested on each account.
pub(crate) const MOST_FLAGS: usize = 1000;
/// Groups count as well. `lint` and `explain` compare each criterion with each other one.
pub(crate) const MOST_CRITERIA: usize = 1000;

/// The entries to read: all of them, or the first `most` with a finding at the next one.
pub(crate) fn capped<'n>(items: &'n [Node], name: &str, most: usize, found: &mut Found<'_>) -> &'n [Node] {
    let Some((read, [next, ..])) = items.split_at_checked(most) else { return items };
    too_many(next, name, most, found);
    read
}

/// Adds the finding that `node` is one entry too many.
pub(crate) fn too_many(node: &Node, name: &str, most: usize, found: &mut Found<'_>) {
    let help = format!("keep at most {most}; {}", advice(name));
    let message = format!("the file has more than {most} {name}");
    found.error(codes::TOO_MANY_ENTRIES, &node.span, message, help);
}

fn advice(name: &str) -> &'static str {
    match name {
        "tiers" => "a tier is a class of accounts that are treated alike",
        "criteria" => "merge those that say the same",
        _ => "one condition may name several words, as in \"in: [insolvent, blocked]\"",
    }
}
