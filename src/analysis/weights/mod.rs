//! Where weights come from: people's judgements (pairwise comparison, rank order, swing) or the data (entropy, CRITIC).
//!
//! Each method is a plain function from numbers to weights with sum 1, with its formula and source beside it. A
//! [`Proposal`] shows such weights beside the current ones, and [`Comparison`] shows what they would change in the
//! ranking.

pub mod ahp;
pub mod comparison;
pub mod contradiction;
pub mod critic;
pub mod data;
pub mod entropy;
pub mod interview;
mod resistance;
pub mod roc;
pub mod scale_ends;
pub(crate) mod shares;
pub mod swing;
pub mod written;

use crate::model::{Criterion, Model, Weight};
use ahp::{Judgement, Priorities, Worst};
use comparison::Comparison;
use critic::Contrast;
use data::Basis;
use entropy::Spread;
use scale_ends::Ends;
use shares::normalised;
use written::Written;

/// Proposed weights of one level of criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Id and label of the group whose criteria are weighed; `None` for the first level.
    pub group: Option<(String, String)>,
    /// The criteria in the order of the model.
    pub rows: Vec<Row>,
    /// How the weights came about.
    pub method: Method,
    /// Their effect on the ranking; `None` without customers.
    pub comparison: Option<Comparison>,
    /// The weights as a person would write them; `None` where one of them is 0, which a criteria file does not allow.
    pub written: Option<Written>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The name that people see.
    pub label: String,
    /// Its share of its siblings' weights in the model, 0..1; `None` where the criteria are not those of the model.
    pub in_force: Option<f64>,
    /// The proposed share, 0..1.
    pub weight: f64,
}

/// How the weights came about, with the figures of each criterion in the order of the rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// Each criterion against each other one.
    Pairwise {
        /// The judgements, by the places of the rows.
        judgements: Vec<Judgement>,
        /// Eigenvalue and consistency.
        priorities: Priorities,
        /// The judgement that fits the others least; `None` where all fit exactly.
        worst: Option<Worst>,
    },
    /// Rank order centroid.
    RankOrder {
        /// The rank of each criterion from 1; criteria that tie share the first of their ranks.
        ranks: Vec<usize>,
    },
    /// What it is worth to take a criterion from its worst end to its best.
    Swing {
        /// Points of each swing, the largest 100.
        points: Vec<f64>,
        /// The ends between which each criterion swings.
        ends: Vec<Ends>,
    },
    /// A criterion counts more where its column differs more among the customers.
    Entropy {
        /// The figures of each column.
        spreads: Vec<Spread>,
        /// What was measured.
        sample: Sample,
    },
    /// A criterion counts more where its column varies more and agrees less with those of the others.
    Critic {
        /// The figures of each column.
        contrasts: Vec<Contrast>,
        /// What was measured.
        sample: Sample,
    },
}

impl Method {
    /// The subcommand of `keyrank weights` that derives it.
    pub fn name(&self) -> &'static str {
        match self {
            Method::Pairwise { .. } => "ahp",
            Method::RankOrder { .. } => "rank",
            Method::Swing { .. } => "swing",
            Method::Entropy { .. } => "entropy",
            Method::Critic { .. } => "critic",
        }
    }
}

/// The data that a method measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// What each column holds.
    pub bases: Vec<Basis>,
    /// How many customers were measured.
    pub customers: usize,
    /// The ids of the ranked customers left out because a cell is missing.
    pub left_out_ids: Vec<String>,
}

/// Each criterion's share of the weights of all these criteria, 0..1.
pub fn shares(siblings: &[Criterion]) -> Vec<f64> {
    let weights: Vec<f64> = siblings.iter().map(|criterion| criterion.weight.get()).collect();
    if weights.iter().sum::<f64>().is_finite() {
        return normalised(&weights);
    }
    // The sum is too large for a double; that of weights scaled down alike is not.
    let scaled: Vec<f64> = weights.iter().map(|weight| weight / 2f64.powi(64)).collect();
    normalised(&scaled)
}

/// A weight so small that it changes no score. The model allows no weight of 0.
const NEXT_TO_NOTHING: f64 = 1e-300;

/// The model with other weights, by id; 0 becomes a number next to nothing.
pub fn reweighted<'w>(model: &Model, weights: impl IntoIterator<Item = (&'w str, f64)>) -> Model {
    let mut model = model.clone();
    for (id, weight) in weights {
        if let (Some(criterion), Some(weight)) = (model.criterion_mut(id), Weight::new(weight.max(NEXT_TO_NOTHING))) {
            criterion.weight = weight;
        }
    }
    model
}
