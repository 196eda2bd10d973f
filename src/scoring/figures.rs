//! Works out the [`Summary`] of a ranking.

use super::concentration::{Concentration, concentration};
use super::order::placed::Placed;
use super::ranking::Ranking;
use super::top::TopCounts;
use super::{Baseline, Changes, Engine, Named, SumShare, Summary, TierSummary};
use crate::finding::{Finding, Findings, Place};
use crate::statistics::kendall::kendall_tau_b;
use crate::statistics::rounding::rounded;
use crate::statistics::sum::Total;
use crate::table::ColumnId;
use crate::text::lists::and_more;
use crate::text::visible::shortened;

/// How many accounts without an amount are named.
const NAMED: usize = 3;

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
    for (&column, header) in engine.carried.sum.iter().zip(&model.account.sum) {
        if let Some(finding) = share_out(ranking, column, header, &mut tiers) {
            findings.push(finding);
        }
    }
    let columns = engine.carried.sum.iter().zip(&model.account.sum);
    let concentration = columns.filter_map(|(&column, header)| concentration_of(ranking, column, header)).collect();
    let mut flag_counts = vec![0; model.flags.len()];
    for batch in flags {
        flag_counts.iter_mut().zip(batch).for_each(|(total, count)| *total += count);
    }
    let keys = tiers.first().map_or(0, |tier| tier.accounts);
    let amount = engine.carried.sum.first().zip(model.account.sum.first());
    let summary = Summary {
        accounts: ranking.table().rows() as u64,
        ranked: ranking.len() as u64,
        knocked_out: (ranking.table().rows() - ranking.len()) as u64,
        incomplete,
        uncertain,
        baseline: amount.map(|(&column, header)| baseline(ranking, column, header, keys)),
        tiers,
        concentration,
        changes: changes(ranking),
        flags: model.flags.iter().map(|flag| flag.name.clone()).zip(flag_counts).collect(),
        data_driven: data_driven(engine),
    };
    (summary, findings)
}

