//! SMAA-2: how often does each account come out where, when the weights are random?
//!
//! R. Lahdelma and P. Salminen, Operations Research 49, 2001, 444-454, doi 10.1287/opre.49.3.444.11220; computed by
//! simulation as T. Tervonen and R. Lahdelma, EJOR 178, 2007, doi 10.1016/j.ejor.2005.12.037.

use super::draws::{Draws, Weighting};
use super::field::Field;
use super::order::{ACCOUNT_BITS, Order};
use super::places::Places;
use super::weighing::{Level, Rescaled, Weighing};
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many weightings are drawn from one stream. Part of the result: another number gives other draws.
const CHUNK: u64 = 256;
/// At most so many counters of ranks.
const COUNTERS: usize = 1 << 22;
/// Weights are summed in these units, which unlike floats add up to the same in any order.
const WEIGHT_UNIT: f64 = 1_099_511_627_776.0;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Which weights vary.
    pub level: Level,
    /// Where they come from.
    pub weighting: Weighting,
    /// How many weightings, at least one and at most [`Plan::MOST`].
    pub samples: u64,
    /// Another seed draws others.
    pub seed: u64,
    /// The n of "among the top n".
    pub top: u64,
    /// How many threads draw; the result does not depend on it.
    pub threads: NonZero<usize>,
}

impl Plan {
    /// The most weightings that are drawn.
    pub const MOST: u64 = 10_000_000;

    /// The largest standard error of any share found: `0.5 / sqrt(N)`, as a part of 1.
    pub fn standard_error(&self) -> f64 {
        0.5 / (self.samples.max(1) as f64).sqrt()
    }
}

/// How often an account came out where; all shares are parts of 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// First, ties included.
    pub first: f64,
    /// Among the top n: a rank of n or better.
    pub top: f64,
    /// The mean of its ranks.
    pub mean_rank: f64,
    /// The ranks that leave 5 percent of the weightings on each side; `None` where more accounts are ranked than ranks
    /// counted.
    pub usual_ranks: Option<(u64, u64)>,
    /// Rank acceptability: the share of each rank from 1 on, down to the last that is counted and came up.
    pub ranks: Vec<f64>,
    /// The share of each tier of the model, from the top.
    pub tiers: Vec<f64>,
    /// The mean of the weights under which it is first, by varied criterion, sum 1; `None` where it never is.
    pub central_weights: Option<Vec<f64>>,
    /// Is it first with its central weights? As points are taken as known, the confidence factor is 1 or 0.
    pub confidence: Option<f64>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptabilities {
    /// The varied criteria, by their places among the nodes.
    pub varied: Vec<usize>,
    /// The accounts in the order of the ranking.
    pub accounts: Vec<Acceptability>,
    /// How many ranks are counted.
    pub ranks_counted: usize,
}

