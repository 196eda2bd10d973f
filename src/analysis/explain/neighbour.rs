//! Another account beside the explained one.

use crate::scoring::{Account, Ranking};

/// An account in the ranking beside the explained one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour<'a> {
    /// Its rank.
    pub rank: u64,
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its score.
    pub score: f64,
    /// Its tier.
    pub tier: Option<&'a str>,
    /// Whether it is the explained account itself.
    pub is_self: bool,
}

impl<'a> Neighbour<'a> {
    /// The account at a place of the ranking.
    pub(crate) fn at(ranking: &'a Ranking<'_>, place: usize, is_self: bool) -> Option<Self> {
        let Account { rank, id, name, score, tier, .. } = ranking.account(place)?;
        Some(Neighbour { rank, id, name, score, tier, is_self })
    }
}
