//! Two rankings of one company's customers: who moved, who changed tier, who came and who went.
//!
//! The two may differ in the data, in the model, or in both; customers are the same where their ids are, to the letter.

pub mod attribution;
pub mod drift;
pub mod migration;
pub mod renamed;
pub mod tier_change;

use crate::scoring::{Ranking, Standing, spearman};
use crate::statistics::kendall::kendall_tau_b;
use attribution::{Scores, Split, change, mean_sizes};
use migration::{Class, Direction, Migration, Tiers};
use renamed::{Twin, twins};
use std::collections::HashMap;
use tier_change::{Why, why};

/// The two rankings in between, where data and model both differ.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    /// The new data under the old model.
    pub new_data: &'a Ranking<'a>,
    /// The old data under the new model.
    pub new_model: &'a Ranking<'a>,
}

/// A place in a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot<'a> {
    /// From 0; equals have places of their own.
    pub(crate) place: usize,
    /// From 1, among all who are ranked there.
    pub rank: u64,
    /// 0..100.
    pub score: f64,
    /// `None` where the model knows no tiers.
    pub tier: Option<&'a str>,
}

/// What one side says about a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum State<'a> {
    /// It is ranked.
    Ranked(Spot<'a>),
    /// It is there but not ranked, for these reasons.
    NotRanked(Vec<&'a str>),
    /// It is not there.
    Absent,
}

impl<'a> State<'a> {
    /// Its place, where it is ranked.
    pub fn spot(&self) -> Option<Spot<'a>> {
        if let State::Ranked(spot) = self { Some(*spot) } else { None }
    }

    fn class(&self) -> Class<'a> {
        match self {
            State::Ranked(spot) => spot.tier.map_or(Class::Untiered, Class::Tier),
            State::NotRanked(_) => Class::NotRanked,
            State::Absent => Class::Absent,
        }
    }
}

/// What became of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Ranked on both sides, in the same tier.
    Kept,
    /// Ranked on both sides, now in a higher tier.
    Promoted,
    /// Ranked on both sides, now in a lower tier.
    Demoted,
    /// Ranked on both sides, in tiers that cannot be compared.
    OtherTier,
    /// On both sides, but ranked only now.
    Entered,
    /// On both sides, but no longer ranked.
    Dropped,
    /// On both sides, and ranked on neither.
    Unranked,
    /// Only on the new side.
    New,
    /// Only on the old side.
    Gone,
}

impl Fate {
    /// The word in every output.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Kept => "same tier",
            Fate::Promoted => "promoted",
            Fate::Demoted => "demoted",
            Fate::OtherTier => "other tier",
            Fate::Entered => "ranked now",
            Fate::Dropped => "no longer ranked",
            Fate::Unranked => "not ranked",
            Fate::New => "new",
            Fate::Gone => "gone",
        }
    }

    /// Is it on both sides, but in another tier, or ranked on one of them only?
    pub fn is_tier_change(self) -> bool {
        matches!(self, Fate::Promoted | Fate::Demoted | Fate::OtherTier | Fate::Entered | Fate::Dropped)
    }
}

/// One customer on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer<'a> {
    /// As it stands in the cell, without outer spaces.
    pub id: &'a str,
    /// As the new side calls it, or the old one where it is gone.
    pub name: &'a str,
    /// What the old side says.
    pub old: State<'a>,
    /// What the new side says.
    pub new: State<'a>,
    /// What the new data under the old model, and the old data under the new model, say; `None` where the comparison has
    /// no rankings in between.
    pub between: Option<[State<'a>; 2]>,
    /// What became of it.
    pub fate: Fate,
    /// Why it went up or down, where the models tell; `None` for all others.
    pub why: Option<Why<'a>>,
}

impl<'a> Customer<'a> {
    /// Its place on either side, where it is ranked on both.
    pub fn spots(&self) -> Option<(Spot<'a>, Spot<'a>)> {
        self.old.spot().zip(self.new.spot())
    }

    /// How many ranks it went up (below zero: down); `None` unless it is ranked on both sides.
    pub fn climb(&self) -> Option<i64> {
        let (old, new) = self.spots()?;
        Some(old.rank.cast_signed() - new.rank.cast_signed())
    }

