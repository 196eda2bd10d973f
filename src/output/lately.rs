//! The texts of numbers that were written lately: most numbers of a ranking are in it again and again.

use super::number::{push_count, push_nine};

/// A power of two, and few enough for the processor's cache.
const SLOTS: usize = 1 << 10;

/// Bytes of the longest text that is remembered.
const LONGEST: usize = 23;

/// Numbers that were written lately.
#[derive(Debug)]
pub(super) struct Lately {
    slots: Vec<Slot>,
    count: Slot,
}

/// A number and its text.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    bits: u64,
    /// 0 where there is none.
    length: u8,
    text: [u8; LONGEST],
}

impl Default for Lately {
    fn default() -> Self {
        Lately { slots: vec![Slot::default(); SLOTS], count: Slot::default() }
    }
}

impl Lately {
    /// Appends a number just as [`push_nine`] does.
    #[inline]
    pub(super) fn push_nine(&mut self, value: f64, to: &mut Vec<u8>) {
        let bits = value.to_bits();
        // The leading bits of the product depend on all bits.
        let place = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS.ilog2());
        match usize::try_from(place).ok().and_then(|place| self.slots.get_mut(place)) {
            Some(slot) => slot.push(bits, to, |to| push_nine(value, to)),
            None => push_nine(value, to),
        }
    }

    /// Appends a whole number just as [`push_count`] does; the last one is remembered.
    #[inline]
    pub(super) fn push_count(&mut self, count: u64, to: &mut Vec<u8>) {
        self.count.push(count, to, |to| push_count(count, to));
    }
}

impl Slot {
    /// Appends the text of a number, remembered or written anew.
    #[inline]
    fn push(&mut self, bits: u64, to: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        let start = to.len();
        if self.bits == bits && self.length > 0 {
            // To copy more than there is and cut it off is quicker than to count.
            to.extend_from_slice(&self.text);
            to.truncate(start + usize::from(self.length));
            return;
        }
        write(to);
        let text = to.get(start..).unwrap_or_default();
        if let (Some(place), Ok(length)) = (self.text.get_mut(..text.len()), u8::try_from(text.len())) {
            place.copy_from_slice(text);
            (self.bits, self.length) = (bits, length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_has_the_same_text_each_time(
            values in prop::collection::vec(prop_oneof![0.0..100.0f64, Just(0.0), Just(-0.0), any::<f64>()], 0..40),
            again in prop::collection::vec(any::<prop::sample::Index>(), 0..80),
        ) {
            let (mut lately, mut by_lately, mut anew) = (Lately::default(), Vec::new(), Vec::new());
            for index in again.iter().filter(|_| !values.is_empty()) {
                let value = *index.get(&values);
                lately.push_nine(value, &mut by_lately);
                push_nine(value, &mut anew);
                lately.push_count(value.to_bits() % 3, &mut by_lately);
                push_count(value.to_bits() % 3, &mut anew);
            }
            prop_assert_eq!(by_lately, anew);
        }
    }
}
