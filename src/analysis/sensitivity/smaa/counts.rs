//! How often each account has which rank and tier: the counters, and one thread's counting.

use super::draws::Draws;
use super::order::{Order, Tie};
use super::rank_counts::RankCounts;
use super::tiers::Places;
use super::weights::{Rescaled, VariedWeights};
use crate::analysis::sensitivity::field::Field;

/// The most counters of ranks.
const COUNTERS: usize = 1 << 22;
/// Ties are kept until there are so many, then counted: with whole numbers nearly every account ties in each order.
const TIES: usize = 1 << 18;
/// Weights are summed as whole numbers of this unit. Unlike floats, these give the same sum in any order.
const WEIGHT_UNIT: f64 = 1_099_511_627_776.0;

/// All ranks, or as many from the top as there is room for counters.
fn ranks_counted(accounts: usize) -> usize {
    (COUNTERS / accounts.max(1)).min(accounts)
}

/// The counters, by account.
pub(crate) struct Counts {
    pub(crate) ranks_counted: usize,
    /// By rank and account.
    pub(crate) ranks: Vec<u32>,
    /// The sum of the ranks that have no counters of their own.
    pub(crate) further_ranks: Vec<u64>,
    /// By tier and account. The last tier needs no counter: it holds the rest.
    pub(crate) tiers: Vec<u32>,
    /// By account and varied criterion, in units: the sum of the weights with which it is first.
    pub(crate) central: Vec<u64>,
    pub(crate) varied: usize,
    /// How often it is first.
    pub(crate) first: Vec<u32>,
    /// How often it has one of the ranks up to `top_rank`, where some ranks have no counters of their own.
    pub(crate) top: Vec<u32>,
    pub(crate) top_rank: usize,
}

impl Counts {
    pub(crate) fn new(field: &Field<'_>, varied: usize, top: u64) -> Self {
        let (accounts, tier_count) = (field.len(), field.tiers.len().saturating_sub(1));
        let ranks_counted = ranks_counted(accounts);
        Counts {
            ranks_counted,
            ranks: vec![0; accounts * ranks_counted],
            further_ranks: vec![0; accounts],
            tiers: vec![0; accounts * tier_count],
            central: vec![0; accounts * varied],
            varied,
            first: vec![0; accounts],
            top: vec![0; accounts],
            top_rank: usize::try_from(top).unwrap_or(usize::MAX),
        }
    }

    /// Counts the ranks that have no counters of their own.
    fn count_further(&mut self, order: &Order) {
        let all = self.first.len();
        if self.ranks_counted == all {
            return;
        }
        for (rank, account) in (1..).zip(order.accounts(0..all)).skip(self.ranks_counted) {
            if let Some(sum) = self.further_ranks.get_mut(account as usize) {
                *sum += rank;
            }
        }
        add_one(&mut self.top, order.accounts(0..self.top_rank.min(all)));
    }

