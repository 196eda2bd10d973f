//! Criteria that move no rank.

use super::figures::{percent, points};
use super::note::{CRITERION_IDLE, Note};
use super::points::{Earned, Points, family, is_whole};
use crate::finding::Finding;
use crate::scoring::Engine;
use crate::statistics::rounding::rounded;
use std::cmp::Ordering;

/// Criteria, groups too, that change no rank: the order stays the same to the last tie where everybody earns their mean
/// points. Left out are criteria that earn everybody the same, which another rule finds, and the members of an idle
/// group.
/// members are not done again.
pub(crate) fn idle(engine: &Engine, seen: &Points<'_>) -> Vec<Note> {
    let nodes = engine.nodes();
    let mut notes = Vec::new();
    let mut done = 0;
    for (place, node) in nodes.iter().enumerate() {
        if place < done
            || is_whole(engine, place)
            || seen.is_constant(place)
            || !keeps_order(seen, &scores_at_mean(engine, seen, place))
        {
            continue;
        }
        done = family(nodes, place).end;
        let (low, high) = seen.extent(place).unwrap_or_default();
        let message = format!(
            "\"{}\" changes no rank: with its mean points for everyone, the order of the {} ranked customers stays the same (weight {} of the whole, points from {} to {})",
            node.label,
            seen.accounts(),
            percent(node.effective_weight),
            points(low),
            points(high),
        );
        let help = "remove it, give it more weight, or use a scale that spreads the customers further";
        notes.push(Note::on_criterion(&node.id, Finding::warning(CRITERION_IDLE, message).help(help)));
    }
    notes
}

/// The scores where every account that has the criterion earns its mean points.
fn scores_at_mean(engine: &Engine, seen: &Points<'_>, place: usize) -> Vec<f64> {
    let earned = seen.of(place);
    let there: Vec<f64> = earned.iter().flatten().map(|earned| earned.points).collect();
    #[allow(clippy::cast_precision_loss, reason = "a count of accounts")]
    let mean = there.iter().sum::<f64>() / there.len().max(1) as f64;
    let mut scores: Vec<f64> = earned.iter().map(|earned| earned.map_or(0.0, |earned| earned.weight * mean)).collect();
    let inside = family(engine.nodes(), place);
    let leaves =
        engine.nodes().iter().enumerate().filter(|(other, node)| node.column.is_some() && !inside.contains(other));
    for (leaf, _) in leaves {
        for (score, earned) in scores.iter_mut().zip(seen.of(leaf)) {
            *score += earned.map_or(0.0, |Earned { points, weight }| points * weight);
        }
    }
    scores
}

/// Whether other scores put the accounts in the same order, ties included. They are in the order of the ranking.
fn keeps_order(seen: &Points<'_>, scores: &[f64]) -> bool {
    let pairs = seen.scores.windows(2).zip(scores.windows(2));
    pairs.into_iter().all(|(before, after)| match (before, after) {
        ([a, b], [c, d]) => a.total_cmp(b) == order(*c, *d),
        _ => true,
    })
}

fn order(a: f64, b: f64) -> Ordering {
    rounded(a).total_cmp(&rounded(b))
}
