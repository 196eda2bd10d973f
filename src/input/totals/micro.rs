//! Amounts in millionths as whole numbers, so that sums are exact.

/// A number in millionths: sums of these lose nothing.
pub(crate) type Micro = i128;

pub(crate) const PER_ONE: Micro = 1_000_000;

/// A number in millionths; one that has more decimals is rounded.
#[allow(clippy::cast_possible_truncation, reason = "saturates, and no sum of customers comes near")]
pub(crate) fn micro(x: f64) -> Micro {
    // A number with a fraction is less than 2^53, so the product loses at most the last of its digits.
    (x * 1e6).round() as Micro
}

/// The number of so many millionths.
#[allow(clippy::cast_precision_loss, reason = "it was a double before")]
pub(crate) fn number(micro: Micro) -> f64 {
    micro as f64 / 1e6
}
