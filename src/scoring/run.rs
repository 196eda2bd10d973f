//! The ranked rows of each batch in their order, and all of them put together.
//!
//! Scores are told apart by their leading bits first: those that begin alike are on one shelf. What each batch has on a
//! shelf is in order already, so to put it one behind the other is to sort, but for a shelf with several scores.

use super::bound::Scored;
use super::crew::Crew;
use super::placing::{Placed, SCORE_BITS};

/// Leading bits of a score that tell shelves apart.
const LEADING: u32 = 12;
const SHELVES: usize = 1 << LEADING;

/// Shelves that are filled at a time.
const SECTION: usize = 64;

/// The ranked rows of a batch, best score first; equals in the order of their rows.
#[derive(Debug)]
pub(super) struct Run {
    batch: u32,
    pieces: Vec<Piece>,
    /// None where they are the first rows of the batch, one after the other.
    rows: Option<Vec<u32>>,
    /// Where each section of shelves begins, and where the last one ends.
    sections: Vec<Place>,
}

/// A place in a run: so many pieces and rows are before it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    pieces: usize,
    rows: usize,
}

/// Rows that follow each other and have the same score and marks: these, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Piece(u64);

impl Piece {
    /// Bits of the number of rows.
    const ROWS: u32 = 24;
    const MOST: usize = (1 << Piece::ROWS) - 1;

    fn new(standing: u64, rows: usize) -> Self {
        Piece(standing << Piece::ROWS | rows.min(Piece::MOST) as u64)
    }

    fn standing(self) -> u64 {
        self.0 >> Piece::ROWS
    }

    fn rows(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX) & Piece::MOST
    }
}

/// On which shelf is an account?
fn shelf(placed: Placed) -> usize {
    usize::try_from(placed.below_best() >> (SCORE_BITS - LEADING)).unwrap_or(usize::MAX)
}

/// Sorts what is on a shelf: most hold one score.
fn tidy(shelf: &mut [Placed]) {
    if !shelf.is_sorted_by_key(|placed| placed.below_best()) {
        shelf.sort_by_key(|placed| placed.below_best());
    }
}

impl Run {
    /// The ranked rows of a batch, given in the order of their rows. `placed` is memory to work in.
    pub(super) fn new(scored: &[Scored], batch: u32, placed: &mut Vec<Placed>) -> Self {
        let ends = shelve(scored, batch, placed);
        let alike = |a: &Placed, b: &Placed| a.standing() == b.standing();
        let mut sections = Vec::with_capacity(SHELVES / SECTION + 1);
        let (mut pieces, mut start) = (Vec::new(), 0);
        for ends in ends.chunks(SECTION) {
            sections.push(Place { pieces: pieces.len(), rows: start });
            let end = ends.last().copied().unwrap_or(start);
            let section = placed.get(start..end).unwrap_or_default();
            let chunks = section.chunk_by(alike).flat_map(|piece| piece.chunks(Piece::MOST));
            pieces.extend(chunks.filter_map(|piece| Some(Piece::new(piece.first()?.standing(), piece.len()))));
            start = end;
        }
        sections.push(Place { pieces: pieces.len(), rows: start });
        let rows = placed.iter().map(|placed| placed.short_row()).collect();
        Run { batch, pieces, rows: Some(rows), sections }
    }

    /// Where a section of shelves begins, and the one before it ends.
    fn place(&self, section: usize) -> Place {
        self.sections.get(section).copied().unwrap_or_default()
    }

    fn end(&self) -> Place {
        self.place(SHELVES / SECTION)
    }

    /// Its rows in their order.
    pub(super) fn rows(&self) -> &[u32] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// Says that these rows are the first ones now, one after the other.
    pub(super) fn is_arranged(&mut self) {
        self.rows = None;
    }
}

