//! All customers of a table, ranked.

use super::admission::mark_uncertain;
use super::bound::BoundBatch;
use super::census::Census;
use super::crew::side_by_side;
use super::digest::{Digester, Tally};
use super::extent::Extents;
use super::placing::{Placed, gather, sort};
use super::sheet::Sheet;
use super::{Account, Assessment, Change, Engine, KnockedOut, Position, Standing, Summary, Value, figures, tiers};
use crate::finding::Findings;
use crate::model::Condition;
use crate::table::{Batch, ColumnId, Table};

/// Which accounts an output lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// At most so many (of those that the tier lets through).
    pub top: Option<usize>,
    /// Only this tier, by its place in the model.
    pub tier: Option<usize>,
}

/// The ranked accounts of a table.
#[derive(Debug)]
pub struct Ranking<'a> {
    engine: &'a Engine,
    table: &'a Table,
    batches: Vec<BoundBatch<'a>>,
    /// Best score first, equals by id.
    placed: Vec<Placed>,
    /// How many are ranked, those that are not in `placed` included.
    total: usize,
    /// Batch and row, in file order.
    knocked_out: Vec<(u32, u32)>,
    /// For each tier the score that an account outside must exceed, where it is full.
    to_beat: Vec<Option<f64>>,
    summary: Summary,
    findings: Findings,
}

impl<'a> Ranking<'a> {
    /// Scores and ranks every customer of `table`.
    pub fn new(engine: &'a Engine, table: &'a Table) -> Self {
        let (extents, rows) = (Extents::new(engine, &table.batches), table.rows());
        let scored = side_by_side(rows, &table.batches, |batch| {
            let bound = BoundBatch::new(engine, &extents, batch);
            let scores = bound.score();
            let census = Census::of(engine, &bound, &scores.ranked);
            (bound, scores, census)
        });
        let (mut batches, mut ranked, mut flags) = (Vec::new(), Vec::new(), Vec::new());
        let (mut knocked_out, mut census) = (Vec::new(), Census::default());
        for (number, (bound, scores, seen)) in (0..).zip(scored) {
            batches.push(bound);
            ranked.push(scores.ranked);
            flags.push(scores.flags);
            knocked_out.extend(scores.knocked_out.iter().map(|&row| (number, row)));
            census.add(seen);
        }
        let mut placed = gather(ranked);
        sort(&mut placed, &table.batches);
        let (to_beat, mut findings) = tiers::assign(engine, &batches, &mut placed);
        findings.append(census.findings(engine));
        mark_uncertain(engine, &batches, &mut placed);
        let summary = Summary::default();
        let total = placed.len();
        let mut ranking = Ranking { engine, table, batches, placed, total, knocked_out, to_beat, summary, findings };
        let (summary, more) = figures::summary(&ranking, flags.iter().map(Vec::as_slice));
        ranking.summary = summary;
        ranking.findings.append(more);
        ranking
    }

    /// Ranks the best accounts of all digests, given what they kept and counted ([`super::Digest::unite`]). The figures
    /// are those of all accounts; the ranking itself ends with the last of the best.
    pub fn best(digester: &Digester<'a>, table: &'a Table, tally: &Tally) -> Self {
        let mut ranking = Ranking::new(digester.engine(), table);
        ranking.placed.truncate(digester.top());
        ranking.total = usize::try_from(tally.ranked).unwrap_or(usize::MAX);
        ranking.summary = figures::of_tally(ranking.engine, tally);
        ranking.findings = tally.census.findings(ranking.engine);
        ranking
    }

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

    /// Is nobody ranked?
    pub fn is_empty(&self) -> bool {
        self.placed.is_empty()
    }

