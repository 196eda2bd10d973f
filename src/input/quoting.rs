//! What is inside quotes, sixty-four bytes at a time.
//!
//! Where every quote stands as it should (an opening one right after a delimiter or a line end, and behind a closing one
//! a delimiter, a line end, or the second quote of a doubled one), the inside of cells is a matter of counting quotes,
//! which needs no look at a single byte. A step that is not like that says so, and the text is left to
//! [`super::records`], which reads byte by byte; both come to the same cells.
//!
//! Everything here is inlined, so that it is compiled for the processor that it runs on.

use super::records::Dialect;
use fearless_simd::{Simd, prelude::*, u8x64};

/// Bytes that are looked at at a time.
pub(super) const STEP: usize = 64;

/// Walks over a text that begins at a record's start.
pub(super) struct Quoting<'a, S: Simd> {
    simd: S,
    bytes: &'a [u8],
    dialect: Dialect,
    at: usize,
    /// All bits set while a quoted cell is open.
    inside: u64,
    /// Bit 0: does the byte before end a cell or a quoted stretch, so that a quote may open here?
    may_open: u64,
    /// Bit 0: was the byte before a closing quote, so that a mark must follow?
    must_end: u64,
    /// Bit 0: was the byte before a carriage return?
    returned: u64,
    /// All bits that are set in any byte so far.
    seen: u8x64<S>,
}

/// What one step holds; a bit for each byte, the first one lowest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Where it starts; far below 4 GiB.
    pub(super) base: u32,
    /// Delimiters and record ends outside of quotes.
    pub(super) marks: u64,
    /// Line ends outside of quotes, CRLF at its first byte.
    pub(super) ends: u64,
    /// Those of them that are a CRLF.
    pub(super) crlfs: u64,
    /// Line ends within quotes, CRLF at its first byte.
    pub(super) inner: u64,
}

/// A quote stands where it should not, or something is longer than its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Irregular;

impl<'a, S: Simd> Quoting<'a, S> {
    #[inline(always)]
    pub(super) fn new(simd: S, bytes: &'a [u8], dialect: Dialect) -> Self {
        Quoting {
            simd,
            bytes,
            dialect,
            at: 0,
            inside: 0,
            may_open: 1,
            must_end: 0,
            returned: 0,
            seen: u8x64::simd_from(simd, 0),
        }
    }

    /// What the processor can do.
    #[inline(always)]
    pub(super) fn simd(&self) -> S {
        self.simd
    }

    /// Were there only ASCII characters so far?
    #[inline(always)]
    pub(super) fn is_ascii(&self) -> bool {
        self.seen.as_array().is_ascii()
    }

    /// Is a quoted cell open?
    #[inline(always)]
    pub(super) fn is_inside(&self) -> bool {
        self.inside != 0
    }

    /// The next step; `None` at the end.
    ///
    /// # Errors
    /// Where a quote stands where it should not.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Result<Option<Step>, Irregular> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let step = match rest.first_chunk() {
            Some(step) => self.step(step, u64::MAX)?,
            None if rest.is_empty() => return Ok(None),
            None => {
                let mut step = [0; STEP];
                step.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                self.step(&step, (1 << rest.len()) - 1)?
            }
        };
        self.at += STEP;
        Ok(Some(step))
    }

    /// One step, of which only some bytes are `there`.
    #[inline(always)]
    fn step(&mut self, step: &[u8; STEP], there: u64) -> Result<Step, Irregular> {
        let bytes = u8x64::simd_from(self.simd, *step);
        self.seen |= bytes;
        let of = |wanted: u8| bytes.simd_eq(u8x64::simd_from(self.simd, wanted)).to_bitmask() & there;
        let (delimiters, quotes) = (of(self.dialect.delimiter), of(self.dialect.quote));
        let (feeds, returns) = (of(b'\n'), of(b'\r'));

        let base = u32::try_from(self.at).unwrap_or(u32::MAX);
        let inside = parity(quotes) ^ self.inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let ending = delimiters | feeds | returns | quotes;
        let may_open = ending << 1 | self.may_open;
        // Nothing follows the last byte of the text.
        let must_end = (closing << 1 | self.must_end) & there;
        if (opening & !may_open) | (must_end & !ending) != 0 {
            return Err(Irregular);
        }
        let lines = returns | feeds & !(returns << 1 | self.returned);
        let last = STEP - 1;
        self.inside = 0u64.wrapping_sub(inside >> last);
        self.may_open = ending >> last;
        self.must_end = closing >> last;
        self.returned = returns >> last;
        let ends = lines & !inside;
        let mut crlfs = returns & feeds >> 1;
        if returns >> last == 1 && self.bytes.get(self.at + STEP) == Some(&b'\n') {
            crlfs |= 1 << last;
        }
        Ok(Step { base, marks: delimiters & !inside | ends, ends, crlfs, inner: lines & inside })
    }
}

/// Bit i: is the number of bits up to and with it odd?
#[inline(always)]
fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}
