//! Figures over all accounts.

use super::concentration::Concentration;

/// A customer in a list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// What part of an amount column a tier holds.
#[derive(Debug, Clone, PartialEq)]
pub struct SumShare {
    /// The amount column.
    pub column: String,
    /// Sum over the tier's accounts, in the unit of the column.
    pub total: f64,
    /// Percent of the sum over all ranked accounts, rounded to 9 decimals; `None` where that sum is not above zero.
    /// Within 0..100 unless amounts are negative.
    pub share_percent: Option<f64>,
}

/// One tier's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct TierSummary {
    /// The tier's name.
    pub name: String,
    /// How many accounts are in it.
    pub accounts: u64,
    /// One for each amount column.
    pub sums: Vec<SumShare>,
}

/// The ranking against the order by the first amount column alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The amount column.
    pub column: String,
    /// Kendall tau-b, -1..1; `None` where one order is all ties.
    pub tau_b: Option<f64>,
    /// How many are in the first tier; so many the order by amount picks from its top as well, equal amounts by id.
    pub key_accounts: u64,
    /// How many are in the first tier but not among so many by amount.
    pub only_by_score_count: u64,
    /// The first of them (at most [`Baseline::NAMED`]), best score first.
    pub only_by_score: Vec<Named>,
    /// How many are among so many by amount but not in the first tier.
    pub only_by_amount_count: u64,
    /// The first of them (at most [`Baseline::NAMED`]), largest amount first.
    pub only_by_amount: Vec<Named>,
}

impl Baseline {
    /// How many customers are named in each list.
    pub const NAMED: usize = 10;
}

/// Figures over all accounts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Customers read.
    pub accounts: u64,
    /// Customers ranked.
    pub ranked: u64,
    /// Customers not ranked.
    pub knocked_out: u64,
    /// Accounts some of whose cells are missing.
    pub incomplete: u64,
    /// Accounts whose missing cells leave the tier open.
    pub uncertain: u64,
    /// From the top; empty where the model knows no tiers.
    pub tiers: Vec<TierSummary>,
    /// `None` where the model names no amount column.
    pub baseline: Option<Baseline>,
    /// One for each amount column of which anybody holds something.
    pub concentration: Vec<Concentration>,
    /// Promoted, kept, demoted, new; `None` where the model names no status column or no tiers.
    pub changes: Option<Changes>,
    /// Each flag of the model and on how many accounts it is up.
    pub flags: Vec<(String, u64)>,
    /// Ids of the criteria whose points depend on who else is in the data (minmax, percentile).
    pub data_driven: Vec<String>,
}

/// How many accounts change tier against today's status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// To a higher tier.
    pub promote: u64,
    /// The same tier.
    pub keep: u64,
    /// To a lower tier.
    pub demote: u64,
    /// Not in a tier today.
    pub new: u64,
}
