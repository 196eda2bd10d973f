//! One customer on both sides of a comparison: where it stands on each, and how it moved.

use super::attribution::{Scores, Split, change};
use super::migration::Class;
use crate::model::Condition;

/// A place in a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot<'a> {
    /// From 0; accounts with the same score have different places.
    pub(crate) place: usize,
    /// From 1, among all accounts ranked on that side.
    pub rank: u64,
    /// From 0 to 100.
    pub score: f64,
    /// `None` where the model has no tiers.
    pub tier: Option<&'a str>,
}

/// What one side says about a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum State<'a> {
    /// It is ranked.
    Ranked(Spot<'a>),
    /// It is there but not ranked, for these reasons.
    NotRanked(Vec<&'a str>),
    /// It is not there.
    Absent,
}

impl<'a> State<'a> {
    /// Its place, where it is ranked.
    pub fn spot(&self) -> Option<Spot<'a>> {
        if let State::Ranked(spot) = self { Some(*spot) } else { None }
    }

    pub(crate) fn class(&self) -> Class<'a> {
        match self {
            State::Ranked(spot) => spot.tier.map_or(Class::Untiered, Class::Tier),
            State::NotRanked(_) => Class::NotRanked,
            State::Absent => Class::Absent,
        }
    }
}

/// How a customer moved between the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// Ranked on both sides, in the same tier.
    Kept,
    /// Ranked on both sides, now in a higher tier.
    Promoted,
    /// Ranked on both sides, now in a lower tier.
    Demoted,
    /// Ranked on both sides, in tiers that cannot be compared.
    OtherTier,
    /// On both sides, but ranked only now.
    Entered,
    /// On both sides, but no longer ranked.
    Dropped,
    /// On both sides, and ranked on neither.
    Unranked,
    /// Only on the new side.
    New,
    /// Only on the old side.
    Gone,
}

impl Movement {
    /// The word for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Movement::Kept => "same tier",
            Movement::Promoted => "promoted",
            Movement::Demoted => "demoted",
            Movement::OtherTier => "other tier",
            Movement::Entered => "ranked now",
            Movement::Dropped => "no longer ranked",
            Movement::Unranked => "not ranked",
            Movement::New => "new",
            Movement::Gone => "gone",
        }
    }

    /// Whether the customer is on both sides, but in another tier, or ranked on only one of them.
    pub fn is_tier_change(self) -> bool {
        matches!(
            self,
            Movement::Promoted | Movement::Demoted | Movement::OtherTier | Movement::Entered | Movement::Dropped
        )
    }
}

/// One customer on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer<'a> {
    /// As it stands in the cell, without outer spaces.
    pub id: &'a str,
    /// The name on the new side, or on the old one where it is gone.
    pub name: &'a str,
    /// Its state on the old side.
    pub old: State<'a>,
    /// Its state on the new side.
    pub new: State<'a>,
    /// Its state with the new data under the old model, and with the old data under the new model; `None` where the
    /// comparison has no rankings in between.
    pub between: Option<[State<'a>; 2]>,
    /// How it moved.
    pub movement: Movement,
    /// Why it changed tier, where the models tell; `None` for all others.
    pub why: Option<Why<'a>>,
}

impl<'a> Customer<'a> {
    /// Its old and its new spot, where it is ranked on both sides.
    pub fn spots(&self) -> Option<(Spot<'a>, Spot<'a>)> {
        self.old.spot().zip(self.new.spot())
    }

    /// How many ranks it rose, below zero where it fell; `None` unless it is ranked on both sides.
    pub fn climb(&self) -> Option<i64> {
        let (old, new) = self.spots()?;
        Some(old.rank.cast_signed() - new.rank.cast_signed())
    }

    /// New score minus old; `None` unless it is ranked on both sides.
    pub fn score_change(&self) -> Option<f64> {
        let (old, new) = self.spots()?;
        Some(change(old.score, new.score))
    }

    /// How much of the change comes from the data and how much from the model; `None` unless it is ranked in all four
    /// rankings.
    pub fn split(&self) -> Option<Split> {
        let (old, new) = self.spots()?;
        let [new_data, new_model] = self.between.as_ref()?;
        let (new_data, new_model) = (new_data.spot()?, new_model.spot()?);
        let scores = Scores { old: old.score, new_data: new_data.score, new_model: new_model.score, new: new.score };
        Some(scores.split())
    }

    /// Whether its rank or tier changed, or whether it is new, gone, newly ranked or no longer ranked.
    pub fn moved(&self) -> bool {
        self.movement.is_tier_change()
            || matches!(self.movement, Movement::New | Movement::Gone)
            || self.climb().is_some_and(|climb| climb != 0)
    }
}

/// Why an account changed tier.
#[derive(Debug, Clone, PartialEq)]
pub enum Why<'a> {
    /// Its score crossed the line of the tier.
    Score {
        /// Where the tier begins, 0..100.
        line: f64,
    },
    /// The line of the tier moved.
    Line {
        /// Where it began on the old side.
        from: f64,
        /// Where it begins on the new one.
        to: f64,
    },
    /// Both moved, and neither alone would have been enough.
    ScoreAndLine {
        /// Where it began on the old side.
        from: f64,
        /// Where it begins on the new one.
        to: f64,
    },
    /// It meets the requirements of the tier on one side only.
    Requirement(Vec<NamedCondition<'a>>),
    /// The tier is limited, and on one side others fill it.
    Full {
        /// How many it holds at most.
        max_accounts: u64,
        /// The names of those who tie for its last places, so that these stay empty.
        tied: Vec<&'a str>,
    },
    /// Only one of the models has the tier.
    Tier,
}

impl Why<'_> {
    /// The word for it in the outputs for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Why::Score { .. } => "score",
            Why::Line { .. } => "line",
            Why::ScoreAndLine { .. } => "score and line",
            Why::Requirement(_) => "requirement",
            Why::Full { .. } => "full",
            Why::Tier => "tier",
        }
    }
}

/// A condition, with the name that people know its subject by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamedCondition<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// The header of its column, or the label of its criterion.
    pub subject: &'a str,
}
