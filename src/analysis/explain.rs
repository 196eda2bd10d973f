//! Why an account stands where it stands, and what would move it up.

use super::gap::{Gap, gap};
use crate::scoring::{Account, KnockedOut, Ranking};

/// How many neighbours are shown on each side.
const NEIGHBOURS: usize = 2;

/// What there is to say about a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum Explained<'a> {
    /// It is in the ranking.
    Ranked(Box<Explanation<'a>>),
    /// It is not, for these reasons.
    KnockedOut(KnockedOut<'a>),
}

/// Everything there is to say about one ranked account.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'a> {
    /// The account with every criterion.
    pub account: Account<'a>,
    /// How many accounts are ranked.
    pub ranked: usize,
    /// The accounts around it and itself, from the top.
    pub neighbours: Vec<Neighbour<'a>>,
    /// How far the score is above the line of its tier; `None` where the tier has none.
    pub margin: Option<f64>,
    /// What is missing to the next tier; `None` in the first one, or where the model knows no tiers.
    pub gap: Option<Gap<'a>>,
}

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
    /// Is it the explained account itself?
    pub is_self: bool,
}

/// Explains the account at a place of the ranking, counted from 0; `None` past its end.
pub fn explain<'a>(ranking: &'a Ranking<'_>, place: usize) -> Option<Explanation<'a>> {
    let account = ranking.account(place)?;
    let tiers = &ranking.engine().model().tiers;
    let tier = tiers.iter().position(|t| Some(t.name.as_str()) == account.tier);
    let margin = tier.and_then(|t| tiers.get(t)).and_then(|t| t.min_score).map(|min| account.score - min);
    let gap = tier.and_then(|t| t.checked_sub(1)).and_then(|next| gap(ranking, &account, next));
    let around = place.saturating_sub(NEIGHBOURS)..=place + NEIGHBOURS;
    let neighbours = around.filter_map(|at| Some(neighbour(&ranking.account(at)?, at == place))).collect();
    Some(Explanation { ranked: ranking.len(), account, neighbours, margin, gap })
}

fn neighbour<'a>(account: &Account<'a>, is_self: bool) -> Neighbour<'a> {
    let Account { rank, id, name, score, tier, .. } = *account;
    Neighbour { rank, id, name, score, tier, is_self }
}
