//! Sums of the customers so far, and what a row's figures are of the customers between two places: their sum, their
//! mean or their count.

use super::grain::{Grain, unit_of};
use super::micro::{Micro, PER_ONE, micro};

/// Decimals of a [`Micro`].
const DECIMALS: u32 = 6;

/// A figure of a row that may sum up others: its reading, and the other one where no cell tells the decimal mark.
pub(crate) type Figure = [Option<Micro>; 2];

/// What stood in the number columns of the customers so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    columns: Vec<Column>,
    pub(crate) customers: u64,
}

/// What stood in one column, or what stands in it between two places.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Column {
    pub(crate) sum: Micro,
    /// Cells with a number, and those of them with another one than 0.
    filled: u64,
    pub(crate) other_than_zero: u64,
}

impl Sums {
    /// Adds a customer.
    pub(crate) fn add(&mut self, figures: &[Option<f64>]) {
        self.columns.resize(figures.len().max(self.columns.len()), Column::default());
        for (column, figure) in self.columns.iter_mut().zip(figures) {
            if let Some(x) = figure.map(micro) {
                column.sum = column.sum.saturating_add(x);
                column.filled += 1;
                column.other_than_zero += u64::from(x != 0);
            }
        }
        self.customers += 1;
    }

    /// Takes a customer out again, which turns out to be none.
    pub(crate) fn remove(&mut self, figures: &[Option<f64>]) {
        for (column, figure) in self.columns.iter_mut().zip(figures) {
            if let Some(x) = figure.map(micro) {
                column.sum = column.sum.saturating_sub(x);
                column.filled = column.filled.saturating_sub(1);
                column.other_than_zero = column.other_than_zero.saturating_sub(u64::from(x != 0));
            }
        }
        self.customers = self.customers.saturating_sub(1);
    }

    /// Whether each of these figures is within a hundredth of the sum of two customers or more since a place; false where
    /// there is no figure.
    pub(crate) fn is_near(&self, from: &Sums, figures: &[Option<f64>]) -> bool {
        let mut filled = filled(figures).peekable();
        let is_near = |(column, x): (usize, Micro)| {
            let of = self.since(from, column);
            of.other_than_zero > 1 && x.saturating_sub(of.sum).saturating_abs() <= of.sum.saturating_abs() / 100
        };
        filled.peek().is_some() && filled.all(is_near)
    }

    /// A column from an earlier place to this one.
    pub(crate) fn since(&self, from: &Sums, column: usize) -> Column {
        let (before, after) = (from.column(column), self.column(column));
        Column {
            sum: after.sum.saturating_sub(before.sum),
            filled: after.filled.saturating_sub(before.filled),
            other_than_zero: after.other_than_zero.saturating_sub(before.other_than_zero),
        }
    }

    /// Whether each of these figures, so many times, is as large as the sum of its column; false where there is no figure.
    pub(crate) fn are_no_more_than(&self, times: Micro, figures: &[Option<f64>]) -> bool {
        let mut filled = filled(figures).peekable();
        filled.peek().is_some()
            && filled.all(|(column, x)| {
                x != 0 && times.saturating_mul(x.saturating_abs()) >= self.column(column).sum.saturating_abs()
            })
    }

    fn column(&self, column: usize) -> Column {
        self.columns.get(column).copied().unwrap_or_default()
    }
}

/// The cells of a row that hold a figure, each with its column.
pub(crate) fn filled(figures: &[Option<f64>]) -> impl Iterator<Item = (usize, Micro)> {
    figures.iter().enumerate().filter_map(|(column, x)| Some((column, micro((*x)?))))
}

/// How closely figures must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closeness {
    /// To the last digit, and only sums count.
    Exact,
    /// Sums, means and counts, within the rounding of what is shown, beside one exact sum at least.
    Beside,
    /// The same beside one sum at least, which may be rounded too.
    BesideRounded,
    /// Sums, means and counts, within the rounding of what is shown.
    Rounded,
}

