//! Scores and ranks all customers of a table: points, order, tiers, uncertainty, figures.

use super::batch::BoundBatch;
use super::data_range::DataRanges;
use super::model_warnings::WordCounts;
use super::order::batch::{Buffers, Ranked};
use super::order::{ids_rise, in_order};
use super::tiers::uncertainty::mark_uncertain;
use super::top::{TopCounts, TopScorer};
use super::{Engine, Summary, figures, tiers};
use crate::table::Table;

use super::ranking::Ranking;

impl<'a> Ranking<'a> {
    /// Scores and ranks every customer of `table`.
    pub fn new(engine: &'a Engine, table: &'a Table) -> Self {
        let ranges = &DataRanges::new(engine, &table.batches);
        let ranked = engine.threads().map_with(table.rows(), (0..).zip(&table.batches), || {
            let mut buffers = Buffers::default();
            move |batch| Ranked::new(engine, ranges, batch, &mut buffers)
        });
        Self::of(engine, table, ranges, ranked, ids_rise(&table.batches))
    }

    /// The same, after putting the customers of each batch into the order of their ranks. Going through the ranking then reads
    /// memory in order, which makes the full ranking of a million customers 1.7 times as fast.
    pub fn arranging(engine: &'a Engine, table: &'a mut Table) -> Self {
        let (ranges, ids_rise) = (&DataRanges::new(engine, &table.batches), ids_rise(&table.batches));
        let ranked = engine.threads().map_with(table.rows(), (0..).zip(&mut table.batches), || {
            let mut buffers = Buffers::default();
            move |(number, batch)| {
                let mut ranked = Ranked::new(engine, ranges, (number, batch), &mut buffers);
                ranked.arrange(batch, &mut buffers);
                ranked
            }
        });
        Self::of(engine, table, ranges, ranked, ids_rise)
    }

    fn of(engine: &'a Engine, table: &'a Table, ranges: &DataRanges, ranked: Vec<Ranked>, ids_rise: bool) -> Self {
        let bind = |batch| BoundBatch::new(engine, ranges, batch);
        let batches = engine.threads().map(table.rows(), &table.batches, bind);
        let (mut runs, mut flags) = (Vec::new(), Vec::new());
        let (mut knocked_out, mut word_counts) = (Vec::new(), WordCounts::default());
        for (number, ranked) in (0..).zip(ranked) {
            runs.push(ranked.run);
            flags.push(ranked.flags);
            knocked_out.extend(ranked.knocked_out.iter().map(|&row| (number, row)));
            word_counts.add(ranked.word_counts);
        }
        let mut placed = in_order(&runs, &table.batches, engine.threads(), ids_rise);
        drop(runs);
        let (to_beat, mut findings) = tiers::assign(engine, &batches, &mut placed);
        findings.append(word_counts.findings(engine));
        mark_uncertain(engine, &batches, &mut placed);
        let summary = Summary::default();
        let total = placed.len();
        let mut ranking = Ranking { engine, table, batches, placed, total, knocked_out, to_beat, summary, findings };
        let (summary, more) = figures::summary(&ranking, flags.iter().map(Vec::as_slice));
        ranking.summary = summary;
        ranking.findings.append(more);
        ranking
    }

    /// Ranks the first accounts from what each batch kept and counted ([`super::top::BatchTop::join`]). The figures are those of
    /// all accounts; the ranking ends with the last of the first.
    pub fn best(scorer: &TopScorer<'a>, table: &'a Table, counts: &TopCounts) -> Self {
        let mut ranking = Ranking::new(scorer.engine(), table);
        ranking.placed.truncate(scorer.top());
        ranking.total = usize::try_from(counts.ranked).unwrap_or(usize::MAX);
        ranking.summary = figures::of_counts(ranking.engine, counts);
        ranking.findings = counts.word_counts.findings(ranking.engine);
        ranking
    }
}
