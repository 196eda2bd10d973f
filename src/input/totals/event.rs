//! A row as the judge of aggregates remembers it.

use super::ledger::{Aside, Entry};

/// A row that was taken for a customer and may turn out to be a total.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) entry: Entry,
    pub(crate) figures: Vec<Option<f64>>,
}

/// A row, in the order of the file.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    Customer(Held),
    /// With its line, and how many lines are above its part.
    Aside(u64, Aside, u64),
}
