//! The accounts of a ranking, each worked out on demand.

use super::account_points::AccountPoints;
use super::batch::BoundBatch;
use super::order::placed::Placed;
use super::ranking::Ranking;
use super::{Account, Assessment, Engine, Position, Value};
use crate::table::Batch;
use std::ops::Range;

/// Which accounts an output lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// At most that number, of the tier if one is chosen.
    pub top: Option<usize>,
    /// Only this tier, by its place in the model.
    pub tier: Option<usize>,
}

impl<'a> Ranking<'a> {
    /// The account at a place of the ranking, counted from 0.
    pub fn account(&self, place: usize) -> Option<Account<'_>> {
        let placed = *self.placed.get(place)?;
        self.assessed(placed, self.rank(placed.score()), &mut AccountPoints::new(self.engine))
    }

    /// The accounts of a selection from the top, each worked out on demand.
    pub fn accounts<'s>(&'s self, selection: &Selection) -> impl Iterator<Item = Account<'s>> + use<'s, 'a> {
        let (mut account_points, tier) = (AccountPoints::new(self.engine), selection.tier);
        let places = 0..self.places(selection);
        self.ranked(places, tier).filter_map(move |(rank, placed)| self.assessed(placed, rank, &mut account_points))
    }

    /// All about an account, from its points.
    fn assessed<'s>(&'s self, placed: Placed, rank: u64, account_points: &mut AccountPoints) -> Option<Account<'s>> {
        let (cells, row) = (self.batches.get(placed.batch())?, placed.row());
        let Worked { range: (score_low, score_high), completeness_percent } =
            self.work_out(placed, cells, account_points)?;
        let batch = cells.batch();
        Some(Account {
            rank,
            id: cells.id(row),
            name: cells.name(row),
            score: placed.score(),
            score_low,
            score_high,
            uncertain: placed.uncertain(),
            tier: self.tier_name(placed),
            change: self.change(placed),
            flags: self.flags(cells, row, account_points).collect(),
            completeness_percent,
            criteria: criteria(self.engine, cells, row, account_points).collect(),
            portfolio: self.position(account_points),
            show: self.shown(batch, row).collect(),
            amounts: self.engine.carried.sum.iter().map(|&column| self.amount(placed, column)).collect(),
            file: self.file(batch),
            line: batch.line(row),
        })
    }

    /// Works out the points of an account.
    pub(crate) fn work_out(
        &self,
        placed: Placed,
        cells: &BoundBatch<'_>,
        account_points: &mut AccountPoints,
    ) -> Option<Worked> {
        let (engine, score) = (self.engine, placed.score());
        cells.read(placed.row(), account_points);
        account_points.work_out(engine)?;
        if placed.gaps() {
            let (range, completeness_percent) =
                (account_points.score_range(engine, score), account_points.completeness_percent(engine));
            Some(Worked { range, completeness_percent })
        } else {
            Some(Worked::whole(score))
        }
    }

    /// The names of the flags of a row with these points.
    pub(crate) fn flags(
        &self,
        cells: &BoundBatch<'_>,
        row: usize,
        account_points: &AccountPoints,
    ) -> impl Iterator<Item = &'a str> {
        let flags = &self.engine.model().flags;
        cells.flags(row, account_points).filter_map(|flag| flags.get(flag)).map(|flag| flag.name.as_str())
    }

    /// The cells of the carried columns.
    pub(crate) fn shown(&self, batch: &'a Batch, row: usize) -> impl Iterator<Item = &'a str> {
        let columns = self.engine.carried.show.iter();
        columns.map(move |&column| batch.texts(column).map_or("", |texts| texts.raw(row)))
    }

    /// How many places from the top hold all accounts of a selection.
    pub fn places(&self, selection: &Selection) -> usize {
        let Selection { top: Some(top), tier } = *selection else { return self.len() };
        let Some(last) = top.checked_sub(1) else { return 0 };
        let of_tier = |(_, placed): &(usize, &Placed)| tier.is_none() || placed.tier() == tier;
        self.placed.iter().enumerate().filter(of_tier).nth(last).map_or(self.len(), |(place, _)| place + 1)
    }

    /// The ranked rows at some places, with their ranks.
    pub(crate) fn ranked(
        &self,
        places: Range<usize>,
        tier: Option<usize>,
    ) -> impl Iterator<Item = (u64, Placed)> + use<'_, 'a> {
        let mut rank = self.placed.get(places.start).map_or(1, |placed| self.rank(placed.score()));
        let mut before: Option<Placed> = None;
        let placed = self.placed.get(places.start..places.end.min(self.len())).unwrap_or_default();
        (places.start as u64..).zip(placed).filter_map(move |(place, &placed)| {
            if before.is_some_and(|before| !before.ties(placed)) {
                rank = place + 1;
            }
            before = Some(placed);
            (tier.is_none() || placed.tier() == tier).then_some((rank, placed))
        })
    }

    /// The number of accounts in a selection, regardless of `top`.
    pub fn selected(&self, selection: &Selection) -> usize {
        match selection.tier {
            None => self.total,
            Some(tier) => self.placed.iter().filter(|placed| placed.tier() == Some(tier)).count(),
        }
    }

    fn position(&self, account_points: &AccountPoints) -> Option<Position<'a>> {
        let engine = self.engine;
        let (portfolio, [x, y]) = (engine.model().portfolio.as_ref()?, engine.axes.as_ref()?);
        let (x, y) = (account_points.mean(engine, x), account_points.mean(engine, y));
        let quadrant = x.zip(y).map(|(x, y)| portfolio.quadrants.name(x >= portfolio.x.split, y >= portfolio.y.split));
        Some(Position { x, y, quadrant })
    }
}

/// The result of working out an account, as in [`Account`].
pub(crate) struct Worked {
    /// From the lowest score that it can have to the highest.
    pub(crate) range: (f64, f64),
    pub(crate) completeness_percent: f64,
}

impl Worked {
    /// Of an account that has all its cells.
    pub(crate) fn whole(score: f64) -> Self {
        Worked { range: (score, score), completeness_percent: 100.0 }
    }
}

fn criteria<'s>(
    engine: &'s Engine,
    cells: &BoundBatch<'s>,
    row: usize,
    account_points: &AccountPoints,
) -> impl Iterator<Item = Assessment<'s>> {
    let mut leaves = 0..;
    let assess = move |(place, node): (usize, &'s super::Node)| {
        let leaf = node.column.and_then(|_| leaves.next());
        let (points, weight) = (account_points.points(place), account_points.weight(place));
        let value =
            leaf.map(|leaf| if account_points.has_cell(place) { cells.value(leaf, row) } else { Value::Missing });
        Assessment { node, value, points, weight, contribution: account_points.contribution(place) }
    };
    engine.nodes().iter().enumerate().map(assess)
}
