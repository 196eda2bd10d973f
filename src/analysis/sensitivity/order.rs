//! The accounts by their scores under some weights: the inner loop of a million draws.
//!
//! A score, in steps of 1e-9 from the best there could be, and the account share one word, so that sorting accounts is
//! sorting numbers.

use super::weighing::{Block, Rescaled, Weighing};
use fearless_simd::{Level, dispatch};

/// Scores are counted in steps of 1e-9, as they are rounded.
pub(super) const STEPS: f64 = 1e9;
/// So many bits of a word are the account.
pub(super) const ACCOUNT_BITS: u32 = 26;
/// The bits below the 16 leading ones of a key; those from here on are 0.002 points of score.
const LEAD: u32 = 63 - 16;
/// A little more than 100 points, in steps.
const BEST: u64 = 100 * STEPS as u64 + 1;
/// Adding this (2^52) brings the steps of a score into the last bits of a double, rounded to the nearest.
const ROUNDER: f64 = 4_503_599_627_370_496.0;

/// The accounts, best first, once [`Order::sort`] has seen them; equals by their place in the ranking.
#[derive(Debug)]
pub(super) struct Order {
    /// What the processor can do.
    level: Level,
    scores: Vec<f64>,
    keys: Vec<u64>,
    spare: Vec<u64>,
}

impl Default for Order {
    fn default() -> Self {
        Order { level: Level::new(), scores: Vec::new(), keys: Vec::new(), spare: Vec::new() }
    }
}

impl Order {
    /// Scores and sorts all accounts under `weights`.
    pub(super) fn sort(&mut self, weighing: &Weighing, weights: &[f64], rescaled: &mut Rescaled) {
        self.keys.clear();
        for block in &weighing.blocks {
            weighing.rescale(block, weights, rescaled);
            let (level, weights) = (self.level, rescaled.effective.as_slice());
            dispatch!(level, _simd => self.score(block, weights));
        }
        sort(&mut self.keys, &mut self.spare);
    }

    /// Adds the keys of a block. Inlined, so that it is compiled for the processor that it runs on; whatever that is, the
    /// same numbers are multiplied and added in the same order.
    #[inline(always)]
    fn score(&mut self, block: &Block, weights: &[f64]) {
        self.scores.clear();
        self.scores.resize(block.accounts.len(), 0.0);
        for (varied, column) in &block.columns {
            let weight = weights.get(*varied).copied().unwrap_or(0.0);
            self.scores.iter_mut().zip(column).for_each(|(score, points)| *score += weight * points);
        }
        let key = |(score, account): (&f64, &u32)| {
            let steps = (score * STEPS + ROUNDER).to_bits() - ROUNDER.to_bits();
            (BEST - steps) << ACCOUNT_BITS | u64::from(*account)
        };
        self.keys.extend(self.scores.iter().zip(&block.accounts).map(key));
    }

    /// Score in steps and account, best first.
    pub(super) fn ranked(&self) -> impl Iterator<Item = (u64, u32)> {
        let account = |key: u64| (key & ((1 << ACCOUNT_BITS) - 1)) as u32;
        self.keys.iter().map(move |&key| (BEST - (key >> ACCOUNT_BITS), account(key)))
    }

    /// Those with the best score.
    pub(super) fn leaders(&self) -> impl Iterator<Item = u32> {
        let best = self.ranked().next().map_or(0, |first| first.0);
        self.ranked().take_while(move |(score, _)| *score == best).map(|(_, account)| account)
    }
}

/// Rising. Two counting passes over the 16 leading bits leave next to nothing to do for the insertion that ends it; lists
/// for which that is not so are sorted as any other. Keys are below 2^63.
fn sort(keys: &mut [u64], spare: &mut Vec<u64>) {
    let mut low = [0_u32; 256];
    let mut high = [0_u32; 256];
    for key in keys.iter() {
        low[(key >> LEAD & 255) as usize] += 1;
        high[(key >> LEAD >> 8 & 255) as usize] += 1;
    }
    let (mut low_sum, mut high_sum) = (0, 0);
    for (low, high) in low.iter_mut().zip(&mut high) {
        low_sum += std::mem::replace(low, low_sum);
        high_sum += std::mem::replace(high, high_sum);
    }
    spare.resize(keys.len(), 0);
    deal(keys, spare, &mut low, |key| key >> LEAD);
    deal(spare, keys, &mut high, |key| key >> LEAD >> 8);
    if !insert(keys) {
        keys.sort_unstable();
    }
}

/// Puts each key where its digit's pile goes on.
fn deal(from: &[u64], to: &mut [u64], piles: &mut [u32; 256], digit: impl Fn(u64) -> u64) {
    for &key in from {
        let pile = &mut piles[(digit(key) & 255) as usize];
        if let Some(slot) = to.get_mut(*pile as usize) {
            *slot = key;
        }
        *pile += 1;
    }
}

/// Insertion sort; gives up where the keys are far from sorted.
fn insert(keys: &mut [u64]) -> bool {
    let mut moves = 8 * keys.len();
    for place in 1..keys.len() {
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
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_whatever_the_distribution(
            mut keys in prop::collection::vec(0..1_u64 << 62, 0..300),
            narrow in prop::collection::vec(0..100_u64, 0..300),
        ) {
            // Clusters far apart are the worst case: within each, the leading bits tell nothing.
            keys.extend(narrow.iter().rev());
            let mut expected = keys.clone();
            expected.sort_unstable();
            sort(&mut keys, &mut Vec::new());
            prop_assert_eq!(keys, expected);
        }
    }

    #[test]
    fn a_cluster_in_the_wrong_order_is_sorted_too() {
        let mut keys: Vec<u64> = (0..500).rev().chain([1 << 62]).collect();
        sort(&mut keys, &mut Vec::new());
        assert!(keys.is_sorted());
    }
}
