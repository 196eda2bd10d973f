//! Sums of the customers so far, and what a row's figures are of the customers between two places: their sum, their
//! mean or their count.

/// A number in millionths: sums of these lose nothing.
pub(in crate::input) type Micro = i128;

const PER_ONE: Micro = 1_000_000;
/// Decimals of a [`Micro`].
const DECIMALS: u32 = 6;

/// A number in millionths; one that has more decimals is rounded.
#[allow(clippy::cast_possible_truncation, reason = "saturates, and no sum of customers comes near")]
pub(in crate::input) fn micro(x: f64) -> Micro {
    // A number with a fraction is less than 2^53, so the product loses at most the last of its digits.
    (x * 1e6).round() as Micro
}

/// The number of so many millionths.
#[allow(clippy::cast_precision_loss, reason = "it was a double before")]
pub(in crate::input) fn number(micro: Micro) -> f64 {
    micro as f64 / 1e6
}

/// A figure of a row that may sum up others: its reading, and the other one where no cell tells the decimal mark.
pub(in crate::input) type Figure = [Option<Micro>; 2];

/// What stood in the number columns of the customers so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    totals: Vec<Micro>,
    filled: Vec<u64>,
    pub(super) customers: u64,
}

impl Sums {
    /// Adds a customer.
    pub(super) fn add(&mut self, figures: &[Option<f64>]) {
        self.totals.resize(figures.len().max(self.totals.len()), 0);
        self.filled.resize(self.totals.len(), 0);
        for ((total, filled), figure) in self.totals.iter_mut().zip(&mut self.filled).zip(figures) {
            if let Some(x) = figure {
                *total = total.saturating_add(micro(*x));
                *filled += 1;
            }
        }
        self.customers += 1;
    }

    /// Are they no more than so many times these figures, of which there is one at least?
    pub(super) fn are_no_more_than(&self, times: Micro, figures: &[Option<f64>]) -> bool {
        let mut filled = figures.iter().enumerate().filter_map(|(column, x)| Some((column, micro((*x)?)))).peekable();
        filled.peek().is_some()
            && filled.all(|(column, x)| x != 0 && times.saturating_mul(x.abs()) >= self.column(column).0.abs())
    }

    fn column(&self, column: usize) -> (Micro, u64) {
        (self.totals.get(column).copied().unwrap_or(0), self.filled.get(column).copied().unwrap_or(0))
    }
}

/// How finely the customers' figures of each column are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Grain {
    /// The greatest power of ten, in millionths, of which all figures are multiples.
    units: Vec<Option<Micro>>,
}

impl Grain {
    pub(super) fn note(&mut self, figures: &[Option<f64>]) {
        self.units.resize(figures.len().max(self.units.len()), None);
        for (unit, figure) in self.units.iter_mut().zip(figures) {
            let figure = figure.map(micro).filter(|figure| *figure != 0);
            if let Some(figure) = figure {
                *unit = Some(unit.map_or(unit_of(figure), |unit| unit.min(unit_of(figure))));
            }
        }
    }

    fn of(&self, column: usize) -> Micro {
        self.units.get(column).copied().flatten().unwrap_or(1)
    }

    /// Half of the last decimal that the column's figures show; whole numbers show none.
    fn half(&self, column: usize) -> Micro {
        self.of(column).min(PER_ONE) / 2
    }
}

/// The greatest power of ten, in millionths, of which a figure is a multiple.
fn unit_of(figure: Micro) -> Micro {
    let mut unit = 1;
    while figure % (unit * 10) == 0 && unit < PER_ONE * PER_ONE {
        unit *= 10;
    }
    unit
}

/// How closely figures must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closeness {
    /// To the last digit, and only sums count.
    Exact,
    /// Sums, means and counts, within the rounding of what is shown.
    Rounded,
}

/// What the figures of a row are of the customers between two places: how unlikely it is that they are so by chance, as
/// one in so many; `None` where they are nothing of them.
pub(super) fn explained(
    (from, to): (&Sums, &Sums),
    figures: &[Figure],
    grain: &Grain,
    closeness: Closeness,
) -> Option<f64> {
    let customers = to.customers.checked_sub(from.customers).filter(|customers| *customers > 0)?;
    let (mut odds, mut any) = (1.0, false);
    for (column, figure) in figures.iter().enumerate() {
        let readings: Vec<Micro> = figure.iter().flatten().copied().collect();
        if readings.is_empty() {
            continue;
        }
        let ((before, were), (after, are)) = (from.column(column), to.column(column));
        let of = Column { sum: after - before, filled: are - were, customers, half: grain.half(column) };
        let found = readings.into_iter().find(|figure| of.gives(*figure, closeness))?;
        // That nothing is the sum of nothing tells nothing.
        any |= found != 0 || closeness == Closeness::Rounded;
        #[allow(clippy::cast_precision_loss, reason = "a rough measure")]
        let shown = found.unsigned_abs() as f64 / grain.of(column) as f64;
        odds *= shown.max(1.0);
    }
    any.then_some(odds)
}

/// A column between two places.
struct Column {
    sum: Micro,
    filled: u64,
    customers: u64,
    half: Micro,
}

impl Column {
    fn gives(&self, figure: Micro, closeness: Closeness) -> bool {
        if figure == self.sum {
            return self.filled > 0 || figure == 0;
        }
        if closeness == Closeness::Exact || self.filled == 0 {
            return false;
        }
        // As many decimals as the figure shows: it may be rounded to them.
        let shown = unit_of(figure).min(PER_ONE) / 2;
        let (filled, customers) = (Micro::from(self.filled), Micro::from(self.customers));
        let rounded = (shown.max(self.half)).saturating_add(filled.saturating_mul(self.half));
        // Rounding never moves a sum by more than a hundredth of it.
        let is_sum = (figure - self.sum).abs() <= rounded.min(self.sum.abs() / 100);
        let is_mean = |n: Micro| (figure.saturating_mul(n) - self.sum).abs() <= n.saturating_mul(shown + 1);
        let is_count = |n: Micro| figure == n.saturating_mul(PER_ONE);
        is_sum || is_mean(filled) || is_mean(customers) || is_count(filled) || is_count(customers)
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
