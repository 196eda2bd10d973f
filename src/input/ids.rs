//! Ids across all files: no id twice, and a warning where two differ only in what the eye does not see.
//!
//! Whoever reads a customer notes the [`hash`] of its id; only where two hashes are the same are the ids looked at.

use super::Reading;
use crate::finding::{Finding, Findings, Place};
use crate::table::{Batch, Schema, SourceFile, folded};
use foldhash::quality::FixedState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

/// The same for ids that are the same but for case, spaces and invisible characters.
///
/// Whoever makes two ids collide on purpose makes keyrank look at them twice, and no more.
#[inline]
pub(super) fn hash(id: &str) -> u64 {
    plain_hash(id.as_bytes()).unwrap_or_else(|| {
        let folded = fold(id);
        // What is left may be plain.
        plain_hash(folded.as_bytes()).unwrap_or_else(|| {
            let mut hasher = FixedState::with_seed(1).build_hasher();
            hasher.write(folded.as_bytes());
            hasher.finish()
        })
    })
}

/// The hash of ASCII letters, digits and signs, without their case; `None` where there is anything else.
#[inline]
fn plain_hash(id: &[u8]) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // Sets the high bit of each byte, none of which has it, that is at least `from`.
    let at_least = |word: u64, from: u64| word + (0x80 - from) * EACH;
    let mut hasher = FixedState::with_seed(0).build_hasher();
    let (words, rest) = id.as_chunks::<8>();
    let mut last = [b'!'; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        let ascii = word & !HIGH;
        let graphic = at_least(ascii, 0x21) & !at_least(ascii, 0x7F);
        if word & HIGH != 0 || graphic & HIGH != HIGH {
            return None;
        }
        let upper = at_least(ascii, b'A'.into()) & !at_least(ascii, u64::from(b'Z') + 1) & HIGH;
        hasher.write_u64(word | upper >> 2);
    }
    // Tells an end apart from what it was filled with.
    hasher.write_usize(id.len());
    Some(hasher.finish())
}

/// Hashes that are looked at together: their table stays near the processor.
const TOGETHER: usize = 1 << 12;

/// The hashes that more than one customer has.
pub(super) fn collisions(files: &[Vec<u64>], threads: usize) -> BTreeSet<u64> {
    let all: usize = files.iter().map(Vec::len).sum();
    let bits = (all / TOGETHER).checked_ilog2().unwrap_or(0);
    let threads = if bits == 0 { 1 } else { threads };
    let parts: Vec<&[u64]> = files.iter().flat_map(|file| file.chunks(TOGETHER)).collect();
    // First each thread deals some of the parts into heaps by their leading bits, then it looks through some of the heaps.
    let dealt: Vec<Heaps> =
        side_by_side(share(parts.len(), threads), |share| Heaps::of(parts.get(share).unwrap_or_default(), bits));
    let found = side_by_side(share(1 << bits, threads), |heaps| {
        let (mut seen, mut found) = (Seen::default(), BTreeSet::new());
        for heap in heaps {
            let parts = || dealt.iter().map(|heaps| heaps.heap(heap));
            seen.clear(parts().map(<[u64]>::len).sum());
            found.extend(parts().flatten().copied().filter(|hash| !seen.insert(*hash)));
        }
        found
    });
    found.into_iter().flatten().collect()
}

/// Nearly equal parts of `0..all`, one for each thread.
fn share(all: usize, threads: usize) -> Vec<Range<usize>> {
    (0..threads).map(|thread| thread * all / threads..(thread + 1) * all / threads).collect()
}

fn side_by_side<R: Send>(shares: Vec<Range<usize>>, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let work = &work;
    if shares.len() < 2 {
        return shares.into_iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let crew: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || work(share))).collect();
        crew.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Hashes in heaps by their leading bits, one heap after the other.
#[derive(Debug)]
struct Heaps {
    hashes: Vec<u64>,
    /// Where each heap ends.
    ends: Vec<usize>,
}

impl Heaps {
    fn of(parts: &[&[u64]], bits: u32) -> Self {
        let heap = |hash: u64| usize::try_from(hash.checked_shr(u64::BITS - bits).unwrap_or(0)).unwrap_or(0);
        let all = || parts.iter().copied().flatten().copied();
        let mut ends = vec![0; 1 << bits];
        all().for_each(|hash| ends[heap(hash)] += 1);
        let mut start = 0;
        for end in &mut ends {
            // So far where it starts; it moves on to the end as the heap is filled.
            start += std::mem::replace(end, start);
        }
        let mut hashes = vec![0; start];
        for hash in all() {
            let end = &mut ends[heap(hash)];
            hashes[*end] = hash;
            *end += 1;
        }
        Heaps { hashes, ends }
    }

    fn heap(&self, heap: usize) -> &[u64] {
        let end = |heap: usize| self.ends.get(heap).copied().unwrap_or(0);
        let start = heap.checked_sub(1).map_or(0, end);
        self.hashes.get(start..end(heap)).unwrap_or_default()
    }
}

/// A set of hashes, in a table at most half full.
#[derive(Debug, Default)]
struct Seen {
    /// 0 is nobody.
    table: Vec<u64>,
    zero: bool,
    mask: usize,
}

impl Seen {
    /// Makes room for so many.
    fn clear(&mut self, hashes: usize) {
        let size = (hashes * 2).next_power_of_two();
        self.table.clear();
        self.table.resize(size, 0);
        self.mask = size - 1;
        self.zero = false;
    }

    /// Was it not there before?
    fn insert(&mut self, hash: u64) -> bool {
        if hash == 0 {
            return !std::mem::replace(&mut self.zero, true);
        }
        // The leading bits are those of the heap.
        let mut at = usize::try_from(hash & (self.mask as u64)).unwrap_or(0);
        while let Some(there) = self.table.get_mut(at) {
            if *there == hash {
                return false;
            }
            if *there == 0 {
                *there = hash;
                return true;
            }
            at = (at + 1) & self.mask;
        }
        true
    }
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

    #[test]
    fn among_many_hashes_those_that_are_there_twice_are_found_by_any_number_of_threads() {
        // An odd factor makes all of them differ.
        let hash = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut runs: Vec<Vec<u64>> = (0..40).map(|run| (run * 1000..(run + 1) * 1000).map(hash).collect()).collect();
        let twice: BTreeSet<u64> = [0, 7, 39_999, 20_000].map(hash).into();
        runs.push(twice.iter().copied().collect());
        for threads in [1, 2, 3, 8] {
            assert_eq!(collisions(&runs, threads), twice);
        }
    }

    proptest! {
        #[test]
        fn every_hash_that_is_there_twice_collides(
            runs in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0, 1, 1 << 56, u64::MAX, u64::MAX - 1, 5 << 60]), 0..4), 0..5),
            threads in 1usize..5,
        ) {
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
