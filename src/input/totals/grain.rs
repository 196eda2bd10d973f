//! How finely the figures of each column are written.

use super::micro::{Micro, PER_ONE, micro};

/// What the customers' figures of each column are multiples of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grain {
    columns: Vec<Option<Unit>>,
}

/// Of one column.
#[derive(Debug, Clone, Copy)]
struct Unit {
    /// The greatest power of ten, in millionths, of which all figures are multiples.
    decimal: Micro,
    /// The greatest number of which they are: where all are a multiple of one price, so is every sum of them, and that one
    /// of them is a sum tells little.
    common: Micro,
}

impl Grain {
    pub(crate) fn note(&mut self, figures: &[Option<f64>]) {
        self.columns.resize(figures.len().max(self.columns.len()), None);
        for (unit, figure) in self.columns.iter_mut().zip(figures) {
            let Some(figure) = figure.map(micro).filter(|figure| *figure != 0) else { continue };
            let own = Unit { decimal: unit_of(figure), common: figure.saturating_abs() };
            *unit = Some(unit.map_or(own, |unit| Unit {
                decimal: unit.decimal.min(own.decimal),
                common: common(unit.common, own.common),
            }));
        }
    }

    /// Steps of the column in a figure that may be off by so much: one in so many numbers of this size can be a sum.
    pub(crate) fn steps(&self, column: usize, figure: Micro, play: Micro) -> f64 {
        let step = self.unit(column).map_or(1, |unit| unit.common.max(1)).max(play.saturating_mul(2));
        #[allow(clippy::cast_precision_loss, reason = "a rough measure")]
        let steps = figure.unsigned_abs() as f64 / step as f64;
        steps.max(1.0)
    }

    /// Half of the last decimal that the column's figures show; whole numbers show none.
    pub(crate) fn half(&self, column: usize) -> Micro {
        self.unit(column).map_or(1, |unit| unit.decimal).min(PER_ONE) / 2
    }

    fn unit(&self, column: usize) -> Option<Unit> {
        self.columns.get(column).copied().flatten()
    }
}

/// The greatest power of ten, in millionths, of which a figure is a multiple.
pub(crate) fn unit_of(figure: Micro) -> Micro {
    let mut unit = 1;
    while figure % (unit * 10) == 0 && unit < PER_ONE * PER_ONE {
        unit *= 10;
    }
    unit
}

/// The greatest common divisor (Euclid).
fn common(a: Micro, b: Micro) -> Micro {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_one_price_are_few_steps() {
        let mut grain = Grain::default();
        for x in [499.0, 998.0, 2495.0] {
            grain.note(&[Some(x)]);
        }
        assert!((grain.steps(0, micro(2994.0), 0) - 6.0).abs() < 1e-9);
        grain.note(&[Some(0.05)]);
        assert!(grain.steps(0, micro(2994.0), 0) > 5e4 && grain.half(0) == PER_ONE / 200);
    }
}
