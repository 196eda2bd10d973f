//! Ids across all files: no id twice, and a warning where two differ only in what the eye does not see.
//!
//! Whoever reads a customer notes the [`hash`] of its id; only where two hashes are the same are the ids looked at.

use super::Reading;
use crate::finding::{Finding, Findings, Place};
use crate::table::{Batch, Schema, SourceFile, folded};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

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

/// The hashes that more than one customer has. Each run is sorted.
///
/// The runs are looked at in slices of the range of hashes, so that only one slice at a time is copied and sorted.
pub(super) fn collisions(runs: &[Vec<u64>], threads: usize) -> BTreeSet<u64> {
    let threads = if runs.len() < 2 { 1 } else { threads.min(SLICES) };
    let share = |thread: usize| thread * SLICES / threads..(thread + 1) * SLICES / threads;
    std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).map(|thread| scope.spawn(move || collisions_in(runs, share(thread)))).collect();
        let mut found = collisions_in(runs, share(0));
        for other in others {
            found.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        found
    })
}

const SLICES: usize = 1 << SLICE_BITS;
const SLICE_BITS: u32 = 8;

fn collisions_in(runs: &[Vec<u64>], slices: Range<usize>) -> BTreeSet<u64> {
    let starts = |slice: usize| (slice as u64) << (u64::BITS - SLICE_BITS);
    let mut rests: Vec<&[u64]> =
        runs.iter().filter_map(|run| run.get(run.partition_point(|&hash| hash < starts(slices.start))..)).collect();
    let (mut found, mut together) = (BTreeSet::new(), Vec::new());
    for slice in slices {
        together.clear();
        for rest in &mut rests {
            let end =
                if slice + 1 == SLICES { rest.len() } else { rest.partition_point(|&hash| hash < starts(slice + 1)) };
            let (here, later) = rest.split_at(end);
            together.extend_from_slice(here);
            *rest = later;
        }
        together.sort_unstable();
        let equal = together.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
        found.extend(equal.filter_map(|run| run.first().copied()));
    }
    found
}

/// The customers whose ids have one of these hashes.
pub(super) fn pick(batch: &Batch, hashes: &BTreeSet<u64>) -> Batch {
    let rows: Vec<usize> = (0..batch.rows()).filter(|row| hashes.contains(&hash(batch.id(*row)))).collect();
    batch.pick(&rows)
}

/// Checks the ids of customers among whom all those are whose hashes collide.
pub(super) fn check(suspects: &Reading<Batch>, schema: &Schema, findings: &mut Findings) {
    let mut seen: BTreeMap<String, Vec<(&Batch, usize)>> = BTreeMap::new();
    for (batch, row) in suspects.made.iter().flat_map(|batch| (0..batch.rows()).map(move |row| (batch, row))) {
        let alike = seen.entry(fold(batch.id(row))).or_default();
        let same = alike.iter().find(|(other, at)| other.id(*at) == batch.id(row));
        if let Some(first) = same.or(alike.first()) {
            findings.push(twice(&suspects.files, schema, [*first, (batch, row)]));
        }
        if same.is_none() {
            alike.push((batch, row));
        }
    }
}

fn place(files: &[SourceFile], schema: &Schema, (batch, row): (&Batch, usize)) -> Place {
    let file = files.get(batch.file).map_or("", |f| f.name.as_str());
    let header = schema.columns().first().map(|column| column.name.clone());
    Place { header, ..Place::line(file, batch.line(row)) }
}

fn twice(files: &[SourceFile], schema: &Schema, [first, later]: [(&Batch, usize); 2]) -> Finding {
    let (one, other) = (place(files, schema, first), place(files, schema, later));
    let (first, later) = (first.0.id(first.1), later.0.id(later.1));
    let line = one.line.unwrap_or(0);
    let there = if one.file == other.file { format!("line {line}") } else { format!("{}, line {line}", one.file) };
    let finding = if first == later {
        let help = "keep one line for each customer, or make the ids differ";
        Finding::error("id-twice", format!("the id of {there} once more")).help(help)
    } else {
        let message = format!("the same as \"{first}\" in {there} but for case, spaces or invisible characters");
        Finding::warning("id-alike", message).help("is this one customer twice? If so keep one line")
    };
    finding.at(other).value(later)
}

/// As an id compares: without case, spaces and characters that nobody sees.
fn fold(id: &str) -> String {
    folded(id).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_hash_that_is_there_twice_collides(
            runs in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0, 1, 1 << 56, u64::MAX, u64::MAX - 1, 5 << 60]), 0..4), 0..5),
            threads in 1usize..5,
        ) {
            let mut runs: Vec<Vec<u64>> = runs;
            runs.iter_mut().for_each(|run| run.sort_unstable());
            let all: Vec<u64> = runs.iter().flatten().copied().collect();
            let twice = all.iter().filter(|hash| all.iter().filter(|other| other == hash).count() > 1).copied();
            prop_assert_eq!(collisions(&runs, threads), twice.collect::<BTreeSet<u64>>());
        }

        #[test]
        fn the_hash_sees_no_more_than_the_eye(id in "\\PC{0,80}") {
            prop_assert_eq!(hash(&id), hash(&fold(&id)));
            prop_assert_eq!(hash(&id), hash(&format!(" {}\u{200b}", id)));
            prop_assert_ne!(hash(&id), hash(&format!("{id}1")));
        }
    }
}
