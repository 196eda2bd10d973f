//! Which rows of a column have no value: a bit each.

use super::order::Order;

/// Which rows have no value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Absent(Vec<u64>);

impl Absent {
    pub(crate) fn mark(&mut self, row: usize) {
        let word = row / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (row % 64);
        }
    }

    /// Takes what comes after so many rows.
    pub(crate) fn append(&mut self, rows: usize, next: &Absent) {
        let marked = (0..next.0.len() * 64).filter(|row| next.contains(*row));
        marked.for_each(|row| self.mark(rows + row));
    }

    /// Puts the rows into another order.
    pub(crate) fn arrange(&mut self, order: &Order) {
        let before = std::mem::take(self);
        if !before.is_empty() {
            (0..).zip(order.rows()).filter(|(_, row)| before.contains(*row)).for_each(|(place, _)| self.mark(place));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }
}
