//! UTF-8 bytes cut into blocks at the ends of records, in constant memory.
//!
//! Owns where a record ends: the walk over quotes follows the same rule as [`super::strict`], so a block never ends
//! inside a quoted cell. A cell or a line that outgrows its limit ends the walk instead of the memory.

use super::cell_index::CellIndex;
use super::quote_mask::Irregular;
use super::strict::{Dialect, LONGEST_CELL};
use std::io::{self, Read};

/// Longest record, in bytes.
pub(crate) const LONGEST_LINE: usize = 16 << 20;

/// How DOS ended a text.
const CTRL_Z: u8 = 0x1A;
/// Line ends behind it that are held back until it is known whether the file ends with them.
const MOST_BEHIND: usize = 1 << 16;

/// What ended the walk before the end of the file; a place in the block it comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The quote at the second place is still open after [`LONGEST_CELL`]; its record starts at the first.
    CellTooLong(usize, usize),
    /// The record that starts here is longer than [`LONGEST_LINE`].
    LineTooLong(usize),
}

/// Some whole records, in memory that is used again for later ones.
#[derive(Debug, Default)]
pub(crate) struct Block {
    memory: Vec<u8>,
    len: usize,
    pub(crate) index: CellIndex,
    /// Whether the cells are in the index already.
    pub(crate) is_found: bool,
    /// Offset of its first byte in the file.
    pub(crate) offset: u64,
    /// The file ends with a Ctrl-Z, which is not part of the bytes.
    pub(crate) end_mark: bool,
    /// Set on the last block where the file goes on but is not read further.
    pub(crate) stop: Option<Stop>,
}

