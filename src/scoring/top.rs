//! The first accounts of a ranking without keeping all customers. Each batch keeps its best accounts, those that are not
//! ranked, and counts; the best of all batches are among them.
//!
//! This works if the tier of an account depends on that account alone. The result is that of [`super::Ranking::new`]; the
//! property `what_is_kept_of_each_batch_gives_the_top_and_the_figures_of_all` holds both together.

use super::account_points::AccountPoints;
use super::batch::{BatchScores, BoundBatch, Scored};
use super::data_range::DataRanges;
use super::model_warnings::WordCounts;
use super::order::id;
use super::{Change, Changes, Engine};
use crate::table::from_line::FromLine;
use crate::table::{Batch, Draft, SourceFile, Table};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Scores batches, on several threads at once.
#[derive(Debug)]
pub struct TopScorer<'e> {
    engine: &'e Engine,
    ranges: DataRanges,
    top: usize,
    /// The best scores of all batches so far, at most `top` of them, the worst first.
    best: Mutex<Vec<f64>>,
    /// The bits of the lowest score that can still be among the best.
    bound: AtomicU64,
}

/// The best accounts and the counts of a batch.
#[derive(Debug)]
pub struct BatchTop {
    /// The accounts that may be among the best, and those that are not ranked.
    kept: Batch,
    counts: TopCounts,
}

impl BatchTop {
    /// The accounts of all batches as a table, and their counts.
    pub fn join(scored: Vec<BatchTop>, files: Vec<SourceFile>) -> (Table, TopCounts) {
        let (mut batches, mut all) = (Vec::new(), TopCounts::default());
        for BatchTop { kept, counts } in scored {
            all.add(&counts);
            if kept.rows() > 0 {
                batches.push(kept);
            }
        }
        (Table { files, batches }, all)
    }
}

impl FromLine for BatchTop {
    fn start_at(&mut self, line: u64) {
        self.kept.start_at(line);
    }
}

/// Counts over all accounts of a batch, or of several.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TopCounts {
    pub(crate) accounts: u64,
    pub(crate) ranked: u64,
    pub(crate) gaps: u64,
    pub(crate) uncertain: u64,
    /// One for each tier, flag.
    pub(crate) tiers: Vec<u64>,
    pub(crate) flags: Vec<u64>,
    pub(crate) changes: Changes,
    pub(crate) word_counts: WordCounts,
}

impl TopCounts {
    /// Adds the counts of other accounts.
    pub(crate) fn add(&mut self, other: &TopCounts) {
        let add_all = |to: &mut Vec<u64>, from: &[u64]| {
            to.resize(to.len().max(from.len()), 0);
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        self.accounts += other.accounts;
        self.ranked += other.ranked;
        self.gaps += other.gaps;
        self.uncertain += other.uncertain;
        add_all(&mut self.tiers, &other.tiers);
        add_all(&mut self.flags, &other.flags);
        self.changes.add(other.changes);
        self.word_counts.add(other.word_counts.clone());
    }
}

impl<'e> TopScorer<'e> {
    /// `None` if the model needs all customers: for data-driven scales, capped tiers or amounts.
    pub fn new(engine: &'e Engine, top: usize) -> Option<Self> {
        let model = engine.model();
        let alone = engine.leaves.iter().all(|leaf| !leaf.scale.is_data_driven())
            && model.tiers.iter().all(|tier| tier.max_accounts.is_none())
            && model.account.sum.is_empty();
        let (best, bound) = (Mutex::default(), AtomicU64::new(0));
        (alone && top > 0).then(|| TopScorer { engine, ranges: DataRanges::new(engine, &[]), top, best, bound })
    }

    pub(crate) fn engine(&self) -> &'e Engine {
        self.engine
    }

    pub(crate) fn top(&self) -> usize {
        self.top
    }

