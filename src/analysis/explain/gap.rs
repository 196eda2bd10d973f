//! What an account needs for the next tier.

use super::last_place::{holder, tied};
use super::neighbour::Neighbour;
use super::single_change::{SingleChange, single_changes};
use crate::model::Condition;
use crate::scoring::{Account, Ranking, Value};

/// What stands between an account and the next tier above its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap<'a> {
    /// Name of the tier.
    pub tier: &'a str,
    /// The score at which it begins.
    pub min_score: Option<f64>,
    /// The points of score (0..100) still needed for `min_score`; 0 where the score is enough.
    pub missing: f64,
    /// The requirements of the tier that the account does not meet.
    pub unmet: Vec<Unmet<'a>>,
    /// The tier has no place left: the account must score higher than those who hold, or tie for, its last place.
    pub full: Option<Full>,
    /// The holder of its last place, where it is full and no tie keeps that place empty.
    pub holder: Option<Neighbour<'a>>,
    /// The accounts that tie for its last places, so that these stay empty.
    pub tied: Vec<Neighbour<'a>>,
    /// What each leaf criterion could do alone.
    pub single_changes: Vec<SingleChange<'a>>,
}

/// A requirement that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet<'a> {
    /// The requirement.
    pub condition: &'a Condition,
    /// What it looks at, of this account: points (0..100, rounded) of a criterion, or a cell.
    pub has: Value<'a>,
}

/// A tier with no place left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Full {
    /// How many accounts it holds at most.
    pub max_accounts: u64,
    /// A score (0..100) above this one is enough, a lower or equal one is not.
    pub to_beat: f64,
}

/// The gap between the account at a place of the ranking and the tier at place `next` in the model.
pub(crate) fn gap<'a>(ranking: &'a Ranking<'_>, place: usize, account: &Account<'a>, next: usize) -> Option<Gap<'a>> {
    let tier = ranking.engine().model().tiers.get(next)?;
    let missing = tier.min_score.map_or(0.0, |min| (min - account.score).max(0.0));
    let unmet = ranking.unmet(place, next).into_iter().map(|(condition, has)| Unmet { condition, has }).collect();
    let full = tier.max_accounts.zip(ranking.to_beat(next));
    let full = full.map(|(max_accounts, to_beat)| Full { max_accounts, to_beat });
    let (holder, tied) = (holder(ranking, next), tied(ranking, next));
    let single_changes = single_changes(ranking, account, next);
    Some(Gap { tier: &tier.name, min_score: tier.min_score, missing, unmet, full, holder, tied, single_changes })
}
