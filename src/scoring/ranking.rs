//! All customers of a table, ranked.

use super::account_points::AccountPoints;
use super::batch::BoundBatch;
use super::order::placed::Placed;
use super::{Change, Engine, KnockedOut, Standing, Summary, Value};
use crate::finding::Findings;
use crate::model::Condition;
use crate::table::{Batch, ColumnId, Table};

/// The ranked accounts of a table.
#[derive(Debug)]
pub struct Ranking<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) table: &'a Table,
    pub(crate) batches: Vec<BoundBatch<'a>>,
    /// Best score first, equals by id.
    pub(crate) placed: Vec<Placed>,
    /// How many are ranked, those that are not in `placed` included.
    pub(crate) total: usize,
    /// Batch and row, in file order.
    pub(crate) knocked_out: Vec<(u32, u32)>,
    /// For each tier the score that an account outside must exceed, where it is full.
    pub(crate) to_beat: Vec<Option<f64>>,
    pub(crate) summary: Summary,
    pub(crate) findings: Findings,
}

impl<'a> Ranking<'a> {
    /// The compiled model.
    pub fn engine(&self) -> &'a Engine {
        self.engine
    }

    /// The customers.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// How many accounts are ranked.
    pub fn len(&self) -> usize {
        self.placed.len()
    }

    /// Whether nobody is ranked.
    pub fn is_empty(&self) -> bool {
        self.placed.is_empty()
    }

    /// All accounts with their ranks, from the top.
    pub fn standings(&self) -> impl Iterator<Item = Standing<'a>> {
        self.ranked(0..self.len(), None).map(|(rank, placed)| Standing {
            rank,
            id: self.id(placed),
            name: self.name(placed),
            score: placed.score(),
            tier: self.tier_name(placed),
        })
    }

    /// The customers that are not ranked, in file order.
    pub fn knocked_out(&self) -> impl Iterator<Item = KnockedOut<'_>> {
        self.knocked_out.iter().filter_map(|&(batch, row)| {
            let (batch, row) = (self.batches.get(batch as usize)?, row as usize);
            let knockouts = &self.engine.model().knockouts;
            let mut reasons: Vec<&str> =
                batch.reasons(row).filter_map(|i| knockouts.get(i)).map(|knockout| knockout.reason.as_str()).collect();
            if reasons.is_empty() {
                reasons.push(KnockedOut::NO_DATA);
            }
            let (file, line) = (self.file(batch.batch()), batch.batch().line(row));
            Some(KnockedOut { id: batch.id(row), name: batch.name(row), file, line, reasons })
        })
    }

    /// The figures over all accounts.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Warnings of the model on these data: a tier cut that runs through a tie, missing amounts, words and requirements that
    /// fit nobody.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The place of the account with that very id (outer spaces aside).
    pub fn find_id(&self, id: &str) -> Option<usize> {
        self.placed.iter().position(|placed| self.id(*placed) == id.trim())
    }

    /// The place of an account's tier in the model; `None` if there is no such account or the model has no tiers.
    pub fn tier(&self, place: usize) -> Option<usize> {
        self.placed.get(place)?.tier()
    }

    /// What a tier (by its place in the model) requires and the account at `place` does not meet, each with what the
    /// account has instead: points of a criterion, 0..100 and rounded, or a cell.
    pub fn unmet(&self, place: usize, tier: usize) -> Vec<(&'a Condition, Value<'a>)> {
        let Some(placed) = self.placed.get(place) else { return Vec::new() };
        let (Some(batch), Some(tier_model)) = (self.batches.get(placed.batch()), self.engine.model().tiers.get(tier))
        else {
            return Vec::new();
        };
        let mut account_points = AccountPoints::new(self.engine);
        batch.fill(placed.row(), &mut account_points);
        let unmet = batch.unmet(tier, placed.row(), &account_points);
        unmet.filter_map(|(at, has)| Some((tier_model.requires.get(at)?, has))).collect()
    }

    /// What the account at `place` would score, rounded, if a leaf criterion (by its place among [`Engine::nodes`])
    /// earned `points` (0..100) and all else stayed, the other accounts included. A missing leaf counts as there.
    ///
    /// `None` where there is no such account or the criterion is a group.
    pub fn score_with(&self, place: usize, node: usize, points: f64) -> Option<f64> {
        let placed = *self.placed.get(place)?;
        self.engine.nodes().get(node)?.column?;
        let mut account_points = AccountPoints::new(self.engine);
        self.batches.get(placed.batch())?.read(placed.row(), &mut account_points);
        account_points.write(node, Some(points));
        account_points.score(self.engine)
    }

    /// The score (0..100) that an account outside a tier (by its place in the model) must exceed for a place in it;
    /// `None` where the tier still has buffers.
    pub fn to_beat(&self, tier: usize) -> Option<f64> {
        self.to_beat.get(tier).copied().flatten()
    }

    /// Whether the account at `place` meets a requirement of a tier (both by their places in the model). With `change`, a leaf
    /// criterion (by its place among [`Engine::nodes`]) earns those points and all else stays; a condition on a column still
    /// looks at the cell as it is.
    ///
    /// `None` where there is no such account.
    pub fn requirement_holds(
        &self,
        place: usize,
        (tier, requirement): (usize, usize),
        change: Option<(usize, f64)>,
    ) -> Option<bool> {
        let placed = *self.placed.get(place)?;
        let batch = self.batches.get(placed.batch())?;
        let mut account_points = AccountPoints::new(self.engine);
        batch.read(placed.row(), &mut account_points);
        if let Some((node, points)) = change {
            account_points.write(node, Some(points));
        }
        account_points.score(self.engine)?;
        Some(batch.meets_one(tier, requirement, placed.row(), &account_points))
    }

    pub(crate) fn placed(&self) -> &[Placed] {
        &self.placed
    }

    pub(crate) fn id(&self, placed: Placed) -> &'a str {
        self.batches.get(placed.batch()).map_or("", |batch| batch.id(placed.row()))
    }

    pub(crate) fn name(&self, placed: Placed) -> &'a str {
        self.batches.get(placed.batch()).map_or("", |batch| batch.name(placed.row()))
    }

    pub(crate) fn tier_name(&self, placed: Placed) -> Option<&'a str> {
        placed.tier().and_then(|tier| self.engine.model().tiers.get(tier)).map(|tier| tier.name.as_str())
    }

    /// How the tier differs from today's status; `None` if the model names no status column or no tiers.
    pub(crate) fn change(&self, placed: Placed) -> Option<Change> {
        self.batches.get(placed.batch())?.change(placed.row(), placed.tier()?)
    }

    /// A cell of an amount column.
    pub(crate) fn amount(&self, placed: Placed, column: ColumnId) -> Option<f64> {
        let cells = self.table.batches.get(placed.batch())?.numbers(column)?;
        cells.get(placed.row()).filter(|amount| amount.is_finite())
    }

    /// Standard competition ranking: one more than there are higher scores.
    pub(crate) fn rank(&self, score: f64) -> u64 {
        self.placed.partition_point(|placed| placed.score() > score) as u64 + 1
    }

    pub(crate) fn file(&self, batch: &Batch) -> &'a str {
        self.table.files.get(batch.file).map_or("", |file| &file.name)
    }
}
