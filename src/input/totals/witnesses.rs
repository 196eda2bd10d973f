//! What all rows without any sign say about whether they are totals.

use super::event::{Event, Held};
use super::micro::{Micro, micro};
use super::sums::{Figure, Sums};
use std::collections::BTreeSet;

/// What is known of rows without any sign.
#[derive(Debug, Clone)]
pub(crate) struct Bare {
    /// The rows so far, while there are few.
    pub(crate) kept: Option<Vec<Event>>,
    pub(crate) customers: usize,
    pub(crate) search: Search,
    /// How unlikely all witnesses are, and the figures that are no witnesses any more.
    pub(crate) odds: f64,
    pub(crate) seen: BTreeSet<Micro>,
    pub(crate) groups: Vec<Group>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    Nothing,
    /// Every row that may be one counts as one, to see how many there are.
    Witnesses,
    /// They are left out.
    Totals,
}

/// A customer that may be the heading of those below.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// With the heading.
    pub(crate) from: Sums,
    /// Starts above the heading.
    pub(crate) starts: usize,
    pub(crate) row: Held,
    pub(crate) tried: usize,
}

impl Default for Bare {
    fn default() -> Self {
        Bare {
            kept: Some(Vec::new()),
            customers: 0,
            search: Search::Nothing,
            odds: 1.0,
            seen: BTreeSet::new(),
            groups: Vec::new(),
        }
    }
}

impl Bare {
    pub(crate) fn is_looked_for(&self) -> bool {
        self.search != Search::Nothing
    }

    /// Forgets headings within a group that has ended and began at that start.
    pub(crate) fn end_inside(&mut self, start: usize) {
        self.groups.retain(|group| group.starts <= start + 1);
    }

    /// Takes note of the odds of a row; true if it counts as a total.
    pub(crate) fn weigh(&mut self, odds: f64, members: u64, figure: Micro) -> bool {
        if odds < WITNESS {
            return false;
        }
        // Where several rows have a figure, it is one that comes easily.
        if members >= MEMBERS && self.seen.insert(figure) {
            self.odds *= odds;
        }
        true
    }
}

/// The least and the largest number of each column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extremes(Vec<Option<(Micro, Micro)>>);

impl Extremes {
    pub(crate) fn note(&mut self, figures: &[Option<f64>]) {
        self.0.resize(figures.len().max(self.0.len()), None);
        for (ends, figure) in self.0.iter_mut().zip(figures) {
            let Some(x) = figure.map(micro) else { continue };
            *ends = Some(ends.map_or((x, x), |(low, high)| (low.min(x), high.max(x))));
        }
    }

    /// How many figures that may be off by so much are between the ends of a column.
    pub(crate) fn steps(&self, column: usize, play: Micro) -> f64 {
        let (low, high) = self.0.get(column).copied().flatten().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "a rough measure")]
        let steps = high.saturating_sub(low) as f64 / play.max(1) as f64;
        (steps / 2.0).max(1.0)
    }

    pub(crate) fn has(&self, column: usize, figure: Micro) -> bool {
        self.0.get(column).copied().flatten().is_some_and(|(low, high)| low == figure || high == figure)
    }
}

/// Half of a figure; none where that is no whole number of millionths.
pub(crate) fn halved(figure: Option<Micro>) -> Option<Figure> {
    match figure {
        Some(x) => (x % 2 == 0).then_some([Some(x / 2), None]),
        None => Some([None, None]),
    }
}

/// A row counts as a witness, and all of them are a proof, where chance makes them so in one of so many tables.
pub(crate) const WITNESS: f64 = 1e3;

/// Customers that a witness sums up: two are the sum of a third too often.
pub(crate) const MEMBERS: u64 = 3;
