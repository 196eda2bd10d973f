//! What is said about proposed weights: the title, the figures of each criterion, and the sentences under them.

use super::page::{Figure, Heading};
use crate::analysis::weights::ahp::{Judgement, Priorities, RANDOM_INDEX_TABLE, Worst};
use crate::analysis::weights::comparison::{Comparison, TierMove};
use crate::analysis::weights::data::Basis;
use crate::analysis::weights::{Method, Proposal, Sample};
use crate::model::Direction;
use crate::report::Tone;
use crate::text::lists::first_few;
use crate::text::number::counted;

pub(crate) fn title(proposal: &Proposal) -> String {
    let method = match proposal.method {
        Method::Pairwise { .. } => "pairwise comparison (AHP)",
        Method::RankOrder { .. } => "rank order (ROC)",
        Method::Swing { .. } => "swing",
        Method::Entropy { .. } => "entropy of the data",
        Method::Critic { .. } => "contrast and conflict in the data (CRITIC)",
    };
    match &proposal.group {
        None => format!("Weights by {method}"),
        Some((_, label)) => format!("Weights within {label} by {method}"),
    }
}

/// What the method adds about each criterion.
pub(crate) fn columns(proposal: &Proposal) -> Vec<(Heading, Vec<Figure>)> {
    let numbers =
        |key, name, all: Vec<f64>| (Heading::number(key, name), all.into_iter().map(Figure::Number).collect());
    let texts = |key, name, all: Vec<String>| (Heading::text(key, name), all.into_iter().map(Figure::Text).collect());
    match &proposal.method {
        Method::Pairwise { .. } => Vec::new(),
        Method::RankOrder { ranks } => {
            let ranks: Vec<Figure> = ranks.iter().map(|rank| Figure::Count(*rank)).collect();
            vec![(Heading::number("rank", "Rank"), ranks)]
        }
        Method::Swing { points, ends } => vec![
            numbers("points", "Points", points.clone()),
            texts("worst", "From worst", ends.iter().map(|e| e.worst.clone()).collect()),
            texts("best", "To best", ends.iter().map(|e| e.best.clone()).collect()),
        ],
        Method::Entropy { spreads, sample } => vec![
            numbers("entropy", "Entropy", spreads.iter().map(|s| s.entropy).collect()),
            texts("measured_on", "Measured on", sample.bases.iter().map(|b| measured_on(*b, false)).collect()),
        ],
        Method::Critic { contrasts, sample } => vec![
            numbers("deviation", "Deviation", contrasts.iter().map(|c| c.deviation).collect()),
            numbers("conflict", "Conflict", contrasts.iter().map(|c| c.conflict).collect()),
            numbers("information", "Information", contrasts.iter().map(|c| c.information).collect()),
            texts("measured_on", "Measured on", sample.bases.iter().map(|b| measured_on(*b, true)).collect()),
        ],
    }
}

fn measured_on(basis: Basis, directed: bool) -> String {
    let text = match basis {
        Basis::Points => "points",
        Basis::Cells(Direction::Falling) if directed => "cells, less is better",
        Basis::Cells(_) => "cells",
    };
    text.to_owned()
}

/// The sentences under the figures.
pub(crate) fn sentences(proposal: &Proposal) -> Vec<(Tone, String)> {
    let mut all = match &proposal.method {
        Method::Pairwise { judgements, priorities, worst } => about_pairs(proposal, judgements, priorities, *worst),
        Method::RankOrder { .. } => {
            vec![plain("The centre of all weights that keep this order; ranks that tie share theirs")]
        }
        Method::Swing { .. } => {
            vec![plain("Points say what the whole step from worst to best is worth, the largest 100")]
        }
        Method::Entropy { sample, .. } => about_sample(
            sample,
            "The more customers differ in a criterion, the more it weighs; which end is better plays no part",
        ),
        Method::Critic { sample, .. } => about_sample(
            sample,
            "A criterion weighs more the more customers differ in it and the less others say the same",
        ),
    };
    all.extend(proposal.comparison.iter().flat_map(about_ranking));
    all
}

fn plain(text: &str) -> (Tone, String) {
    (Tone::Plain, text.to_owned())
}

