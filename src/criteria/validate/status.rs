//! The status column: its header alone, or with its words and the tiers that they mean.

use super::values::KEEP_ONE;
use crate::criteria::diagnostics::{Found, listed, shortened};
use crate::criteria::yaml::{Entry, Kind, Node};
use crate::criteria::{codes, fields};
use crate::model::{MissingValues, Status, Tier};
use crate::text::{folded, same_text};
use std::collections::HashMap;

/// The key of the header; every other key is a word in the column.
const COLUMN: &str = "column";

pub(crate) fn status(node: &Node, tiers: &[Tier], no_value: &MissingValues, found: &mut Found<'_>) -> Option<Status> {
    let Kind::Map(entries) = &node.kind else {
        return fields::text(node, "status", found).map(Status::of);
    };
    let of_column = entries.iter().find(|entry| entry.key.text() == Some(COLUMN));
    let Some(of_column) = of_column.filter(|entry| !entry.value.is_blank()) else {
        let help = "add \"column: …\": the header of the column that holds these words";
        found.error(codes::MISSING_KEY, &node.span, "status has no column".to_owned(), help);
        return None;
    };
    let column = fields::text(&of_column.value, "column", found);
    let mut seen = HashMap::new();
    let words = entries.iter().filter(|entry| !std::ptr::eq(*entry, of_column));
    let words = words.filter_map(|entry| word(entry, tiers, no_value, &mut seen, found)).collect();
    Some(Status { column: column?, words })
}

/// A word and the tier it means.
fn word<'n>(
    Entry { key, value }: &'n Entry,
    tiers: &[Tier],
    no_value: &MissingValues,
    seen: &mut HashMap<String, &'n str>,
    found: &mut Found<'_>,
) -> Option<(String, String)> {
    // A key that is not a text has a finding already.
    let word = key.text().filter(|text| *text != "<<")?;
    let shown = shortened(word);
    let tier = fields::text(value, &format!("the tier for \"{shown}\""), found);
    if folded(word).is_empty() || no_value.contains(word.trim()) {
        let message = format!("\"{shown}\" can never occur: such a cell counts as missing");
        let help = "remove the line, or set missing_values at the top of the file without this word";
        found.error(codes::VALUE_IS_MISSING_VALUE, &key.span, message, help);
    }
    // Two equal texts are duplicate keys, which have a finding already.
    if let Some(first) = seen.insert(folded(word), word).filter(|first| *first != word) {
        let message = format!("the words \"{}\" and \"{shown}\" are the same", shortened(first));
        found.error(codes::DUPLICATE_NAME, &key.span, message, KEEP_ONE);
    }
    let tier = tier?;
    if !tiers.iter().any(|known| same_text(&known.name, &tier)) {
        let names = || tiers.iter().map(|tier| tier.name.as_str());
        let help = match found.nearest(&tier, names()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if tiers.is_empty() => "add the tiers of the model under tiers:".to_owned(),
            None => format!("the tiers are {}", listed(names())),
        };
        found.error(codes::UNKNOWN_TIER, &value.span, format!("there is no tier \"{}\"", shortened(&tier)), help);
    }
    Some((word.trim().to_owned(), tier))
}
