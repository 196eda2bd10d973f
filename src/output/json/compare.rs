//! The comparison for programs, every number in full.

use super::findings::Entry;
use super::layout::Layout;
use super::{FileEntry, Stream, WhatIfEntry};
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::{Customer, Movement, State, Why};
use crate::analysis::compare::migration::{Class, Migration};
use crate::analysis::compare::renamed::Renamed;
use crate::language::{Language, compare as words};
use crate::report::compare::{Report, Side};
use crate::text::number::nine;
use serde::Serialize;
use std::io::{self, Write};

/// Writes the whole document.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    let whole = Whole {
        old: SideEntry::from(report.old),
        new: SideEntry::from(report.new),
        summary: SummaryEntry::from(comparison),
        migration: MigrationEntry::from(&comparison.migration),
        customers: Stream(|| comparison.customers.iter().map(CustomerEntry::from)),
        probably_same: comparison
            .renamed
            .iter()
            .map(|&Renamed { old, new, name }| RenamedEntry { old, new, name })
            .collect(),
        warnings: report.findings.iter().map(|finding| Entry::from(*finding)).collect(),
    };
    Layout::write(&whole, to)
}

#[derive(Serialize)]
struct Whole<'a, C: Serialize> {
    old: SideEntry<'a>,
    new: SideEntry<'a>,
    summary: SummaryEntry,
    migration: MigrationEntry<'a>,
    customers: C,
    probably_same: Vec<RenamedEntry<'a>>,
    warnings: Vec<Entry<'a>>,
}

/// The ids of both sides.
#[derive(Serialize)]
struct RenamedEntry<'a> {
    old: &'a str,
    new: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct SideEntry<'a> {
    title: &'a str,
    criteria: &'a str,
    what_if: Vec<WhatIfEntry<'a>>,
    files: Vec<FileEntry<'a>>,
    accounts: u64,
    ranked: u64,
    knocked_out: u64,
}

impl<'a> From<Side<'a>> for SideEntry<'a> {
    fn from(side: Side<'a>) -> Self {
        let summary = side.ranking.summary();
        SideEntry {
            title: &side.ranking.engine().model().title,
            criteria: side.criteria.unwrap_or(words::built_in(Language::English)),
            what_if: side.what_if.iter().map(WhatIfEntry::from).collect(),
            files: side.ranking.table().files.iter().map(FileEntry::from).collect(),
            accounts: summary.accounts,
            ranked: summary.ranked,
            knocked_out: summary.knocked_out,
        }
    }
}

#[derive(Serialize)]
struct SummaryEntry {
    ranked_on_both: usize,
    up: usize,
    down: usize,
    same_rank: usize,
    promoted: usize,
    demoted: usize,
    other_tier: usize,
    same_tier: usize,
    ranked_now: usize,
    no_longer_ranked: usize,
    not_ranked: usize,
    new: usize,
    gone: usize,
    tau_b: Option<f64>,
    spearman: Option<f64>,
    /// Mean size over all whose change could be split.
    mean_data_part: Option<f64>,
    mean_model_part: Option<f64>,
}

impl From<&Comparison<'_>> for SummaryEntry {
    fn from(comparison: &Comparison<'_>) -> Self {
        let count = |movement| comparison.with(movement).count();
        let ways = |sign| comparison.ranked().filter(|c| c.climb().map(i64::signum) == Some(sign)).count();
        SummaryEntry {
            ranked_on_both: comparison.ranked().count(),
            up: ways(1),
            down: ways(-1),
            same_rank: ways(0),
            promoted: count(Movement::Promoted),
            demoted: count(Movement::Demoted),
            other_tier: count(Movement::OtherTier),
            same_tier: count(Movement::Kept),
            ranked_now: count(Movement::Entered),
            no_longer_ranked: count(Movement::Dropped),
            not_ranked: count(Movement::Unranked),
            new: count(Movement::New),
            gone: count(Movement::Gone),
            tau_b: comparison.tau_b.map(nine),
            spearman: comparison.spearman.map(nine),
            mean_data_part: comparison.mean_parts.map(|parts| nine(parts.data)),
            mean_model_part: comparison.mean_parts.map(|parts| nine(parts.model)),
        }
    }
}

