//! What a rule notes, and the part of the model that it is about; the codes and thresholds of the rules.

use crate::finding::Finding;

/// Two orders or two columns more alike than this (Kendall tau-b, Pearson correlation) say the same.
pub const ALIKE: f64 = 0.95;

/// A weight below this share counts for nearly nothing.
pub const SMALL: f64 = 0.05;

/// With fewer ranked customers the rules are silent about single columns and tiers: among two, equality means little.
pub const FEWEST: usize = 3;

/// With fewer ranked customers the rules compare no orders: two orders of four customers agree by chance once in 24
/// times, two of five once in 120.
pub const FEWEST_TO_COMPARE: usize = 5;

pub(crate) const CRITERION_IDLE: &str = "criterion-idle";

pub(crate) const CRITERION_DOMINATING: &str = "criterion-dominating";

pub(crate) const CRITERIA_REDUNDANT: &str = "criteria-redundant";

pub(crate) const COLUMN_CONSTANT: &str = "column-constant";

pub(crate) const POINTS_CONSTANT: &str = "points-constant";

pub(crate) const WEIGHT_SMALL: &str = "weight-small";

pub(crate) const SCALE_DATA_DRIVEN: &str = "scale-data-driven";

pub(crate) const TIER_EMPTY: &str = "tier-empty";

pub(crate) const TIER_HOLDS_ALL: &str = "tier-holds-all";

pub(crate) const DIRECTION_UNSTATED: &str = "direction-unstated";

pub(crate) const RANKING_NEARLY_TURNOVER: &str = "ranking-nearly-turnover";

/// The part of the model that a note is about. It leads to the place in the criteria file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The criterion with this id.
    Criterion(String),
    /// The tier with this name.
    Tier(String),
    /// The first amount column.
    Sum,
}

/// What a rule noticed. Whoever knows the file adds the place.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What it is about.
    pub subject: Subject,
    /// Code, severity, message and help.
    pub finding: Finding,
}

impl Note {
    pub(crate) fn on_criterion(id: &str, finding: Finding) -> Self {
        Note { subject: Subject::Criterion(id.to_owned()), finding }
    }
}

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