    /// Scores customers, and keeps only those that are needed.
    pub fn score(&self, draft: Draft<'_>) -> BatchTop {
        let bound = BoundBatch::new(self.engine, &self.ranges, draft.batch());
        let scores = bound.score();
        let counts = self.counts(&bound, &scores);
        let (best, tie) = self.candidates(&scores.ranked);
        let mut rows: Vec<usize> = best.iter().chain(&scores.knocked_out).map(|&row| row as usize).collect();
        rows.sort_unstable();
        let kept = draft.pick(&rows);
        BatchTop { kept: if tie { self.without_beaten(&kept) } else { kept }, counts }
    }

    /// The rows of the best accounts of a batch, without those that other batches have beaten. If equals at the end make them
    /// more than wanted, all equals are kept, and the answer says so: only their ids tell who comes first.
    fn candidates(&self, ranked: &[Scored]) -> (Vec<u32>, bool) {
        // Scores are not negative, so their bits are in the order of the numbers.
        let bound = f64::from_bits(self.bound.load(Ordering::Relaxed));
        let mut best: Vec<Scored> = ranked.iter().filter(|scored| scored.score >= bound).copied().collect();
        let last = best.len().checked_sub(1).map(|last| last.min(self.top - 1));
        if let Some(last) = last {
            let (_, last, _) = best.select_nth_unstable_by(last, |a, b| b.score.total_cmp(&a.score));
            let least = last.score;
            best.retain(|scored| scored.score >= least);
        }
        self.raise_bound(&best);
        (best.iter().map(|scored| scored.row).collect(), best.len() > self.top)
    }

    /// The best accounts of a batch, equals by id, and those that are not ranked.
    fn without_beaten(&self, batch: &Batch) -> Batch {
        let scores = BoundBatch::new(self.engine, &self.ranges, batch).score();
        let id = |scored: &Scored| id(batch, scored.row as usize);
        let mut best = scores.ranked;
        best.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| id(a).cmp(id(b))));
        best.truncate(self.top);
        let best = best.iter().map(|scored| scored.row);
        let mut rows: Vec<usize> = best.chain(scores.knocked_out).map(|row| row as usize).collect();
        rows.sort_unstable();
        batch.pick(&rows)
    }

    fn raise_bound(&self, scored: &[Scored]) {
        let mut best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        best.extend(scored.iter().map(|scored| scored.score));
        best.sort_unstable_by(f64::total_cmp);
        let excess = best.len().saturating_sub(self.top);
        best.drain(..excess);
        if let Some(worst) = best.first().filter(|_| best.len() == self.top) {
            self.bound.store(worst.to_bits(), Ordering::Relaxed);
        }
    }

    fn counts(&self, bound: &BoundBatch<'_>, scores: &BatchScores) -> TopCounts {
        let mut counts = TopCounts {
            accounts: bound.batch().rows() as u64,
            ranked: scores.ranked.len() as u64,
            gaps: scores.ranked.iter().filter(|scored| scored.gaps).count() as u64,
            uncertain: scores.ranked.iter().filter(|scored| scored.uncertain).count() as u64,
            tiers: vec![0; self.engine.model().tiers.len()],
            flags: scores.flags.clone(),
            changes: Changes::default(),
            word_counts: WordCounts::of(self.engine, bound, &scores.ranked),
        };
        let mut account_points = AccountPoints::new(self.engine);
        if counts.tiers.is_empty() {
            return counts;
        }
        for scored in &scores.ranked {
            let tier = bound.tier_of(scored.row as usize, scored.score, &mut account_points);
            if let Some(count) = counts.tiers.get_mut(tier) {
                *count += 1;
            }
            if let Some(change) = bound.change(scored.row as usize, tier) {
                counts.changes.count(change);
            }
        }
        counts
    }
}

impl Changes {
    /// Adds those of other accounts.
    pub(crate) fn add(&mut self, other: Changes) {
        self.promote += other.promote;
        self.keep += other.keep;
        self.demote += other.demote;
        self.new += other.new;
    }

    /// Adds one.
    pub(crate) fn count(&mut self, change: Change) {
        let count = match change {
            Change::Promote => &mut self.promote,
            Change::Keep => &mut self.keep,
            Change::Demote => &mut self.demote,
            Change::New => &mut self.new,
        };
        *count += 1;
    }
}
