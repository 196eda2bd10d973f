//! The figures over all accounts as they stand in JSON.

use super::object::{Object, firsts};
use crate::report::score::contents::Contents;
use crate::scoring::{Baseline, Class, Concentration, Named, SumShare, TierSummary};
use crate::text::number::nine;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct SummaryEntry<'a> {
    accounts: u64,
    ranked: u64,
    knocked_out: u64,
    tau_b_vs_sum: Option<f64>,
    tiers: Vec<TierEntry<'a>>,
    baseline: Option<BaselineEntry<'a>>,
    concentration: Vec<ConcentrationEntry<'a>>,
    changes: Option<ChangesEntry>,
    flags: Vec<FlagEntry<'a>>,
    incomplete: u64,
    uncertain: u64,
    data_driven: &'a [String],
}

impl<'a> SummaryEntry<'a> {
    pub(crate) fn new(contents: &Contents<'a>) -> Self {
        let summary = contents.summary;
        let flags = summary.flags.iter();
        SummaryEntry {
            accounts: summary.accounts,
            ranked: summary.ranked,
            knocked_out: summary.knocked_out,
            tau_b_vs_sum: summary.baseline.as_ref().and_then(|baseline| baseline.tau_b).map(nine),
            tiers: summary.tiers.iter().map(TierEntry::from).collect(),
            baseline: summary.baseline.as_ref().map(BaselineEntry::from),
            concentration: summary.concentration.iter().map(ConcentrationEntry::from).collect(),
            changes: summary.changes.map(|changes| ChangesEntry {
                promote: changes.promote,
                keep: changes.keep,
                demote: changes.demote,
                new: changes.new,
            }),
            flags: flags.map(|(name, accounts)| FlagEntry { name, accounts: *accounts }).collect(),
            incomplete: summary.incomplete,
            uncertain: summary.uncertain,
            data_driven: &summary.data_driven,
        }
    }
}

#[derive(Serialize)]
struct TierEntry<'a> {
    name: &'a str,
    accounts: u64,
    sums: Object<&'a str, SumEntry>,
}

#[derive(Serialize)]
struct SumEntry {
    total: f64,
    share_percent: Option<f64>,
}

impl<'a> From<&'a TierSummary> for TierEntry<'a> {
    fn from(tier: &'a TierSummary) -> Self {
        let columns = firsts(tier.sums.iter().map(|sum| sum.column.as_str()));
        let sum = |(place, column): (usize, &'a str)| {
            let SumShare { total, share_percent, .. } = tier.sums.get(place)?;
            Some((column, SumEntry { total: *total, share_percent: *share_percent }))
        };
        TierEntry {
            name: &tier.name,
            accounts: tier.accounts,
            sums: Object(columns.into_iter().filter_map(sum).collect()),
        }
    }
}

#[derive(Serialize)]
struct BaselineEntry<'a> {
    column: &'a str,
    key_accounts: u64,
    only_by_score_count: u64,
    only_by_score: Vec<NamedEntry<'a>>,
    only_by_amount_count: u64,
    only_by_amount: Vec<NamedEntry<'a>>,
}

impl<'a> From<&'a Baseline> for BaselineEntry<'a> {
    fn from(baseline: &'a Baseline) -> Self {
        let named = |list: &'a [Named]| list.iter().map(|Named { id, name }| NamedEntry { id, name }).collect();
        BaselineEntry {
            column: &baseline.column,
            key_accounts: baseline.key_accounts,
            only_by_score_count: baseline.only_by_score_count,
            only_by_score: named(&baseline.only_by_score),
            only_by_amount_count: baseline.only_by_amount_count,
            only_by_amount: named(&baseline.only_by_amount),
        }
    }
}

#[derive(Serialize)]
struct ConcentrationEntry<'a> {
    column: &'a str,
    hhi: f64,
    classes: Vec<ClassEntry>,
}

#[derive(Serialize)]
struct ClassEntry {
    class: &'static str,
    up_to_percent: f64,
    accounts: u64,
    share_percent: f64,
    key_accounts: u64,
}

impl<'a> From<&'a Concentration> for ConcentrationEntry<'a> {
    fn from(found: &'a Concentration) -> Self {
        let class = |(name, class): (&'static str, &Class)| ClassEntry {
            class: name,
            up_to_percent: class.up_to_percent,
            accounts: class.accounts,
            share_percent: class.share_percent,
            key_accounts: class.key_accounts,
        };
        let classes = ["A", "B", "C"].into_iter().zip(&found.classes).map(class).collect();
        ConcentrationEntry { column: &found.column, hhi: found.hhi, classes }
    }
}

#[derive(Serialize)]
struct NamedEntry<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct ChangesEntry {
    promote: u64,
    keep: u64,
    demote: u64,
    new: u64,
}

#[derive(Serialize)]
struct FlagEntry<'a> {
    name: &'a str,
    accounts: u64,
}
