//! Two rankings of one company's customers: who moved, who changed tier, who is new and who is gone.
//!
//! The two may differ in the data, in the model, or in both. Customers are the same where their ids are exactly the
//! same.

pub mod attribution;
pub mod customer;
pub mod drift;
pub mod migration;
pub mod renamed;
pub mod tier_change;

use crate::scoring::{Ranking, Standing, spearman};
use crate::statistics::kendall::kendall_tau_b;
use attribution::{Split, mean_sizes};
pub use customer::{Customer, Movement, Spot, State};
use migration::{Direction, Migration, Tiers};
use renamed::{Renamed, renamed};
use std::collections::HashMap;
use tier_change::why;

/// The two rankings in between, where data and model both differ.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    /// The new data under the old model.
    pub new_data: &'a Ranking<'a>,
    /// The old data under the new model.
    pub new_model: &'a Ranking<'a>,
}

/// Two rankings side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// All customers of either side: those of the new ranking from the top, those it does not rank in file order, then
    /// those that are gone in the order of the old side.
    pub customers: Vec<Customer<'a>>,
    /// The tiers of both models.
    pub tiers: Tiers<'a>,
    /// Pairs of a customer that is gone and one that is new, probably the same under another id.
    pub renamed: Vec<Renamed<'a>>,
    /// How customers moved between tiers.
    pub migration: Migration<'a>,
    /// Kendall tau-b between the scores of those ranked on both sides, -1..1; `None` where one order is all ties.
    pub tau_b: Option<f64>,
    /// Spearman's rank correlation of the same, -1..1.
    pub spearman: Option<f64>,
    /// Mean size of the parts in points, over all customers whose change could be split; `None` where there is none.
    pub mean_parts: Option<Split>,
}

impl<'a> Comparison<'a> {
    /// The customers that moved in this way.
    pub fn with(&self, movement: Movement) -> impl Iterator<Item = &Customer<'a>> {
        self.customers.iter().filter(move |customer| customer.movement == movement)
    }

    /// The customers ranked on both sides.
    pub fn ranked(&self) -> impl Iterator<Item = &Customer<'a>> {
        self.customers.iter().filter(|customer| customer.spots().is_some())
    }

    /// The customers whose rank changed: the largest change of rank first, then the largest change of score, then by
    /// new rank and id.
    pub fn climbers(&self) -> Vec<&Customer<'a>> {
        let measured = self.customers.iter().filter_map(|customer| {
            let (way, points) = (customer.climb()?.unsigned_abs(), customer.score_change()?.abs());
            (way > 0).then_some((way, points, customer))
        });
        let mut moved: Vec<(u64, f64, &Customer<'a>)> = measured.collect();
        // The list is in the order of the new ranking, and a stable sort keeps that order among equals.
        moved.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)));
        moved.into_iter().map(|(_, _, customer)| customer).collect()
    }
}

/// Compares two rankings, customer by customer.
pub fn compare<'a>(old: &'a Ranking<'_>, new: &'a Ranking<'_>, between: Option<Between<'a>>) -> Comparison<'a> {
    let tiers = Tiers::new(tier_names(old), tier_names(new));
    let mut left: HashMap<&str, State<'_>> = states(old).map(|(id, _, state)| (id, state)).collect();
    let mut between = between.map(|b| [b.new_data, b.new_model].map(by_id));
    let (before, after) = (old, new);
    let mut join = |id, name, old: State<'a>, new: State<'a>| {
        let movement = movement(&tiers, &old, &new);
        let between =
            between.as_mut().map(|sides| sides.each_mut().map(|side| side.remove(id).unwrap_or(State::Absent)));
        let why = old.spot().zip(new.spot()).and_then(|(then, now)| why(movement, (before, then), (after, now)));
        Customer { id, name, old, new, between, movement, why }
    };
    let mut customers: Vec<Customer<'a>> = Vec::with_capacity(new.len());
    for (id, name, state) in states(new) {
        customers.push(join(id, name, left.remove(id).unwrap_or(State::Absent), state));
    }
    for (id, name, _) in states(old) {
        if let Some(state) = left.remove(id) {
            customers.push(join(id, name, state, State::Absent));
        }
    }
    let migration = Migration::new(&tiers, customers.iter().map(|c| (c.old.class(), c.new.class())));
    let scores = customers.iter().filter_map(Customer::spots).map(|(old, new)| (old.score, new.score));
    let (x, y): (Vec<f64>, Vec<f64>) = scores.unzip();
    let (tau_b, spearman) = (kendall_tau_b(&x, &y), spearman(&x, &y));
    let mean_parts = mean_sizes(customers.iter().filter_map(Customer::split));
    let renamed = renamed(&customers);
    Comparison { customers, tiers, renamed, migration, tau_b, spearman, mean_parts }
}

fn tier_names<'a>(ranking: &Ranking<'a>) -> Vec<&'a str> {
    ranking.engine().model().tiers.iter().map(|tier| tier.name.as_str()).collect()
}

/// Id, name and state of every customer of a side: the ranked from the top, then the others in file order.
fn states<'a>(ranking: &'a Ranking<'_>) -> impl Iterator<Item = (&'a str, &'a str, State<'a>)> {
    let ranked = ranking.standings().enumerate().map(|(place, Standing { rank, id, name, score, tier })| {
        (id, name, State::Ranked(Spot { place, rank, score, tier }))
    });
    ranked.chain(ranking.knocked_out().map(|out| (out.id, out.name, State::NotRanked(out.reasons))))
}

fn by_id<'a>(ranking: &'a Ranking<'_>) -> HashMap<&'a str, State<'a>> {
    states(ranking).map(|(id, _, state)| (id, state)).collect()
}

fn movement(tiers: &Tiers<'_>, old: &State<'_>, new: &State<'_>) -> Movement {
    match (old, new) {
        (State::Absent, _) => Movement::New,
        (_, State::Absent) => Movement::Gone,
        (State::NotRanked(_), State::NotRanked(_)) => Movement::Unranked,
        (State::NotRanked(_), State::Ranked(_)) => Movement::Entered,
        (State::Ranked(_), State::NotRanked(_)) => Movement::Dropped,
        (State::Ranked(old), State::Ranked(new)) => match tiers.direction(old.tier, new.tier) {
            Direction::Same => Movement::Kept,
            Direction::Up => Movement::Promoted,
            Direction::Down => Movement::Demoted,
            Direction::Unclear => Movement::OtherTier,
        },
    }
}
