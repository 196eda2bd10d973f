//! SMAA-2: how often each account has which rank and tier when the weights are random.
//!
//! R. Lahdelma and P. Salminen, Operations Research 49, 2001, 444-454, doi 10.1287/opre.49.3.444.11220; computed by
//! simulation as T. Tervonen and R. Lahdelma, EJOR 178, 2007, doi 10.1016/j.ejor.2005.12.037.

pub(crate) mod bucket_sort;
pub(crate) mod counts;
pub mod draws;
pub(crate) mod order;
pub(crate) mod radix_sort;
pub(crate) mod rank_counts;
pub(crate) mod tiers;
pub mod weights;

use super::field::Field;
use counts::{Counter, Counts};
use draws::{Draws, Weighting};
use order::{ACCOUNT_BITS, Order};
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::Builder;
use tiers::Places;
use weights::{Level, Rescaled, VariedWeights};

/// The number of weightings drawn from one stream. It is part of the result: another number gives other draws.
const CHUNK: u64 = 256;
/// The number of accounts whose counters are read together.
const BLOCK: usize = 16;

/// What to draw.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Which weights vary.
    pub level: Level,
    /// Where the weights come from.
    pub weighting: Weighting,
    /// How many weightings, at least one and at most [`Plan::MOST`].
    pub samples: u64,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The n of "among the top n".
    pub top: u64,
    /// The number of threads; the result does not depend on it.
    pub threads: NonZero<usize>,
}

impl Plan {
    /// The most weightings that are drawn.
    pub const MOST: u64 = 10_000_000;

    /// The largest standard error of any share: `0.5 / sqrt(N)`, as a fraction of 1.
    pub fn standard_error(&self) -> f64 {
        0.5 / (self.samples.max(1) as f64).sqrt()
    }
}

/// How often an account has which rank and tier. All shares are fractions of 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// First, ties included.
    pub first: f64,
    /// Among the top n: a rank of n or better.
    pub top: f64,
    /// The mean of its ranks.
    pub mean_rank: f64,
    /// The range of ranks without the best and the worst 5 percent of the weightings; `None` where more accounts are
    /// ranked than ranks are counted.
    pub usual_ranks: Option<(u64, u64)>,
    /// Rank acceptability: the share of each rank from 1 to the last counted rank that the account ever has.
    pub ranks: Vec<f64>,
    /// The share of each tier of the model, from the top.
    pub tiers: Vec<f64>,
    /// The mean of the weights under which it is first, by varied criterion, sum 1; `None` where it never is.
    pub central_weights: Option<Vec<f64>>,
    /// Whether it is first with its central weights. Points count as known, so the confidence factor is 1 or 0.
    pub confidence: Option<f64>,
}

/// The result.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptabilities {
    /// The varied criteria, by their places among the nodes.
    pub varied: Vec<usize>,
    /// The accounts in the order of the ranking.
    pub accounts: Vec<Acceptability>,
    /// How many ranks are counted.
    pub ranks_counted: usize,
}

/// Draws weightings and counts. It calls `report` now and then with how many are done. `None` where there are more
/// accounts than it can count (67 million).
pub fn acceptabilities(field: &Field<'_>, plan: &Plan, report: &(dyn Fn(u64) + Sync)) -> Option<Acceptabilities> {
    if field.len() >= 1 << ACCOUNT_BITS {
        return None;
    }
    let varied_weights = VariedWeights::new(field, plan.level);
    let places = Places::new(field, &varied_weights, plan.level);
    let chunks = plan.samples.div_ceil(CHUNK);
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let total = Mutex::new(None::<Counts>);
    let work = || {
        let mut counter =
            Counter::new(&varied_weights, places.clone(), Counts::new(field, varied_weights.varied.len(), plan.top));
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            if chunk >= chunks {
                break;
            }
            let draws = Draws::new(plan.weighting, &varied_weights.base, plan.seed, chunk);
            let many = CHUNK.min(plan.samples - chunk * CHUNK);
            counter.count(draws, many, &|more| report(done.fetch_add(more, Ordering::Relaxed) + more));
        }
        if let Ok(mut total) = total.lock() {
            match total.as_mut() {
                Some(total) => total.add(&counter.counts),
                None => *total = Some(counter.counts),
            }
        }
    };
    let threads = plan.threads.get().min(usize::try_from(chunks).unwrap_or(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // Where the system gives no more threads, those that run do all the work.
            let _ = Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let counts = total.into_inner().ok()??;
    Some(shares(field, plan, &varied_weights, counts))
}

fn shares(field: &Field<'_>, plan: &Plan, varied_weights: &VariedWeights, counts: Counts) -> Acceptabilities {
    let samples = plan.samples.max(1) as f64;
    let share = |count: u64| count as f64 / samples;
    let (mut order, mut rescaled) = (Order::default(), Rescaled::default());
    let account = |(account, (mut ranks, mut tiers)): (usize, (Vec<u64>, Vec<u64>))| {
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
            order.sort(varied_weights, weights, &mut rescaled);
            if order.leaders().any(|leader| leader as usize == account) { 1.0 } else { 0.0 }
        });
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
    let columns = columns(&counts.ranks, field.len()).zip(columns(&counts.tiers, field.len()));
    let accounts = columns.enumerate().map(account).collect();
    Acceptabilities { varied: varied_weights.varied.clone(), accounts, ranks_counted: counts.ranks_counted }
}

/// The counts of each account: the columns of `rows`. It reads the columns of one cache line together.
fn columns(rows: &[u32], accounts: usize) -> impl Iterator<Item = Vec<u64>> {
    (0..accounts).step_by(BLOCK).flat_map(move |start| {
        let column = |_| Vec::with_capacity(rows.len() / accounts);
        let mut columns: Vec<Vec<u64>> = (start..accounts).take(BLOCK).map(column).collect();
        for row in rows.chunks_exact(accounts) {
            for (column, &count) in columns.iter_mut().zip(row.get(start..).unwrap_or_default()) {
                column.push(u64::from(count));
            }
        }
        columns
    })
}

/// The first ranks that include at least 5 and at least 95 percent of the weightings.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_are_what_a_plain_loop_reads(accounts in 1_usize..50, rows in 0_usize..20) {
            let counts: Vec<u32> = (0..).take(rows * accounts).collect();
            let column = |account: usize| (0..rows).map(|row| u64::from(counts[row * accounts + account])).collect();
            let expected: Vec<Vec<u64>> = (0..accounts).map(column).collect();
            prop_assert_eq!(columns(&counts, accounts).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn no_accounts_have_no_columns() {
        assert_eq!(columns(&[], 0).count(), 0);
    }
}