/// Puts the accounts of a batch in their order, and says where each shelf ends.
fn shelve(scored: &[Scored], batch: u32, places: &mut Vec<Placed>) -> Vec<usize> {
    let mut ends = vec![0; SHELVES];
    places.clear();
    places.resize(scored.len(), Placed::default());
    let placed = || scored.iter().map(|scored| Placed::new(scored, batch));
    for placed in placed() {
        ends.get_mut(shelf(placed)).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    ends.iter_mut().for_each(|count| sum += std::mem::replace(count, sum));
    for placed in placed() {
        let Some(end) = ends.get_mut(shelf(placed)) else { continue };
        places.get_mut(*end).into_iter().for_each(|place| *place = placed);
        *end += 1;
    }
    let mut start = 0;
    for &end in &ends {
        places.get_mut(start..end).into_iter().for_each(tidy);
        start = end;
    }
    ends
}

/// All accounts of some runs, which are in file order: best score first, equals in file order.
pub(super) fn unite(runs: &[Run], crew: Crew) -> Vec<Placed> {
    let rows = runs.iter().map(|run| run.end().rows).sum();
    let mut placed = Placed::nobody(rows);
    let mut rest = placed.as_mut_slice();
    let mut sections = Vec::new();
    for section in 0..SHELVES / SECTION {
        let rows = runs.iter().map(|run| run.place(section + 1).rows - run.place(section).rows).sum();
        sections.push((section, rest.split_off_mut(..rows).unwrap_or_default()));
    }
    crew.side_by_side(rows, sections, |(section, mut rest)| {
        let mut parts: Vec<Rest<'_>> = runs.iter().map(|run| Rest { run, next: run.place(section) }).collect();
        for shelf in section * SECTION..(section + 1) * SECTION {
            let mut filled = 0;
            for part in &mut parts {
                filled += part.put_on(shelf, rest.get_mut(filled..).unwrap_or_default());
            }
            rest.split_off_mut(..filled).into_iter().for_each(tidy);
        }
    });
    placed
}

/// What is left of a run.
struct Rest<'r> {
    run: &'r Run,
    next: Place,
}

impl Rest<'_> {
    /// Puts what comes next on its shelf if it belongs there, and says how much that is.
    fn put_on(&mut self, wanted: usize, places: &mut [Placed]) -> usize {
        let (mut places, before) = (places.iter_mut(), self.next.rows);
        while let Some(piece) = self.run.pieces.get(self.next.pieces) {
            let first = Placed::first(piece.standing(), self.run.batch);
            if shelf(first) != wanted {
                break;
            }
            let rows = self.next.rows..self.next.rows + piece.rows();
            match &self.run.rows {
                Some(all) => {
                    let rows = all.get(rows.clone()).unwrap_or_default();
                    rows.iter().zip(places.by_ref()).for_each(|(row, place)| *place = first.at(*row));
                }
                None => {
                    let rows = (short(rows.start)..).take(rows.len());
                    rows.zip(places.by_ref()).for_each(|(row, place)| *place = first.at(row));
                }
            }
            self.next = Place { pieces: self.next.pieces + 1, rows: rows.end };
        }
        self.next.rows - before
    }
}

/// The number of a row of a batch.
fn short(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Scores of few kinds and of many, those next to each other, and the ends.
    fn scores() -> impl Strategy<Value = Vec<Scored>> {
        let units = prop_oneof![
            (0..=20_u64).prop_map(|x| x * 5_000_000_000),
            50_000_000_000..50_000_000_009_u64,
            0..=100_000_000_000_u64,
        ];
        #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
        let score = units.prop_map(|units| units as f64 / 1e9);
        let ranked = prop::collection::vec((score, any::<bool>(), prop::bool::weighted(0.9)), 0..60);
        ranked.prop_map(|rows| {
            let scored = |(row, (score, gaps, _))| Scored { score, row, gaps, uncertain: false };
            (0..).zip(rows).filter(|(_, (.., is_ranked))| *is_ranked).map(scored).collect()
        })
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
                let places: Vec<Vec<u32>> = runs.iter().map(|run| run.rows().to_vec()).collect();
                for placed in &mut expected {
                    let place = places[placed.batch()].iter().position(|row| *row == placed.short_row());
                    *placed = placed.at(place.and_then(|place| u32::try_from(place).ok()).unwrap());
                }
                runs.iter_mut().for_each(Run::is_arranged);
            }
            prop_assert_eq!(unite(&runs, Crew::default()), expected);
        }
    }

    #[test]
    fn more_equals_than_a_piece_counts_are_several_pieces() {
        let rows = u32::try_from(Piece::MOST).unwrap() + 2;
        let scored: Vec<Scored> =
            (0..rows).map(|row| Scored { score: 7.5, row, gaps: false, uncertain: false }).collect();
        let run = Run::new(&scored, 0, &mut Vec::new());
        assert_eq!((run.pieces.len(), run.end().rows), (2, scored.len()));
        let placed = unite(&[run], Crew::default());
        assert!(
            placed
                .iter()
                .zip(0..rows)
                .all(|(placed, row)| *placed
                    == Placed::new(&Scored { score: 7.5, row, gaps: false, uncertain: false }, 0))
        );
    }
}
