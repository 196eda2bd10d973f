//! Sorts words into rising order: the accounts of a million draws.

use super::bucket_sort;
use super::bucket_sort::Buckets;
use fearless_simd::{Level, dispatch};

/// The bits of a digit.
const DIGIT: u32 = 9;
/// One bucket for each value of a digit.
const BUCKETS: usize = 1 << DIGIT;
/// The bits below the two leading digits of a key, which is below 2^63.
const LEAD: u32 = 63 - 2 * DIGIT;
/// With fewer keys than this the buckets take longer than they save.
const FEW: usize = 100;
/// The number of neighbours tested at once.
pub(crate) const AT_ONCE: usize = 32;

/// A sorter and the memory that it reuses.
#[derive(Debug, Default)]
pub(crate) struct Sorter {
    buckets: Buckets,
    spare: Vec<u64>,
}

impl Sorter {
    /// Sorts. Most lists are spread over buckets once, and then the few keys that share one are put in order. Where
    /// there are too many keys or too many in one bucket, two counting passes over the leading digits leave little for
    /// the final insertion sort. Lists that still need many moves are sorted by the standard library.
    pub(crate) fn sort(&mut self, level: Level, keys: &mut Vec<u64>) {
        if keys.len() < FEW {
            return keys.sort_unstable();
        }
        self.spare.resize(keys.len(), 0);
        if keys.len() <= bucket_sort::MOST {
            self.buckets.spread(level, keys, &mut self.spare);
            std::mem::swap(keys, &mut self.spare);
            if dispatch!(level, _simd => sort_nearly_sorted(keys)) {
                return;
            }
        }
        spread_twice(keys, &mut self.spare);
        let moves = 8 * keys.len();
        if !dispatch!(level, _simd => insert(keys, moves)) {
            keys.sort_unstable();
        }
    }
}

/// Sorts by the two leading digits. `spare` is as long as `keys`.
fn spread_twice(keys: &mut [u64], spare: &mut [u64]) {
    let mut low = [0_u32; BUCKETS];
    let mut high = [0_u32; BUCKETS];
    for key in keys.iter() {
        low[(key >> LEAD) as usize % BUCKETS] += 1;
        high[(key >> LEAD >> DIGIT) as usize % BUCKETS] += 1;
    }
    let (mut low_sum, mut high_sum) = (0, 0);
    for (low, high) in low.iter_mut().zip(&mut high) {
        low_sum += std::mem::replace(low, low_sum);
        high_sum += std::mem::replace(high, high_sum);
    }
    spread(keys, spare, &mut low, |key| key >> LEAD);
    spread(spare, keys, &mut high, |key| key >> LEAD >> DIGIT);
}

/// Puts each key at the next free place of its digit's bucket.
fn spread(from: &[u64], to: &mut [u64], buckets: &mut [u32; BUCKETS], digit: impl Fn(u64) -> u64) {
    for &key in from {
        let bucket = &mut buckets[digit(key) as usize % BUCKETS];
        if let Some(slot) = to.get_mut(*bucket as usize) {
            *slot = key;
        }
        *bucket += 1;
    }
}

/// Sorts keys that are nearly all in place or next to it; gives up where they are not.
#[inline(always)]
fn sort_nearly_sorted(keys: &mut [u64]) -> bool {
    swap_pairs(keys);
    swap_pairs(keys.get_mut(1..).unwrap_or_default());
    let moves = keys.len();
    insert(keys, moves)
}

/// Puts each pair in order. It does so without a branch, so a processor handles many pairs at a time.
#[inline(always)]
fn swap_pairs(keys: &mut [u64]) {
    for pair in keys.as_chunks_mut().0 {
        let [a, b] = *pair;
        *pair = [a.min(b), a.max(b)];
    }
}

/// Insertion sort that skips stretches already in order; gives up after so many moves.
#[inline(always)]
fn insert(keys: &mut [u64], mut moves: usize) -> bool {
    for start in (0..keys.len()).step_by(AT_ONCE) {
        let end = keys.len().min(start + AT_ONCE + 1);
        if !any_neighbours(&keys[start..end], |before, key| before > key) {
            continue;
        }
        for place in start + 1..end {
            let key = keys[place];
            let mut free = place;
            while free > 0 && keys[free - 1] > key {
                keys[free] = keys[free - 1];
                free -= 1;
                if moves == 0 {
                    keys[free] = key;
                    return false;
                }
                moves -= 1;
            }
            keys[free] = key;
        }
    }
    true
}

/// Whether `test` holds for any two neighbours. It tests all of them instead of stopping at the first, because a
/// processor can then test many at a time.
#[inline(always)]
pub(crate) fn any_neighbours(keys: &[u64], test: impl Fn(u64, u64) -> bool) -> bool {
    let pairs = keys.iter().zip(keys.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (&before, &key)| any | test(before, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_whatever_the_distribution(
            mut keys in prop::collection::vec(0..1_u64 << 63, 0..300),
            narrow in prop::collection::vec(0..100_u64, 0..300),
            even in prop::collection::vec(1_u64 << 40..1 << 50, 0..1000),
        ) {
            // Without the others these are spread over buckets once.
            let mut again = even.clone();
            let mut sorter = Sorter::default();
            sorter.sort(Level::new(), &mut again);
            prop_assert!(again.is_sorted());
            keys.extend(&even);
            // Clusters far apart are the worst case: within each, the leading bits tell nothing.
            keys.extend(narrow.iter().rev());
            let mut expected = keys.clone();
            expected.sort_unstable();
            sorter.sort(Level::new(), &mut keys);
            prop_assert_eq!(keys, expected);
        }
    }

    #[test]
    fn more_keys_than_piles_are_sorted_too() {
        let mut keys: Vec<u64> =
            (0..3 * bucket_sort::MOST as u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 1).collect();
        Sorter::default().sort(Level::new(), &mut keys);
        assert!(keys.is_sorted());
    }

    #[test]
    fn a_cluster_in_the_wrong_order_is_sorted_too() {
        let mut keys: Vec<u64> = (0..500).rev().chain([1 << 62]).collect();
        Sorter::default().sort(Level::new(), &mut keys);
        assert!(keys.is_sorted());
    }
}