fn about_sample(sample: &Sample, what: &str) -> Vec<(Tone, String)> {
    let left_out = sample.left_out_ids.len();
    let all = counted((sample.customers + left_out) as u64, "customer", "customers");
    let measured = match left_out {
        0 => format!("Measured on {all}"),
        _ => format!("Measured on {} of {all}", sample.customers),
    };
    vec![(Tone::Plain, measured), plain(what), plain("Data tell in what customers differ, not what matters to you")]
}

fn about_pairs(
    proposal: &Proposal,
    judgements: &[Judgement],
    priorities: &Priorities,
    worst: Option<Worst>,
) -> Vec<(Tone, String)> {
    let (lambda, n) = (priorities.lambda_max, proposal.rows.len());
    let mut all = Vec::new();
    let index = format!("lambda max {lambda:.3}, consistency index {:.3}", priorities.consistency_index);
    all.push(match (priorities.consistency_ratio, priorities.random_index) {
        (Some(ratio), Some(random)) => {
            let tone = if priorities.is_inconsistent() { Tone::Caution } else { Tone::Plain };
            let limit = Priorities::ACCEPTABLE;
            let part = if priorities.open_pairs > 0 { ", less in proportion for the pairs left open" } else { "" };
            let random = format!("random index {random:.2} ({RANDOM_INDEX_TABLE}{part})");
            (tone, format!("Consistency ratio {ratio:.3} (acceptable up to {limit:.2}): {index}, {random}"))
        }
        (Some(_), None) => plain("Two criteria cannot contradict each other"),
        (None, Some(_)) => plain("No judgement checks another, so nothing tells whether they agree"),
        (None, None) => (
            Tone::Caution,
            format!("No consistency ratio: the random indices ({RANDOM_INDEX_TABLE}) end at 10 criteria; {index}"),
        ),
    });
    if priorities.open_pairs > 0 {
        let pairs = n * (n - 1) / 2;
        all.push((
            Tone::Plain,
            format!(
                "{} of {pairs} pairs judged; the others are taken to fit these exactly (Harker 1987)",
                judgements.len()
            ),
        ));
    }
    if let Some(text) = worst.and_then(|worst| least_fitting(proposal, judgements, worst)) {
        all.push((Tone::Plain, text));
    }
    all
}

fn least_fitting(proposal: &Proposal, judgements: &[Judgement], worst: Worst) -> Option<String> {
    let judgement = judgements.get(worst.place)?;
    let (more, less) = (&proposal.rows.get(judgement.more)?.id, &proposal.rows.get(judgement.less)?.id);
    let fits = fitting(more, less, worst.fits);
    Some(format!("Fits the others least: {more} > {less}: {}; what would fit is {fits}", judgement.by))
}

/// `a > b: 2.4`, turned round where the second one counts more.
pub(crate) fn fitting(more: &str, less: &str, fits: f64) -> String {
    if fits >= 1.0 { format!("{more} > {less}: {fits:.1}") } else { format!("{less} > {more}: {:.1}", 1.0 / fits) }
}

fn about_ranking(comparison: &Comparison) -> Vec<(Tone, String)> {
    let customers = counted(comparison.customers as u64, "customer", "customers");
    let tau = match comparison.tau_b {
        Some(tau) => format!("{tau:.3} (1 is the same order, 0 is unrelated, -1 is reversed)"),
        None => "none, for one of the rankings is all ties".to_owned(),
    };
    let mut all = vec![(Tone::Plain, format!("Ranking of {customers} against the one in force: Kendall tau-b {tau}"))];
    all.extend(comparison.tier_moves.iter().map(|moves| (Tone::Plain, about_moves(moves))));
    all
}

/// So many customers are named.
const NAMED: usize = 5;

fn about_moves(moves: &[TierMove]) -> String {
    let customers = counted(moves.len() as u64, "customer", "customers");
    let named = first_few(moves.iter().map(|m| format!("{} ({} -> {})", m.name, m.from, m.to)), NAMED);
    let colon = if moves.is_empty() { "" } else { ": " };
    format!("{customers} would change tier{colon}{named}")
}
