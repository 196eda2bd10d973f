//! Tiers that hold nobody or everybody.

use super::figures::points;
use super::note::{Note, Subject, TIER_EMPTY, TIER_HOLDS_ALL};
use super::points::Points;
use crate::finding::Finding;
use crate::model::Tier;
use crate::scoring::Ranking;

/// The tier that holds everybody, or else every tier that holds nobody. A model with a single tier is meant that way.
pub(crate) fn tiers(ranking: &Ranking<'_>, seen: &Points<'_>) -> Vec<Note> {
    let (summary, model) = (ranking.summary(), ranking.engine().model());
    if model.tiers.len() < 2 || summary.ranked == 0 {
        return Vec::new();
    }
    let note = |tier: &Tier, finding| Note { subject: Subject::Tier(tier.name.clone()), finding };
    let all = summary.tiers.iter().zip(&model.tiers).find(|(figures, _)| figures.accounts == summary.ranked);
    if let Some((_, tier)) = all {
        return vec![note(tier, holds_all(tier, seen))];
    }
    let empty = summary.tiers.iter().zip(&model.tiers).filter(|(figures, _)| figures.accounts == 0);
    empty.map(|(_, tier)| note(tier, holds_nobody(tier, seen))).collect()
}

/// The lowest and the highest score.
fn extent(seen: &Points<'_>) -> (f64, f64) {
    (seen.scores.last().copied().unwrap_or(0.0), seen.scores.first().copied().unwrap_or(0.0))
}

fn holds_all(tier: &Tier, seen: &Points<'_>) -> Finding {
    let (low, high) = extent(seen);
    let message = format!(
        "all {} ranked customers are in the tier \"{}\": the scores run from {} to {}",
        seen.accounts(),
        tier.name,
        points(low),
        points(high),
    );
    Finding::warning(TIER_HOLDS_ALL, message).help("choose a min_score for each tier between these scores")
}

fn holds_nobody(tier: &Tier, seen: &Points<'_>) -> Finding {
    let (low, high) = extent(seen);
    let reached =
        tier.min_score.map_or(seen.accounts(), |line| seen.scores.iter().filter(|score| **score >= line).count());
    let why = match tier.min_score {
        None => format!("the lowest score is {}, and every customer is in a higher tier", points(low)),
        Some(line) if reached == 0 => {
            format!("its min_score is {}, and the best score is {}", points(line), points(high))
        }
        Some(line) => {
            let line = points(line);
            if reached == 1 {
                format!(
                    "1 customer reaches its min_score {line}, but is in a higher tier, lacks a requirement, or finds no place"
                )
            } else {
                format!(
                    "{reached} customers reach its min_score {line}, but are in a higher tier, lack a requirement, or find no place"
                )
            }
        }
    };
    let finding = Finding::warning(TIER_EMPTY, format!("nobody is in the tier \"{}\": {why}", tier.name));
    finding.help("choose a min_score nearer to the scores, require less, or remove the tier")
}