    /// Replaces the rank at which an account is listed by the rank of the first of its equals.
    fn move_up(&mut self, tie: &Tie) {
        let (account, all) = (tie.account as usize, self.first.len());
        let counter = |place: usize| (place < self.ranks_counted).then_some(place * all + account);
        let (from, to) = (counter(tie.place), counter(tie.first));
        if let Some(count) = from.and_then(|counter| self.ranks.get_mut(counter)) {
            *count -= 1;
        } else if let Some(sum) = self.further_ranks.get_mut(account) {
            *sum -= tie.place as u64 + 1;
        }
        if let Some(count) = to.and_then(|counter| self.ranks.get_mut(counter)) {
            *count += 1;
        } else if let Some(sum) = self.further_ranks.get_mut(account) {
            *sum += tie.first as u64 + 1;
        }
        if self.ranks_counted < all
            && (tie.first..tie.place).contains(&self.top_rank.wrapping_sub(1))
            && let Some(count) = self.top.get_mut(account)
        {
            *count += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        let short = |to: &mut [u32], from: &[u32]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        let long = |to: &mut [u64], from: &[u64]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        short(&mut self.ranks, &other.ranks);
        long(&mut self.further_ranks, &other.further_ranks);
        short(&mut self.tiers, &other.tiers);
        long(&mut self.central, &other.central);
        short(&mut self.first, &other.first);
        short(&mut self.top, &other.top);
    }
}

/// Counts one for each of `accounts`.
fn add_one(counts: &mut [u32], accounts: impl Iterator<Item = u32>) {
    for account in accounts {
        if let Some(count) = counts.get_mut(account as usize) {
            *count += 1;
        }
    }
}

/// One thread's work.
pub(crate) struct Counter<'a> {
    varied_weights: &'a VariedWeights,
    places: Places,
    pub(crate) counts: Counts,
    weights: Vec<f64>,
    rescaled: Rescaled,
    order: Order,
    unplaced: Vec<(u64, u32)>,
    /// The orders whose ranks are not counted yet.
    rank_counts: RankCounts,
    /// The accounts in these orders that share a rank.
    ties: Vec<Tie>,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(varied_weights: &'a VariedWeights, places: Places, counts: Counts) -> Self {
        let weights = vec![0.0; varied_weights.varied.len()];
        let (rescaled, order) = (Rescaled::default(), Order::default());
        let rank_counts = RankCounts::new(counts.first.len(), counts.ranks_counted);
        Counter {
            varied_weights,
            places,
            counts,
            weights,
            rescaled,
            order,
            unplaced: Vec::new(),
            rank_counts,
            ties: Vec::new(),
        }
    }

    /// Draws and counts; calls `report` with how many more are done.
    pub(crate) fn count(&mut self, mut draws: Draws, many: u64, report: &dyn Fn(u64)) {
        let mut unreported = 0;
        for _ in 0..many {
            draws.draw(&mut self.weights);
            self.order.sort(self.varied_weights, &self.weights, &mut self.rescaled);
            self.rank_counts.push(&self.order);
            self.order.list_ties(&mut self.ties);
            self.counts.count_further(&self.order);
            self.count_leaders();
            self.places.follow(self.varied_weights, &self.weights, &mut self.rescaled);
            self.count_tiers();
            unreported += 1;
            if self.rank_counts.is_full() || self.ties.len() >= TIES {
                self.count_ranks();
                report(std::mem::take(&mut unreported));
            }
        }
        self.count_ranks();
        report(unreported);
    }

    fn count_ranks(&mut self) {
        self.rank_counts.count(&mut self.counts.ranks);
        for tie in self.ties.drain(..) {
            self.counts.move_up(&tie);
        }
    }

    fn count_tiers(&mut self) {
        let accounts = self.counts.first.len();
        let tiers = self.counts.tiers.chunks_exact_mut(accounts.max(1));
        let Some(lines) = self.places.lines() else {
            let mut tiers: Vec<&mut [u32]> = tiers.collect();
            self.places.assign(self.order.ranked(), &mut self.unplaced, |account, tier| {
                if let Some(count) = tiers.get_mut(tier).and_then(|tier| tier.get_mut(account as usize)) {
                    *count += 1;
                }
            });
            return;
        };
        // A tier takes the rest of the order down to its line.
        let mut reached = 0;
        for (&line, tier) in lines.iter().zip(tiers) {
            let reach = self.order.reach(line).max(reached);
            add_one(tier, self.order.accounts(reached..reach));
            reached = reach;
        }
    }

    fn count_leaders(&mut self) {
        let counts = &mut self.counts;
        for account in self.order.leaders() {
            let account = account as usize;
            if let Some(first) = counts.first.get_mut(account) {
                *first += 1;
            }
            let from = account * counts.varied;
            let central = counts.central.get_mut(from..from + counts.varied).unwrap_or_default();
            for (sum, weight) in central.iter_mut().zip(&self.weights) {
                *sum += (weight * WEIGHT_UNIT) as u64;
            }
        }
    }
}
