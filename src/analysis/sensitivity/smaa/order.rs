//! The accounts by their scores under some weights: the inner loop of a million draws.
//!
//! One word holds a score and an account: the distance to the best possible score, in steps of 1e-9, and the place of
//! the account. So sorting accounts means sorting numbers.

use super::radix_sort::{AT_ONCE, Sorter, any_neighbours};
use super::weights::{Block, LANES, Rescaled, VariedWeights};
use fearless_simd::{Level, dispatch};
use std::ops::Range;

/// Scores are counted in steps of 1e-9, as they are rounded.
pub(crate) const STEPS: f64 = 1e9;
/// The bits of a word that hold the account.
pub(crate) const ACCOUNT_BITS: u32 = 26;
/// A little more than 100 points, in steps.
const BEST: u64 = 100 * STEPS as u64 + 1;
/// Adding this (2^52) brings the steps of a score into the last bits of a double, rounded to the nearest.
const ROUNDER: f64 = 4_503_599_627_370_496.0;

/// The accounts after [`Order::sort`], best first; those with the same score by their place in the ranking.
#[derive(Debug)]
pub(crate) struct Order {
    /// What the processor can do.
    level: Level,
    weights: Vec<f64>,
    keys: Vec<u64>,
    sorter: Sorter,
}

impl Default for Order {
    fn default() -> Self {
        Order { level: Level::new(), weights: Vec::new(), keys: Vec::new(), sorter: Sorter::default() }
    }
}

impl Order {
    /// Scores and sorts all accounts under `weights`.
    pub(crate) fn sort(&mut self, varied_weights: &VariedWeights, weights: &[f64], rescaled: &mut Rescaled) {
        self.keys.clear();
        for block in &varied_weights.blocks {
            varied_weights.rescale(block, weights, rescaled);
            let weight = |&varied: &usize| rescaled.effective.get(varied).copied().unwrap_or(0.0);
            self.weights.clear();
            self.weights.extend(block.criteria.iter().map(weight));
            let Order { level, weights, keys, .. } = self;
            dispatch!(*level, _simd => score(block, weights, keys));
        }
        self.sorter.sort(self.level, &mut self.keys);
    }

    /// These accounts in this order.
    #[cfg(test)]
    pub(crate) fn of(accounts: &[u32]) -> Self {
        let key = |(place, &account): (u64, &u32)| place << ACCOUNT_BITS | u64::from(account);
        Order { keys: (0..).zip(accounts).map(key).collect(), ..Order::default() }
    }

    /// Writes where the accounts of the first `ranks` places are counted: into each of the `tiles`, for its places, the
    /// index of the counter by place and account.
    pub(crate) fn list<'a>(&self, ranks: usize, accounts: usize, tiles: impl Iterator<Item = &'a mut [u32; TILE]>) {
        let keys = self.keys.get(..ranks).unwrap_or(&self.keys);
        dispatch!(self.level, _simd => list(keys, accounts as u32, tiles));
    }

    /// Appends the accounts that share the rank of the one before them.
    pub(crate) fn list_ties(&self, ties: &mut Vec<Tie>) {
        dispatch!(self.level, _simd => list_ties(&self.keys, ties));
    }

    /// The accounts in those places, counted from 0.
    pub(crate) fn accounts(&self, places: Range<usize>) -> impl Iterator<Item = u32> {
        self.keys.get(places).unwrap_or_default().iter().map(|&key| account(key))
    }

    /// Score in steps and account, best first.
    pub(crate) fn ranked(&self) -> impl Iterator<Item = (u64, u32)> {
        self.keys.iter().map(|&key| (BEST - (key >> ACCOUNT_BITS), account(key)))
    }

    /// How many have this score, in steps, or a better one.
    pub(crate) fn reach(&self, line: u64) -> usize {
        self.keys.partition_point(|key| BEST - (key >> ACCOUNT_BITS) >= line)
    }

    /// Those with the best score.
    pub(crate) fn leaders(&self) -> impl Iterator<Item = u32> {
        let best = self.ranked().next().map_or(0, |first| first.0);
        self.ranked().take_while(move |(score, _)| *score == best).map(|(_, account)| account)
    }
}

fn account(key: u64) -> u32 {
    (key & ((1 << ACCOUNT_BITS) - 1)) as u32
}

/// Adds the keys of a block. It is inlined, like everything dispatched, to be compiled for the processor that it runs
/// on. On every processor it multiplies and adds the same numbers in the same order.
#[inline(always)]
fn score(block: &Block, weights: &[f64], keys: &mut Vec<u64>) {
    let end = keys.len() + block.len;
    let mut points = block.points.chunks_exact(weights.len().max(1));
    for accounts in &block.accounts {
        let mut scores = [0.0; LANES];
        for (points, weight) in points.next().unwrap_or_default().iter().zip(weights) {
            scores.iter_mut().zip(points).for_each(|(score, points)| *score += weight * points);
        }
        let steps = scores.map(|score| (score * STEPS + ROUNDER).to_bits() - ROUNDER.to_bits());
        let key = |lane: usize| (BEST - steps[lane]) << ACCOUNT_BITS | u64::from(accounts[lane]);
        keys.extend(std::array::from_fn::<u64, LANES, _>(key));
    }
    keys.truncate(end);
}

#[inline(always)]
fn list<'a>(keys: &[u64], accounts: u32, mut tiles: impl Iterator<Item = &'a mut [u32; TILE]>) {
    let (full, rest) = keys.as_chunks::<TILE>();
    let at = |place: usize, key: u64| place as u32 * accounts + account(key);
    for (keys, tile) in full.iter().zip(&mut tiles) {
        *tile = std::array::from_fn(|place| at(place, keys[place]));
    }
    for (place, (&key, to)) in rest.iter().zip(tiles.next().into_iter().flatten()).enumerate() {
        *to = at(place, key);
    }
}

#[inline(always)]
fn list_ties(keys: &[u64], ties: &mut Vec<Tie>) {
    let is_tie = |before: u64, key: u64| before >> ACCOUNT_BITS == key >> ACCOUNT_BITS;
    let (mut first, mut last) = (0, 0);
    for start in (0..keys.len()).step_by(AT_ONCE) {
        let some = keys.get(start..keys.len().min(start + AT_ONCE + 1)).unwrap_or_default();
        if !any_neighbours(some, is_tie) {
            continue;
        }
        for (place, pair) in (start + 1..).zip(some.windows(2)) {
            let &[before, key] = pair else { continue };
            if is_tie(before, key) {
                first = if last + 1 == place { first } else { place - 1 };
                last = place;
                ties.push(Tie { account: account(key), place, first });
            }
        }
    }
}

/// An account that shares the rank of those before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tie {
    /// The account.
    pub(crate) account: u32,
    /// Where it is listed, from 0.
    pub(crate) place: usize,
    /// Where the first of its equals is listed.
    pub(crate) first: usize,
}

/// The number of places of each order that are counted at a time, so that their counters stay in the cache for all
/// orders.
pub(crate) const TILE: usize = 8;
