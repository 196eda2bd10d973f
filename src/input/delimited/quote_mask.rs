//! What is inside quotes, sixty-four bytes at a time.
//!
//! Where every quote stands as it should (an opening one right after a delimiter or a line end, and behind a closing one
//! a delimiter, a line end, or the second quote of a doubled one), the inside of cells is a matter of counting quotes,
//! which needs no look at a single byte. A step that is not like that says so, and the text is left to
//! [`super::strict`], which reads byte by byte; both come to the same cells.
//!
//! Everything here is inlined, so that it is compiled for the processor that it runs on.

use super::strict::Dialect;
use fearless_simd::{Simd, prelude::*, u8x64};

/// Bytes that a step takes.
pub(crate) const STEP: usize = 64;

/// Walks over a text that begins at a record's start.
pub(crate) struct Quoting<'a, S: Simd> {
    simd: S,
    dialect: Dialect,
    steps: std::slice::Iter<'a, [u8; STEP]>,
    /// What is left behind the last whole step.
    rest: &'a [u8],
    /// Where the next step starts.
    at: u32,
    /// All bits set while a quoted cell is open.
    inside: u64,
    /// What ended a cell or a quoted stretch in the step before, so that a quote may open behind it.
    ending: u64,
    /// The closing quotes of the step before, behind which a mark must follow.
    closing: u64,
    /// The carriage returns of the step before.
    returns: u64,
    /// The greatest bytes so far, less one, so that a NUL is greater than any.
    most: u8x64<S>,
}

/// What one step holds; a bit for each byte, the first one lowest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// Where it starts; far below 4 GiB.
    pub(crate) base: u32,
    /// Delimiters and record ends outside of quotes.
    pub(crate) marks: u64,
    /// Line ends outside of quotes, CRLF at its first byte.
    pub(crate) ends: u64,
    /// Line ends within quotes, CRLF at its first byte.
    pub(crate) inner: u64,
}

/// A quote stands where it should not, or something is longer than its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Irregular;

impl<'a, S: Simd> Quoting<'a, S> {
    #[inline(always)]
    pub(crate) fn new(simd: S, bytes: &'a [u8], dialect: Dialect) -> Self {
        let (steps, rest) = bytes.as_chunks();
        Quoting {
            simd,
            dialect,
            steps: steps.iter(),
            rest,
            at: 0,
            inside: 0,
            ending: u64::MAX,
            closing: 0,
            returns: 0,
            most: u8x64::simd_from(simd, 0),
        }
    }

    /// What the processor can do.
    #[inline(always)]
    pub(crate) fn simd(&self) -> S {
        self.simd
    }

    /// Whether there were only ASCII characters so far, and no NUL among them.
    #[inline(always)]
    pub(crate) fn is_plain(&self) -> bool {
        self.most.as_array().iter().all(|most| *most < 0x7F)
    }

    /// Whether a quoted cell is open.
    #[inline(always)]
    pub(crate) fn is_inside(&self) -> bool {
        self.inside != 0
    }

    /// The next step; `None` at the end.
    ///
    /// # Errors
    /// Where a quote stands where it should not.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Result<Option<Step>, Irregular> {
        if let Some(step) = self.steps.next() {
            return self.step(step, u64::MAX).map(Some);
        }
        let rest = std::mem::take(&mut self.rest);
        if rest.is_empty() {
            return Ok(None);
        }
        let mut step = [b' '; STEP];
        step.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.step(&step, (1 << rest.len()) - 1).map(Some)
    }

    /// One step, of which only some bytes are `there`.
    #[inline(always)]
    fn step(&mut self, step: &[u8; STEP], there: u64) -> Result<Step, Irregular> {
        let bytes = u8x64::simd_from(self.simd, *step);
        self.most = self.most.max(bytes - u8x64::simd_from(self.simd, 1));
        let of = |wanted: u8| bytes.simd_eq(u8x64::simd_from(self.simd, wanted)).to_bitmask() & there;
        let (delimiters, quotes) = (of(self.dialect.delimiter), of(self.dialect.quote));
        let (feeds, returns) = (of(b'\n'), of(b'\r'));

        let inside = parity(quotes) ^ self.inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let ending = delimiters | feeds | returns | quotes;
        let may_open = behind(ending, self.ending);
        // Nothing follows the last byte of the text.
        let must_end = behind(closing, self.closing) & there;
        if (opening & !may_open) | (must_end & !ending) != 0 {
            return Err(Irregular);
        }
        let lines = returns | feeds & !behind(returns, self.returns);
        self.inside = 0u64.wrapping_sub(inside >> (STEP - 1));
        (self.ending, self.closing, self.returns) = (ending, closing, returns);
        let ends = lines & !inside;
        let base = self.at;
        self.at = base.wrapping_add(STEP as u32);
        Ok(Step { base, marks: delimiters & !inside | ends, ends, inner: lines & inside })
    }
}

/// The places behind those of a step, given those of the step before.
#[inline(always)]
fn behind(places: u64, before: u64) -> u64 {
    places << 1 | before >> (STEP - 1)
}

/// Bit i is set where the number of bits up to and with it is odd.
#[inline(always)]
fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}
