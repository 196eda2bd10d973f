//! The classes that accounts fall into.

use super::Condition;

/// One class of accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// What it is called; unique in the model.
    pub name: String,
    /// The score from which an account belongs here; `None` only for the last tier, which catches the rest.
    pub min_score: Option<f64>,
    /// How many accounts it holds at most.
    pub max_accounts: Option<u64>,
    /// What must hold as well, all of it.
    pub requires: Vec<Condition>,
}
