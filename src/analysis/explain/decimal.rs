//! Sums and differences of decimal numbers without the errors of binary fractions: 0.1 + 0.2 is 0.3.

/// The decimal digits that a double always keeps.
const DIGITS: usize = 15;

/// `a + b`, with as many decimals as the two have.
pub(crate) fn sum(a: f64, b: f64) -> f64 {
    to_decimals(a + b, decimals(a).max(decimals(b)))
}

/// `a - b`, with as many decimals as the two have.
pub(crate) fn difference(a: f64, b: f64) -> f64 {
    sum(a, -b)
}

/// The decimals of the shortest text that means the number.
fn decimals(x: f64) -> usize {
    let text = x.to_string();
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// The nearest number with so many decimals; never `-0`.
fn to_decimals(x: f64, decimals: usize) -> f64 {
    // With more decimals than a double holds, there is nothing to round.
    let whole = x.abs().max(1.0).log10().floor() + 1.0;
    if !x.is_finite() || decimals as f64 + whole > DIGITS as f64 + 1.0 && x.abs() >= 1.0 {
        return x + 0.0;
    }
    format!("{x:.decimals$}").parse().unwrap_or(x) + 0.0
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_with_few_decimals_is_added_as_it_is_written() {
        assert_eq!(sum(0.1, 0.2), 0.3);
        assert_eq!(difference(20596.26, 10008.57), 10587.69);
        assert_eq!(sum(10587.69, 10008.57), 20596.26);
        assert_eq!(difference(2.1, 2.0), 0.1);
        assert_eq!(difference(1e-20, 0.0), 1e-20);
        assert_eq!(difference(0.3, 0.3).to_bits(), 0);
        assert_eq!(sum(1e300, 1e300), 2e300);
        assert_eq!(sum(f64::MAX, f64::MAX), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn sums_are_those_of_whole_hundredths(a in -10_000_000_000_i64..10_000_000_000, b in -10_000_000_000_i64..10_000_000_000) {
            let hundredths = |x: i64| x as f64 / 100.0;
            prop_assert_eq!(sum(hundredths(a), hundredths(b)), hundredths(a + b));
            prop_assert_eq!(difference(hundredths(a), hundredths(b)), hundredths(a - b));
        }
    }
}
