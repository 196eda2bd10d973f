//! The order of the ranking: one small record an account, and what comes before what.

use super::bound::Scored;
use super::crew::Crew;
use super::rounding::{from_units, to_units};
use crate::table::{Batch, trim};
use std::thread::Builder;

/// A ranked row in sixteen bytes. All else about it is worked out again when it is asked for, by the same arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// From the top: the score in units of 1e-9, two marks, the tier.
    state: u64,
    batch: u32,
    row: u32,
}

const SCORE: u32 = 27;
const GAPS: u64 = 1 << 26;
const UNCERTAIN: u64 = 1 << 25;
/// More tiers than a criteria file has room for.
const NO_TIER: u64 = (1 << 25) - 1;

impl Placed {
    /// A row that is not ranked, or not yet.
    pub(super) const NOBODY: Placed = Placed { state: u64::MAX, batch: 0, row: 0 };

    pub(super) fn new(scored: &Scored, batch: u32) -> Self {
        let mark = |holds: bool, bit: u64| if holds { bit } else { 0 };
        let marks = mark(scored.gaps, GAPS) | mark(scored.uncertain, UNCERTAIN);
        Placed { state: to_units(scored.score) << SCORE | marks | NO_TIER, batch, row: scored.row }
    }

    pub(super) fn is_somebody(self) -> bool {
        self != Placed::NOBODY
    }

    /// Rounded.
    pub(super) fn score(self) -> f64 {
        from_units(self.state >> SCORE)
    }

    /// Are cells missing?
    pub(super) fn gaps(self) -> bool {
        self.state & GAPS != 0
    }

    /// Do they leave the tier open?
    pub(super) fn uncertain(self) -> bool {
        self.state & UNCERTAIN != 0
    }

    pub(super) fn set_uncertain(&mut self, uncertain: bool) {
        self.state = if uncertain { self.state | UNCERTAIN } else { self.state & !UNCERTAIN };
    }

    pub(super) fn batch(self) -> usize {
        self.batch as usize
    }

    pub(super) fn row(self) -> usize {
        self.row as usize
    }

    /// The place of its tier in the model.
    pub(super) fn tier(self) -> Option<usize> {
        usize::try_from(self.state & NO_TIER).ok().filter(|tier| *tier as u64 != NO_TIER)
    }

    /// Puts it into a tier.
    pub(super) fn enter(&mut self, tier: usize) {
        self.state = self.state & !NO_TIER | (tier as u64).min(NO_TIER);
    }

    /// Do two have the same score?
    pub(super) fn ties(self, other: Placed) -> bool {
        self.state >> SCORE == other.state >> SCORE
    }

    /// Best score first, then in file order. One number is compared without a branch.
    fn key(&self) -> u128 {
        u128::from(!self.state >> SCORE) << 64 | u128::from(self.in_file())
    }

    /// In file order.
    pub(super) fn in_file(&self) -> u64 {
        u64::from(self.batch) << 32 | u64::from(self.row)
    }
}

/// Best score first; equals by id, byte by byte, then in file order.
pub(super) fn sort(placed: &mut [Placed], batches: &[Batch], crew: Crew) {
    let rows = placed.len();
    sort_by_score(placed, crew.threads(rows));
    if !ids_rise(batches) {
        let ties = placed.chunk_by_mut(|a, b| a.ties(*b)).filter(|tie| tie.len() > 1);
        crew.side_by_side(rows, ties, |tie| sort_by_id(tie, batches));
    }
}

/// The better half and the other one, each by its own threads, without more memory.
fn sort_by_score(placed: &mut [Placed], threads: usize) {
    if threads < 2 || placed.len() < 2 {
        placed.sort_unstable_by_key(Placed::key);
        return;
    }
    let half = placed.len() / 2;
    placed.select_nth_unstable_by_key(half, Placed::key);
    let (better, others) = placed.split_at_mut(half);
    let is_shared = std::thread::scope(|scope| {
        let started = Builder::new().spawn_scoped(scope, || sort_by_score(better, threads / 2));
        sort_by_score(others, threads - threads / 2);
        started.is_ok()
    });
    if !is_shared {
        // No more threads are to be had.
        sort_by_score(better, 1);
    }
}

/// Do ids rise from row to row, as most exports are sorted? Then equals are in the order of their ids already.
fn ids_rise(batches: &[Batch]) -> bool {
    let filled: Vec<&Batch> = batches.iter().filter(|batch| batch.rows() > 0).collect();
    filled.iter().all(|batch| batch.ids_rise())
        && filled.windows(2).all(|pair| matches!(pair, [a, b] if id(a, a.rows() - 1) < id(b, 0)))
}

