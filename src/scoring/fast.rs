//! The score of many rows at once, column by column, where a model is plain: no groups, and straight lines only.
//!
//! The same additions in the same order as on a [`super::account_points::AccountPoints`], so the same score to the last bit. Rows with a
//! missing cell are left to the account_points.

use super::engine::Engine;
use super::measure::{Cells, Measure};
use crate::model::{Scale, Span};
use crate::statistics::rounding::rounded;
use crate::table::number_cells::NumberCells;
use fearless_simd::{Level, dispatch};
use std::ops::RangeInclusive;

/// Rows that are scored at once: few enough for the processor's cache.
pub(crate) const BLOCK: usize = 1024;

/// The columns of a plain model in one batch.
#[derive(Debug)]
pub(crate) struct Columns<'a>(Vec<Column<'a>>);

#[derive(Debug)]
struct Column<'a> {
    numbers: NumberCells<'a>,
    /// Effective weight, 0..1.
    weight: f64,
    span: Span,
    /// Numbers beyond count as missing.
    sound: RangeInclusive<f64>,
}

/// The scores of one block of rows.
#[derive(Debug)]
pub(crate) struct Block {
    /// Rounded at the end; not a number where a cell is missing or outside of its scale.
    sums: [f64; BLOCK],
    /// The numbers of one column.
    values: [f64; BLOCK],
}

impl Block {
    /// No row has a score yet.
    pub(crate) fn new() -> Self {
        Block { sums: [f64::NAN; BLOCK], values: [0.0; BLOCK] }
    }

    /// The rounded score of a row of the block; `None` where a cell is missing or outside of its scale.
    #[inline]
    pub(crate) fn score(&self, row: usize) -> Option<f64> {
        self.sums.get(row).copied().filter(|sum| !sum.is_nan())
    }

    /// The rounded scores of the first rows; `None` where one of them has none.
    pub(crate) fn whole(&self, rows: usize) -> Option<&[f64]> {
        self.sums.get(..rows).filter(|sums| !sums.iter().fold(false, |any, sum| any | sum.is_nan()))
    }
}