    /// The account at a place of the ranking, counted from 0.
    pub fn account(&self, place: usize) -> Option<Account<'_>> {
        let placed = *self.placed.get(place)?;
        let (batch, row, engine) = (self.batches.get(placed.batch())?, placed.row(), self.engine);
        let mut sheet = Sheet::new(engine);
        let score = batch.fill(row, &mut sheet)?;
        let (score_low, score_high) = if placed.gaps { sheet.score_range(engine, score) } else { (score, score) };
        let model = engine.model();
        Some(Account {
            rank: self.rank(placed.score),
            id: self.id(placed),
            name: self.name(placed),
            score,
            score_low,
            score_high,
            uncertain: placed.uncertain,
            tier: self.tier_name(placed),
            change: self.change(placed),
            flags: batch.flags(row, &sheet).filter_map(|i| model.flags.get(i)).map(|flag| flag.name.as_str()).collect(),
            completeness_percent: sheet.completeness_percent(engine),
            criteria: self.criteria(batch, row, &sheet),
            portfolio: self.position(&sheet),
            show: engine.carried.show.iter().map(|&column| raw(batch.batch(), column, row)).collect(),
            file: self.file(batch.batch()),
            line: batch.batch().line(row),
        })
    }

    /// The accounts of a selection from the top; each is put together as it is asked for.
    pub fn accounts<'s>(&'s self, selection: &Selection) -> impl Iterator<Item = Account<'s>> + use<'s, 'a> {
        let (top, tier) = (selection.top.unwrap_or(usize::MAX), selection.tier);
        let let_through =
            move |place: &usize| tier.is_none() || self.placed.get(*place).and_then(|placed| placed.tier()) == tier;
        (0..self.len()).filter(let_through).take(top).filter_map(|place| self.account(place))
    }

    /// Where every account stands, from the top.
    pub fn standings(&self) -> impl Iterator<Item = Standing<'a>> {
        let equals = self.placed.chunk_by(|a, b| a.score.total_cmp(&b.score).is_eq());
        let ranked = equals.scan(1, |next, tie| {
            let rank = *next;
            *next += tie.len() as u64;
            Some(tie.iter().map(move |placed| (rank, *placed)))
        });
        ranked.flatten().map(|(rank, placed)| Standing {
            rank,
            id: self.id(placed),
            name: self.name(placed),
            score: placed.score,
            tier: self.tier_name(placed),
        })
    }

    /// How many accounts of a selection there are when `top` is not looked at.
    pub fn selected(&self, selection: &Selection) -> usize {
        match selection.tier {
            None => self.total,
            Some(tier) => self.placed.iter().filter(|placed| placed.tier() == Some(tier)).count(),
        }
    }

    /// Who is not ranked, in file order.
    pub fn knocked_out(&self) -> impl Iterator<Item = KnockedOut<'_>> {
        self.knocked_out.iter().filter_map(|&(batch, row)| {
            let (batch, row) = (self.batches.get(batch as usize)?, row as usize);
            let knockouts = &self.engine.model().knockouts;
            let mut reasons: Vec<&str> =
                batch.reasons(row).filter_map(|i| knockouts.get(i)).map(|knockout| knockout.reason.as_str()).collect();
            if reasons.is_empty() {
                reasons.push(KnockedOut::NO_DATA);
            }
            let (id, name) = (batch.batch().id(row).trim(), self.name_of(batch.batch(), row));
            Some(KnockedOut { id, name, file: self.file(batch.batch()), line: batch.batch().line(row), reasons })
        })
    }

    /// The figures over all accounts.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Warnings of the model on these data: a tier cut that runs through a tie, amounts that are missing, words and
    /// requirements that fit nobody.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The place of the account with that very id (outer spaces aside).
    pub fn find_id(&self, id: &str) -> Option<usize> {
        self.placed.iter().position(|placed| self.id(*placed) == id.trim())
    }

    /// The place of an account's tier in the model; `None` where there is no such account or the model knows no tiers.
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
        let mut sheet = Sheet::new(self.engine);
        batch.fill(placed.row(), &mut sheet);
        let unmet = batch.unmet(tier, placed.row(), &sheet);
        unmet.filter_map(|(at, has)| Some((tier_model.requires.get(at)?, has))).collect()
    }

    /// What the account at `place` would score, rounded, if a leaf criterion (by its place among [`Engine::nodes`])
    /// earned `points` (0..100) and all else stayed, the other accounts included. A missing leaf counts as there.
    ///
    /// `None` where there is no such account or the criterion is a group.
    pub fn score_with(&self, place: usize, node: usize, points: f64) -> Option<f64> {
        let placed = *self.placed.get(place)?;
        self.engine.nodes().get(node)?.column?;
        let mut sheet = Sheet::new(self.engine);
        self.batches.get(placed.batch())?.read(placed.row(), &mut sheet);
        sheet.write(node, Some(points));
        sheet.score(self.engine)
    }

    /// The score (0..100) that an account outside a tier (by its place in the model) must exceed for a place in it;
    /// `None` where the tier still has room.
    pub fn to_beat(&self, tier: usize) -> Option<f64> {
        self.to_beat.get(tier).copied().flatten()
    }

    /// Does a requirement of a tier (both by their places in the model) hold for the account at `place`? With `change`, as
    /// if a leaf criterion (by its place among [`Engine::nodes`]) earned those points and all else stayed; a condition on
    /// a column still looks at the cell as it is.
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
        let mut sheet = Sheet::new(self.engine);
        batch.read(placed.row(), &mut sheet);
        if let Some((node, points)) = change {
            sheet.write(node, Some(points));
        }
        sheet.score(self.engine)?;
        Some(batch.meets_one(tier, requirement, placed.row(), &sheet))
    }

    pub(super) fn placed(&self) -> &[Placed] {
        &self.placed
    }

    pub(super) fn id(&self, placed: Placed) -> &'a str {
        self.table.batches.get(placed.batch()).map_or("", |batch| batch.id(placed.row()).trim())
    }

    pub(super) fn name(&self, placed: Placed) -> &'a str {
        self.table.batches.get(placed.batch()).map_or("", |batch| self.name_of(batch, placed.row()))
    }

    fn tier_name(&self, placed: Placed) -> Option<&'a str> {
        placed.tier().and_then(|tier| self.engine.model().tiers.get(tier)).map(|tier| tier.name.as_str())
    }

    /// What the model says about today's status; `None` where it names no status column or no tiers.
    pub(super) fn change(&self, placed: Placed) -> Option<Change> {
        self.batches.get(placed.batch())?.change(placed.row(), placed.tier()?)
    }

    /// A cell of an amount column.
    pub(super) fn amount(&self, placed: Placed, column: ColumnId) -> Option<f64> {
        let cells = self.table.batches.get(placed.batch())?.numbers(column)?;
        cells.get(placed.row()).filter(|amount| amount.is_finite())
    }

    /// Standard competition ranking: one more than there are higher scores.
    fn rank(&self, score: f64) -> u64 {
        self.placed.partition_point(|placed| placed.score > score) as u64 + 1
    }

    fn name_of(&self, batch: &'a Batch, row: usize) -> &'a str {
        let texts = self.engine.carried.name.and_then(|column| batch.texts(column));
        let name = texts.and_then(|texts| texts.get(row)).map(str::trim).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| batch.id(row).trim())
    }

    fn file(&self, batch: &Batch) -> &'a str {
        self.table.files.get(batch.file).map_or("", |file| &file.name)
    }

    fn criteria(&self, batch: &BoundBatch<'a>, row: usize, sheet: &Sheet) -> Vec<Assessment<'a>> {
        let mut leaves = 0..;
        let assess = |(place, node): (usize, &'a super::Node)| {
            let leaf = node.column.and_then(|_| leaves.next());
            let (points, weight) = (sheet.points(place), sheet.weight(place));
            Assessment {
                node,
                value: leaf.map(|leaf| batch.value(leaf, row)),
                points,
                weight,
                contribution: points.map(|points| weight * points),
            }
        };
        self.engine.nodes().iter().enumerate().map(assess).collect()
    }

    fn position(&self, sheet: &Sheet) -> Option<Position<'a>> {
        let engine = self.engine;
        let (portfolio, [x, y]) = (engine.model().portfolio.as_ref()?, engine.axes.as_ref()?);
        let (x, y) = (sheet.mean(engine, x), sheet.mean(engine, y));
        let quadrant = x.zip(y).map(|(x, y)| portfolio.quadrants.name(x >= portfolio.x.split, y >= portfolio.y.split));
        Some(Position { x, y, quadrant })
    }
}

fn raw(batch: &Batch, column: ColumnId, row: usize) -> &str {
    batch.texts(column).map_or("", |texts| texts.raw(row))
}