/// The figures from counts alone. Without amounts there is no baseline.
pub(crate) fn of_tally(engine: &Engine, counts: &TopCounts) -> Summary {
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

/// Adds the shares of one amount column to the tiers. A finding tells how many amounts are missing.
fn share_out(ranking: &Ranking<'_>, column: ColumnId, header: &str, tiers: &mut [TierSummary]) -> Option<Finding> {
    let mut all = Total::default();
    let mut by_tier = vec![Total::default(); tiers.len()];
    let (mut missing, mut without) = (0_u64, Vec::new());
    for &placed in ranking.placed() {
        let Some(amount) = ranking.amount(placed, column) else {
            missing += 1;
            without.extend((without.len() < NAMED).then_some(placed));
            continue;
        };
        all.add(amount);
        if let Some(total) = placed.tier().and_then(|tier| by_tier.get_mut(tier)) {
            total.add(amount);
        }
    }
    let whole = all.value();
    for (tier, total) in tiers.iter_mut().zip(by_tier) {
        let share_percent = (whole > 0.0 && whole.is_finite()).then(|| rounded(total.value() / whole * 100.0));
        tier.sums.push(SumShare { column: header.to_owned(), total: total.value(), share_percent });
    }
    let accounts =
        if missing == 1 { "1 ranked account has".to_owned() } else { format!("{missing} ranked accounts have") };
    let first = without.first().and_then(|placed| {
        let batch = ranking.table().batches.get(placed.batch())?;
        Some(Place::line(ranking.file(batch), batch.line(placed.row())))
    });
    first.map(|first| {
        let named: Vec<String> = without.iter().map(|placed| shortened(ranking.id(*placed)).into_owned()).collect();
        let named = and_more(&named, missing - named.len() as u64);
        let message = format!("{accounts} no amount in this column and count as 0 in its shares: {named}");
        Finding::warning("amount-missing", message)
            .at(Place { header: Some(header.to_owned()), ..first })
            .help("fill in the amounts, or read the shares with that in mind")
    })
}

/// The concentration of one amount column.
fn concentration_of(ranking: &Ranking<'_>, column: ColumnId, header: &str) -> Option<Concentration> {
    let is_key = |placed: &Placed| placed.tier() == Some(0);
    let holding = |placed: &Placed| {
        let amount = ranking.amount(*placed, column).filter(|amount| *amount > 0.0)?;
        Some((amount, is_key(placed), *placed))
    };
    let holdings: Vec<(f64, bool, Placed)> = ranking.placed().iter().filter_map(holding).collect();
    let without = ranking.placed().len() - holdings.len();
    let keys = |count: usize, keys: usize| (keys - count) as u64;
    let all_keys = ranking.placed().iter().filter(|placed| is_key(placed)).count();
    let keys_without = keys(holdings.iter().filter(|holding| holding.1).count(), all_keys);
    let by_id = |one: &Placed, other: &Placed| ranking.id(*one).cmp(ranking.id(*other));
    let lines = ranking.engine().model().account.abc;
    concentration(header, holdings, (without as u64, keys_without), lines, by_id)
}

fn changes(ranking: &Ranking<'_>) -> Option<Changes> {
    ranking.engine().carried.status?;
    if ranking.engine().model().tiers.is_empty() {
        return None;
    }
    let mut changes = Changes::default();
    for change in ranking.placed().iter().filter_map(|&placed| ranking.change(placed)) {
        changes.count(change);
    }
    Some(changes)
}

/// The ranking against the order by `column` alone. Equal amounts are taken by id, as equal scores are listed.
fn baseline(ranking: &Ranking<'_>, column: ColumnId, header: &str, key_accounts: u64) -> Baseline {
    let with_amount = |placed: &Placed| ranking.amount(*placed, column).map(|amount| (*placed, amount + 0.0));
    let mut by_amount: Vec<(Placed, f64)> = ranking.placed().iter().filter_map(with_amount).collect();
    let (scores, amounts): (Vec<f64>, Vec<f64>) =
        by_amount.iter().map(|(placed, amount)| (placed.score(), amount)).unzip();
    let largest_first =
        |a: &(Placed, f64), b: &(Placed, f64)| b.1.total_cmp(&a.1).then_with(|| ranking.id(a.0).cmp(ranking.id(b.0)));
    let keys = usize::try_from(key_accounts).unwrap_or(usize::MAX);
    if keys < by_amount.len() {
        by_amount.select_nth_unstable_by(keys, largest_first);
        by_amount.truncate(keys);
    }
    by_amount.sort_unstable_by(largest_first);

    let is_key = |placed: &Placed| placed.tier() == Some(0);
    let mut picked: Vec<(usize, usize)> = by_amount.iter().map(|(placed, _)| (placed.batch(), placed.row())).collect();
    picked.sort_unstable();
    let is_picked = |placed: &Placed| picked.binary_search(&(placed.batch(), placed.row())).is_ok();
    let only_by_score: Vec<Placed> =
        ranking.placed().iter().filter(|placed| is_key(placed) && !is_picked(placed)).copied().collect();
    let only_by_amount: Vec<Placed> =
        by_amount.iter().map(|(placed, _)| *placed).filter(|placed| !is_key(placed)).collect();
    Baseline {
        column: header.to_owned(),
        tau_b: kendall_tau_b(&scores, &amounts),
        key_accounts,
        only_by_score_count: only_by_score.len() as u64,
        only_by_score: named(ranking, &only_by_score),
        only_by_amount_count: only_by_amount.len() as u64,
        only_by_amount: named(ranking, &only_by_amount),
    }
}

fn named(ranking: &Ranking<'_>, accounts: &[Placed]) -> Vec<Named> {
    let name = |placed: &Placed| Named { id: ranking.id(*placed).to_owned(), name: ranking.name(*placed).to_owned() };
    accounts.iter().take(Baseline::NAMED).map(name).collect()
}
