//! The accounts of a ranking as lines of a list: the quickest way to see very many.

use super::account_points::AccountPoints;
use super::accounts::Worked;
use super::order::placed::Placed;
use super::ranking::Ranking;
use super::{Account, Change};
use std::ops::Range;

/// A ranked account of a list. What has the name of a part of [`super::Account`] is the same.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "an account has the docs")]
pub struct ListLine<'a> {
    pub rank: u64,
    pub id: &'a str,
    pub name: &'a str,
    pub score: f64,
    pub score_low: f64,
    pub score_high: f64,
    pub uncertain: bool,
    pub tier: Option<&'a str>,
    pub change: Option<Change>,
    pub flags: Vec<&'a str>,
    pub completeness_percent: f64,
    /// What each criterion of the first level contributes, as in [`super::Assessment`].
    pub contributions: Vec<Option<f64>>,
    pub show: Vec<&'a str>,
}

impl<'a> From<Account<'a>> for ListLine<'a> {
    /// What a list says of an account.
    fn from(account: Account<'a>) -> Self {
        let first_level = account.criteria.iter().filter(|criterion| criterion.node.depth == 0);
        ListLine {
            rank: account.rank,
            id: account.id,
            name: account.name,
            score: account.score,
            score_low: account.score_low,
            score_high: account.score_high,
            uncertain: account.uncertain,
            tier: account.tier,
            change: account.change,
            completeness_percent: account.completeness_percent,
            contributions: first_level.map(|criterion| criterion.contribution).collect(),
            flags: account.flags,
            show: account.show,
        }
    }
}

impl<'a> Ranking<'a> {
    /// Shows the accounts at some places of the ranking, counted from 0, that are of a tier (by its place in the model)
    /// where one is asked for.
    pub fn show_between(&self, places: Range<usize>, tier: Option<usize>, show: &mut dyn FnMut(&ListLine<'_>)) {
        let engine = self.engine();
        let first_level =
            (0..).zip(engine.nodes()).filter(|(_, node)| node.depth == 0).map(|(place, _)| place).collect();
        let mut list =
            List { ranking: self, first_level, account_points: AccountPoints::new(engine), line: ListLine::default() };
        for (rank, placed) in self.ranked(places, tier) {
            list.line(rank, placed).into_iter().for_each(&mut *show);
        }
    }
}

/// A list in the making.
struct List<'r, 'a> {
    ranking: &'r Ranking<'a>,
    /// The criteria of the first level, by their places among [`super::Engine::nodes`].
    first_level: Vec<usize>,
    account_points: AccountPoints,
    /// The line that was made last.
    line: ListLine<'r>,
}

impl<'r> List<'r, '_> {
    /// The line of an account. A account_points is filled only where it takes one.
    fn line(&mut self, rank: u64, placed: Placed) -> Option<&ListLine<'r>> {
        let List { ranking, first_level, account_points, line } = self;
        let (engine, row) = (ranking.engine(), placed.row());
        let cells = ranking.batches.get(placed.batch())?;
        line.score = placed.score();
        line.contributions.clear();
        let worked = if engine.is_flat() && !placed.gaps() && engine.model().flags.is_empty() {
            cells.contributions(row, &mut line.contributions);
            Worked::whole(line.score)
        } else {
            let worked = ranking.work_out(placed, cells, account_points)?;
            line.contributions.extend(first_level.iter().map(|node| account_points.contribution(*node)));
            line.flags.clear();
            line.flags.extend(ranking.flags(cells, row, account_points));
            worked
        };
        (line.score_low, line.score_high) = worked.range;
        line.completeness_percent = worked.completeness_percent;
        line.rank = rank;
        line.id = cells.id(row);
        line.name = cells.name(row);
        line.uncertain = placed.uncertain();
        line.tier = ranking.tier_name(placed);
        line.change = ranking.change(placed);
        line.show.clear();
        line.show.extend(ranking.shown(cells.batch(), row));
        Some(line)
    }
}
