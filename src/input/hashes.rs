//! The hashes of all ids, and which of them are there twice.

use super::together::together;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Few enough that the ends of all heaps stay near the processor, and so many that the table of one heap of millions does.
const HEAPS: usize = 256;

/// So few hashes are looked through sooner than a thread starts.
const FEW: usize = 1 << 12;

/// Hashes in heaps by their leading byte.
#[derive(Debug)]
pub(super) struct Hashes {
    heaps: Vec<Vec<u64>>,
}

impl Default for Hashes {
    fn default() -> Self {
        Hashes { heaps: vec![Vec::new(); HEAPS] }
    }
}

impl Hashes {
    pub(super) fn add(&mut self, hashes: &[u64]) {
        for hash in hashes {
            let [leading, ..] = hash.to_be_bytes();
            if let Some(heap) = self.heaps.get_mut(usize::from(leading)) {
                heap.push(*hash);
            }
        }
    }

    fn heap(&self, heap: usize) -> &[u64] {
        self.heaps.get(heap).map_or(&[], Vec::as_slice)
    }
}

/// The hashes that more than one customer has.
pub(super) fn collisions(files: &[Hashes], threads: usize) -> BTreeSet<u64> {
    let all: usize = files.iter().flat_map(|file| &file.heaps).map(Vec::len).sum();
    let threads = if all < FEW { 1 } else { threads };
    let next = AtomicUsize::new(0);
    let worker = || {
        let (mut seen, mut found) = (Seen::default(), Vec::new());
        let heaps = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        for heap in heaps.take_while(|heap| *heap < HEAPS) {
            let all = || files.iter().flat_map(|file| file.heap(heap)).copied();
            seen.clear(files.iter().map(|file| file.heap(heap).len()).sum());
            if !all().all(|hash| seen.insert(hash)) {
                found.extend(twice(all().collect()));
            }
        }
        found
    };
    together(threads, worker).into_iter().flatten().collect()
}

/// Those that are there more than once.
fn twice(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1).filter_map(|equal| equal.first().copied()).collect()
}

/// A set of hashes of one heap, in a table at most two thirds full. Only half of each hash is kept, so that one in billions is
/// taken for another.
#[derive(Debug, Default)]
struct Seen {
    /// 0 is nobody.
    table: Vec<u32>,
    mask: usize,
}

impl Seen {
    /// Makes room for so many.
    fn clear(&mut self, hashes: usize) {
        let size = (hashes + hashes / 2 + 1).next_power_of_two();
        self.table.clear();
        self.table.resize(size, 0);
        self.mask = size - 1;
    }

    /// Was it surely not there before?
    #[inline]
    fn insert(&mut self, hash: u64) -> bool {
        // The leading byte is that of the heap.
        let [_, b6, b5, b4, b3, b2, b1, b0] = hash.to_be_bytes();
        let kept = u32::from_be_bytes([b3, b2, b1, b0]).max(1);
        let mut at = u32::from_be_bytes([0, b6, b5, b4]) as usize & self.mask;
        while let Some(there) = self.table.get_mut(at) {
            if *there == kept {
                return false;
            }
            if *there == 0 {
                *there = kept;
                return true;
            }
            at = (at + 1) & self.mask;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(runs: &[Vec<u64>]) -> Vec<Hashes> {
        let file = |run: &Vec<u64>| {
            let mut hashes = Hashes::default();
            run.chunks(7).for_each(|part| hashes.add(part));
            hashes
        };
        runs.iter().map(file).collect()
    }

    #[test]
    fn among_many_hashes_those_that_are_there_twice_are_found_by_any_number_of_threads() {
        // An odd factor makes all of them differ.
        let hash = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut runs: Vec<Vec<u64>> = (0..40).map(|run| (run * 1000..(run + 1) * 1000).map(hash).collect()).collect();
        let twice: BTreeSet<u64> = [0, 7, 39_999, 20_000].map(hash).into();
        runs.push(twice.iter().copied().collect());
        for threads in [1, 2, 3, 8] {
            assert_eq!(collisions(&hashes(&runs), threads), twice);
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
            prop_assert_eq!(collisions(&hashes(&runs), threads), twice.collect::<BTreeSet<u64>>());
        }
    }
}
