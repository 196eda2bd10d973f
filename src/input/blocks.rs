//! UTF-8 bytes cut into blocks at the ends of records, in constant memory.
//!
//! Owns where a record ends: the walk over quotes follows the same rule as [`super::records`], so a block never ends
//! inside a quoted cell. A cell or a line that outgrows its limit ends the walk instead of the memory.

use super::records::{Dialect, LONGEST_CELL};
use std::io::{self, Read};

/// Longest record, in bytes.
pub(super) const LONGEST_LINE: usize = 16 << 20;

/// How DOS ended a text.
const CTRL_Z: u8 = 0x1A;

/// What ended the walk before the end of the file; a place in the block it comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The quote at the second place is still open after [`LONGEST_CELL`]; its record starts at the first.
    CellTooLong(usize, usize),
    /// The record that starts here is longer than [`LONGEST_LINE`].
    LineTooLong(usize),
}

/// Some whole records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    /// Offset of its first byte in the file.
    pub(super) offset: u64,
    /// The file ends with a Ctrl-Z, which is not part of the bytes.
    pub(super) end_mark: bool,
    /// Set on the last block where the file goes on but is not read further.
    pub(super) stop: Option<Stop>,
}

/// Cuts what a reader gives into blocks.
#[derive(Debug)]
pub(super) struct Blocks<R> {
    from: R,
    dialect: Dialect,
    size: usize,
    offset: u64,
    carry: Vec<u8>,
    walk: Walk,
    done: bool,
}

/// Where the walk over quotes stands in the carried bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Walk {
    /// Up to here quotes were looked at.
    at: usize,
    /// Place of the quote that is open.
    open: Option<usize>,
    /// End of the last whole record.
    cut: usize,
}

impl<R: Read> Blocks<R> {
    /// Starts with `carry`, bytes that were read from the front already; they begin at a record's start.
    pub(super) fn new(from: R, carry: Vec<u8>, offset: u64, dialect: Dialect, size: usize) -> Self {
        Blocks { from, dialect, size: size.max(1), offset, carry, walk: Walk::default(), done: false }
    }

    /// The next block, in the memory of a used one; `None` after the last one.
    ///
    /// # Errors
    /// What the reader says.
    pub(super) fn next(&mut self, used: Block) -> io::Result<Option<Block>> {
        let mut wanted = self.size;
        while !self.done {
            let at_end = self.fill(wanted)?;
            self.walk.advance(&self.carry, self.dialect, at_end);
            if let Some(stop) = self.too_long() {
                self.done = true;
                return Ok(Some(Block { stop: Some(stop), ..self.split(self.carry.len(), used) }));
            }
            if at_end {
                self.done = true;
                let end_mark = self.take_end_mark();
                let rest = Block { end_mark, ..self.split(self.carry.len(), used) };
                return Ok((end_mark || !rest.bytes.is_empty()).then_some(rest));
            }
            if self.walk.cut > 0 {
                return Ok(Some(self.split(self.walk.cut, used)));
            }
            wanted = self.carry.len() + self.size.min(LONGEST_CELL);
        }
        Ok(None)
    }

    /// Takes a final Ctrl-Z away, with the line end that may follow it.
    fn take_end_mark(&mut self) -> bool {
        let kept = self.carry.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
        let found = kept.filter(|last| self.carry.get(*last) == Some(&CTRL_Z));
        if let Some(at) = found {
            self.carry.truncate(at);
        }
        found.is_some()
    }

    /// The reader, to be asked how it ended.
    pub(super) fn into_reader(self) -> R {
        self.from
    }

