//! Tiers with a limited number of accounts: who holds the last place, and who is next.

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

/// Whether the account at `place` holds the last place of its tier.
pub(crate) fn last_place<'a>(ranking: &'a Ranking<'_>, place: usize) -> Option<LastPlace<'a>> {
    let tier = ranking.tier(place)?;
    let limit = ranking.engine().model().tiers.get(tier)?;
    let max_accounts = limit.max_accounts?;
    // Accounts with the same score enter together, so another one with that score may be the last of the tier.
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

/// The holder of the last place of a full tier; `None` where it is not full, or where a tie keeps the last place empty.
pub(crate) fn holder<'a>(ranking: &'a Ranking<'_>, tier: usize) -> Option<Neighbour<'a>> {
    let to_beat = ranking.to_beat(tier)?;
    let last = (0..ranking.len()).rev().find(|&at| ranking.tier(at) == Some(tier))?;
    Neighbour::at(ranking, last, false).filter(|holder| holder.score.total_cmp(&to_beat).is_eq())
}

/// The first few of the accounts that tie for too few places of a tier, so that these stay empty; none where there is
/// no such tie.
pub(crate) fn tied<'a>(ranking: &'a Ranking<'_>, tier: usize) -> Vec<Neighbour<'a>> {
    let Some(to_beat) = ranking.to_beat(tier) else { return Vec::new() };
    let is_above = |place: usize| ranking.account(place).is_some_and(|account| account.score > to_beat);
    let (mut first, mut end) = (0, ranking.len());
    while first < end {
        let middle = first.midpoint(end);
        if is_above(middle) { first = middle + 1 } else { end = middle }
    }
    // Accounts with the same score enter together. If one is out with the score of one inside, a requirement keeps it
    // out.
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

/// How many of those who tie are named at most; a thousand names would help no reader.
const NAMED: usize = 5;