impl Block {
    /// Its text.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.memory.get(..self.len).unwrap_or(&[])
    }

    /// Reads until there are so many bytes; true at the end of the file.
    fn fill(&mut self, from: &mut impl Read, wanted: usize) -> io::Result<bool> {
        if self.memory.len() < wanted {
            // No more than is wanted: a line may be as long as its limit.
            self.memory.reserve_exact(wanted - self.memory.len());
            self.memory.resize(wanted, 0);
        }
        while self.len < wanted {
            match from.read(self.memory.get_mut(self.len..wanted).unwrap_or(&mut [])) {
                Ok(0) => return Ok(true),
                Ok(n) => self.len += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Where the last whole record ends, and what is too long behind it.
    fn cut(&mut self, dialect: Dialect, at_end: bool) -> (usize, Option<Stop>) {
        let bytes = self.memory.get(..self.len).unwrap_or(&[]);
        // Whether a Ctrl-Z ends the file is known only where the file ends.
        let bytes = mark_in(bytes).filter(|_| !at_end).and_then(|at| bytes.get(..at)).unwrap_or(bytes);
        let found = self.index.find(bytes, dialect, at_end);
        self.is_found = found.is_ok();
        match found {
            Ok(cut) => (cut, None),
            Err(Irregular) => {
                let walk = Walk::over(bytes, dialect, at_end);
                (walk.cut, walk.too_long(bytes.len()))
            }
        }
    }

    /// Takes a final Ctrl-Z away, with the line end that may follow it.
    fn take_end_mark(&mut self) {
        if let Some(at) = mark_in(self.bytes()) {
            self.len = at;
            self.end_mark = true;
        }
    }
}

/// Where the Ctrl-Z is that may end a file, with no more than so many line ends behind it.
fn mark_in(bytes: &[u8]) -> Option<usize> {
    let before = bytes.len().saturating_sub(MOST_BEHIND + 1);
    let tail = bytes.get(before..)?;
    let last = tail.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'))?;
    (tail.get(last) == Some(&CTRL_Z)).then_some(before + last)
}

/// Cuts what a reader gives into blocks.
#[derive(Debug)]
pub(crate) struct Blocks<R> {
    from: R,
    dialect: Dialect,
    size: usize,
    offset: u64,
    /// The start of a record whose end was not read yet.
    carry: Vec<u8>,
    done: bool,
}

impl<R: Read> Blocks<R> {
    /// Starts with `carry`, bytes that were read from the front already; they begin at a record's start.
    pub(crate) fn new(from: R, carry: Vec<u8>, offset: u64, dialect: Dialect, size: usize) -> Self {
        Blocks { from, dialect, size: size.max(1), offset, carry, done: false }
    }

    /// The next block, in the memory of a used one; `None` after the last one.
    ///
    /// # Errors
    /// What the reader says.
    pub(crate) fn next(&mut self, used: Block) -> io::Result<Option<Block>> {
        if self.done {
            return Ok(None);
        }
        let mut block = self.begin(used);
        let mut wanted = self.size;
        loop {
            let at_end = block.fill(&mut self.from, wanted)?;
            if at_end {
                block.take_end_mark();
            }
            let (cut, stop) = block.cut(self.dialect, at_end);
            if stop.is_some() || at_end {
                self.done = true;
                block.stop = stop;
                return Ok((stop.is_some() || block.end_mark || block.len > 0).then_some(block));
            }
            if cut > 0 {
                self.carry.extend_from_slice(block.bytes().get(cut..).unwrap_or(&[]));
                block.len = cut;
                self.offset += cut as u64;
                return Ok(Some(block));
            }
            wanted = block.len + block.len.max(self.size).min(LONGEST_CELL);
        }
    }

    /// A block that starts with what was carried along.
    fn begin(&mut self, used: Block) -> Block {
        // Memory that grew with a long line is given back.
        let most = 4 * self.size.max(LONGEST_CELL);
        let mut memory = if used.memory.len() > most { Vec::new() } else { used.memory };
        let len = self.carry.len();
        if memory.len() < len {
            memory.resize(len, 0);
        }
        memory.iter_mut().zip(&self.carry).for_each(|(to, from)| *to = *from);
        self.carry.clear();
        self.carry.shrink_to(most);
        Block { memory, len, index: used.index, is_found: false, offset: self.offset, end_mark: false, stop: None }
    }

    /// The reader, to be asked how it ended.
    pub(crate) fn into_reader(self) -> R {
        self.from
    }
}

/// Where the walk over quotes stands, byte by byte.
#[derive(Debug, Clone, Copy, Default)]
struct Walk {
    /// Up to here quotes were looked at.
    at: usize,
    /// Place of the quote that is open.
    open: Option<usize>,
    /// End of the last whole record.
    cut: usize,
}

impl Walk {
    /// Walks to the end of `bytes`. A byte whose meaning depends on the next one is left unless this is the end.
    fn over(bytes: &[u8], dialect: Dialect, at_end: bool) -> Self {
        let mut walk = Walk::default();
        let known = if at_end { bytes.len() } else { bytes.len().saturating_sub(1) };
        while walk.at < known {
            let rest = bytes.get(walk.at..known).unwrap_or(&[]);
            let quote = memchr::memchr(dialect.quote, rest).map(|n| walk.at + n);
            match (walk.open, quote) {
                (None, Some(quote)) => {
                    walk.cut_within(bytes, walk.at, quote);
                    let stretch = bytes.get(walk.at..quote).unwrap_or(&[]);
                    let blanks = stretch.iter().rev().take_while(|byte| dialect.is_blank(**byte)).count();
                    let before = (quote - blanks).checked_sub(1).and_then(|i| bytes.get(i));
                    let opens = before.is_none_or(|&b| b == dialect.delimiter || b == b'\n' || b == b'\r');
                    walk.open = opens.then_some(quote);
                    walk.at = quote + 1;
                }
                (None, None) => {
                    walk.cut_within(bytes, walk.at, known);
                    walk.at = known;
                }
                (Some(_), Some(quote)) if bytes.get(quote + 1) == Some(&dialect.quote) => walk.at = quote + 2,
                (Some(_), Some(quote)) => {
                    walk.open = None;
                    walk.at = quote + 1;
                }
                (Some(_), None) => walk.at = known,
            }
        }
        walk
    }

    fn too_long(&self, len: usize) -> Option<Stop> {
        if let Some(open) = self.open.filter(|open| len - open > LONGEST_CELL + 1) {
            return Some(Stop::CellTooLong(self.cut, open));
        }
        (len - self.cut > LONGEST_LINE).then_some(Stop::LineTooLong(self.cut))
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
    use crate::input::delimited::strict::Records;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"', spaced: false };

    fn blocks(text: &[u8], size: usize) -> Vec<Block> {
        blocks_of(text, COMMA, size)
    }

    fn blocks_of(text: &[u8], dialect: Dialect, size: usize) -> Vec<Block> {
        let mut blocks = Blocks::new(text, Vec::new(), 0, dialect, size);
        std::iter::from_fn(|| blocks.next(Block::default()).unwrap()).collect()
    }

    fn records(text: &str, dialect: Dialect) -> Vec<(Vec<String>, bool)> {
        let mut records = Records::new(text, dialect);
        let mut found = Vec::new();
        while let Some(r) = records.next() {
            found.push((r.fields.iter().map(|f| r.text(f).into_owned()).collect(), r.flaw.is_some()));
        }
        found
    }

    proptest! {
        #[test]
        fn blocks_of_any_size_hold_the_same_records(text in "[a,\"\n\r ]{0,80}", size in 1usize..40, spaced in any::<bool>()) {
            let dialect = Dialect { spaced, ..COMMA };
            let cut = blocks_of(text.as_bytes(), dialect, size);
            let joined: Vec<u8> = cut.iter().flat_map(|b| b.bytes().to_vec()).collect();
            prop_assert_eq!(&joined, text.as_bytes());
            let apart: Vec<_> = cut.iter().flat_map(|b| records(std::str::from_utf8(b.bytes()).unwrap(), dialect)).collect();
            prop_assert_eq!(apart, records(&text, dialect));
        }
    }

    #[test]
    fn a_quote_that_never_closes_ends_the_walk_in_constant_memory() {
        let endless = io::repeat(b'x');
        let front = b"a,b\n1,2\n\"".to_vec();
        let mut blocks = Blocks::new(endless, front, 0, COMMA, 1 << 16);
        let first = blocks.next(Block::default()).unwrap().unwrap();
        assert_eq!((first.bytes(), first.stop), (b"a,b\n1,2\n".as_slice(), None));
        let last = blocks.next(Block::default()).unwrap().unwrap();
        assert_eq!(last.stop, Some(Stop::CellTooLong(0, 0)));
        assert!(last.bytes().len() <= LONGEST_CELL * 2);
        assert!(blocks.next(Block::default()).unwrap().is_none());
    }

    #[test]
    fn a_final_ctrl_z_is_found_wherever_blocks_end() {
        for text in ["a,b\n1,2\u{1a}\n", "a,b\n1,2\n\u{1a}\r\n\r\n", "a,b\n1,2\u{1a}", "a\u{1a}\n\u{1a}\nb\n"] {
            for size in 1..20 {
                let blocks = blocks(text.as_bytes(), size);
                let joined: Vec<u8> = blocks.iter().flat_map(|block| block.bytes().to_vec()).collect();
                let ends = !text.ends_with("b\n");
                let kept = if ends { text.trim_end_matches(['\n', '\r']).trim_end_matches('\u{1a}') } else { text };
                assert_eq!(String::from_utf8(joined).unwrap(), kept, "{size}");
                assert_eq!(blocks.iter().filter(|block| block.end_mark).count(), usize::from(ends), "{text:?} {size}");
            }
        }
    }

    #[test]
    fn a_ctrl_z_far_from_the_end_holds_nothing_back() {
        for (behind, is_mark) in [(MOST_BEHIND, true), (MOST_BEHIND + 1, false)] {
            let text = format!("a\n\u{1a}{}", "\n".repeat(behind));
            for size in [100, 1 << 16, 1 << 20] {
                let blocks = blocks(text.as_bytes(), size);
                assert_eq!(blocks.iter().any(|block| block.end_mark), is_mark, "{behind} {size}");
                let kept: usize = blocks.iter().map(|block| block.bytes().len()).sum();
                assert_eq!(kept, if is_mark { 2 } else { text.len() });
                assert!(blocks.iter().all(|block| block.memory.len() < 4 * size.max(MOST_BEHIND)));
            }
        }
    }

    #[test]
    fn a_line_that_never_ends_ends_the_walk() {
        let mut blocks = Blocks::new(io::repeat(b'x'), b"a\n".to_vec(), 0, COMMA, 1 << 16);
        blocks.next(Block::default()).unwrap();
        assert_eq!(blocks.next(Block::default()).unwrap().unwrap().stop, Some(Stop::LineTooLong(0)));
    }
}