    /// Reads until so many bytes are carried. Is this the end of the file?
    fn fill(&mut self, wanted: usize) -> io::Result<bool> {
        let mut held = self.carry.len();
        if held < wanted {
            // No more than is wanted: a line may be as long as its limit.
            self.carry.reserve_exact(wanted - held);
            self.carry.resize(wanted, 0);
        }
        while held < wanted {
            match self.from.read(self.carry.get_mut(held..).unwrap_or(&mut [])) {
                Ok(0) => break,
                Ok(n) => held += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let at_end = held < wanted;
        self.carry.truncate(held);
        Ok(at_end)
    }

    fn too_long(&self) -> Option<Stop> {
        if let Some(open) = self.walk.open.filter(|open| self.carry.len() - open > LONGEST_CELL + 1) {
            return Some(Stop::CellTooLong(self.walk.cut, open));
        }
        (self.carry.len() - self.walk.cut > LONGEST_LINE).then_some(Stop::LineTooLong(self.walk.cut))
    }

    /// Gives away the carried bytes up to `at`.
    fn split(&mut self, at: usize, used: Block) -> Block {
        // Memory that grew with a long line is given back.
        let mut rest = if used.bytes.capacity() > 4 * self.size.max(LONGEST_CELL) { Vec::new() } else { used.bytes };
        rest.clear();
        rest.extend_from_slice(self.carry.get(at..).unwrap_or(&[]));
        let mut bytes = std::mem::replace(&mut self.carry, rest);
        bytes.truncate(at);
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        self.walk = Walk {
            at: self.walk.at.saturating_sub(at),
            open: self.walk.open.and_then(|open| open.checked_sub(at)),
            cut: 0,
        };
        Block { bytes, offset, end_mark: false, stop: None }
    }
}

impl Walk {
    /// Walks to the end of `bytes`. A byte whose meaning depends on the next one is left unless this is the end.
    fn advance(&mut self, bytes: &[u8], dialect: Dialect, at_end: bool) {
        let known = if at_end { bytes.len() } else { bytes.len().saturating_sub(1) };
        while self.at < known {
            let rest = bytes.get(self.at..known).unwrap_or(&[]);
            let quote = memchr::memchr(dialect.quote, rest).map(|n| self.at + n);
            match (self.open, quote) {
                (None, Some(quote)) => {
                    self.cut_within(bytes, self.at, quote);
                    let before = quote.checked_sub(1).and_then(|i| bytes.get(i));
                    let opens = before.is_none_or(|&b| b == dialect.delimiter || b == b'\n' || b == b'\r');
                    self.open = opens.then_some(quote);
                    self.at = quote + 1;
                }
                (None, None) => {
                    self.cut_within(bytes, self.at, known);
                    self.at = known;
                }
                (Some(_), Some(quote)) if bytes.get(quote + 1) == Some(&dialect.quote) => self.at = quote + 2,
                (Some(_), Some(quote)) => {
                    self.open = None;
                    self.at = quote + 1;
                }
                (Some(_), None) => self.at = known,
            }
        }
    }

    /// Remembers the last line end in the unquoted stretch `from..to`.
    fn cut_within(&mut self, bytes: &[u8], from: usize, to: usize) {
        let stretch = bytes.get(from..to).unwrap_or(&[]);
        let mut end = stretch.len();
        while let Some(n) = memchr::memrchr2(b'\n', b'\r', stretch.get(..end).unwrap_or(&[])) {
            let splits_crlf = stretch.get(n) == Some(&b'\r') && bytes.get(from + n + 1) == Some(&b'\n');
            if !splits_crlf {
                self.cut = from + n + 1;
                return;
            }
            end = n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::records::Records;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"' };

    fn blocks(text: &[u8], size: usize) -> Vec<Block> {
        let mut blocks = Blocks::new(text, Vec::new(), 0, COMMA, size);
        std::iter::from_fn(|| blocks.next(Block::default()).unwrap()).collect()
    }

    fn records(text: &str) -> Vec<(Vec<String>, bool)> {
        let mut records = Records::new(text, COMMA);
        let mut found = Vec::new();
        while let Some(r) = records.next() {
            found.push((r.fields.iter().map(|f| r.text(f).into_owned()).collect(), r.flaw.is_some()));
        }
        found
    }

    proptest! {
        #[test]
        fn blocks_of_any_size_hold_the_same_records(text in "[a,\"\n\r]{0,80}", size in 1usize..40) {
            let cut = blocks(text.as_bytes(), size);
            let joined: Vec<u8> = cut.iter().flat_map(|b| b.bytes.clone()).collect();
            prop_assert_eq!(&joined, text.as_bytes());
            let apart: Vec<_> = cut.iter().flat_map(|b| records(std::str::from_utf8(&b.bytes).unwrap())).collect();
            prop_assert_eq!(apart, records(&text));
        }
    }

    #[test]
    fn a_quote_that_never_closes_ends_the_walk_in_constant_memory() {
        let endless = io::repeat(b'x');
        let front = b"a,b\n1,2\n\"".to_vec();
        let mut blocks = Blocks::new(endless, front, 0, COMMA, 1 << 16);
        let first = blocks.next(Block::default()).unwrap().unwrap();
        assert_eq!((first.bytes.as_slice(), first.stop), (b"a,b\n1,2\n".as_slice(), None));
        let last = blocks.next(Block::default()).unwrap().unwrap();
        assert_eq!(last.stop, Some(Stop::CellTooLong(0, 0)));
        assert!(last.bytes.len() < LONGEST_CELL * 2);
        assert_eq!(blocks.next(Block::default()).unwrap(), None);
    }

    #[test]
    fn a_line_that_never_ends_ends_the_walk() {
        let mut blocks = Blocks::new(io::repeat(b'x'), b"a\n".to_vec(), 0, COMMA, 1 << 16);
        blocks.next(Block::default()).unwrap();
        assert_eq!(blocks.next(Block::default()).unwrap().unwrap().stop, Some(Stop::LineTooLong(0)));
    }
}
