//! How often each account came out where: the counters, and one thread that counts.

use super::draws::Draws;
use super::field::Field;
use super::order::Order;
use super::places::Places;
use super::weighing::{Rescaled, Weighing};

/// At most so many counters of ranks.
const COUNTERS: usize = 1 << 22;
/// Weights are summed in these units, which unlike floats add up to the same in any order.
const WEIGHT_UNIT: f64 = 1_099_511_627_776.0;

/// All ranks, or as many from the top as there is room for counters.
fn ranks_counted(accounts: usize) -> usize {
    (COUNTERS / accounts.max(1)).min(accounts)
}

/// What is counted, by account.
pub(super) struct Counts {
    pub(super) ranks_counted: usize,
    pub(super) tier_count: usize,
    /// By account and rank.
    pub(super) ranks: Vec<u32>,
    /// The sum of the ranks that are not counted one by one.
    pub(super) further_ranks: Vec<u64>,
    /// By account and tier but the last, which holds whoever is in none of these.
    pub(super) tiers: Vec<u32>,
    /// By account and varied criterion, in units: the weights under which it is first.
    pub(super) central: Vec<u64>,
    pub(super) varied: usize,
    /// How often it is first.
    pub(super) first: Vec<u32>,
    /// How often it has one of the ranks up to `top_rank`, where not all ranks are counted one by one.
    pub(super) top: Vec<u32>,
    pub(super) top_rank: usize,
}

impl Counts {
    pub(super) fn new(field: &Field<'_>, varied: usize, top: u64) -> Self {
        let (accounts, tier_count) = (field.len(), field.tiers.len().saturating_sub(1));
        let ranks_counted = ranks_counted(accounts);
        Counts {
            ranks_counted,
            tier_count,
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

    pub(super) fn add(&mut self, other: &Counts) {
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

/// One thread's work.
pub(super) struct Counter<'a> {
    weighing: &'a Weighing,
    places: &'a Places,
    pub(super) counts: Counts,
    weights: Vec<f64>,
    rescaled: Rescaled,
    order: Order,
    waiting: Vec<(u64, u32)>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(weighing: &'a Weighing, places: &'a Places, counts: Counts) -> Self {
        let weights = vec![0.0; weighing.varied.len()];
        let (rescaled, order) = (Rescaled::default(), Order::default());
        Counter { weighing, places, counts, weights, rescaled, order, waiting: Vec::new() }
    }

    pub(super) fn count(&mut self, mut draws: Draws, many: u64) {
        for _ in 0..many {
            draws.draw(&mut self.weights);
            self.order.sort(self.weighing, &self.weights, &mut self.rescaled);
            self.count_ranks();
            self.count_tiers();
        }
    }

    fn count_tiers(&mut self) {
        let (tiers, wide) = (&mut self.counts.tiers, self.counts.tier_count);
        self.places.assign(self.order.ranked(), &mut self.waiting, |account, tier| {
            if let Some(count) = tiers.get_mut(account as usize * wide + tier) {
                *count += 1;
            }
        });
    }

    fn count_ranks(&mut self) {
        let counts = &mut self.counts;
        let wide = counts.ranks_counted;
        let all_counted = wide == counts.first.len();
        let (mut rank, mut tie) = (0, u64::MAX);
        for (place, (score, account)) in self.order.ranked().enumerate() {
            rank = if score == tie { rank } else { place };
            tie = score;
            let account = account as usize;
            if rank < wide {
                if let Some(count) = counts.ranks.get_mut(account * wide + rank) {
                    *count += 1;
                }
            } else if let Some(sum) = counts.further_ranks.get_mut(account) {
                *sum += rank as u64 + 1;
            }
            if !all_counted
                && rank < counts.top_rank
                && let Some(count) = counts.top.get_mut(account)
            {
                *count += 1;
            }
        }
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
