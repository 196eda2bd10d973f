//! The effect of other weights on a ranking of the same customers.

use crate::scoring::Ranking;
use crate::scoring::accounts::Selection;
use crate::statistics::kendall::kendall_tau_b;
use std::collections::HashMap;

/// The ranking under proposed weights against the one under the current weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Ranked customers.
    pub customers: usize,
    /// Kendall tau-b of the two rankings, -1..1; `None` where one of them is all ties.
    pub tau_b: Option<f64>,
    /// The customers that change tier, in the order of the proposed ranking; `None` where the model has no tiers.
    pub tier_moves: Option<Vec<TierMove>>,
}

/// A customer that changes tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierMove {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tier under the current weights.
    pub from: String,
    /// Its tier under the proposed ones.
    pub to: String,
}

/// Compares two rankings of the same customers.
pub fn compare(in_force: &Ranking<'_>, proposed: &Ranking<'_>) -> Comparison {
    let everybody = Selection::default();
    let before: HashMap<&str, (f64, Option<&str>)> =
        in_force.accounts(&everybody).map(|account| (account.id, (account.score, account.tier))).collect();
    let (mut x, mut y, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for account in proposed.accounts(&everybody) {
        let Some(&(score, tier)) = before.get(account.id) else { continue };
        x.push(score);
        y.push(account.score);
        if let Some((from, to)) = tier.zip(account.tier).filter(|(from, to)| from != to) {
            let [id, name, from, to] = [account.id, account.name, from, to].map(str::to_owned);
            moves.push(TierMove { id, name, from, to });
        }
    }
    let has_tiers = !in_force.engine().model().tiers.is_empty();
    Comparison { customers: y.len(), tau_b: kendall_tau_b(&x, &y), tier_moves: has_tiers.then_some(moves) }
}

/// Whether two rankings list the same customers with the same ranks and tiers.
pub fn same_order(a: &Ranking<'_>, b: &Ranking<'_>) -> bool {
    let everybody = Selection::default();
    let standing =
        |account: crate::scoring::Account<'_>| (account.rank, account.id.to_owned(), account.tier.map(str::to_owned));
    a.accounts(&everybody).map(standing).eq(b.accounts(&everybody).map(standing))
}