/// What the figures of a row are of the customers between two places: how unlikely it is that they are so by chance, as
/// one in so many; `None` where they are nothing of them.
pub(crate) fn explained(
    (from, to): (&Sums, &Sums),
    figures: &[Figure],
    grain: &Grain,
    closeness: Closeness,
) -> Option<f64> {
    let customers = to.customers.checked_sub(from.customers).filter(|customers| *customers > 0)?;
    let (mut odds, mut any) = (1.0, false);
    for (column, figure) in figures.iter().enumerate() {
        let mut readings = figure.iter().flatten().copied().peekable();
        if readings.peek().is_none() {
            continue;
        }
        let of = to.since(from, column);
        let is_close = |of: &Of| closeness != Closeness::Exact || *of == Of::Sum { play: 0 };
        let read = |figure: Micro| of.holds(figure, customers, grain.half(column)).filter(is_close);
        let (found, is) = readings.find_map(|figure| Some((figure, read(figure)?)))?;
        // That nothing is the sum of nothing tells nothing.
        let is_sum_of_several = found != 0 && of.other_than_zero > 1;
        any |= match closeness {
            Closeness::Rounded => true,
            Closeness::BesideRounded => is_sum_of_several && matches!(is, Of::Sum { .. }),
            Closeness::Beside => is_sum_of_several && is == (Of::Sum { play: 0 }),
            Closeness::Exact => found != 0,
        };
        // Customers may be like one other or like the mean, and a small number like their count.
        if let (Of::Sum { play }, true) = (is, is_sum_of_several || closeness == Closeness::Exact) {
            odds *= grain.steps(column, found, play);
        }
    }
    any.then_some(odds)
}

/// What a figure is of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Off by so much at most: 0 for the exact one.
    Sum {
        play: Micro,
    },
    /// Off by so much at most.
    Mean {
        play: Micro,
    },
    Count,
}

impl Column {
    /// What a figure is of what is in the column, from so many customers; `None` where it is nothing of it.
    pub(crate) fn holds(&self, figure: Micro, customers: u64, half: Micro) -> Option<Of> {
        if figure == self.sum {
            return (self.filled > 0 || figure == 0).then_some(Of::Sum { play: 0 });
        }
        if self.filled == 0 {
            return None;
        }
        // As many decimals as the figure shows: it may be rounded to them.
        let shown = unit_of(figure).min(PER_ONE) / 2;
        let (filled, customers) = (Micro::from(self.filled), Micro::from(customers));
        let rounded = shown.max(half).saturating_add(filled.saturating_mul(half));
        // Rounding never moves a sum by more than a hundredth of it.
        let rounded = rounded.min(self.sum.saturating_abs() / 100);
        let is_sum = figure.saturating_sub(self.sum).saturating_abs() <= rounded;
        let is_mean = |n: Micro| {
            figure.saturating_mul(n).saturating_sub(self.sum).saturating_abs() <= n.saturating_mul(shown + 1)
        };
        let is_count = |n: Micro| figure == n.saturating_mul(PER_ONE);
        if is_sum {
            return Some(Of::Sum { play: rounded.max(1) });
        }
        if is_mean(filled) || is_mean(customers) {
            return Some(Of::Mean { play: shown + 1 });
        }
        (is_count(filled) || is_count(customers)).then_some(Of::Count)
    }
}

const _: () = assert!(PER_ONE == (10 as Micro).pow(DECIMALS));

#[cfg(test)]
mod tests {
    use super::*;

    fn explained_by(customers: &[f64], figure: f64, closeness: Closeness) -> bool {
        let (mut sums, mut grain) = (Sums::default(), Grain::default());
        for x in customers {
            sums.add(&[Some(*x)]);
            grain.note(&[Some(*x)]);
        }
        explained((&Sums::default(), &sums), &[[Some(micro(figure)), None]], &grain, closeness).is_some()
    }

    #[test]
    fn sums_means_and_counts_are_told_within_their_rounding() {
        let customers = [906_824.15, 38_858.74, 120_000.0];
        for figure in [1_065_682.89, 1_065_683.0, 355_227.63, 355_228.0, 3.0] {
            assert!(explained_by(&customers, figure, Closeness::Rounded), "{figure}");
        }
        for figure in [1_065_692.89, 4.0, 906_824.15, 0.0] {
            assert!(!explained_by(&customers, figure, Closeness::Rounded), "{figure}");
        }
        assert!(explained_by(&customers, 1_065_682.89, Closeness::Exact));
        assert!(!explained_by(&customers, 1_065_683.0, Closeness::Exact));
    }

    #[test]
    fn parts_that_were_rounded_give_a_sum_that_was() {
        assert!(explained_by(&[333.0, 333.0, 333.0], 1000.0, Closeness::Rounded));
        assert!(!explained_by(&[3.0, 3.0, 3.0], 10.0, Closeness::Rounded));
        assert!(explained_by(&[0.1; 10], 1.0, Closeness::Exact));
    }
}
