//! The accounts of a ranking, put together one by one as they are asked for.

use super::bound::BoundBatch;
use super::placing::Placed;
use super::ranking::Ranking;
use super::sheet::Sheet;
use super::{Account, Assessment, Engine, Listed, Position, Value};
use crate::table::{Batch, ColumnId};
use std::ops::Range;

/// How many customers ahead the processor is told what it will need: their records, and then their texts, whose places are
/// in the records.
const RECORDS_AHEAD: usize = 48;
const TEXTS_AHEAD: usize = 24;

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
        self.assessed(placed, self.rank(placed.score()), &mut Sheet::new(self.engine))
    }

    /// The accounts of a selection from the top; each is put together as it is asked for.
    pub fn accounts<'s>(&'s self, selection: &Selection) -> impl Iterator<Item = Account<'s>> + use<'s, 'a> {
        let (mut sheet, tier) = (Sheet::new(self.engine), selection.tier);
        let places = 0..self.places(selection);
        self.ranked(places, tier).filter_map(move |(rank, placed)| self.assessed(placed, rank, &mut sheet))
    }

    /// Everything about an account, worked out on a sheet.
    fn assessed<'s>(&'s self, placed: Placed, rank: u64, sheet: &mut Sheet) -> Option<Account<'s>> {
        let engine = self.engine;
        self.assess(placed, rank, sheet, |cells, sheet| criteria(engine, cells, placed.row(), sheet).collect())
    }

    /// An account, worked out on a sheet, with what `criteria` makes of that.
    fn assess<'s, C>(
        &'s self,
        placed: Placed,
        rank: u64,
        sheet: &mut Sheet,
        criteria: impl FnOnce(&'s BoundBatch<'a>, &Sheet) -> C,
    ) -> Option<Account<'s, C>> {
        let (cells, row, engine) = (self.batches.get(placed.batch())?, placed.row(), self.engine);
        cells.read(row, sheet);
        sheet.work_out(engine)?;
        let score = placed.score();
        let flag = |flag: usize| engine.model().flags.get(flag).map(|flag| flag.name.as_str());
        let worked = Worked {
            range: if placed.gaps() { sheet.score_range(engine, score) } else { (score, score) },
            flags: cells.flags(row, sheet).filter_map(flag).collect(),
            completeness_percent: if placed.gaps() { sheet.completeness_percent(engine) } else { 100.0 },
            criteria: criteria(cells, sheet),
            portfolio: self.position(sheet),
        };
        Some(self.account_of(placed, rank, cells, worked))
    }

    /// An account as it is worked out.
    fn account_of<'s, C>(
        &'s self,
        placed: Placed,
        rank: u64,
        cells: &'s BoundBatch<'a>,
        worked: Worked<'s, C>,
    ) -> Account<'s, C> {
        let Worked { range: (score_low, score_high), flags, completeness_percent, criteria, portfolio } = worked;
        let (batch, row) = (cells.batch(), placed.row());
        Account {
            rank,
            id: cells.id(row),
            name: cells.name(row),
            score: placed.score(),
            score_low,
            score_high,
            uncertain: placed.uncertain(),
            tier: self.tier_name(placed),
            change: self.change(placed),
            flags,
            completeness_percent,
            criteria,
            portfolio,
            show: self.engine.carried.show.iter().map(|&column| raw(batch, column, row)).collect(),
            file: self.file(batch),
            line: batch.line(row),
        }
    }

    /// How many places from the top hold all accounts of a selection.
    pub fn places(&self, selection: &Selection) -> usize {
        let Selection { top: Some(top), tier } = *selection else { return self.len() };
        let Some(last) = top.checked_sub(1) else { return 0 };
        let of_tier = |(_, placed): &(usize, &Placed)| tier.is_none() || placed.tier() == tier;
        self.placed.iter().enumerate().filter(of_tier).nth(last).map_or(self.len(), |(place, _)| place + 1)
    }

    /// Shows the accounts at some places of the ranking, counted from 0, that are of a tier (by its place in the model)
    /// where one is asked for: the quickest way to see very many.
    pub fn show_between(&self, places: Range<usize>, tier: Option<usize>, show: &mut dyn FnMut(&Listed<'_>)) {
        let (ranked, mut sheet, mut room) = (self.ranked(places, tier), Sheet::new(self.engine), Vec::new());
        let prefetch = |next: Option<(u64, Placed)>, ahead: fn(&Batch, usize)| {
            let batch = next.and_then(|(_, placed)| self.table().batches.get(placed.batch()).zip(Some(placed.row())));
            batch.into_iter().for_each(|(batch, row)| ahead(batch, row));
        };
        let (mut records, mut texts) = (ranked.clone(), ranked.clone());
        records.by_ref().take(RECORDS_AHEAD).for_each(|next| prefetch(Some(next), Batch::prefetch));
        texts.by_ref().take(TEXTS_AHEAD).for_each(|next| prefetch(Some(next), Batch::prefetch_texts));
        for (rank, placed) in ranked {
            prefetch(records.next(), Batch::prefetch);
            prefetch(texts.next(), Batch::prefetch_texts);
            if let Some(listed) = self.listed(placed, rank, &mut sheet, std::mem::take(&mut room)) {
                show(&listed);
                room = listed.criteria;
            }
        }
    }

    /// An account of a list, with its contributions in the room of another one's. Only what takes a sheet is worked out
    /// on it.
    fn listed<'s>(
        &'s self,
        placed: Placed,
        rank: u64,
        sheet: &mut Sheet,
        mut room: Vec<Option<f64>>,
    ) -> Option<Listed<'s>> {
        let (engine, model) = (self.engine, self.engine.model());
        room.clear();
        if engine.is_flat() && !placed.gaps() && model.flags.is_empty() && model.portfolio.is_none() {
            let (cells, score) = (self.batches.get(placed.batch())?, placed.score());
            room.extend(cells.contributions(placed.row()));
            let (range, flags, portfolio) = ((score, score), Vec::new(), None);
            let worked = Worked { range, flags, completeness_percent: 100.0, criteria: room, portfolio };
            return Some(self.account_of(placed, rank, cells, worked));
        }
        self.assess(placed, rank, sheet, |_, sheet| {
            room.extend((0..engine.nodes().len()).map(|node| sheet.contribution(node)));
            room
        })
    }

    /// The ranked rows at some places, with their ranks.
    pub(super) fn ranked(
        &self,
        places: Range<usize>,
        tier: Option<usize>,
    ) -> impl Iterator<Item = (u64, Placed)> + Clone + use<'_, 'a> {
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

/// What working out an account tells, as in [`Account`].
struct Worked<'s, C> {
    /// From the lowest score that it can have to the highest.
    range: (f64, f64),
    flags: Vec<&'s str>,
    completeness_percent: f64,
    criteria: C,
    portfolio: Option<Position<'s>>,
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
        Assessment { node, value, points, weight, contribution: sheet.contribution(place) }
    };
    engine.nodes().iter().enumerate().map(assess)
}

fn raw(batch: &Batch, column: ColumnId, row: usize) -> &str {
    batch.texts(column).map_or("", |texts| texts.raw(row))
}
