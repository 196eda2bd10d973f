//! Ids across all files: no id twice, and a warning where two differ only in what the eye does not see.

use crate::finding::{Finding, Findings, Place};
use crate::table::{Schema, Table};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Checks the ids of all customers.
pub(super) fn check(table: &Table, schema: &Schema, findings: &mut Findings) {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut hashes: Vec<(u64, usize, usize)> = Vec::with_capacity(table.rows());
    for (number, batch) in table.batches.iter().enumerate() {
        hashes.extend((0..batch.rows()).map(|row| (hasher.hash_one(fold(batch.id(row))), number, row)));
    }
    hashes.sort_unstable();
    let mut pairs: Vec<[(usize, usize); 2]> = Vec::new();
    for run in hashes.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        // Different ids of one hash are told apart by their text.
        let mut rest: Vec<(usize, usize)> = run.iter().map(|&(_, batch, row)| (batch, row)).collect();
        while let Some((first, others)) = rest.split_first() {
            let name = fold(id(table, *first));
            let (twins, strangers): (Vec<_>, Vec<_>) =
                others.iter().partition(|other| fold(id(table, **other)) == name);
            let first = *first;
            pairs.extend(twins.into_iter().map(|twin| [first, twin]));
            rest = strangers;
        }
    }
    pairs.sort_unstable_by_key(|[_, later]| *later);
    for pair in pairs {
        findings.push(twice(table, schema, pair));
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
