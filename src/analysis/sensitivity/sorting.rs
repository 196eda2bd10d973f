//! Words in rising order, many times over: the accounts of a million draws.

use fearless_simd::{Level, dispatch};

/// A digit has so many bits.
const DIGIT: u32 = 9;
/// One for each digit there is.
const PILES: usize = 1 << DIGIT;
/// The bits below the two leading digits of a key, which is below 2^63.
const LEAD: u32 = 63 - 2 * DIGIT;
/// Below so many keys it takes longer to go through the piles.
const FEW: usize = 100;
/// So many neighbours are looked at together.
pub(super) const GLANCE: usize = 32;

/// Sorts. Two counting passes over the leading digits leave next to nothing to do for the insertion that ends it; lists for
/// which that is not so are sorted as any other. `spare` is room for as many.
pub(super) fn sort(level: Level, keys: &mut [u64], spare: &mut Vec<u64>) {
    if keys.len() < FEW {
        return keys.sort_unstable();
    }
    let mut low = [0_u32; PILES];
    let mut high = [0_u32; PILES];
    for key in keys.iter() {
        low[(key >> LEAD) as usize % PILES] += 1;
        high[(key >> LEAD >> DIGIT) as usize % PILES] += 1;
    }
    let (mut low_sum, mut high_sum) = (0, 0);
    for (low, high) in low.iter_mut().zip(&mut high) {
        low_sum += std::mem::replace(low, low_sum);
        high_sum += std::mem::replace(high, high_sum);
    }
    spare.resize(keys.len(), 0);
    deal(keys, spare, &mut low, |key| key >> LEAD);
    deal(spare, keys, &mut high, |key| key >> LEAD >> DIGIT);
    if !dispatch!(level, _simd => insert(keys)) {
        keys.sort_unstable();
    }
}

/// Puts each key where its digit's pile goes on.
fn deal(from: &[u64], to: &mut [u64], piles: &mut [u32; PILES], digit: impl Fn(u64) -> u64) {
    for &key in from {
        let pile = &mut piles[digit(key) as usize % PILES];
        if let Some(slot) = to.get_mut(*pile as usize) {
            *slot = key;
        }
        *pile += 1;
    }
}

/// Insertion sort, passing over what a glance shows to be sorted; gives up where the keys are far from it.
#[inline(always)]
fn insert(keys: &mut [u64]) -> bool {
    let mut moves = 8 * keys.len();
    for start in (0..keys.len()).step_by(GLANCE) {
        let end = keys.len().min(start + GLANCE + 1);
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

/// Does `test` hold for any two neighbours? Asks of all of them, which a processor does for many at a time, as it cannot
/// where the first answer ends it.
#[inline(always)]
pub(super) fn any_neighbours(keys: &[u64], test: impl Fn(u64, u64) -> bool) -> bool {
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
        ) {
            // Clusters far apart are the worst case: within each, the leading bits tell nothing.
            keys.extend(narrow.iter().rev());
            let mut expected = keys.clone();
            expected.sort_unstable();
            sort(Level::new(), &mut keys, &mut Vec::new());
            prop_assert_eq!(keys, expected);
        }
    }

    #[test]
    fn a_cluster_in_the_wrong_order_is_sorted_too() {
        let mut keys: Vec<u64> = (0..500).rev().chain([1 << 62]).collect();
        sort(Level::new(), &mut keys, &mut Vec::new());
        assert!(keys.is_sorted());
    }
}
