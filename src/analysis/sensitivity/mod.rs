//! How sure a ranking is: which answers depend on the weights and on which of them, what other methods say, and whose
//! tier depends on a single cell.

pub mod close;
pub mod field;
pub mod intervals;
pub mod methods;
pub mod smaa;

use crate::scoring::Ranking;
use close::{CloseCall, Step, close_calls};
use field::Field;
use intervals::{Stability, stability};
use methods::{CrossCheck, cross_checks};
use smaa::draws::{Weighting, widest_spread};
use smaa::weights::{Level, base_weights};
use smaa::{Acceptabilities, Plan, acceptabilities};
use std::num::NonZero;

/// What to analyse, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The n of "the top n". `None` takes as many as are in the first tier; where that is empty or missing, half of the
    /// accounts, but at most [`Options::MOST_TOP`].
    pub top: Option<u64>,
    /// Which weights are drawn.
    pub level: Level,
    /// How many weightings are drawn near the model's, and as many again from all weightings.
    pub samples: u64,
    /// The seed of the random numbers.
    pub seed: u64,
    /// How near: the weights deviate from the model's by so many percentage points (the root of their mean variance).
    /// `None` takes [`Options::SPREAD`], or where that is too much for these weights, half of the most that is
    /// possible.
    pub spread: Option<f64>,
    /// The number of threads; the result does not depend on it.
    pub threads: NonZero<usize>,
}

impl Options {
    /// The largest n of "the top n" unless the caller says otherwise.
    pub const MOST_TOP: u64 = 10;
    /// The usual spread, in percentage points.
    pub const SPREAD: f64 = 5.0;

    /// The spread to use; one that is not stated has two digits. With hundreds of criteria each weighs so little that
    /// the usual spread is impossible.
    fn spread(&self, weights: &[f64]) -> f64 {
        let widest = widest_spread(weights);
        let half = || two_digits(widest * (2.0 / (4 * weights.len() + 1) as f64).sqrt());
        let usual = || if widest >= Options::SPREAD { Options::SPREAD } else { half() };
        self.spread.unwrap_or_else(usual)
    }
}

/// All answers.
#[derive(Debug)]
pub struct Sensitivity<'a> {
    /// The title of the model.
    pub title: &'a str,
    /// The accounts.
    pub field: Field<'a>,
    /// The n of "the top n".
    pub top: u64,
    /// The options used.
    pub options: Options,
    /// How far each weight with siblings can move.
    pub stability: Vec<Stability>,
    /// `None` where there is only one weight or no account is ranked.
    pub weightings: Option<Weightings>,
    /// What other methods make of the same points and weights.
    pub cross_checks: Vec<CrossCheck>,
    /// The accounts whose tier depends on one step of one cell.
    pub close_calls: Vec<CloseCall<'a>>,
    /// The size of each step.
    pub steps: Vec<Step>,
}

/// The results under random weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Weightings {
    /// The varied criteria: the place among the nodes, the weight in the model (sum 1) and the standard deviation of
    /// the weights drawn near it.
    pub varied: Vec<(usize, f64, f64)>,
    /// How many percentage points the near weightings deviate from the model's.
    pub spread: f64,
    /// The c of Dirichlet(c w), where w are the model's weights.
    pub concentration: f64,
    /// The largest standard error of any share, as a fraction of 1.
    pub standard_error: f64,
    /// Under weightings near the model's.
    pub near: Acceptabilities,
    /// Under any weightings.
    pub any: Acceptabilities,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Problem {
    /// No weights near the model's deviate as much as stated.
    TooWide {
        /// The most that is possible, in percentage points.
        widest: f64,
    },
}

/// The progress of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The number of weightings drawn so far, of twice [`Options::samples`].
    Drawn(u64),
    /// The number of criteria whose interval is known.
    Moved {
        /// So many are done.
        done: u64,
        /// Of so many.
        of: u64,
    },
}

/// Analyses a ranking. It calls `report` now and then with its progress.
///
/// # Errors
/// [`Problem`]
pub fn sensitivity<'a>(
    ranking: &'a Ranking<'_>,
    options: Options,
    report: &(dyn Fn(Stage) + Sync),
) -> Result<Sensitivity<'a>, Problem> {
    let field = Field::new(ranking);
    let top = options.top.unwrap_or_else(|| match field.key_accounts() as u64 {
        0 => (field.len() as u64 / 2).clamp(1, Options::MOST_TOP),
        keys => keys,
    });
    let weightings = weightings(&field, top, &options, report)?;
    let of = field.nodes.len() as u64;
    let stability = stability(&field, top, &|done| report(Stage::Moved { done, of }));
    let (close_calls, steps) = close_calls(ranking, &field);
    Ok(Sensitivity {
        title: &ranking.engine().model().title,
        top,
        options,
        stability,
        weightings,
        cross_checks: if field.is_empty() { Vec::new() } else { cross_checks(&field, top) },
        close_calls,
        steps,
        field,
    })
}

fn weightings(
    field: &Field<'_>,
    top: u64,
    options: &Options,
    report: &(dyn Fn(Stage) + Sync),
) -> Result<Option<Weightings>, Problem> {
    let base = base_weights(field.nodes, options.level);
    if base.len() < 2 || field.is_empty() {
        return Ok(None);
    }
    let weights: Vec<f64> = base.iter().map(|(_, weight)| *weight).collect();
    let too_wide = Problem::TooWide { widest: widest_spread(&weights) };
    let spread = options.spread(&weights);
    let near = Weighting::near(&weights, spread).ok_or(too_wide)?;
    let Weighting::Near { concentration } = near else { return Ok(None) };
    let Options { level, samples, seed, threads, .. } = *options;
    let plan = Plan { level, weighting: near, samples, seed, top, threads };
    let any = Plan { weighting: Weighting::Any, ..plan };
    let found = acceptabilities(field, &plan, &|done| report(Stage::Drawn(done)));
    let found_any = acceptabilities(field, &any, &|done| report(Stage::Drawn(samples + done)));
    Ok(found.zip(found_any).map(|(near_ours, any)| Weightings {
        varied: base.iter().map(|&(node, weight)| (node, weight, near.deviation(weight, base.len()))).collect(),
        spread,
        concentration,
        standard_error: plan.standard_error(),
        near: near_ours,
        any,
    }))
}

/// The nearest number with two digits.
fn two_digits(x: f64) -> f64 {
    format!("{x:.1e}").parse().unwrap_or(x)
}
