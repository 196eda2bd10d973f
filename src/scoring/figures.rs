//! Works out the [`Summary`] of a ranking.

use super::amount_figures::{AmountFigures, PART, Shares, amount_figures};
use super::order::placed::Placed;
use super::ranking::Ranking;
use super::top::TopCounts;
use super::{Changes, Engine, Summary, TierSummary};
use crate::finding::Findings;

/// The figures over all accounts, and their findings. `flags` are the counts of each batch.
///
/// Sums are taken in the order of the ranking, so they do not depend on the order of the file.
pub(crate) fn summary<'s>(ranking: &Ranking<'_>, flags: impl Iterator<Item = &'s [u64]>) -> (Summary, Findings) {
    let (engine, placed) = (ranking.engine(), ranking.placed());
    let model = engine.model();
    let mut findings = Findings::new();
    let mut tiers: Vec<TierSummary> =
        model.tiers.iter().map(|tier| TierSummary { name: tier.name.clone(), accounts: 0, sums: Vec::new() }).collect();
    let (mut incomplete, mut uncertain) = (0, 0);
    for placed in placed {
        incomplete += u64::from(placed.gaps());
        uncertain += u64::from(placed.uncertain());
        if let Some(tier) = placed.tier().and_then(|tier| tiers.get_mut(tier)) {
            tier.accounts += 1;
        }
    }
    let keys = tiers.first().map_or(0, |tier| tier.accounts);
    let AmountFigures { shares, concentration, baseline } = amount_figures(ranking, keys);
    for Shares { of_tiers, finding } in shares {
        tiers.iter_mut().zip(of_tiers).for_each(|(tier, share)| tier.sums.push(share));
        findings.extend(finding);
    }
    let mut flag_counts = vec![0; model.flags.len()];
    for batch in flags {
        flag_counts.iter_mut().zip(batch).for_each(|(total, count)| *total += count);
    }
    let summary = Summary {
        accounts: ranking.table().rows() as u64,
        ranked: ranking.len() as u64,
        knocked_out: (ranking.table().rows() - ranking.len()) as u64,
        incomplete,
        uncertain,
        baseline,
        tiers,
        concentration,
        changes: changes(ranking),
        flags: model.flags.iter().map(|flag| flag.name.clone()).zip(flag_counts).collect(),
        data_driven: data_driven(engine),
    };
    (summary, findings)
}

/// The figures from counts alone. Without amounts there is no baseline.
pub(crate) fn of_counts(engine: &Engine, counts: &TopCounts) -> Summary {
    let model = engine.model();
    let tier = |(tier, accounts): (&crate::model::Tier, &u64)| TierSummary {
        name: tier.name.clone(),
        accounts: *accounts,
        sums: Vec::new(),
    };
    let changing = engine.carried.status.is_some() && !model.tiers.is_empty();
    let flags = counts.flags.iter().copied().chain(std::iter::repeat(0));
    Summary {
        accounts: counts.accounts,
        ranked: counts.ranked,
        knocked_out: counts.accounts - counts.ranked.min(counts.accounts),
        incomplete: counts.gaps,
        uncertain: counts.uncertain,
        tiers: model.tiers.iter().zip(&counts.tiers).map(tier).collect(),
        baseline: None,
        concentration: Vec::new(),
        changes: changing.then_some(counts.changes),
        flags: model.flags.iter().map(|flag| flag.name.clone()).zip(flags).collect(),
        data_driven: data_driven(engine),
    }
}

fn data_driven(engine: &Engine) -> Vec<String> {
    let leaves = engine.leaves.iter().filter(|leaf| leaf.scale.is_data_driven());
    leaves.filter_map(|leaf| engine.nodes().get(leaf.node)).map(|node| node.id.clone()).collect()
}

fn changes(ranking: &Ranking<'_>) -> Option<Changes> {
    ranking.engine().carried.status?;
    if ranking.engine().model().tiers.is_empty() {
        return None;
    }
    let count = |placed: &[Placed]| {
        let mut changes = Changes::default();
        placed.iter().filter_map(|&placed| ranking.change(placed)).for_each(|change| changes.count(change));
        changes
    };
    let placed = ranking.placed();
    let parts = ranking.engine().threads().map(placed.len(), placed.chunks(PART), count);
    let mut changes = Changes::default();
    parts.into_iter().for_each(|part| changes.add(part));
    Some(changes)
}
