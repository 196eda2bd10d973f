//! The ranked rows of each batch in their order, and all batches merged.
//!
//! A bucket sort: the leading bits of a score give its bucket. Each batch has its rows in order already, so merging them
//! bucket by bucket sorts them, and only a bucket with several scores is sorted again. If nearly all scores are in one bucket,
//! one thread sorts it.

use super::placed::{Placed, SCORE_BITS};
use crate::scoring::batch::Scored;
use crate::threads::Threads;
use std::ops::Range;

/// The number of leading bits of a score that give its bucket.
const LEADING: u32 = 12;
const BUCKETS: usize = 1 << LEADING;

/// The number of buckets that are filled at a time.
const SECTION: usize = 64;
const SECTIONS: usize = BUCKETS / SECTION;

/// The ranked rows of a batch, best score first; equals in the order of their rows.
#[derive(Debug)]
pub(crate) struct Run {
    batch: u32,
    pieces: Vec<Piece>,
    /// `None` if they are the first rows of the batch, one after the other.
    rows: Option<Vec<u32>>,
    /// Where each section of buckets begins, and where the last one ends.
    sections: Vec<Place>,
}

/// A place in a run: the number of pieces and rows before it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    pieces: u32,
    rows: u32,
}

/// Consecutive rows with the same score and marks: these, and the number of rows.
#[derive(Debug, Clone, Copy)]
struct Piece(u64);

impl Piece {
    /// Bits of the number of rows.
    const ROWS: u32 = 24;
    const MOST: usize = (1 << Piece::ROWS) - 1;

    fn new(score_and_marks: u64, rows: usize) -> Self {
        Piece(score_and_marks << Piece::ROWS | rows.min(Piece::MOST) as u64)
    }

    fn score_and_marks(self) -> u64 {
        self.0 >> Piece::ROWS
    }

    fn rows(self) -> usize {
        usize::try_from(self.0 & Piece::MOST as u64).unwrap_or(Piece::MOST)
    }
}

/// The bucket of an account.
fn bucket(placed: Placed) -> usize {
    usize::try_from(placed.below_best() >> (SCORE_BITS - LEADING)).unwrap_or(usize::MAX)
}

/// Sorts a bucket. Most hold one score and are in order.
fn sort_bucket(bucket: &mut [Placed]) {
    if !bucket.is_sorted_by_key(|placed| placed.below_best()) {
        bucket.sort_by_key(|placed| placed.below_best());
    }
}

impl Run {
    /// The ranked rows of a batch, given in the order of their rows. `placed` is memory to work in.
    pub(crate) fn new(scored: &[Scored], batch: u32, placed: &mut Vec<Placed>) -> Self {
        put_in_order(scored, batch, placed);
        let (mut sections, mut pieces) = (Vec::new(), Vec::new());
        let alike = |a: &Placed, b: &Placed| a.score_and_marks() == b.score_and_marks();
        let mut here = Place::default();
        for piece in placed.chunk_by(alike).flat_map(|piece| piece.chunks(Piece::MOST)) {
            let Some(first) = piece.first() else { continue };
            // Sections up to that of the piece begin here, unless they have begun.
            sections.resize(sections.len().max(bucket(*first) / SECTION + 1), here);
            pieces.push(Piece::new(first.score_and_marks(), piece.len()));
            here = Place { pieces: short(pieces.len()), rows: here.rows + short(piece.len()) };
        }
        if !pieces.is_empty() {
            sections.resize(SECTIONS + 1, here);
        }
        pieces.shrink_to_fit();
        let rows = placed.iter().map(|placed| placed.short_row()).collect();
        Run { batch, pieces, rows: Some(rows), sections }
    }

    /// Where a section of buckets begins, and the one before it ends.
    fn place(&self, section: usize) -> Place {
        self.sections.get(section).copied().unwrap_or_default()
    }

    /// How many rows are in a section.
    fn rows_in(&self, section: usize) -> usize {
        (self.place(section + 1).rows - self.place(section).rows) as usize
    }

    /// Its rows in their order; none once they are forgotten.
    pub(crate) fn rows(&self) -> &[u32] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// Drops the rows: they are the first rows of the batch now, one after the other.
    pub(crate) fn forget_rows(&mut self) {
        self.rows = None;
    }
}