impl<'a> Columns<'a> {
    /// `None` where the model is not plain.
    pub(crate) fn new(engine: &Engine, leaves: &[Cells<'a>]) -> Option<Self> {
        let column = |(cells, &weight): (&Cells<'a>, &f64)| {
            let (numbers, scale) = match *cells {
                Cells::Numbers(numbers, Measure::Fixed(scale)) => (numbers, scale),
                Cells::Few(units, Measure::Fixed(scale), _) => (units.numbers(), scale),
                _ => return None,
            };
            let (span, sound) = match scale {
                Scale::Rating(span) => (*span, span.bounds().0..=span.bounds().1),
                Scale::Linear(span) => (*span, f64::MIN..=f64::MAX),
                _ => return None,
            };
            Some(Column { numbers, weight, span, sound })
        };
        let columns = || leaves.iter().zip(engine.tree.weights()).map(column).collect::<Option<_>>().map(Columns);
        engine.is_flat().then(columns).flatten()
    }

    /// Scores a block of rows from `first` on.
    pub(crate) fn fill(&self, first: usize, block: &mut Block) {
        self.add_up(first, block);
        let Block { sums, .. } = block;
        let level = Level::new();
        dispatch!(level, _ => sums.iter_mut().for_each(
            #[inline(always)]
            |sum| *sum = rounded(sum.clamp(0.0, 100.0))
        ));
    }

    /// The sums before they are rounded.
    fn add_up(&self, first: usize, block: &mut Block) {
        let Block { sums, values } = block;
        sums.fill(0.0);
        let level = Level::new();
        for column in &self.0 {
            column.numbers.copy(first, values);
            dispatch!(level, _ => column.add(values, sums));
            if !column.numbers.is_whole() {
                let gaps = (first..).map(|row| column.numbers.get(row).is_none());
                sums.iter_mut().zip(gaps).filter(|(_, gap)| *gap).for_each(|(sum, _)| *sum = f64::NAN);
            }
        }
    }
}

impl Column<'_> {
    /// Inlined, so that it is compiled for the processor that it runs on.
    #[inline(always)]
    fn add(&self, values: &[f64; BLOCK], sums: &mut [f64; BLOCK]) {
        let (least, most) = (*self.sound.start(), *self.sound.end());
        for (sum, &x) in sums.iter_mut().zip(values) {
            let x = if (x >= least) & (x <= most) { x } else { f64::NAN };
            *sum += self.weight * self.span.points(x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block};
    use crate::model::{Account, Body, Criterion, Flag, Knockout, Leaf, Missing, Model, Tier, Weight};
    use crate::model::{Condition, Scale, Span, Subject, Test};
    use crate::scoring::Engine;
    use crate::scoring::account_points::AccountPoints;
    use crate::scoring::batch::{BatchScores, BoundBatch};
    use crate::scoring::data_range::DataRanges;
    use crate::table::cells::Cells;
    use crate::table::{Batch, Decimal};
    use proptest::prelude::*;

    /// A criterion: its weight, the ends of its scale, whether it is a rating, and what a missing cell does.
    type Line = (f64, f64, f64, bool, Missing);

    fn model(lines: &[Line]) -> Model {
        let criterion = |(id, &(weight, from, to, rating, missing)): (usize, &Line)| {
            let span = Span::new(from, to).unwrap();
            let scale = if rating { Scale::Rating(span) } else { Scale::Linear(span) };
            let body = Body::Leaf(Leaf { column: id.to_string(), scale, days_since: None, missing });
            let weight = Weight::new(weight).unwrap();
            Criterion { id: id.to_string(), label: String::new(), about: None, weight, body }
        };
        let first = |test| Condition { subject: Subject::Column("0".into()), test };
        let tier = |min_score| Tier { name: String::new(), min_score, max_accounts: None, requires: Vec::new() };
        Model {
            title: String::new(),
            language: crate::language::Language::English,
            account: Account {
                id: "id".into(),
                name: None,
                status: None,
                show: Vec::new(),
                sum: Vec::new(),
                abc: Account::ABC,
                optional: Vec::new(),
            },
            read: crate::model::ReadAs::default(),
            decimal: Decimal::Auto,
            today: None,
            missing_values: Vec::new(),
            criteria: lines.iter().enumerate().map(criterion).collect(),
            knockouts: vec![Knockout { condition: first(Test::Below(-9.0)), reason: String::new() }],
            tiers: vec![tier(Some(50.0)), tier(None)],
            flags: vec![Flag { name: String::new(), when: first(Test::Above(3.0)) }],
            portfolio: None,
        }
    }

    fn batch(engine: &Engine, rows: &[Vec<Option<f64>>]) -> Batch {
        let mut batch = Batch::new(engine.schema(), 0);
        for row in rows {
            let mut cells = row.iter().copied();
            for column in batch.columns_mut() {
                match column {
                    Cells::Text(to) => to.push("", false),
                    Cells::Number(to) => to.push(cells.next().flatten()),
                    Cells::Category(to) => to.push(None),
                }
            }
            batch.end_row(1);
        }
        batch
    }

    fn bits(scores: &BatchScores) -> Vec<(u64, u32, bool, bool)> {
        scores.ranked.iter().map(|s| (s.score.to_bits(), s.row, s.gaps, s.uncertain)).collect()
    }

    fn lines() -> impl Strategy<Value = Vec<Line>> {
        let ends = (-8.0..8.0f64, -8.0..8.0f64).prop_filter("width", |(from, to)| Span::new(*from, *to).is_some());
        let policy = prop::sample::select(vec![Missing::Worst, Missing::Skip, Missing::Refuse]);
        let line = (0.01..100.0f64, ends, any::<bool>(), policy);
        prop::collection::vec(
            line.prop_map(|(weight, (from, to), rating, missing)| (weight, from, to, rating, missing)),
            1..6,
        )
    }

    fn cells() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
        let cell = prop_oneof![
            20 => (-10.0..10.0f64).prop_map(Some),
            2 => Just(None),
            1 => prop::sample::select(vec![0.0, -0.0, f64::NAN, f64::INFINITY, 1e300]).prop_map(Some),
        ];
        prop::collection::vec(prop::collection::vec(cell, 5), 0..30)
    }

    proptest! {
        #[test]
        fn columns_and_sheets_score_alike_to_the_bit(lines in lines(), rows in cells(), times in 1..90usize) {
            let engine = Engine::new(model(&lines));
            // Beyond the end of a block, too.
            let rows: Vec<_> = rows.iter().cycle().take(rows.len() * times).cloned().collect();
            let batch = batch(&engine, &rows);
            let bound = BoundBatch::new(&engine, &DataRanges::new(&engine, &[]), &batch);
            let columns = bound.columns();
            prop_assert!(columns.is_some());
            let [quick, slow] = [columns.as_ref(), None].map(|columns| {
                let mut scores = BatchScores { knocked_out: vec![7], flags: vec![7], ..BatchScores::default() };
                bound.score_with(columns, &mut scores);
                scores
            });
            prop_assert_eq!(bits(&quick), bits(&slow));
            prop_assert_eq!((quick.knocked_out, quick.flags), (slow.knocked_out, slow.flags));
            // Before rounding, too: it would hide most differences in the last bit.
            let (mut block, mut account_points) = (Block::new(), AccountPoints::new(&engine));
            columns.unwrap().add_up(0, &mut block);
            for row in (0..rows.len().min(BLOCK)).filter(|&row| block.score(row).is_some()) {
                bound.fill(row, &mut account_points);
                let sum: f64 = (0..lines.len()).map(|leaf| account_points.weight(leaf) * account_points.points(leaf).unwrap()).sum();
                prop_assert_eq!(block.sums[row].to_bits(), sum.to_bits());
            }
        }
    }

    #[test]
    fn a_model_with_anything_else_is_left_to_the_sheet() {
        let plain = model(&[(1.0, 0.0, 10.0, true, Missing::Skip), (2.0, 0.0, 10.0, false, Missing::Skip)]);
        let is_plain = |model: Model| {
            let engine = Engine::new(model);
            let batch = batch(&engine, &[]);
            BoundBatch::new(&engine, &DataRanges::new(&engine, &[]), &batch).columns().is_some()
        };
        let mut grouped = plain.clone();
        let body = Body::Group(plain.criteria.clone());
        grouped.criteria = vec![Criterion { id: "group".into(), body, ..plain.criteria[0].clone() }];
        let mut stepped = plain.clone();
        if let Body::Leaf(leaf) = &mut stepped.criteria[1].body {
            leaf.scale = Scale::MinMax(crate::model::Direction::Rising);
        }
        let mut flagged = plain.clone();
        flagged.flags[0].when.subject = Subject::Criterion("0".into());
        assert!(is_plain(plain));
        assert!(!is_plain(grouped) && !is_plain(stepped) && !is_plain(flagged));
    }
}