/// Draws weightings and counts. `tell` is told now and then how many are done. `None` where there are more accounts than
/// can be counted (67 million).
pub fn acceptabilities(field: &Field<'_>, plan: &Plan, tell: &(dyn Fn(u64) + Sync)) -> Option<Acceptabilities> {
    if field.len() >= 1 << ACCOUNT_BITS {
        return None;
    }
    let weighing = Weighing::new(field, plan.level);
    let places = Places::new(field);
    let ranks = ranks_counted(field.len());
    let chunks = plan.samples.div_ceil(CHUNK);
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let total = Mutex::new(Counts::new(field, weighing.varied.len(), ranks, plan.top));
    let work = || {
        let mut counter = Counter::new(&weighing, &places, Counts::new(field, weighing.varied.len(), ranks, plan.top));
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            if chunk >= chunks {
                break;
            }
            let draws = Draws::new(plan.weighting, &weighing.base, plan.seed, chunk);
            let many = CHUNK.min(plan.samples - chunk * CHUNK);
            counter.count(draws, many);
            tell(done.fetch_add(many, Ordering::Relaxed) + many);
        }
        if let Ok(mut total) = total.lock() {
            total.add(&counter.counts);
        }
    };
    let threads = plan.threads.get().min(usize::try_from(chunks).unwrap_or(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let counts = total.into_inner().ok()?;
    Some(shares(field, plan, &weighing, counts))
}

/// All ranks, or as many from the top as there is room for counters.
fn ranks_counted(accounts: usize) -> usize {
    (COUNTERS / accounts.max(1)).min(accounts)
}

/// What is counted, by account.
struct Counts {
    ranks_counted: usize,
    tier_count: usize,
    /// By account and rank.
    ranks: Vec<u32>,
    /// The sum of the ranks that are not counted one by one.
    further_ranks: Vec<u64>,
    /// By account and tier but the last, which holds whoever is in none of these.
    tiers: Vec<u32>,
    /// By account and varied criterion, in units: the weights under which it is first.
    central: Vec<u64>,
    varied: usize,
    /// How often it is first.
    first: Vec<u32>,
    /// How often it has one of the ranks up to `top_rank`, where not all ranks are counted one by one.
    top: Vec<u32>,
    top_rank: usize,
}

impl Counts {
    fn new(field: &Field<'_>, varied: usize, ranks_counted: usize, top: u64) -> Self {
        let (accounts, tier_count) = (field.len(), field.tiers.len().saturating_sub(1));
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

    fn add(&mut self, other: &Counts) {
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
struct Counter<'a> {
    weighing: &'a Weighing,
    places: &'a Places,
    counts: Counts,
    weights: Vec<f64>,
    rescaled: Rescaled,
    order: Order,
    waiting: Vec<(u64, u32)>,
}

impl<'a> Counter<'a> {
    fn new(weighing: &'a Weighing, places: &'a Places, counts: Counts) -> Self {
        let weights = vec![0.0; weighing.varied.len()];
        let (rescaled, order) = (Rescaled::default(), Order::default());
        Counter { weighing, places, counts, weights, rescaled, order, waiting: Vec::new() }
    }

    fn count(&mut self, mut draws: Draws, many: u64) {
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
            if score != tie {
                (rank, tie) = (place, score);
            }
            let account = account as usize;
            if !all_counted
                && rank < counts.top_rank
                && let Some(count) = counts.top.get_mut(account)
            {
                *count += 1;
            }
            if rank < wide {
                if let Some(count) = counts.ranks.get_mut(account * wide + rank) {
                    *count += 1;
                }
            } else if let Some(sum) = counts.further_ranks.get_mut(account) {
                *sum += rank as u64 + 1;
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

fn shares(field: &Field<'_>, plan: &Plan, weighing: &Weighing, counts: Counts) -> Acceptabilities {
    let samples = plan.samples.max(1) as f64;
    let share = |count: u64| count as f64 / samples;
    let (mut order, mut rescaled) = (Order::default(), Rescaled::default());
    let account = |account: usize| {
        let row = |list: &[u32], wide: usize| -> Vec<u64> {
            let row = list.get(account * wide..(account + 1) * wide).unwrap_or_default();
            row.iter().map(|&count| u64::from(count)).collect()
        };
        let mut ranks = row(&counts.ranks, counts.ranks_counted);
        let counted: u64 = (1..).zip(&ranks).map(|(rank, count)| rank * count).sum();
        let rank_sum = counted + counts.further_ranks.get(account).copied().unwrap_or(0);
        let usual_ranks = (counts.ranks_counted == field.len()).then(|| usual(&ranks, plan.samples));
        let up_to_top: u64 = ranks.iter().take(counts.top_rank).sum();
        let top = up_to_top.max(counts.top.get(account).copied().unwrap_or(0).into());
        ranks.truncate(ranks.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1));
        let first = counts.first.get(account).copied().unwrap_or(0);
        let central = counts.central.get(account * counts.varied..(account + 1) * counts.varied).unwrap_or_default();
        let sum: u64 = central.iter().sum();
        let central_weights: Option<Vec<f64>> =
            (first > 0).then(|| central.iter().map(|&units| units as f64 / sum as f64).collect());
        let confidence = central_weights.as_ref().map(|weights| {
            order.sort(weighing, weights, &mut rescaled);
            if order.leaders().any(|leader| leader as usize == account) { 1.0 } else { 0.0 }
        });
        let mut tiers = row(&counts.tiers, counts.tier_count);
        if !field.tiers.is_empty() {
            tiers.push(plan.samples - tiers.iter().sum::<u64>());
        }
        Acceptability {
            first: share(u64::from(first)),
            top: share(top),
            mean_rank: rank_sum as f64 / samples,
            usual_ranks,
            ranks: ranks.into_iter().map(share).collect(),
            tiers: tiers.into_iter().map(share).collect(),
            central_weights,
            confidence,
        }
    };
    let accounts = (0..field.len()).map(account).collect();
    Acceptabilities { varied: weighing.varied.clone(), accounts, ranks_counted: counts.ranks_counted }
}

/// The first ranks that at least 5 percent, and at least 95 percent, of the weightings come up to.
fn usual(ranks: &[u64], samples: u64) -> (u64, u64) {
    let up_to = |percent: u64| {
        let mut sum = 0;
        let reached = |count: &u64| {
            sum += count;
            sum * 100 >= samples * percent
        };
        ranks.iter().position(reached).map_or(ranks.len(), |rank| rank + 1) as u64
    };
    (up_to(5), up_to(95))
}
