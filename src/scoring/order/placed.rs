//! One account in the order of the ranking: sixteen bytes that compare as the ranking does.

use crate::scoring::batch::Scored;
use crate::statistics::rounding::{from_units, to_units};

/// A ranked row in sixteen bytes. All else about it is worked out again on demand, by the same arithmetic.
///
/// From the highest bit: the distance from the best score in units of 1e-9, two marks, the tier, the batch, the row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Placed(u128);

/// Bits of a score.
pub(crate) const SCORE_BITS: u32 = 37;

impl Placed {
    /// That number of empty records. The system gives zeroed memory, so none of it is touched.
    pub(crate) fn nobody(many: usize) -> Vec<Self> {
        vec![0; many].into_iter().map(Placed).collect()
    }

    pub(crate) fn new(scored: &Scored, batch: u32) -> Self {
        let score = u128::from(MOST - to_units(scored.score)) << SCORE;
        let marks = u128::from(scored.gaps) << GAPS | u128::from(scored.uncertain) << UNCERTAIN;
        Placed(score | marks | NO_TIER << TIER | u128::from(batch) << BATCH | u128::from(scored.row))
    }

    /// Its score and marks, in less than 40 bits.
    pub(crate) fn score_and_marks(self) -> u64 {
        self.high() >> (UNCERTAIN - u64::BITS)
    }

    /// The first row of a batch, with such a score and marks.
    pub(crate) fn first(score_and_marks: u64, batch: u32) -> Self {
        Placed(u128::from(score_and_marks) << UNCERTAIN | NO_TIER << TIER | u128::from(batch) << BATCH)
    }

    /// The distance of the score from the best, of [`SCORE_BITS`] bits.
    #[inline]
    pub(crate) fn below_best(self) -> u64 {
        self.high() >> (SCORE - u64::BITS)
    }

    /// Rounded.
    pub(crate) fn score(self) -> f64 {
        from_units(MOST - self.below_best())
    }

    /// Whether cells are missing.
    pub(crate) fn gaps(self) -> bool {
        self.0 >> GAPS & 1 == 1
    }

    /// Whether they leave the tier open.
    pub(crate) fn uncertain(self) -> bool {
        self.0 >> UNCERTAIN & 1 == 1
    }

    pub(crate) fn set_uncertain(&mut self, uncertain: bool) {
        self.0 = self.0 & !(1 << UNCERTAIN) | u128::from(uncertain) << UNCERTAIN;
    }

    #[inline]
    pub(crate) fn batch(self) -> usize {
        (self.low() >> BATCH) as usize
    }

    #[inline]
    pub(crate) fn row(self) -> usize {
        (self.low() & u64::from(u32::MAX)) as usize
    }

    /// The row in 32 bits.
    #[allow(clippy::cast_possible_truncation, reason = "it is the lowest quarter")]
    pub(crate) fn short_row(self) -> u32 {
        self.0 as u32
    }

    /// The same account in another row.
    #[inline]
    pub(crate) fn at(self, row: u32) -> Self {
        Placed(self.0 & !u128::from(u32::MAX) | u128::from(row))
    }

    /// The place of its tier in the model.
    pub(crate) fn tier(self) -> Option<usize> {
        let tier = self.0 >> TIER & NO_TIER;
        usize::try_from(tier).ok().filter(|_| tier != NO_TIER)
    }

    /// Puts it into a tier.
    pub(crate) fn enter(&mut self, tier: usize) {
        self.0 = self.0 & !(NO_TIER << TIER) | (tier as u128).min(NO_TIER) << TIER;
    }

    /// Whether two have the same score.
    #[inline]
    pub(crate) fn ties(self, other: Placed) -> bool {
        self.below_best() == other.below_best()
    }

    /// In the order of the batches and their rows.
    pub(crate) fn in_file(self) -> u64 {
        self.low()
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is the upper half")]
    pub(crate) fn high(self) -> u64 {
        (self.0 >> u64::BITS) as u64
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is the lower half")]
    pub(crate) fn low(self) -> u64 {
        self.0 as u64
    }
}

/// The lowest bit of each part.
pub(crate) const SCORE: u32 = u128::BITS - SCORE_BITS;

pub(crate) const GAPS: u32 = 90;

pub(crate) const UNCERTAIN: u32 = 89;

pub(crate) const TIER: u32 = 64;

pub(crate) const BATCH: u32 = 32;

/// The greatest score there is room for.
pub(crate) const MOST: u64 = (1 << SCORE_BITS) - 1;

/// More tiers than a criteria file has room for.
pub(crate) const NO_TIER: u128 = (1 << (UNCERTAIN - TIER)) - 1;
