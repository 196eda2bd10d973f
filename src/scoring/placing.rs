//! The order of the ranking: one small record an account, and what comes before what.

use super::bound::{BatchScores, Scored};
use crate::table::Batch;

/// A ranked row. All else about it is worked out again when it is asked for, by the same arithmetic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) score: f64,
    batch: u32,
    row: u32,
    tier: u32,
    pub(super) gaps: bool,
    pub(super) uncertain: bool,
}

impl Placed {
    const NO_TIER: u32 = u32::MAX;

    pub(super) fn batch(self) -> usize {
        self.batch as usize
    }

    pub(super) fn row(self) -> usize {
        self.row as usize
    }

    /// The place of its tier in the model.
    pub(super) fn tier(self) -> Option<usize> {
        (self.tier != Placed::NO_TIER).then_some(self.tier as usize)
    }

    /// Puts it into a tier.
    pub(super) fn enter(&mut self, tier: usize) {
        self.tier = u32::try_from(tier).unwrap_or(Placed::NO_TIER);
    }
}

/// The ranked rows of all batches, in file order.
pub(super) fn gather(scores: &[BatchScores]) -> Vec<Placed> {
    let of_batch = |(batch, scores): (u32, &BatchScores)| -> Vec<Placed> {
        let place = |s: &Scored| Placed {
            score: s.score,
            batch,
            row: s.row,
            tier: Placed::NO_TIER,
            gaps: s.gaps,
            uncertain: s.uncertain,
        };
        scores.ranked.iter().map(place).collect()
    };
    (0..).zip(scores).flat_map(of_batch).collect()
}

/// Best score first; equals by id, byte by byte, then in file order.
pub(super) fn sort(placed: &mut [Placed], batches: &[Batch]) {
    let id = |p: &Placed| batches.get(p.batch()).map_or("", |batch| batch.id(p.row()).trim());
    placed.sort_unstable_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score.then_with(|| id(a).cmp(id(b))).then_with(|| (a.batch, a.row).cmp(&(b.batch, b.row)))
    });
}