    /// New score minus old; `None` unless it is ranked on both sides.
    pub fn score_change(&self) -> Option<f64> {
        let (old, new) = self.spots()?;
        Some(change(old.score, new.score))
    }

    /// What of the change the data caused and what the model; `None` unless it is ranked in all four rankings.
    pub fn split(&self) -> Option<Split> {
        let (old, new) = self.spots()?;
        let [new_data, new_model] = self.between.as_ref()?;
        let (new_data, new_model) = (new_data.spot()?, new_model.spot()?);
        let scores = Scores { old: old.score, new_data: new_data.score, new_model: new_model.score, new: new.score };
        Some(scores.split())
    }

    /// Did its rank or tier change, did it come, go, or begin or cease to be ranked?
    pub fn moved(&self) -> bool {
        self.fate.is_tier_change()
            || matches!(self.fate, Fate::New | Fate::Gone)
            || self.climb().is_some_and(|climb| climb != 0)
    }
}

/// Two rankings side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// All customers of either side: those of the new ranking from the top, those it does not rank in file order, then
    /// those that are gone in the order of the old side.
    pub customers: Vec<Customer<'a>>,
    /// The tiers of both models.
    pub tiers: Tiers<'a>,
    /// Those that seem to have left and come, but are probably the same under another id.
    pub twins: Vec<Twin<'a>>,
    /// From which tier to which.
    pub migration: Migration<'a>,
    /// Kendall tau-b between the scores of those ranked on both sides, -1..1; `None` where one order is all ties.
    pub tau_b: Option<f64>,
    /// Spearman's rank correlation of the same, -1..1.
    pub spearman: Option<f64>,
    /// Mean size of the parts in points, over all whose change could be split; `None` where there is nobody.
    pub mean_parts: Option<Split>,
}

impl<'a> Comparison<'a> {
    /// Those whom something became of.
    pub fn with(&self, fate: Fate) -> impl Iterator<Item = &Customer<'a>> {
        self.customers.iter().filter(move |customer| customer.fate == fate)
    }

    /// Those ranked on both sides.
    pub fn ranked(&self) -> impl Iterator<Item = &Customer<'a>> {
        self.customers.iter().filter(|customer| customer.spots().is_some())
    }

    /// Those whose rank changed: the longest way first, then the largest change of score, then by new rank and id.
    pub fn climbers(&self) -> Vec<&Customer<'a>> {
        let measured = self.customers.iter().filter_map(|customer| {
            let (way, points) = (customer.climb()?.unsigned_abs(), customer.score_change()?.abs());
            (way > 0).then_some((way, points, customer))
        });
        let mut moved: Vec<(u64, f64, &Customer<'a>)> = measured.collect();
        // The list is in the order of the new ranking, which a stable sort keeps among equals.
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
        let fate = fate(&tiers, &old, &new);
        let between =
            between.as_mut().map(|sides| sides.each_mut().map(|side| side.remove(id).unwrap_or(State::Absent)));
        let why = old.spot().zip(new.spot()).and_then(|(then, now)| why(fate, (before, then), (after, now)));
        Customer { id, name, old, new, between, fate, why }
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
    let twins = twins(&customers);
    Comparison { customers, tiers, twins, migration, tau_b, spearman, mean_parts }
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

fn fate(tiers: &Tiers<'_>, old: &State<'_>, new: &State<'_>) -> Fate {
    match (old, new) {
        (State::Absent, _) => Fate::New,
        (_, State::Absent) => Fate::Gone,
        (State::NotRanked(_), State::NotRanked(_)) => Fate::Unranked,
        (State::NotRanked(_), State::Ranked(_)) => Fate::Entered,
        (State::Ranked(_), State::NotRanked(_)) => Fate::Dropped,
        (State::Ranked(old), State::Ranked(new)) => match tiers.direction(old.tier, new.tier) {
            Direction::Same => Fate::Kept,
            Direction::Up => Fate::Promoted,
            Direction::Down => Fate::Demoted,
            Direction::Unclear => Fate::OtherTier,
        },
    }
}
