//! Eight bytes examined at once, as one number of 64 bits.
//!
//! The technique is known as SWAR (SIMD within a register): plain integer arithmetic works on all bytes of the number at
//! the same time, without special instructions.

const EACH: u64 = u64::MAX / 255;
const HIGH: u64 = EACH << 7;

/// Not zero if one of the bytes is less than `least`, which is 128 at most.
#[inline(always)]
pub(crate) fn any_below(least: u8, eight: [u8; 8]) -> u64 {
    below(least, u64::from_le_bytes(eight))
}

/// Not zero if one of the bytes is `byte`.
#[inline(always)]
pub(crate) fn any_is(byte: u8, eight: [u8; 8]) -> u64 {
    below(1, u64::from_le_bytes(eight) ^ (EACH * u64::from(byte)))
}

/// How many bytes come before the first one that is `byte`: eight where none is.
#[inline(always)]
pub(crate) fn count_before(byte: u8, eight: [u8; 8]) -> usize {
    (any_is(byte, eight).trailing_zeros() / u8::BITS) as usize
}

/// The highest bit of each byte that is less than `least`. Only the lowest set bit is certain: the subtraction may borrow
/// from the bytes above it.
#[inline(always)]
fn below(least: u8, eight: u64) -> u64 {
    eight.wrapping_sub(EACH * u64::from(least)) & !eight & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_bytes_are_looked_at_as_one_by_one(
            bytes in prop::array::uniform8(prop_oneof![Just(b'"'), Just(b'!'), Just(0), Just(31), Just(32), any::<u8>()]),
            byte in prop_oneof![Just(b'"'), any::<u8>()],
            least in 0..=128u8,
        ) {
            prop_assert_eq!(any_is(byte, bytes) != 0, bytes.contains(&byte));
            prop_assert_eq!(any_below(least, bytes) != 0, bytes.iter().any(|byte| *byte < least));
            prop_assert_eq!(count_before(byte, bytes), bytes.iter().position(|found| *found == byte).unwrap_or(8));
        }
    }
}