/// A tier by its name, or what stands where there is none.
#[derive(Serialize)]
struct ClassEntry<'a> {
    kind: &'static str,
    tier: Option<&'a str>,
}

impl<'a> From<&Class<'a>> for ClassEntry<'a> {
    fn from(class: &Class<'a>) -> Self {
        let (kind, tier) = match class {
            Class::Tier(name) => ("tier", Some(*name)),
            Class::Untiered => ("ranked", None),
            Class::NotRanked => ("not ranked", None),
            Class::Absent => ("absent", None),
        };
        ClassEntry { kind, tier }
    }
}

#[derive(Serialize)]
struct MigrationEntry<'a> {
    to: Vec<ClassEntry<'a>>,
    from: Vec<RowEntry<'a>>,
}

#[derive(Serialize)]
struct RowEntry<'a> {
    #[serde(flatten)]
    class: ClassEntry<'a>,
    /// In the order of `to`.
    counts: &'a [u64],
}

impl<'a> From<&'a Migration<'a>> for MigrationEntry<'a> {
    fn from(migration: &'a Migration<'a>) -> Self {
        let rows = migration.from.iter().zip(&migration.counts);
        MigrationEntry {
            to: migration.to.iter().map(ClassEntry::from).collect(),
            from: rows.map(|(class, counts)| RowEntry { class: class.into(), counts }).collect(),
        }
    }
}

#[derive(Serialize)]
struct CustomerEntry<'a> {
    id: &'a str,
    name: &'a str,
    fate: &'static str,
    why: Option<&'static str>,
    moved: bool,
    /// Above zero is up.
    rank_change: Option<i64>,
    score_change: Option<f64>,
    old: Option<StateEntry<'a>>,
    new: Option<StateEntry<'a>>,
    #[serde(flatten)]
    between: Option<BetweenEntry<'a>>,
}

/// Only where data and model both differ.
#[derive(Serialize)]
struct BetweenEntry<'a> {
    data_part: Option<f64>,
    model_part: Option<f64>,
    new_data_old_model: Option<StateEntry<'a>>,
    old_data_new_model: Option<StateEntry<'a>>,
}

/// What one side says; `rank`, `score` and `tier` are null for one that is not ranked.
#[derive(Serialize)]
struct StateEntry<'a> {
    rank: Option<u64>,
    score: Option<f64>,
    tier: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    reasons: &'a [&'a str],
}

impl<'a> StateEntry<'a> {
    /// `None` for a customer that is not there.
    fn new(state: &'a State<'a>) -> Option<Self> {
        let reasons: &[&str] = match state {
            State::Absent => return None,
            State::NotRanked(reasons) => reasons,
            State::Ranked(_) => &[],
        };
        let spot = state.spot();
        Some(StateEntry {
            rank: spot.map(|spot| spot.rank),
            score: spot.map(|spot| spot.score),
            tier: spot.and_then(|spot| spot.tier),
            reasons,
        })
    }
}

impl<'a> From<&'a Customer<'a>> for CustomerEntry<'a> {
    fn from(customer: &'a Customer<'a>) -> Self {
        let split = customer.split();
        let between = customer.between.as_ref().map(|[new_data, new_model]| BetweenEntry {
            data_part: split.map(|split| nine(split.data)),
            model_part: split.map(|split| nine(split.model)),
            new_data_old_model: StateEntry::new(new_data),
            old_data_new_model: StateEntry::new(new_model),
        });
        CustomerEntry {
            id: customer.id,
            name: customer.name,
            fate: customer.movement.name(),
            why: customer.why.as_ref().map(Why::name),
            moved: customer.moved(),
            rank_change: customer.climb(),
            score_change: customer.score_change().map(nine),
            old: StateEntry::new(&customer.old),
            new: StateEntry::new(&customer.new),
            between,
        }
    }
}
