//! The top of the ranking without keeping everybody: what is remembered of a batch, and what is counted of it.
//!
//! Works where an account's tier depends on that account alone. Every batch leaves behind its best accounts, those that
//! are not ranked, and figures; the best of all batches are among them.

use super::account_points::Sheet;
use super::batch::{BatchScores, BoundBatch, Scored};
use super::data_range::Extents;
use super::model_warnings::Census;
use super::order::id;
use super::{Change, Changes, Engine};
use crate::table::from_line::FromLine;
use crate::table::{Batch, Draft, SourceFile, Table};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Digests batches, on several threads at once.
#[derive(Debug)]
pub struct Digester<'e> {
    engine: &'e Engine,
    extents: Extents,
    top: usize,
    /// The best scores of all batches so far, at most `top` of them, the worst first.
    best: Mutex<Vec<f64>>,
    /// The bits of the score below which nobody can be among the best any more.
    bound: AtomicU64,
}

/// What is remembered of a batch.
#[derive(Debug)]
pub struct Digest {
    /// The accounts that may be among the best, and those that are not ranked.
    kept: Batch,
    tally: Tally,
}

impl Digest {
    /// What all digests kept, as a table, and their figures.
    pub fn unite(digests: Vec<Digest>, files: Vec<SourceFile>) -> (Table, Tally) {
        let (mut batches, mut all) = (Vec::new(), Tally::default());
        for Digest { kept, tally } in digests {
            all.add(&tally);
            if kept.rows() > 0 {
                batches.push(kept);
            }
        }
        (Table { files, batches }, all)
    }
}

impl FromLine for Digest {
    fn start_at(&mut self, line: u64) {
        self.kept.start_at(line);
    }
}

/// Figures over all accounts of a batch, or of several.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub(crate) accounts: u64,
    pub(crate) ranked: u64,
    pub(crate) gaps: u64,
    pub(crate) uncertain: u64,
    /// One for each tier, flag.
    pub(crate) tiers: Vec<u64>,
    pub(crate) flags: Vec<u64>,
    pub(crate) changes: Changes,
    pub(crate) census: Census,
}

impl Tally {
    /// Adds the figures of other accounts.
    pub(crate) fn add(&mut self, other: &Tally) {
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
        self.changes.promote += other.changes.promote;
        self.changes.keep += other.changes.keep;
        self.changes.demote += other.changes.demote;
        self.changes.new += other.changes.new;
        self.census.add(other.census.clone());
    }
}

impl<'e> Digester<'e> {
    /// `None` where the model must see everybody: scales driven by the data, tiers that are full at some time, amounts
    /// to compare the ranking with.
    pub fn new(engine: &'e Engine, top: usize) -> Option<Self> {
        let model = engine.model();
        let alone = engine.leaves.iter().all(|leaf| !leaf.scale.is_data_driven())
            && model.tiers.iter().all(|tier| tier.max_accounts.is_none())
            && model.account.sum.is_empty();
        let (best, bound) = (Mutex::default(), AtomicU64::new(0));
        (alone && top > 0).then(|| Digester { engine, extents: Extents::new(engine, &[]), top, best, bound })
    }

    pub(crate) fn engine(&self) -> &'e Engine {
        self.engine
    }

    pub(crate) fn top(&self) -> usize {
        self.top
    }

    /// Scores customers and forgets what is not needed of them.
    pub fn digest(&self, draft: Draft<'_>) -> Digest {
        let bound = BoundBatch::new(self.engine, &self.extents, draft.batch());
        let scores = bound.score();
        let tally = self.tally(&bound, &scores);
        let (best, tie) = self.candidates(&scores.ranked);
        let mut rows: Vec<usize> = best.iter().chain(&scores.knocked_out).map(|&row| row as usize).collect();
        rows.sort_unstable();
        let kept = draft.pick(&rows);
        Digest { kept: if tie { self.without_beaten(&kept) } else { kept }, tally }
    }

    /// The rows of the best accounts of a batch, without those that other batches have beaten. Where equals at the end
    /// make them more than wanted, all of them, and that there are: only their ids tell who comes first.
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
        let scores = BoundBatch::new(self.engine, &self.extents, batch).score();
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

    fn tally(&self, bound: &BoundBatch<'_>, scores: &BatchScores) -> Tally {
        let mut tally = Tally {
            accounts: bound.batch().rows() as u64,
            ranked: scores.ranked.len() as u64,
            gaps: scores.ranked.iter().filter(|scored| scored.gaps).count() as u64,
            uncertain: scores.ranked.iter().filter(|scored| scored.uncertain).count() as u64,
            tiers: vec![0; self.engine.model().tiers.len()],
            flags: scores.flags.clone(),
            changes: Changes::default(),
            census: Census::of(self.engine, bound, &scores.ranked),
        };
        let mut sheet = Sheet::new(self.engine);
        if tally.tiers.is_empty() {
            return tally;
        }
        for scored in &scores.ranked {
            let tier = bound.tier_of(scored.row as usize, scored.score, &mut sheet);
            if let Some(count) = tally.tiers.get_mut(tier) {
                *count += 1;
            }
            if let Some(change) = bound.change(scored.row as usize, tier) {
                tally.changes.count(change);
            }
        }
        tally
    }
}

impl Changes {
    /// Counts one more.
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
