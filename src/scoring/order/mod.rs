//! The order of the ranking: a small record for each account, and how records compare.

pub(crate) mod batch;
pub(crate) mod placed;
pub(crate) mod run;

use crate::table::Batch;
use crate::text::trim::trim;
use crate::threads::Threads;
use placed::Placed;
use run::{Run, unite};

/// All accounts of some runs, best score first; equals by id, byte by byte, then in the order of their rows. With `ids_rise` the
/// order of rows is that of ids.
pub(crate) fn in_order(runs: &[Run], batches: &[Batch], threads: Threads, ids_rise: bool) -> Vec<Placed> {
    let mut placed = unite(runs, threads);
    if !ids_rise {
        let rows = placed.len();
        let ties = placed.chunk_by_mut(|a, b| a.ties(*b)).filter(|tie| tie.len() > 1);
        threads.map(rows, ties, |tie| sort_by_id(tie, batches));
    }
    placed
}

/// Whether ids rise from row to row, as in most exports. Equals are in the order of their ids then.
pub(crate) fn ids_rise(batches: &[Batch]) -> bool {
    let filled: Vec<&Batch> = batches.iter().filter(|batch| batch.rows() > 0).collect();
    filled.iter().all(|batch| batch.ids_rise())
        && filled.windows(2).all(|pair| matches!(pair, [a, b] if id(a, a.rows() - 1) < id(b, 0)))
}

/// The id of a customer without outer spaces.
pub(crate) fn id(batch: &Batch, row: usize) -> &str {
    trim(batch.id(row))
}

/// Sorts equals by id. Ids lie far apart in memory, so the eight bytes after their common beginning are compared first.
fn sort_by_id(tie: &mut [Placed], batches: &[Batch]) {
    let id = |p: &Placed| batches.get(p.batch()).map_or("", |batch| id(batch, p.row()));
    let mut common: Option<&[u8]> = None;
    for placed in tie.iter() {
        let id = id(placed).as_bytes();
        let alike = common.map_or(id.len(), |common| common.iter().zip(id).take_while(|(a, b)| a == b).count());
        common = id.get(..alike);
    }
    let common = common.map_or(0, <[u8]>::len);
    let key = |placed: &Placed| {
        let mut key = [0; 8];
        let rest = id(placed).as_bytes().get(common..).unwrap_or_default();
        key.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(key)
    };
    let mut keyed: Vec<(u64, Placed)> = tie.iter().map(|placed| (key(placed), *placed)).collect();
    keyed.sort_unstable_by(|(a_key, a), (b_key, b)| {
        let by_id = a_key.cmp(b_key).then_with(|| id(a).cmp(id(b)));
        by_id.then_with(|| a.in_file().cmp(&b.in_file()))
    });
    tie.iter_mut().zip(keyed).for_each(|(to, (_, from))| *to = from);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::batch::Scored;
    use crate::table::cells::Cells;
    use crate::table::{Decimal, Draft, Schema};
    use proptest::prelude::*;

    fn batch(ids: &[String]) -> Batch {
        let mut batch = Batch::new(&Schema::new("id", Vec::new(), Decimal::Auto), 0);
        for id in ids {
            if let Some(Cells::Text(texts)) = batch.columns_mut().first_mut() {
                texts.push(id, false);
            }
            batch.end_row(1);
        }
        Draft::from(batch).whole()
    }

    #[test]
    fn sixteen_bytes_hold_score_marks_and_tier() {
        assert_eq!(size_of::<Placed>(), 16);
        for (score, gaps, uncertain) in [(0.0, false, true), (100.0, true, false), (33.333_333_333, true, true)] {
            let mut placed = Placed::new(&Scored { score, row: 7, gaps, uncertain }, 3);
            assert_eq!((placed.tier(), placed.gaps(), placed.uncertain()), (None, gaps, uncertain));
            placed.enter(5);
            placed.set_uncertain(!uncertain);
            assert_eq!((placed.tier(), placed.gaps(), placed.uncertain()), (Some(5), gaps, !uncertain));
            assert_eq!((placed.score().to_bits(), placed.batch(), placed.row()), (score.to_bits(), 3, 7));
        }
    }

    proptest! {
        #[test]
        fn the_order_is_by_score_then_id_then_place(
            files in prop::collection::vec(prop::collection::vec(("( ?C-)?[ab\u{0}]{0,12}ü?", 0..4u8), 0..12), 1..4),
            sorted in any::<bool>(),
        ) {
            let mut files = files;
            if sorted {
                files.iter_mut().for_each(|rows| rows.sort());
            }
            let batches: Vec<Batch> =
                files.iter().map(|rows| batch(&rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>())).collect();
            let scored = |(row, x): (u32, &(String, u8))| {
                Scored { score: f64::from(x.1) / 8.0, row, gaps: false, uncertain: false }
            };
            let scores: Vec<Vec<Scored>> = files.iter().map(|rows| (0..).zip(rows).map(scored).collect()).collect();
            let placed = |(batch, scores): (u32, &Vec<Scored>)| -> Vec<Placed> {
                scores.iter().map(|scored| Placed::new(scored, batch)).collect()
            };
            let mut expected: Vec<Placed> = (0..).zip(&scores).flat_map(placed).collect();
            expected.sort_by(|a, b| {
                let id = |p: &Placed| batches[p.batch()].id(p.row()).trim().to_owned();
                b.score().total_cmp(&a.score()).then_with(|| id(a).cmp(&id(b)))
            });
            let runs: Vec<Run> = (0..).zip(&scores).map(|(batch, scores)| Run::new(scores, batch, &mut Vec::new())).collect();
            prop_assert_eq!(in_order(&runs, &batches, Threads::default(), ids_rise(&batches)), expected);
        }
    }
}
