//! The engine bound to one batch. It scores the rows of the batch without looking at other batches.

use super::account::{Change, Value};
use super::account_points::AccountPoints;
use super::bound_condition::{BoundCheck, Verdict};
use super::data_range::DataRanges;
use super::engine::Engine;
use super::fast::{BLOCK, Block, Columns};
use super::measure::{Cells, cells};
use crate::table::text_cells::TextCells;
use crate::table::{Batch, Categories, Schema};
use crate::text::trim::trim;

/// The part of a ranked row that is kept. The rest is worked out again on demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scored {
    /// Rounded.
    pub(crate) score: f64,
    pub(crate) row: u32,
    /// Whether cells are missing.
    pub(crate) gaps: bool,
    /// Whether they leave the tier open. Always false in a model with capped tiers.
    pub(crate) uncertain: bool,
}

/// The scores of a batch.
#[derive(Debug, Default)]
pub(crate) struct BatchScores {
    /// In file order.
    pub(crate) ranked: Vec<Scored>,
    /// Rows, in file order.
    pub(crate) knocked_out: Vec<u32>,
    /// On how many ranked rows each flag of the model is up.
    pub(crate) flags: Vec<u64>,
}

impl BatchScores {
    /// Empties the scores, for a model with that number of flags.
    fn clear(&mut self, flags: usize) {
        self.ranked.clear();
        self.knocked_out.clear();
        self.flags.clear();
        self.flags.resize(flags, 0);
    }
}

/// The engine bound to one batch.
#[derive(Debug)]
pub(crate) struct BoundBatch<'a> {
    engine: &'a Engine,
    batch: &'a Batch,
    leaves: Vec<Cells<'a>>,
    knockouts: Vec<BoundCheck<'a>>,
    flags: Vec<BoundCheck<'a>>,
    requires: Vec<Vec<BoundCheck<'a>>>,
    /// The tier of each distinct status.
    statuses: Vec<Option<usize>>,
    ids: Option<TextCells<'a>>,
    names: Option<TextCells<'a>>,
}

impl<'a> BoundBatch<'a> {
    pub(crate) fn new(engine: &'a Engine, ranges: &DataRanges, batch: &'a Batch) -> Self {
        let bind = |check: &'a super::condition::Check| check.bind(batch);
        let status = engine.carried.status.and_then(|column| batch.categories(column));
        let model = engine.model();
        let tier = |word: &String| model.account.status.as_ref()?.tier(word, &model.tiers);
        BoundBatch {
            engine,
            batch,
            leaves: engine
                .leaves
                .iter()
                .zip(&ranges.0)
                .map(|(leaf, (range, lists))| cells(leaf, range, lists, batch))
                .collect(),
            knockouts: engine.knockouts.iter().map(bind).collect(),
            flags: engine.flags.iter().map(bind).collect(),
            requires: engine.requires.iter().map(|checks| checks.iter().map(bind).collect()).collect(),
            statuses: status.map_or_else(Vec::new, |cells| cells.values().iter().map(tier).collect()),
            ids: batch.texts(Schema::ID),
            names: engine.carried.name.and_then(|column| batch.texts(column)),
        }
    }

