//! The hashes of all ids, and which of them are there twice.

use crate::threads::on_each;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Few enough that the ends of all heaps stay near the processor, and so many that the table of one heap of millions does.
const HEAPS: usize = 64;

/// Hashes in a chunk: a heap grows by whole chunks, and no hash moves again. A chunk is so large that the system gets its
/// memory back as soon as it is dropped.
const CHUNK: usize = 1 << 14;

/// So few hashes are looked through sooner than a thread starts.
const FEW: usize = 1 << 12;

/// Hashes in heaps by their leading bits.
#[derive(Debug)]
pub(crate) struct Hashes {
    heaps: Vec<Heap>,
}

#[derive(Debug, Clone, Default)]
struct Heap {
    full: Vec<Vec<u64>>,
    last: Vec<u64>,
}

impl Heap {
    fn push(&mut self, hash: u64) {
        if self.last.len() == CHUNK {
            self.full.push(std::mem::replace(&mut self.last, Vec::with_capacity(CHUNK)));
        }
        self.last.push(hash);
    }

    fn len(&self) -> usize {
        self.full.len() * CHUNK + self.last.len()
    }

    fn iter(&self) -> impl Iterator<Item = u64> {
        self.full.iter().chain([&self.last]).flatten().copied()
    }
}

impl Default for Hashes {
    fn default() -> Self {
        Hashes { heaps: vec![Heap::default(); HEAPS] }
    }
}

impl Hashes {
    pub(crate) fn add(&mut self, hashes: &[u64]) {
        for hash in hashes {
            let heap = usize::try_from(hash >> (64 - HEAPS.ilog2()));
            if let Some(heap) = heap.ok().and_then(|heap| self.heaps.get_mut(heap)) {
                heap.push(*hash);
            }
        }
    }

    fn heap(&self, heap: usize) -> Option<&Heap> {
        self.heaps.get(heap)
    }
}

/// The hashes that more than one customer has.
pub(crate) fn collisions(files: &[Hashes], threads: usize) -> BTreeSet<u64> {
    let all: usize = files.iter().flat_map(|file| &file.heaps).map(Heap::len).sum();
    let threads = if all < FEW { 1 } else { threads };
    let next = AtomicUsize::new(0);
    let worker = || {
        let (mut seen, mut found) = (Seen::default(), Vec::new());
        let heaps = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        for heap in heaps.take_while(|heap| *heap < HEAPS) {
            let heaps = || files.iter().filter_map(|file| file.heap(heap));
            let all = || heaps().flat_map(Heap::iter);
            seen.clear(heaps().map(Heap::len).sum());
            all().for_each(|hash| seen.add(hash));
            found.extend(twice(all().filter(|hash| seen.again(*hash)).collect()));
        }
        found
    };
    on_each(threads, worker).into_iter().flatten().collect()
}

/// Those that are there more than once.
fn twice(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1).filter_map(|equal| equal.first().copied()).collect()
}

/// Bits for the hashes of one heap, so many that hardly any two hashes share one. It has no branches.
#[derive(Debug, Default)]
struct Seen {
    /// Those seen, and those of them seen again.
    bits: Vec<[u64; 2]>,
    mask: u64,
}

impl Seen {
    /// Makes room for so many.
    fn clear(&mut self, hashes: usize) {
        let words = (hashes / 4 + 1).next_power_of_two();
        self.bits.clear();
        self.bits.resize(words, [0; 2]);
        self.mask = words as u64 - 1;
    }

    /// Where the bit of a hash is. The leading bits, which are the same in all of a heap, take no part.
    fn place(&self, hash: u64) -> (usize, u64) {
        (usize::try_from(hash >> 6 & self.mask).unwrap_or(0), 1 << (hash % 64))
    }

    fn add(&mut self, hash: u64) {
        let (at, bit) = self.place(hash);
        if let Some([once, again]) = self.bits.get_mut(at) {
            *again |= *once & bit;
            *once |= bit;
        }
    }

    /// Whether it was there more than once, or another one with the same bit.
    fn again(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.bits.get(at).is_some_and(|[_, again]| again & bit != 0)
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
