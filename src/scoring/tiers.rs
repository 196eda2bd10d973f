//! Which account belongs to which tier.

use super::bound::BoundBatch;
use super::engine::Engine;
use super::placing::Placed;
use super::sheet::Sheet;
use crate::finding::{Finding, Findings};
use crate::model::Tier;

/// Gives every account (best score first) the first tier from the top whose `min_score` and `requires` hold and which is
/// not full; the last tier catches the rest.
///
/// Accounts of one score enter a tier together or not at all. Where a tier has room for some of them only, none gets in,
/// a warning says so, and nobody below them does either: the tier closes, for a lower score must not overtake.
///
/// Also says for each tier the score that another account must exceed to get in, where the tier holds no more.
pub(super) fn assign(
    engine: &Engine,
    batches: &[BoundBatch<'_>],
    ranked: &mut [Placed],
) -> (Vec<Option<f64>>, Findings) {
    let mut findings = Findings::new();
    let mut to_beat = vec![None; engine.model().tiers.len()];
    let Some((_, upper)) = engine.model().tiers.split_last() else { return (to_beat, findings) };
    let mut waiting: Vec<usize> = (0..ranked.len()).collect();
    let mut sheet = Sheet::new(engine);
    for (place, tier) in upper.iter().enumerate() {
        let score = |i: usize| ranked.get(i).map_or(0.0, |placed| placed.score);
        let reach = waiting.partition_point(|&i| tier.min_score.is_none_or(|line| score(i) >= line));
        let mut candidates: Vec<usize> = waiting.iter().take(reach).copied().collect();
        if !tier.requires.is_empty() {
            candidates.retain(|&i| ranked.get(i).is_some_and(|placed| meets(batches, *placed, place, &mut sheet)));
        }
        let (taken, cut) = take_whole_ties(&candidates, tier.max_accounts, score);
        // Whoever holds the last place, or would hold it were it not for a tie.
        let last_place = tier.max_accounts.and_then(|most| usize::try_from(most.checked_sub(1)?).ok());
        if let (Some(line), Some(&last)) = (to_beat.get_mut(place), last_place.and_then(|last| candidates.get(last))) {
            *line = Some(score(last));
        }
        if let Some(cut) = cut {
            findings.push(cut_finding(tier, &cut));
        }
        for &i in candidates.iter().take(taken) {
            if let Some(placed) = ranked.get_mut(i) {
                placed.enter(place);
            }
        }
        waiting.retain(|&i| ranked.get(i).is_some_and(|placed| placed.tier().is_none()));
    }
    for i in waiting {
        if let Some(placed) = ranked.get_mut(i) {
            placed.enter(upper.len());
        }
    }
    (to_beat, findings)
}

fn meets(batches: &[BoundBatch<'_>], placed: Placed, tier: usize, sheet: &mut Sheet) -> bool {
    batches.get(placed.batch()).is_some_and(|batch| {
        batch.fill(placed.row(), sheet);
        batch.meets(tier, placed.row(), sheet)
    })
}

/// A tie that a tier has no room for.
#[derive(Debug, PartialEq)]
struct Cut {
    score: f64,
    tied: usize,
    room: usize,
}

/// How many of the candidates (best first) get in, whole ties only; and the tie that the limit runs through, if any.
#[allow(clippy::float_cmp, reason = "scores are rounded, so that equals are equal")]
fn take_whole_ties(candidates: &[usize], limit: Option<u64>, score: impl Fn(usize) -> f64) -> (usize, Option<Cut>) {
    let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    if candidates.len() <= limit {
        return (candidates.len(), None);
    }
    let mut taken = 0;
    for tie in candidates.chunk_by(|&a, &b| score(a) == score(b)) {
        let room = limit - taken;
        if tie.len() > room {
            let score = tie.first().map_or(0.0, |&i| score(i));
            return (taken, (room > 0).then_some(Cut { score, tied: tie.len(), room }));
        }
        taken += tie.len();
    }
    (taken, None)
}

fn cut_finding(tier: &Tier, cut: &Cut) -> Finding {
    let Cut { score, tied, room } = cut;
    let places = if *room == 1 { "its last place".to_owned() } else { format!("its last {room} places") };
    let (name, most) = (&tier.name, tier.max_accounts.unwrap_or(0));
    let message = format!(
        "tier \"{name}\" has room for {most}, and {tied} accounts with the score {score} tie for {places}: none of them is in it"
    );
    let more = most + (*tied - *room) as u64;
    Finding::warning("tier-cut-through-tie", message).help(format!(
        "set max_accounts of the tier to {more} to take them all, or tell them apart by one more criterion"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(scores: &[f64], limit: u64) -> (usize, Option<Cut>) {
        let all: Vec<usize> = (0..scores.len()).collect();
        take_whole_ties(&all, Some(limit), |i| scores[i])
    }

    #[test]
    fn a_tie_that_fits_gets_in_whole() {
        assert_eq!(take(&[90.0, 80.0, 80.0, 70.0], 3), (3, None));
        assert_eq!(take(&[90.0, 80.0, 80.0], 5), (3, None));
    }

    #[test]
    fn a_tie_that_does_not_fit_stays_out_and_closes_the_tier() {
        let cut = Cut { score: 80.0, tied: 3, room: 2 };
        assert_eq!(take(&[90.0, 80.0, 80.0, 80.0, 70.0], 3), (1, Some(cut)));
    }

    #[test]
    fn a_tie_just_past_the_limit_is_not_cut() {
        assert_eq!(take(&[90.0, 80.0, 80.0], 1), (1, None));
        assert_eq!(take(&[90.0], 0), (0, None));
    }
}
