//! Tiers that hold only so many: who holds the last place, and who would be next.

use super::neighbour::Neighbour;
use crate::scoring::Ranking;

/// The last place of a tier that is full, held by the explained account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LastPlace<'a> {
    /// How many accounts the tier holds at most.
    pub max_accounts: u64,
    /// The best account that only the limit keeps out; `None` where there is none.
    pub next: Option<Neighbour<'a>>,
}

/// Does the account at `place` hold the last place of its tier?
pub(crate) fn last_place<'a>(ranking: &'a Ranking<'_>, place: usize) -> Option<LastPlace<'a>> {
    let tier = ranking.tier(place)?;
    let limit = ranking.engine().model().tiers.get(tier)?;
    let max_accounts = limit.max_accounts?;
    // Equals come in together, so that the last of the tier may be another one with the same score.
    let (own, last) = (ranking.account(place)?, holder(ranking, tier)?);
    if own.score.total_cmp(&last.score).is_ne() {
        return None;
    }
    let enough = |score: f64| limit.min_score.is_none_or(|line| score >= line);
    let next = (place + 1..ranking.len())
        .take_while(|&at| ranking.account(at).is_some_and(|account| enough(account.score)))
        .find(|&at| ranking.tier(at) > Some(tier) && ranking.unmet(at, tier).is_empty());
    Some(LastPlace { max_accounts, next: next.and_then(|at| Neighbour::at(ranking, at, false)) })
}

/// Whoever holds the last place of a tier that is full; `None` where it is not, or where a tie keeps the last place empty.
pub(crate) fn holder<'a>(ranking: &'a Ranking<'_>, tier: usize) -> Option<Neighbour<'a>> {
    let to_beat = ranking.to_beat(tier)?;
    let last = (0..ranking.len()).rev().find(|&at| ranking.tier(at) == Some(tier))?;
    Neighbour::at(ranking, last, false).filter(|holder| holder.score.total_cmp(&to_beat).is_eq())
}

/// The accounts that tie for too few places of a tier, so that these stay empty, the first few of them; empty where there
/// is no such tie.
pub(crate) fn tied<'a>(ranking: &'a Ranking<'_>, tier: usize) -> Vec<Neighbour<'a>> {
    let Some(to_beat) = ranking.to_beat(tier) else { return Vec::new() };
    let is_above = |place: usize| ranking.account(place).is_some_and(|account| account.score > to_beat);
    let (mut first, mut end) = (0, ranking.len());
    while first < end {
        let middle = first.midpoint(end);
        if is_above(middle) { first = middle + 1 } else { end = middle }
    }
    // Equals come in together: whoever is out with the score of those inside is kept out by a requirement.
    let is_out = |at: &usize| ranking.tier(*at).is_none_or(|own| own > tier) && ranking.unmet(*at, tier).is_empty();
    (first..ranking.len())
        .map_while(|at| {
            Neighbour::at(ranking, at, false).filter(|n| n.score.total_cmp(&to_beat).is_eq()).map(|n| (at, n))
        })
        .filter(|(at, _)| is_out(at))
        .map(|(_, neighbour)| neighbour)
        .take(NAMED)
        .collect()
}

/// So many of those who tie are named at most; a thousand names tell nobody more.
const NAMED: usize = 5;