/// The id of a customer without outer spaces.
pub(super) fn id(batch: &Batch, row: usize) -> &str {
    trim(batch.id(row))
}

/// Ids lie far apart in memory, so most of them are told apart by the eight bytes after what they have in common.
fn sort_by_id(tie: &mut [Placed], batches: &[Batch]) {
    let id = |p: &Placed| batches.get(p.batch()).map_or("", |batch| id(batch, p.row()));
    let mut common: Option<&[u8]> = None;
    for placed in tie.iter() {
        let id = id(placed).as_bytes();
        let alike = common.map_or(id.len(), |common| common.iter().zip(id).take_while(|(a, b)| a == b).count());
        common = id.get(..alike);
    }
    let common = common.map_or(0, <[u8]>::len);
    let key = |placed: &Placed| {
        let mut key = [0; 8];
        let rest = id(placed).as_bytes().get(common..).unwrap_or_default();
        key.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(key)
    };
    let mut keyed: Vec<(u64, Placed)> = tie.iter().map(|placed| (key(placed), *placed)).collect();
    keyed.sort_unstable_by(|(a_key, a), (b_key, b)| {
        let by_id = a_key.cmp(b_key).then_with(|| id(a).cmp(id(b)));
        by_id.then_with(|| (a.batch, a.row).cmp(&(b.batch, b.row)))
    });
    tie.iter_mut().zip(keyed).for_each(|(to, (_, from))| *to = from);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cells, Decimal, Draft, Schema};
    use proptest::prelude::*;

    fn batch(ids: &[String]) -> Batch {
        let mut batch = Batch::new(&Schema::new("id", Vec::new(), Decimal::Auto), 0);
        for id in ids {
            if let Some(Cells::Text(texts)) = batch.columns_mut().first_mut() {
                texts.push(id, false);
            }
            batch.end_row(1);
        }
        Draft::from(batch).whole()
    }

    #[test]
    fn sixteen_bytes_hold_score_marks_and_tier() {
        assert_eq!(size_of::<Placed>(), 16);
        for (score, gaps, uncertain) in [(0.0, false, true), (100.0, true, false), (33.333_333_333, true, true)] {
            let mut placed = Placed::new(&Scored { score, row: 7, gaps, uncertain }, 3);
            assert_eq!((placed.tier(), placed.gaps(), placed.uncertain()), (None, gaps, uncertain));
            placed.enter(5);
            placed.set_uncertain(!uncertain);
            assert_eq!((placed.tier(), placed.gaps(), placed.uncertain()), (Some(5), gaps, !uncertain));
            assert_eq!((placed.score().to_bits(), placed.batch(), placed.row()), (score.to_bits(), 3, 7));
        }
    }

    proptest! {
        #[test]
        fn the_order_is_by_score_then_id_then_place(
            files in prop::collection::vec(prop::collection::vec(("( ?C-)?[ab\u{0}]{0,12}ü?", 0..4u8), 0..12), 1..4),
            sorted in any::<bool>(),
            threads in 1..5usize,
        ) {
            let mut files = files;
            if sorted {
                files.iter_mut().for_each(|rows| rows.sort());
            }
            let batches: Vec<Batch> =
                files.iter().map(|rows| batch(&rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>())).collect();
            let scored = |(row, x): (u32, &(String, u8))| {
                Scored { score: f64::from(x.1) / 8.0, row, gaps: false, uncertain: false }
            };
            let of_file = |(batch, rows): (u32, &Vec<(String, u8)>)| -> Vec<Placed> {
                (0..).zip(rows).map(|row| Placed::new(&scored(row), batch)).collect()
            };
            let mut placed: Vec<Placed> = (0..).zip(&files).flat_map(of_file).collect();
            let mut expected = placed.clone();
            expected.sort_by(|a, b| {
                let id = |p: &Placed| batches[p.batch()].id(p.row()).trim().to_owned();
                b.score().total_cmp(&a.score()).then_with(|| id(a).cmp(&id(b)))
            });
            let mut by_threads = placed.clone();
            sort(&mut placed, &batches, Crew::default());
            prop_assert_eq!(&placed, &expected);
            sort_by_score(&mut by_threads, threads);
            by_threads.sort_by(|a, b| b.score().total_cmp(&a.score()));
            sort(&mut by_threads, &batches, Crew::default());
            prop_assert_eq!(by_threads, expected);
        }
    }
}
