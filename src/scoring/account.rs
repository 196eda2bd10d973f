//! One ranked (or knocked-out) customer with everything that is said about it.

use super::Node;

/// The cell behind a leaf criterion, as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Missing,
    /// A number.
    Number(f64),
    /// A level, as it stands in the cell.
    Text(&'a str),
}

/// One criterion of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment<'a> {
    /// Which criterion.
    pub node: &'a Node,
    /// The cell; `None` for a group.
    pub value: Option<Value<'a>>,
    /// 0..100; `None` where the criterion was left out for this account.
    pub points: Option<f64>,
    /// Its part of the whole score for this account, 0..1: the effective weight, rescaled where siblings are left out.
    pub weight: f64,
    /// `weight * points`: the contributions of one level add up to the score, those of a group's children to its own.
    /// `None` where the criterion was left out.
    pub contribution: Option<f64>,
}

/// What today's status and the tier say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A higher tier than today's.
    Promote,
    /// The same tier.
    Keep,
    /// A lower tier than today's.
    Demote,
    /// No status, or one that names no tier.
    New,
}

impl Change {
    /// The word in every output.
    pub fn name(self) -> &'static str {
        match self {
            Change::Promote => "promote",
            Change::Keep => "keep",
            Change::Demote => "demote",
            Change::New => "new",
        }
    }
}

/// Where an account stands in the portfolio; `None` on an axis none of whose criteria it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a> {
    /// 0..100 from left to right.
    pub x: Option<f64>,
    /// 0..100 from bottom to top.
    pub y: Option<f64>,
    /// The field, where both are known.
    pub quadrant: Option<&'a str>,
}

/// A ranked account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account<'a> {
    /// Standard competition ranking: 1, 2, 2, 4.
    pub rank: u64,
    /// As it stands in the cell, without outer spaces.
    pub id: &'a str,
    /// The name, the id where the model names no column or the cell is empty.
    pub name: &'a str,
    /// 0..100, rounded to 9 decimals.
    pub score: f64,
    /// The score with every missing leaf at 0 points.
    pub score_low: f64,
    /// The score with every missing leaf at 100 points.
    pub score_high: f64,
    /// Whether the missing cells leave the tier open.
    pub uncertain: bool,
    /// The tier's name; `None` where the model knows no tiers.
    pub tier: Option<&'a str>,
    /// `None` where the model names no status column or no tiers.
    pub change: Option<Change>,
    /// The names of its flags.
    pub flags: Vec<&'a str>,
    /// Effective weight of the criteria present, 0..100.
    pub completeness_percent: f64,
    /// Every criterion, groups before their children, in file order: as [`super::Engine::nodes`].
    pub criteria: Vec<Assessment<'a>>,
    /// `None` where the model has no portfolio.
    pub portfolio: Option<Position<'a>>,
    /// The carried columns as they stand, in the order of [`super::Engine::show`].
    pub show: Vec<&'a str>,
    /// The amount columns, in the order of the model; `None` where the cell is missing.
    pub amounts: Vec<Option<f64>>,
    /// The file it came from.
    pub file: &'a str,
    /// The physical line it came from.
    pub line: u64,
}

/// An account's place alone, which is known without working out its criteria again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// As for an account.
    pub rank: u64,
    /// As for an account.
    pub id: &'a str,
    /// As for an account.
    pub name: &'a str,
    /// As for an account.
    pub score: f64,
    /// As for an account.
    pub tier: Option<&'a str>,
}

/// A customer that is not ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct KnockedOut<'a> {
    /// As for an account.
    pub id: &'a str,
    /// As for an account.
    pub name: &'a str,
    /// The file it came from.
    pub file: &'a str,
    /// The physical line it came from.
    pub line: u64,
    /// Every reason that applies, in file order; `no data` where no criterion is left.
    pub reasons: Vec<&'a str>,
}

impl KnockedOut<'_> {
    /// The reason for a customer none of whose criteria has a value.
    pub const NO_DATA: &'static str = "no data";
}
