//! A sum that does not lose its small parts.

/// Compensated sum (A. Neumaier, ZAMM 54, 1974, 39-51, doi 10.1002/zamm.19740540106): exact but for the last rounding as
/// long as the terms are not much larger than their sum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Total {
    sum: f64,
    lost: f64,
}

impl Total {
    /// Adds a term.
    pub(crate) fn add(&mut self, term: f64) {
        let next = self.sum + term;
        self.lost += if self.sum.abs() >= term.abs() { (self.sum - next) + term } else { (term - next) + self.sum };
        self.sum = next;
    }

    /// The sum so far, to the 15 digits that doubles hold of decimal numbers for sure, so that 0.1 and 0.2 are 0.3; never
    /// `-0`.
    pub(crate) fn value(self) -> f64 {
        let value = self.sum + self.lost + 0.0;
        match self.sum.is_finite() {
            true if value.fract() == 0.0 => value,
            true => format!("{value:.14e}").parse().unwrap_or(value),
            false => self.sum,
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;

    fn total(terms: &[f64]) -> f64 {
        let mut total = Total::default();
        terms.iter().for_each(|&term| total.add(term));
        total.value()
    }

    #[test]
    fn small_terms_survive_large_ones_in_any_order() {
        assert_eq!(total(&[1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(total(&[1e100, 1.0, -1e100, 1.0]), 2.0);
        assert_eq!(total(&[0.1; 10]), 1.0);
        assert_eq!([total(&[0.1, 0.2]), total(&[1.1, 2.2]), total(&[20596.26, 10587.69])], [0.3, 3.3, 31183.95]);
        assert_eq!(total(&[f64::MAX, f64::MAX]), f64::INFINITY);
    }
}
