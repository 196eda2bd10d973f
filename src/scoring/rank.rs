//! Scores and ranks all customers of a table: points, order, tiers, doubt, figures.

use super::batch::BoundBatch;
use super::data_range::Extents;
use super::model_warnings::Census;
use super::order::batch::{Ranked, Room};
use super::order::{ids_rise, in_order};
use super::tiers::uncertainty::mark_uncertain;
use super::top::{Digester, Tally};
use super::{Engine, Summary, figures, tiers};
use crate::table::Table;

use super::ranking::Ranking;

impl<'a> Ranking<'a> {
    /// Scores and ranks every customer of `table`.
    pub fn new(engine: &'a Engine, table: &'a Table) -> Self {
        let extents = &Extents::new(engine, &table.batches);
        let ranked = engine.crew().each_with_its_own(table.rows(), (0..).zip(&table.batches), || {
            let mut room = Room::default();
            move |batch| Ranked::new(engine, extents, batch, &mut room)
        });
        Self::of(engine, table, extents, ranked, ids_rise(&table.batches))
    }

    /// The same, having put the customers of each batch into the order of their ranks: whoever goes through very many of
    /// them from the top finds those who come next side by side in memory.
    pub fn arranging(engine: &'a Engine, table: &'a mut Table) -> Self {
        let (extents, ids_rise) = (&Extents::new(engine, &table.batches), ids_rise(&table.batches));
        let ranked = engine.crew().each_with_its_own(table.rows(), (0..).zip(&mut table.batches), || {
            let mut room = Room::default();
            move |(number, batch)| {
                let mut ranked = Ranked::new(engine, extents, (number, batch), &mut room);
                ranked.arrange(batch, &mut room);
                ranked
            }
        });
        Self::of(engine, table, extents, ranked, ids_rise)
    }

    fn of(engine: &'a Engine, table: &'a Table, extents: &Extents, ranked: Vec<Ranked>, ids_rise: bool) -> Self {
        let bind = |batch| BoundBatch::new(engine, extents, batch);
        let batches = engine.crew().side_by_side(table.rows(), &table.batches, bind);
        let (mut runs, mut flags) = (Vec::new(), Vec::new());
        let (mut knocked_out, mut census) = (Vec::new(), Census::default());
        for (number, ranked) in (0..).zip(ranked) {
            runs.push(ranked.run);
            flags.push(ranked.flags);
            knocked_out.extend(ranked.knocked_out.iter().map(|&row| (number, row)));
            census.add(ranked.census);
        }
        let mut placed = in_order(&runs, &table.batches, engine.crew(), ids_rise);
        drop(runs);
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

    /// Ranks the best accounts of all digests, given what they kept and counted ([`super::top::Digest::unite`]). The figures
    /// are those of all accounts; the ranking itself ends with the last of the best.
    pub fn best(digester: &Digester<'a>, table: &'a Table, tally: &Tally) -> Self {
        let mut ranking = Ranking::new(digester.engine(), table);
        ranking.placed.truncate(digester.top());
        ranking.total = usize::try_from(tally.ranked).unwrap_or(usize::MAX);
        ranking.summary = figures::of_tally(ranking.engine, tally);
        ranking.findings = tally.census.findings(ranking.engine);
        ranking
    }
}
