//! Does every part of a model do something? Rules that look at a sound model, alone and on the customers it ranks, and
//! remark on what is allowed but hardly meant.
//!
//! A remark is never an error: the ranking stands. Each rule has a stable code ([`CODES`]) by which it can be allowed.

mod constant;
mod direction;
mod driven;
mod figures;
mod idle;
mod points;
pub(crate) mod redundant;
mod tiers;
mod weights;

use crate::finding::Finding;
use crate::scoring::{Engine, Ranking};
use points::Points;
use redundant as likeness;

/// Two orders or two columns more alike than this (Kendall tau-b, Pearson correlation) say the same.
pub const ALIKE: f64 = 0.95;

/// A weight below this share counts for nearly nothing.
pub const SMALL: f64 = 0.05;

/// With fewer ranked customers nothing is said about one column or one tier: three are the fewest among which it means
/// something that all are equal.
pub const FEWEST: usize = 3;

/// With fewer ranked customers no orders are compared: two orders of four agree by chance once in 24 times, of five once
/// in 120.
pub const FEWEST_TO_COMPARE: usize = 5;

const CRITERION_IDLE: &str = "criterion-idle";
const CRITERION_DOMINATING: &str = "criterion-dominating";
const CRITERIA_REDUNDANT: &str = "criteria-redundant";
const COLUMN_CONSTANT: &str = "column-constant";
const POINTS_CONSTANT: &str = "points-constant";
const WEIGHT_SMALL: &str = "weight-small";
const SCALE_DATA_DRIVEN: &str = "scale-data-driven";
const TIER_EMPTY: &str = "tier-empty";
const TIER_HOLDS_ALL: &str = "tier-holds-all";
const DIRECTION_UNSTATED: &str = "direction-unstated";
const RANKING_NEARLY_TURNOVER: &str = "ranking-nearly-turnover";

/// The codes of all rules, in the order in which they are applied.
pub const CODES: [&str; 11] = [
    DIRECTION_UNSTATED,
    WEIGHT_SMALL,
    SCALE_DATA_DRIVEN,
    COLUMN_CONSTANT,
    POINTS_CONSTANT,
    CRITERION_IDLE,
    CRITERION_DOMINATING,
    CRITERIA_REDUNDANT,
    TIER_EMPTY,
    TIER_HOLDS_ALL,
    RANKING_NEARLY_TURNOVER,
];

/// Which part of the model a remark is about, so that its place in the criteria file can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The criterion of that id.
    Criterion(String),
    /// The tier of that name.
    Tier(String),
    /// The first amount column.
    Sum,
}

/// What a rule has to say; the place is left to who knows the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// What it is about.
    pub subject: Subject,
    /// Code, severity, message and help.
    pub finding: Finding,
}

impl Remark {
    fn on_criterion(id: &str, finding: Finding) -> Self {
        Remark { subject: Subject::Criterion(id.to_owned()), finding }
    }
}

/// What the model alone shows: weights, directions, scales that look at the data.
pub fn lint_model(engine: &Engine) -> Vec<Remark> {
    let mut remarks = direction::unstated(engine);
    remarks.extend(weights::small(engine));
    remarks.extend(driven::data_driven(engine, None));
    remarks
}

/// What the model and the customers that it ranks show together; all of [`lint_model`] is in it.
pub fn lint(ranking: &Ranking<'_>) -> Vec<Remark> {
    let engine = ranking.engine();
    let points = Points::new(ranking);
    let mut remarks = direction::unstated(engine);
    remarks.extend(weights::small(engine));
    remarks.extend(driven::data_driven(engine, Some(&points)));
    if points.accounts() >= FEWEST {
        remarks.extend(constant::constant(engine, &points));
    }
    if points.accounts() >= FEWEST_TO_COMPARE {
        remarks.extend(idle::idle(engine, &points));
        remarks.extend(likeness::dominating(engine, &points));
        remarks.extend(likeness::redundant(engine, &points));
    }
    if points.accounts() >= FEWEST {
        remarks.extend(tiers::tiers(ranking, &points));
    }
    remarks.extend(likeness::nearly_turnover(ranking));
    remarks
}
