//! The order of the ranking: one small record an account, and what comes before what.

use super::bound::Scored;
use super::crew::side_by_side;
use crate::table::Batch;
use std::cmp::Reverse;

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

/// The ranked rows of all batches, in file order. What was kept of a batch is let go as soon as it is here.
pub(super) fn gather(scores: Vec<Vec<Scored>>) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(scores.iter().map(Vec::len).sum());
    for (batch, scores) in (0..).zip(scores) {
        placed.extend(scores.into_iter().map(|s| Placed {
            score: s.score,
            batch,
            row: s.row,
            tier: Placed::NO_TIER,
            gaps: s.gaps,
            uncertain: s.uncertain,
        }));
    }
    placed
}

/// Best score first; equals by id, byte by byte, then in file order.
pub(super) fn sort(placed: &mut [Placed], batches: &[Batch]) {
    // Scores are not negative, so their bits are in the order of the numbers.
    placed.sort_unstable_by_key(|placed| Reverse(placed.score.to_bits()));
    let rows = placed.len();
    let ties = placed.chunk_by_mut(|a, b| a.score.to_bits() == b.score.to_bits()).filter(|tie| tie.len() > 1);
    side_by_side(rows, ties, |tie| sort_by_id(tie, batches));
}

/// Ids lie far apart in memory, so most of them are told apart by the eight bytes after what they have in common.
fn sort_by_id(tie: &mut [Placed], batches: &[Batch]) {
    let id = |p: &Placed| batches.get(p.batch()).map_or("", |batch| batch.id(p.row()).trim());
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
    use crate::table::{Cells, Decimal, Schema};
    use proptest::prelude::*;

    fn batch(ids: &[String]) -> Batch {
        let mut batch = Batch::new(&Schema::new("id", Vec::new(), Decimal::Auto), 0);
        for id in ids {
            if let Some(Cells::Text(texts)) = batch.columns_mut().first_mut() {
                texts.push(id, false);
            }
            batch.end_row(1);
        }
        batch
    }

    proptest! {
        #[test]
        fn the_order_is_by_score_then_id_then_place(
            files in prop::collection::vec(prop::collection::vec(("( ?C-)?[ab\u{0}]{0,12}ü?", 0..4u8), 0..12), 1..4),
        ) {
            let batches: Vec<Batch> =
                files.iter().map(|rows| batch(&rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>())).collect();
            let scored = |(row, x): (u32, &(String, u8))| {
                Scored { score: f64::from(x.1) / 8.0, row, gaps: false, uncertain: false }
            };
            let scores = files.iter().map(|rows| (0..).zip(rows).map(scored).collect()).collect();
            let mut placed = gather(scores);
            let mut expected = placed.clone();
            expected.sort_by(|a, b| {
                let id = |p: &Placed| batches[p.batch()].id(p.row()).trim().to_owned();
                b.score.total_cmp(&a.score).then_with(|| id(a).cmp(&id(b)))
            });
            sort(&mut placed, &batches);
            prop_assert_eq!(placed, expected);
        }
    }
}
