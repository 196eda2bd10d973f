//! The one place where a score is rounded, and a percentage.

const PER_UNIT: f64 = 1e9;

/// The nearest multiple of 1e-9 to `x`, halves away from zero; never `-0`.
///
/// The result is the double nearest to that decimal number, so it equals the same number written in a criteria file.
/// Doubles beyond a million, where the ninth decimal is more than they hold, come back as they are.
// Inlined, as is what it calls, so that a loop over many numbers is compiled for the processor that it runs on.
#[inline(always)]
pub(crate) fn rounded(x: f64) -> f64 {
    let size = x.abs();
    // NaN is returned unchanged.
    if size.is_nan() || size > 1e6 {
        return x;
    }
    (units(size) / PER_UNIT).copysign(x) + 0.0
}

/// A rounded score, 0..100, as a whole number of units of 1e-9: less than 2^37.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1e11, and never negative")]
pub(crate) fn to_units(score: f64) -> u64 {
    (score * PER_UNIT + 0.5) as u64
}

/// The score again, to the last bit.
#[allow(clippy::cast_precision_loss, reason = "below 2^37")]
pub(crate) fn from_units(units: u64) -> f64 {
    units as f64 / PER_UNIT
}

/// The nearest whole number of units of 1e-9 to `size`, which is at most a million and not negative.
#[allow(clippy::float_cmp, reason = "only the very half is in doubt")]
#[inline(always)]
fn units(size: f64) -> f64 {
    // Doubles this large are whole, so adding it rounds.
    const WHOLE: f64 = (1_u64 << 52) as f64;
    let scaled = size * PER_UNIT;
    let near = (scaled + WHOLE) - WHOLE;
    let below = if near > scaled { near - 1.0 } else { near };
    let part = scaled - below;
    // `scaled` is itself rounded. Rounding keeps order, so it can hide the side of a half only by landing on it.
    let up = part > 0.5 || part == 0.5 && size.mul_add(PER_UNIT, -scaled) >= 0.0;
    if up { below + 1.0 } else { below }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the result is one certain double")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn noise_of_the_arithmetic_disappears() {
        assert_eq!(rounded(0.1 + 0.2), 0.3);
        assert_eq!(rounded(100.0 - 1e-13), 100.0);
        assert_eq!(rounded(69.999_999_999_4), 69.999_999_999);
        assert_eq!(rounded(69.999_999_999_6), 70.0);
        assert!(rounded(-0.0).is_sign_positive() && rounded(-1e-12).is_sign_positive());
        assert_eq!((rounded(-2.5e-9), rounded(1e300)), (-3e-9, 1e300));
        assert!(rounded(f64::NAN).is_nan() && to_units(100.0) < 1 << 37);
    }

    #[test]
    fn an_exact_half_goes_up_and_one_that_only_looks_like_a_half_does_not() {
        // 37 / 1024 = 0.0361328125, exact in binary.
        assert_eq!(rounded(37.0 / 1024.0), 0.036_132_813);
        // This double lies below the decimal it is written as, yet times 1e9 it lands on the half.
        assert_eq!((87.886_501_365_5 * PER_UNIT).fract(), 0.5);
        assert_eq!(rounded(87.886_501_365_5), 87.886_501_365);
        assert_eq!((rounded(1.5e-9), rounded(2.5e-9)), (1e-9, 3e-9));
    }

    proptest! {
        #[test]
        fn a_score_and_its_units_are_the_same(x in 0.0..=100.0f64) {
            prop_assert_eq!(from_units(to_units(rounded(x))).to_bits(), rounded(x).to_bits());
        }

        #[test]
        fn is_the_nearest_of_nine_decimals(x in 0.0..=100.0f64) {
            // The reference prints the exact binary value and rounds its digits.
            let exact = format!("{x:.70}");
            let (whole, digits) = exact.split_once('.').unwrap();
            let (kept, rest) = digits.split_at(9);
            let units: u64 = format!("{whole}{kept}").parse().unwrap();
            let up = u64::from(rest.as_bytes()[0] >= b'5');
            let nearest = (units + up) as f64 / PER_UNIT;
            prop_assert_eq!(rounded(x), nearest);
        }
    }
}