/// Puts the accounts of a batch in their order.
fn put_in_order(scored: &[Scored], batch: u32, places: &mut Vec<Placed>) {
    let placed = || scored.iter().map(|scored| Placed::new(scored, batch));
    places.clear();
    if scored.len() < BUCKETS {
        places.extend(placed());
        return sort_bucket(places);
    }
    let mut ends = vec![0; BUCKETS];
    places.resize(scored.len(), Placed::default());
    for placed in placed() {
        ends.get_mut(bucket(placed)).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    ends.iter_mut().for_each(|count| sum += std::mem::replace(count, sum));
    for placed in placed() {
        let Some(end) = ends.get_mut(bucket(placed)) else { continue };
        places.get_mut(*end).into_iter().for_each(|place| *place = placed);
        *end += 1;
    }
    let mut start = 0;
    for end in ends {
        places.get_mut(start..end).into_iter().for_each(sort_bucket);
        start = end;
    }
}

/// All accounts of some runs: best score first, equals in the order of the runs and their rows.
pub(crate) fn unite(runs: &[Run], threads: Threads) -> Vec<Placed> {
    let rows_in = |section: usize| runs.iter().map(|run| run.rows_in(section)).sum();
    let rows = (0..SECTIONS).map(rows_in).sum();
    let mut placed = Placed::nobody(rows);
    let mut rest = placed.as_mut_slice();
    let own = |section: usize| (section, rest.split_off_mut(..rows_in(section)).unwrap_or_default());
    let sections: Vec<(usize, &mut [Placed])> = (0..SECTIONS).map(own).collect();
    threads.map(rows, sections, |(section, own)| fill(runs, section, own));
    placed
}

/// Fills a section with what the runs have in it.
fn fill(runs: &[Run], section: usize, own: &mut [Placed]) {
    let of_section = |run: &&Run| run.rows_in(section) > 0;
    let rest = |run| Rest { run, next: Run::place(run, section) };
    let mut parts: Vec<Rest<'_>> = runs.iter().filter(of_section).map(rest).collect();
    // With few rows in each bucket, sorting is faster than going through all parts for every bucket.
    let at_a_time = if own.len() < parts.len() * SECTION { SECTION } else { 1 };
    let mut rest = own;
    for first in (section * SECTION..(section + 1) * SECTION).step_by(at_a_time) {
        let buckets = first..first + at_a_time;
        let mut filled = 0;
        for part in &mut parts {
            filled += part.put_on(&buckets, rest.get_mut(filled..).unwrap_or_default());
        }
        rest.split_off_mut(..filled).into_iter().for_each(sort_bucket);
    }
}

/// What is left of a run.
struct Rest<'r> {
    run: &'r Run,
    next: Place,
}

impl Rest<'_> {
    /// Appends the next rows as long as they belong into these buckets, and returns their number.
    fn put_on(&mut self, buckets: &Range<usize>, places: &mut [Placed]) -> usize {
        let (mut places, before) = (places.iter_mut(), self.next.rows);
        while let Some(piece) = self.run.pieces.get(self.next.pieces as usize) {
            let first = Placed::first(piece.score_and_marks(), self.run.batch);
            if !buckets.contains(&bucket(first)) {
                break;
            }
            let start = self.next.rows;
            match &self.run.rows {
                Some(rows) => {
                    let rows = rows.get(start as usize..).unwrap_or_default().iter().take(piece.rows());
                    rows.zip(places.by_ref()).for_each(|(row, place)| *place = first.at(*row));
                }
                None => {
                    let rows = (start..).take(piece.rows());
                    rows.zip(places.by_ref()).for_each(|(row, place)| *place = first.at(row));
                }
            }
            self.next = Place { pieces: self.next.pieces + 1, rows: start + short(piece.rows()) };
        }
        (self.next.rows - before) as usize
    }
}

/// A number of rows of a batch, which has far less than 4 billion.
fn short(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Scores of few kinds and of many, those next to each other, and the ends; sometimes more than there are buckets.
    fn scores() -> impl Strategy<Value = Vec<Scored>> {
        let units = prop_oneof![
            (0..=20_u64).prop_map(|x| x * 5_000_000_000),
            50_000_000_000..50_000_000_009_u64,
            0..=100_000_000_000_u64,
        ];
        #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
        let score = units.prop_map(|units| units as f64 / 1e9);
        let ranked = prop::collection::vec((score, any::<bool>(), prop::bool::weighted(0.9)), 0..60);
        (ranked, prop_oneof![4 => Just(1), 1 => Just(200)]).prop_map(
            |(rows, times): (Vec<(f64, bool, bool)>, usize)| {
                let scored = |(row, &(score, gaps, _))| Scored { score, row, gaps, uncertain: false };
                let rows = (0..).zip(rows.iter().cycle().take(rows.len() * times));
                rows.filter(|(_, (.., is_ranked))| *is_ranked).map(scored).collect()
            },
        )
    }

    proptest! {
        #[test]
        fn runs_put_together_are_all_accounts_in_their_order(
            batches in prop::collection::vec(scores(), 0..5), arranged in any::<bool>(),
        ) {
            let placed = |(batch, scores): (u32, &Vec<Scored>)| -> Vec<Placed> {
                scores.iter().map(|scored| Placed::new(scored, batch)).collect()
            };
            let mut expected: Vec<Placed> = (0..).zip(&batches).flat_map(placed).collect();
            expected.sort_by(|a, b| b.score().total_cmp(&a.score()));
            let mut runs: Vec<Run> = (0..).zip(&batches).map(|(batch, scores)| Run::new(scores, batch, &mut Vec::new())).collect();
            if arranged {
                // Each row is where it comes in its own run.
                let mut next = vec![0..; runs.len()];
                for placed in &mut expected {
                    *placed = placed.at(next[placed.batch()].next().unwrap());
                }
                runs.iter_mut().for_each(Run::forget_rows);
            }
            prop_assert_eq!(unite(&runs, Threads::default()), expected);
        }
    }

    #[test]
    fn more_equals_than_a_piece_counts_are_several_pieces() {
        let rows = u32::try_from(Piece::MOST).unwrap() + 2;
        let scored: Vec<Scored> =
            (0..rows).map(|row| Scored { score: 7.5, row, gaps: false, uncertain: false }).collect();
        let run = Run::new(&scored, 0, &mut Vec::new());
        assert_eq!((run.pieces.len(), run.rows().len()), (2, scored.len()));
        let placed = unite(&[run], Threads::default());
        assert!(
            placed
                .iter()
                .zip(0..rows)
                .all(|(placed, row)| *placed
                    == Placed::new(&Scored { score: 7.5, row, gaps: false, uncertain: false }, 0))
        );
    }
}
