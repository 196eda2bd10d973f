//! Ids across all files: no id twice, and a warning where two differ only in what the eye does not see.
//!
//! Whoever reads a customer notes the [`hash`] of its id; only where two hashes are the same are the ids looked at.

use crate::finding::{Finding, Findings, Place};
use crate::table::{Schema, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

/// The same for ids that are the same but for case, spaces and invisible characters.
pub(super) fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut short = [0; 64];
    match short.get_mut(..id.len()) {
        Some(bytes) if id.bytes().all(|b| b.is_ascii_graphic()) => {
            bytes.copy_from_slice(id.as_bytes());
            bytes.make_ascii_lowercase();
            hasher.write(bytes);
        }
        _ => hasher.write(fold(id).as_bytes()),
    }
    hasher.finish()
}

/// Checks the ids of all customers, given their hashes.
pub(super) fn check(table: &Table, mut hashes: Vec<u64>, schema: &Schema, findings: &mut Findings) {
    hashes.sort_unstable();
    let equal = hashes.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
    let suspicious: BTreeSet<u64> = equal.filter_map(|run| run.first().copied()).collect();
    if suspicious.is_empty() {
        return;
    }
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (number, batch) in table.batches.iter().enumerate() {
        for row in (0..batch.rows()).filter(|row| suspicious.contains(&hash(batch.id(*row)))) {
            let here = (number, row);
            match seen.get(&fold(batch.id(row))) {
                Some(first) => findings.push(twice(table, schema, [*first, here])),
                None => {
                    seen.insert(fold(batch.id(row)), here);
                }
            }
        }
    }
}

fn id(table: &Table, (batch, row): (usize, usize)) -> &str {
    table.batches.get(batch).map_or("", |b| b.id(row))
}

fn place(table: &Table, schema: &Schema, (batch, row): (usize, usize)) -> Place {
    let Some(batch) = table.batches.get(batch) else { return Place::default() };
    let file = table.files.get(batch.file).map_or("", |f| f.name.as_str());
    let header = schema.columns().first().map(|column| column.name.clone());
    Place { header, ..Place::line(file, batch.line(row)) }
}

fn twice(table: &Table, schema: &Schema, [first, later]: [(usize, usize); 2]) -> Finding {
    let (one, other) = (place(table, schema, first), place(table, schema, later));
    let line = one.line.unwrap_or(0);
    let there = if one.file == other.file { format!("line {line}") } else { format!("{}, line {line}", one.file) };
    let finding = if id(table, first) == id(table, later) {
        let help = "keep one line for each customer, or make the ids differ";
        Finding::error("id-twice", format!("the id of {there} once more")).help(help)
    } else {
        let message =
            format!("the same as \"{}\" in {there} but for case, spaces or invisible characters", id(table, first));
        Finding::warning("id-alike", message).help("is this one customer twice? If so keep one line")
    };
    finding.at(other).value(id(table, later))
}

/// Without case, spaces and invisible characters.
fn fold(id: &str) -> String {
    let seen = id.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c));
    seen.flat_map(char::to_lowercase).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_hash_sees_no_more_than_the_eye(id in "\\PC{0,80}") {
            prop_assert_eq!(hash(&id), hash(&fold(&id)));
            prop_assert_eq!(hash(&id), hash(&format!(" {}\u{200b}", id)));
            prop_assert_ne!(hash(&id), hash(&format!("{id}1")));
        }
    }
}
