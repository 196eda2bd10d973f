//! The classes of accounts.

use super::Condition;

/// One class of accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// Its name, unique in the model.
    pub name: String,
    /// The score from which an account belongs here; `None` only for the last tier, which takes the rest.
    pub min_score: Option<f64>,
    /// How many accounts it holds at most.
    pub max_accounts: Option<u64>,
    /// The requirements that an account must also meet, all of them.
    pub requires: Vec<Condition>,
}
