//! The accounts of a ranking, put together one by one as they are asked for.

use super::bound::BoundBatch;
use super::placing::Placed;
use super::ranking::Ranking;
use super::sheet::Sheet;
use super::{Account, Assessment, Engine, Position, Value};
use crate::table::{Batch, ColumnId};
use std::ops::Range;

/// Customers whose cells are looked at before the first of them is worked out.
const TOUCHED: usize = 256;

/// Which accounts an output lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// At most so many (of those that the tier lets through).
    pub top: Option<usize>,
    /// Only this tier, by its place in the model.
    pub tier: Option<usize>,
}

impl<'a> Ranking<'a> {
    /// The account at a place of the ranking, counted from 0.
    pub fn account(&self, place: usize) -> Option<Account<'_>> {
        let placed = *self.placed.get(place)?;
        self.assess(placed, self.rank(placed.score()), &mut Sheet::new(self.engine), Vec::new())
    }

    /// Everything about an account, worked out on a sheet; in the room of the criteria of another one.
    fn assess<'s>(
        &'s self,
        placed: Placed,
        rank: u64,
        sheet: &mut Sheet,
        mut room: Vec<Assessment<'s>>,
    ) -> Option<Account<'s>> {
        let (cells, row, engine) = (self.batches.get(placed.batch())?, placed.row(), self.engine);
        let (model, batch) = (engine.model(), cells.batch());
        let score = cells.fill(row, sheet)?;
        let (score_low, score_high) = if placed.gaps() { sheet.score_range(engine, score) } else { (score, score) };
        room.clear();
        room.extend(criteria(engine, cells, row, sheet));
        Some(Account {
            rank,
            id: self.id(placed),
            name: self.name(placed),
            score,
            score_low,
            score_high,
            uncertain: placed.uncertain(),
            tier: self.tier_name(placed),
            change: self.change(placed),
            flags: cells.flags(row, sheet).filter_map(|i| model.flags.get(i)).map(|flag| flag.name.as_str()).collect(),
            completeness_percent: sheet.completeness_percent(engine),
            criteria: room,
            portfolio: self.position(sheet),
            show: engine.carried.show.iter().map(|&column| raw(batch, column, row)).collect(),
            file: self.file(batch),
            line: batch.line(row),
        })
    }

    /// The accounts of a selection from the top; each is put together as it is asked for.
    pub fn accounts<'s>(&'s self, selection: &Selection) -> impl Iterator<Item = Account<'s>> + use<'s, 'a> {
        let (mut sheet, tier) = (Sheet::new(self.engine), selection.tier);
        let places = 0..self.places(selection);
        self.ranked(places, tier).filter_map(move |(rank, placed)| self.assess(placed, rank, &mut sheet, Vec::new()))
    }

    /// How many places from the top hold all accounts of a selection.
    pub fn places(&self, selection: &Selection) -> usize {
        let Selection { top: Some(top), tier } = *selection else { return self.len() };
        let Some(last) = top.checked_sub(1) else { return 0 };
        let of_tier = |(_, placed): &(usize, &Placed)| tier.is_none() || placed.tier() == tier;
        self.placed.iter().enumerate().filter(of_tier).nth(last).map_or(self.len(), |(place, _)| place + 1)
    }

    /// Shows the accounts at some places of the ranking, counted from 0, that are of a tier (by its place in the model)
    /// where one is asked for, each with its number among them. They come in the order of the file, in which they lie
    /// in memory: the quickest way to see very many.
    pub fn show_between(&self, places: Range<usize>, tier: Option<usize>, show: &mut dyn FnMut(usize, &Account<'_>)) {
        let ranked: Vec<(u64, Placed)> = self.ranked(places, tier).collect();
        let mut order: Vec<(u64, u32)> = ranked.iter().map(|(_, placed)| placed.in_file()).zip(0..).collect();
        order.sort_unstable_by_key(|(in_file, _)| *in_file);
        let (mut sheet, mut room) = (Sheet::new(self.engine), Vec::new());
        for some in order.chunks(TOUCHED) {
            let some = || some.iter().filter_map(|(_, number)| Some((*number as usize, ranked.get(*number as usize)?)));
            let touch = |(_, (_, placed)): (usize, &(u64, Placed))| {
                self.table().batches.get(placed.batch()).map_or(0, |batch| batch.touch(placed.row()))
            };
            std::hint::black_box(some().map(touch).fold(0, u8::wrapping_add));
            for (number, (rank, placed)) in some() {
                if let Some(account) = self.assess(*placed, *rank, &mut sheet, room) {
                    show(number, &account);
                    room = account.criteria;
                } else {
                    room = Vec::new();
                }
            }
        }
    }

    /// The ranked rows at some places, with their ranks.
    pub(super) fn ranked(
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

    /// How many accounts of a selection there are when `top` is not looked at.
    pub fn selected(&self, selection: &Selection) -> usize {
        match selection.tier {
            None => self.total,
            Some(tier) => self.placed.iter().filter(|placed| placed.tier() == Some(tier)).count(),
        }
    }

    fn position(&self, sheet: &Sheet) -> Option<Position<'a>> {
        let engine = self.engine;
        let (portfolio, [x, y]) = (engine.model().portfolio.as_ref()?, engine.axes.as_ref()?);
        let (x, y) = (sheet.mean(engine, x), sheet.mean(engine, y));
        let quadrant = x.zip(y).map(|(x, y)| portfolio.quadrants.name(x >= portfolio.x.split, y >= portfolio.y.split));
        Some(Position { x, y, quadrant })
    }
}

fn criteria<'s>(
    engine: &'s Engine,
    cells: &BoundBatch<'s>,
    row: usize,
    sheet: &Sheet,
) -> impl Iterator<Item = Assessment<'s>> {
    let mut leaves = 0..;
    let assess = move |(place, node): (usize, &'s super::Node)| {
        let leaf = node.column.and_then(|_| leaves.next());
        let (points, weight) = (sheet.points(place), sheet.weight(place));
        let value = leaf.map(|leaf| if sheet.has_cell(place) { cells.value(leaf, row) } else { Value::Missing });
        Assessment { node, value, points, weight, contribution: points.map(|points| weight * points) }
    };
    engine.nodes().iter().enumerate().map(assess)
}

fn raw(batch: &Batch, column: ColumnId, row: usize) -> &str {
    batch.texts(column).map_or("", |texts| texts.raw(row))
}
