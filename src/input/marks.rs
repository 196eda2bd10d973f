//! Where the few bytes stand that mean something in delimited text: delimiters, quotes and line ends.
//!
//! Sixteen bytes at a time become a mask with one bit for each such byte; on cells as short as a rating that beats
//! searching for the next one.

use super::records::Dialect;
use wide::u8x16;

const LANES: usize = 16;
/// Bytes behind one mask.
const STEP: usize = 4 * LANES;

/// The places of all marks of a text, from left to right.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    wanted: [u8x16; 4],
    /// Bit i: a mark at `base + i` that was not passed yet.
    mask: u64,
    base: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8], dialect: Dialect) -> Self {
        let wanted = [dialect.delimiter, dialect.quote, b'\n', b'\r'].map(u8x16::splat);
        let mut marks = Marks { bytes, wanted, mask: 0, base: 0 };
        marks.look();
        marks
    }

    /// The next mark; the length of the text where there is none.
    pub(super) fn next(&mut self) -> usize {
        while self.mask == 0 {
            if self.base + STEP >= self.bytes.len() {
                return self.bytes.len();
            }
            self.base += STEP;
            self.look();
        }
        let place = self.base + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        place
    }

    fn look(&mut self) {
        let rest = self.bytes.get(self.base..).unwrap_or(&[]);
        if let Some(step) = rest.first_chunk::<STEP>() {
            self.mask = self.mask_of(step);
        } else {
            let mut step = [0; STEP];
            step.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            let within = (1u64 << rest.len()) - 1;
            self.mask = self.mask_of(&step) & within;
        }
    }

    fn mask_of(&self, step: &[u8; STEP]) -> u64 {
        let [a, b, c, d] = self.wanted;
        let (lanes, _) = step.as_chunks::<LANES>();
        lanes.iter().rev().fold(0, |mask, lane| {
            let lane = u8x16::new(*lane);
            let hits = lane.simd_eq(a) | lane.simd_eq(b) | lane.simd_eq(c) | lane.simd_eq(d);
            mask << LANES | u64::from(hits.to_bitmask())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_is_found(text in "[a-c,\"\n\r\0é]{0,300}") {
            let bytes = text.as_bytes();
            let mut marks = Marks::new(bytes, Dialect { delimiter: b',', quote: b'"' });
            let found: Vec<usize> = std::iter::from_fn(|| Some(marks.next()).filter(|at| *at < bytes.len())).collect();
            let expected: Vec<usize> = (0..bytes.len()).filter(|i| b",\"\n\r".contains(&bytes[*i])).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(marks.next(), bytes.len());
        }
    }
}