    pub(crate) fn batch(&self) -> &'a Batch {
        self.batch
    }

    /// The id of a customer, without outer spaces.
    #[inline]
    pub(crate) fn id(&self, row: usize) -> &'a str {
        self.ids.map_or("", |ids| trim(ids.raw(row)))
    }

    /// The name of a customer, its id where there is none.
    #[inline]
    pub(crate) fn name(&self, row: usize) -> &'a str {
        let name = self.names.and_then(|names| names.get(row)).map(trim).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.id(row))
    }

    /// Appends the contribution of each criterion to the score of a row that has all its cells, in a model without groups.
    /// The result is that of [`AccountPoints::contribution`].
    #[inline]
    pub(crate) fn contributions(&self, row: usize, to: &mut Vec<Option<f64>>) {
        let contribution = |(cells, weight): (&Cells<'_>, &f64)| cells.points(row).map(|points| weight * points);
        to.extend(self.leaves.iter().zip(self.engine.tree.weights()).map(contribution));
    }

    /// Scores every row.
    pub(crate) fn score(&self) -> BatchScores {
        let mut scores = BatchScores::default();
        self.score_to(&mut scores);
        scores
    }

    /// The same, in the memory of earlier scores.
    pub(crate) fn score_to(&self, scores: &mut BatchScores) {
        self.score_with(self.columns().as_ref(), scores);
    }

    /// The columns to score by; `None` if each row needs its [`AccountPoints`].
    pub(crate) fn columns(&self) -> Option<Columns<'a>> {
        let plain = !self.flags.iter().any(BoundCheck::needs_account_points);
        plain.then(|| Columns::new(self.engine, &self.leaves)).flatten()
    }

    /// Scores every row: complete rows by `columns`, the others by their [`AccountPoints`].
    pub(crate) fn score_with(&self, columns: Option<&Columns<'_>>, scores: &mut BatchScores) {
        let (mut account_points, mut block) = (AccountPoints::new(self.engine), Block::new());
        scores.clear(self.flags.len());
        scores.ranked.reserve(self.batch.rows());
        let nothing_else = self.knockouts.is_empty() && self.flags.is_empty();
        // A batch holds a few blocks of a file, far below 4 billion rows.
        let rows = 0..u32::try_from(self.batch.rows()).unwrap_or(u32::MAX);
        for first in rows.clone().step_by(BLOCK) {
            if let Some(columns) = columns {
                columns.fill(first as usize, &mut block);
            }
            let rows = (first..rows.end).take(BLOCK);
            match block.whole(rows.len()).filter(|_| nothing_else) {
                Some(whole) => scores.ranked.extend(rows.zip(whole).map(|(row, &score)| Scored {
                    score,
                    row,
                    gaps: false,
                    uncertain: false,
                })),
                None => {
                    let quick = |row: u32| block.score((row - first) as usize);
                    rows.for_each(|row| self.score_row(row, quick(row), &mut account_points, scores));
                }
            }
        }
    }

    /// Scores a row that has no `quick` score by its points.
    fn score_row(&self, short: u32, quick: Option<f64>, account_points: &mut AccountPoints, scores: &mut BatchScores) {
        let row = short as usize;
        // Knockouts look at columns only, never at points.
        let blank = AccountPoints::default();
        if self.knockouts.iter().any(|check| check.holds(row, &blank)) {
            return scores.knocked_out.push(short);
        }
        let Some(score) = quick.or_else(|| self.fill(row, account_points)) else {
            return scores.knocked_out.push(short);
        };
        for (count, flag) in scores.flags.iter_mut().zip(&self.flags) {
            *count += u64::from(flag.holds(row, account_points));
        }
        let gaps = quick.is_none() && account_points.has_gaps(self.engine);
        // With capped tiers the answer depends on the other accounts.
        let alone = gaps && !self.engine.is_capped();
        let uncertain =
            alone && self.is_uncertain(row, score, account_points, |tier, range, _| self.reach(tier, range));
        scores.ranked.push(Scored { score, row: short, gaps, uncertain });
    }

    /// Works out the points of a row and its score, rounded; `None` if no criterion has a value.
    pub(crate) fn fill(&self, row: usize, account_points: &mut AccountPoints) -> Option<f64> {
        self.read(row, account_points);
        account_points.score(self.engine)
    }

    /// Fills in the points of a row.
    pub(crate) fn read(&self, row: usize, account_points: &mut AccountPoints) {
        for (leaf, cells) in self.engine.leaves.iter().zip(&self.leaves) {
            account_points.write(leaf.node, cells.points(row));
        }
    }

    /// The cell of a leaf as read, by its place among the leaves. [`AccountPoints::has_cell`] says whether it earns points.
    pub(crate) fn value(&self, leaf: usize, row: usize) -> Value<'a> {
        self.leaves.get(leaf).map_or(Value::Missing, |cells| cells.value(row))
    }

    /// The knockouts that strike a row, by their places in the model.
    pub(crate) fn reasons(&self, row: usize) -> impl Iterator<Item = usize> {
        let blank = AccountPoints::default();
        self.knockouts.iter().enumerate().filter(move |(_, check)| check.holds(row, &blank)).map(|(place, _)| place)
    }

    /// The flags of a row, by their places in the model.
    pub(crate) fn flags(&self, row: usize, account_points: &AccountPoints) -> impl Iterator<Item = usize> {
        self.flags.iter().enumerate().filter(move |(_, check)| check.holds(row, account_points)).map(|(place, _)| place)
    }

    /// Whether a row meets all that a tier requires.
    pub(crate) fn meets(&self, tier: usize, row: usize, account_points: &AccountPoints) -> bool {
        self.requires.get(tier).is_none_or(|checks| checks.iter().all(|check| check.holds(row, account_points)))
    }

    /// The requirements of a tier that a row does not meet, by their places, each with what the row has instead.
    pub(crate) fn unmet(
        &self,
        tier: usize,
        row: usize,
        account_points: &AccountPoints,
    ) -> impl Iterator<Item = (usize, Value<'a>)> {
        let checks = self.requires.get(tier).into_iter().flatten().enumerate();
        checks
            .filter(move |(_, check)| !check.holds(row, account_points))
            .map(move |(at, check)| (at, check.sees(row, account_points)))
    }

    /// The first tier from the top whose `min_score` and `requires` hold, regardless of `max_accounts`.
    pub(crate) fn tier_of(&self, row: usize, score: f64, account_points: &mut AccountPoints) -> usize {
        let tiers = &self.engine.model().tiers;
        let last = tiers.len().saturating_sub(1);
        let reached = |tier: &usize| tiers.get(*tier).is_some_and(|t| t.min_score.is_none_or(|line| score >= line));
        let mut upper = (0..last).filter(reached);
        let found = upper.find(|&tier| {
            if self.requires.get(tier).is_none_or(Vec::is_empty) {
                return true;
            }
            self.fill(row, account_points);
            self.meets(tier, row, account_points)
        });
        found.unwrap_or(last)
    }

    /// How the tier differs from today's status; `None` if the model names no status column.
    pub(crate) fn change(&self, row: usize, tier: usize) -> Option<Change> {
        self.engine.carried.status?;
        Some(self.status(row).map_or(Change::New, |today| match tier.cmp(&today) {
            std::cmp::Ordering::Less => Change::Promote,
            std::cmp::Ordering::Equal => Change::Keep,
            std::cmp::Ordering::Greater => Change::Demote,
        }))
    }

    /// Whether a row meets one requirement of a tier.
    pub(crate) fn meets_one(
        &self,
        tier: usize,
        requirement: usize,
        row: usize,
        account_points: &AccountPoints,
    ) -> bool {
        let check = self.requires.get(tier).and_then(|checks| checks.get(requirement));
        check.is_none_or(|check| check.holds(row, account_points))
    }

    /// The tier that a row's status names today.
    pub(crate) fn status(&self, row: usize) -> Option<usize> {
        let cells = self.batch.categories(self.engine.carried.status?)?;
        self.statuses.get(cells.code(row)?).copied().flatten()
    }

    /// Today's statuses, and which of them match no tier; `None` if the model has no statuses or no tiers.
    pub(crate) fn unknown_statuses(&self) -> Option<(&'a Categories, Vec<bool>)> {
        let cells = self.batch.categories(self.engine.carried.status?)?;
        let tiers = !self.engine.model().tiers.is_empty();
        tiers.then(|| (cells, self.statuses.iter().map(Option::is_none).collect()))
    }

    /// Whether the missing cells could lead to another tier: going down from the top, a tier is neither certain nor out of
    /// reach.
    ///
    /// `reach` takes a tier, the range of the score, and the verdict on the requirements of each tier above. It says whether the
    /// score is enough for the tier.
    pub(crate) fn is_uncertain(
        &self,
        row: usize,
        score: f64,
        account_points: &mut AccountPoints,
        reach: impl Fn(usize, (f64, f64), &[Verdict]) -> Verdict,
    ) -> bool {
        let range = account_points.score_range(self.engine, score);
        let mut above: Vec<Verdict> = Vec::new();
        let upper = self.requires.len().saturating_sub(1);
        for (tier, checks) in self.requires.iter().take(upper).enumerate() {
            let met =
                checks.iter().fold(Verdict::Holds, |verdict, check| verdict.and(check.verdict(row, account_points)));
            match if met == Verdict::Fails { met } else { met.and(reach(tier, range, &above)) } {
                Verdict::Fails => above.push(met),
                Verdict::Open => return true,
                Verdict::Holds => return false,
            }
        }
        false
    }

    /// Whether the score is enough for a tier, regardless of `max_accounts`.
    fn reach(&self, tier: usize, (low, high): (f64, f64)) -> Verdict {
        match self.engine.model().tiers.get(tier).and_then(|tier| tier.min_score) {
            Some(line) if high < line => Verdict::Fails,
            Some(line) if low < line => Verdict::Open,
            _ => Verdict::Holds,
        }
    }
}
