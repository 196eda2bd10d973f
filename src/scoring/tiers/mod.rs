//! Which account belongs to which tier.

pub(crate) mod uncertainty;

use super::account_points::AccountPoints;
use super::batch::BoundBatch;
use super::engine::Engine;
use super::order::placed::Placed;
use crate::finding::{Finding, Findings};
use crate::model::Tier;

/// Gives every account (best score first) the first tier from the top whose `min_score` and `requires` hold and which is
/// not full; the last tier catches the rest.
///
/// Accounts of one score enter a tier together or not at all. Where a tier has room for some of them only, none gets in,
/// a warning says so, and nobody below them does either: the tier closes, for a lower score must not overtake.
///
/// Also says for each tier the score that another account must exceed to get in, where the tier holds no more.
pub(crate) fn assign(
    engine: &Engine,
    batches: &[BoundBatch<'_>],
    ranked: &mut [Placed],
) -> (Vec<Option<f64>>, Findings) {
    let mut findings = Findings::new();
    let mut to_beat = vec![None; engine.model().tiers.len()];
    let Some((_, upper)) = engine.model().tiers.split_last() else { return (to_beat, findings) };
    let mut account_points = AccountPoints::new(engine);
    for (place, tier) in upper.iter().enumerate() {
        let reach = ranked.partition_point(|placed| tier.min_score.is_none_or(|line| placed.score() >= line));
        let (within, _) = ranked.split_at_mut(reach);
        let asks = !tier.requires.is_empty();
        let may_enter = |placed: &Placed, account_points: &mut AccountPoints| {
            placed.tier().is_none() && (!asks || meets(batches, *placed, place, account_points))
        };
        let filled = fill(
            within,
            tier.max_accounts,
            |placed| may_enter(placed, &mut account_points),
            |placed| placed.enter(place),
        );
        if let Some(line) = to_beat.get_mut(place) {
            *line = filled.last;
        }
        findings.extend(filled.cut.map(|cut| cut_finding(tier, &cut)));
    }
    ranked.iter_mut().filter(|placed| placed.tier().is_none()).for_each(|placed| placed.enter(upper.len()));
    (to_beat, findings)
}

fn meets(batches: &[BoundBatch<'_>], placed: Placed, tier: usize, account_points: &mut AccountPoints) -> bool {
    batches.get(placed.batch()).is_some_and(|batch| {
        batch.fill(placed.row(), account_points);
        batch.meets(tier, placed.row(), account_points)
    })
}

/// How a tier was filled.
#[derive(Debug, Default, PartialEq)]
struct Filled {
    /// The score of whoever holds the last place, or would hold it were it not for a tie.
    last: Option<f64>,
    /// The tie that it had no room for.
    cut: Option<Cut>,
}

/// A tie that a tier has no room for.
#[derive(Debug, PartialEq)]
struct Cut {
    score: f64,
    tied: usize,
    room: usize,
}

/// Lets in those who may enter, from the top and whole ties only, until there is no room for the next tie.
fn fill(
    ranked: &mut [Placed],
    limit: Option<u64>,
    mut may_enter: impl FnMut(&Placed) -> bool,
    enter: impl Fn(&mut Placed),
) -> Filled {
    let Some(limit) = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)) else {
        ranked.iter_mut().filter(|placed| may_enter(placed)).for_each(enter);
        return Filled::default();
    };
    let (mut filled, mut room) = (Filled::default(), limit);
    for tie in ranked.chunk_by_mut(|a, b| a.ties(*b)) {
        let mut candidates: Vec<&mut Placed> = tie.iter_mut().filter(|placed| may_enter(placed)).collect();
        let (tied, score) = (candidates.len(), candidates.first().map_or(0.0, |placed| placed.score()));
        if tied >= room && room > 0 {
            filled.last = Some(score).filter(|_| tied > 0);
        }
        if tied > room {
            filled.cut = (room > 0).then_some(Cut { score, tied, room });
            break;
        }
        candidates.iter_mut().for_each(|placed| enter(placed));
        room -= tied;
    }
    filled
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
    use crate::scoring::batch::Scored;

    /// How many get in, and what else is said.
    fn take(scores: &[f64], limit: u64) -> (usize, Filled) {
        let placed = |(row, &score): (u32, &f64)| Placed::new(&Scored { score, row, gaps: false, uncertain: false }, 0);
        let mut ranked: Vec<Placed> = (0..).zip(scores).map(placed).collect();
        let filled = fill(&mut ranked, Some(limit), |_| true, |placed| placed.enter(0));
        (ranked.iter().filter(|placed| placed.tier().is_some()).count(), filled)
    }

    fn filled(last: f64) -> Filled {
        Filled { last: Some(last), cut: None }
    }

    #[test]
    fn a_tie_that_fits_gets_in_whole() {
        assert_eq!(take(&[90.0, 80.0, 80.0, 70.0], 3), (3, filled(80.0)));
        assert_eq!(take(&[90.0, 80.0, 80.0], 5), (3, Filled::default()));
    }

    #[test]
    fn a_tie_that_does_not_fit_stays_out_and_closes_the_tier() {
        let cut = Some(Cut { score: 80.0, tied: 3, room: 2 });
        assert_eq!(take(&[90.0, 80.0, 80.0, 80.0, 70.0], 3), (1, Filled { last: Some(80.0), cut }));
    }

    #[test]
    fn a_tie_just_past_the_limit_is_not_cut() {
        assert_eq!(take(&[90.0, 80.0, 80.0], 1), (1, filled(90.0)));
        assert_eq!(take(&[90.0], 0), (0, Filled::default()));
    }
}
