//! Neighbours with nearly the same score, and what makes the difference.

use super::neighbour::Neighbour;
use crate::scoring::{Account, Assessment, Ranking};

/// Scores (0..100) that differ by no more look the same on paper.
const NEAR: f64 = 0.01;
/// Scores are rounded to this, so a smaller difference is an error of the arithmetic.
const STEP: f64 = 1e-9;

/// An account whose score is nearly that of the explained one.
#[derive(Debug, Clone, PartialEq)]
pub struct NearTie<'a> {
    /// The other one.
    pub neighbour: Neighbour<'a>,
    /// Its score minus that of the explained account.
    pub ahead: f64,
    /// The same difference for each contribution of the first level, by label, the largest first; none is 0.
    pub parts: Vec<(&'a str, f64)>,
}

/// The differences between the account at a place and `own`, where their scores are nearly the same.
pub(crate) fn near_tie<'a>(ranking: &'a Ranking<'_>, own: &Account<'a>, place: usize) -> Option<NearTie<'a>> {
    let other = ranking.account(place)?;
    let ahead = other.score - own.score;
    if ahead.abs() > NEAR || ahead.abs() < STEP {
        return None;
    }
    let both = other.criteria.iter().zip(&own.criteria).filter(|(other, _)| other.node.depth == 0);
    let part = |(other, own): (&Assessment<'a>, &Assessment<'a>)| {
        let difference = other.contribution.unwrap_or(0.0) - own.contribution.unwrap_or(0.0);
        (own.node.label.as_str(), difference)
    };
    let mut parts: Vec<(&str, f64)> = both.map(part).filter(|(_, difference)| difference.abs() >= STEP).collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    Some(NearTie { neighbour: Neighbour::at(ranking, place, false)?, ahead, parts })
}
