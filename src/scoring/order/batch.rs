//! The accounts of a batch, scored and in their order.

use super::placed::Placed;
use super::run::Run;
use crate::scoring::batch::{BatchScores, BoundBatch};
use crate::scoring::data_range::DataRanges;
use crate::scoring::engine::Engine;
use crate::scoring::model_warnings::WordCounts;
use crate::table::rows::Spare;
use crate::table::{Batch, Order};

/// The result of scoring a batch.
#[derive(Debug)]
pub(crate) struct Ranked {
    pub(crate) run: Run,
    /// Rows that are not ranked, in file order.
    pub(crate) knocked_out: Vec<u32>,
    /// The number of ranked rows with each flag of the model.
    pub(crate) flags: Vec<u64>,
    pub(crate) word_counts: WordCounts,
}

/// Memory that is used again for each batch.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    scores: BatchScores,
    places: Vec<Placed>,
    spare: Spare,
}

impl Ranked {
    /// Scores the batch with that number.
    pub(crate) fn new(
        engine: &Engine,
        ranges: &DataRanges,
        (number, batch): (u32, &Batch),
        buffers: &mut Buffers,
    ) -> Self {
        let (bound, scores) = (BoundBatch::new(engine, ranges, batch), &mut buffers.scores);
        bound.score_to(scores);
        let word_counts = WordCounts::of(engine, &bound, &scores.ranked);
        let run = Run::new(&scores.ranked, number, &mut buffers.places);
        let mut knocked_out = std::mem::take(&mut scores.knocked_out);
        // An earlier ranking may have arranged the rows.
        knocked_out.sort_by_key(|row| batch.line(*row as usize));
        Ranked { run, knocked_out, flags: scores.flags.clone(), word_counts }
    }

    /// Puts the customers of the batch into the order of their ranks, and those without a rank behind them.
    pub(crate) fn arrange(&mut self, batch: &mut Batch, buffers: &mut Buffers) {
        let ranked = self.run.rows();
        let first_out = u32::try_from(ranked.len()).unwrap_or(u32::MAX);
        let order = Order::new(ranked.iter().chain(&self.knocked_out));
        if order.is_some_and(|order| batch.arrange(order, &mut buffers.spare)) {
            self.run.forget_rows();
            self.knocked_out.iter_mut().zip(first_out..).for_each(|(out, row)| *out = row);
        }
    }
}
