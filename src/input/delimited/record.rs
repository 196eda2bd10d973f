//! The records of a block and their cells, as its cell index has them.

use super::cell_index::{CellIndex, Start};
use super::strict::{Break, Dialect, line_ends, push_unquoted, unquoted};
use crate::text::trim::trim;
use std::borrow::Cow;
use std::ops::Range;

/// A block and where its cells are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    index: &'a CellIndex,
    bytes: &'a [u8],
    quote: u8,
}

impl<'a> Cells<'a> {
    /// Of the bytes in which they were found, which are UTF-8 as a whole.
    pub(crate) fn new(index: &'a CellIndex, bytes: &'a [u8], dialect: Dialect) -> Self {
        Cells { index, bytes, quote: dialect.quote }
    }

    /// How many records.
    pub(crate) fn rows(self) -> usize {
        self.index.starts().len().saturating_sub(1)
    }

    /// Physical line ends in the block.
    pub(crate) fn lines(self) -> u64 {
        self.index.starts().last().map_or(0, |end| u64::from(end.line))
    }

    /// Records whose quoting is broken, in their order.
    pub(crate) fn flaws(self) -> &'a [(usize, Break)] {
        self.index.flaws()
    }

    /// What is broken in the quoting of a record.
    pub(crate) fn flaw(self, row: usize) -> Option<Break> {
        let flaws = self.flaws();
        let found = flaws.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        flaws.get(found).map(|(_, flaw)| *flaw)
    }

    fn start(self, row: usize) -> Start {
        self.index.starts().get(row).copied().unwrap_or_default()
    }

    /// How many cells a record has.
    pub(crate) fn width(self, row: usize) -> usize {
        self.record(row).width()
    }

    /// The physical line on which a record starts, counted from 0 at the start of the block.
    pub(crate) fn line(self, row: usize) -> u64 {
        u64::from(self.start(row).line)
    }

    /// Where a record starts in the block.
    pub(crate) fn byte(self, row: usize) -> usize {
        self.start(row).byte as usize
    }

    /// Where a place of the block is in a file, given the block's offset there.
    pub(crate) fn in_file(self, offset: u64, at: usize) -> u64 {
        offset + self.index.in_file(at) as u64
    }

    /// The cells of a record; none past the last one.
    #[inline]
    pub(crate) fn record(self, row: usize) -> Found<'a> {
        match self.index.starts().get(row..row + 2) {
            Some([start, next]) => self.found(self.index.ends(), *start, *next),
            _ => Found::default(),
        }
    }

    #[inline]
    fn found(self, ends: &'a [u32], start: Start, next: Start) -> Found<'a> {
        let ends = ends.get(start.cell as usize..next.cell as usize).unwrap_or(&[]);
        Found { start: start.byte, ends, bytes: self.bytes, quote: self.quote }
    }

    /// The place of a record's first cell among all cells.
    pub(crate) fn first(self, row: usize) -> u32 {
        self.start(row).cell
    }

    /// A cell of records that all have it, as [`Found::word`]. These are the records and their first cells.
    #[inline(always)]
    pub(crate) fn words(self, rows: &[usize], firsts: &[u32], index: usize) -> impl Iterator<Item = (u64, u32)> {
        // Most have no quotes and another cell before them.
        let ends = index.checked_sub(1).and_then(|before| self.index.ends().get(before..)).unwrap_or(&[]);
        let bare = move |first: u32| {
            let [before, end] = ends.get(first as usize..)?.first_chunk()?;
            let word = word_at(self.bytes, *before as usize + 1)?;
            (word & 0xFF != u64::from(self.quote)).then_some((word, end.wrapping_sub(before + 1)))
        };
        let word = move |row: usize| self.record(row).word(index).unwrap_or_default();
        rows.iter().zip(firsts).map(move |(row, first)| bare(*first).unwrap_or_else(|| word(*row)))
    }

    /// The cells of all records, each with whether the record stands on one line.
    pub(crate) fn records(self) -> impl Iterator<Item = (Found<'a>, bool)> {
        let ends = self.index.ends();
        let found = move |pair: &'a [Start]| match pair {
            [start, next] => (self.found(ends, *start, *next), next.line == start.line + 1),
            _ => (Found::default(), false),
        };
        self.index.starts().windows(2).map(found)
    }

    /// Where a cell stands in the block, without its quotes. Nowhere past the end of its record.
    #[inline]
    pub(crate) fn inner(self, row: usize, index: usize) -> Range<usize> {
        self.record(row).inner(index)
    }

    /// A cell without its outer quotes, perhaps with doubled ones within.
    #[inline]
    pub(crate) fn glance(self, row: usize, index: usize) -> &'a str {
        as_text(self.record(row).glance(index))
    }

    /// The text of a cell.
    pub(crate) fn text(self, row: usize, index: usize) -> Cow<'a, str> {
        self.record(row).text(index)
    }

    /// The physical line of a place in a record, counted from 0 at the start of the block.
    pub(crate) fn line_at(self, row: usize, at: usize) -> u64 {
        self.line(row) + line_ends(self.bytes.get(self.byte(row)..at).unwrap_or(&[]))
    }

    /// Whether it holds nothing but delimiters and spaces.
    pub(crate) fn is_blank(self, row: usize) -> bool {
        (0..self.width(row)).all(|index| trim(self.glance(row, index)).is_empty())
    }
}

/// The cells of one record.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found<'a> {
    start: u32,
    ends: &'a [u32],
    /// Those of the block.
    bytes: &'a [u8],
    quote: u8,
}

impl<'a> Found<'a> {
    /// How many cells.
    pub(crate) fn width(self) -> usize {
        self.ends.len()
    }

    /// Where a cell stands in the block, with its quotes.
    #[inline(always)]
    fn place(self, index: usize) -> Range<usize> {
        let Some((before, [end, ..])) = self.ends.split_at_checked(index) else { return 0..0 };
        before.last().map_or(self.start, |before| before + 1) as usize..*end as usize
    }

    /// Where a cell stands in the block, without its quotes.
    #[inline]
    pub(crate) fn inner(self, index: usize) -> Range<usize> {
        let Range { start, end } = self.place(index);
        let is_quote = |at: usize| self.bytes.get(at) == Some(&self.quote);
        if start < end && is_quote(start) {
            start + 1..if is_quote(end - 1) { end - 1 } else { end }.max(start + 1)
        } else {
            start..end
        }
    }

    /// The text of a cell.
    #[inline]
    pub(crate) fn text(self, index: usize) -> Cow<'a, str> {
        let place = self.inner(index);
        let is_quoted = place.start > self.place(index).start;
        let inner = as_text(self.bytes.get(place).unwrap_or(&[]));
        if is_quoted { unquoted(inner, self.quote) } else { Cow::Borrowed(inner) }
    }

    /// Appends the text of a cell.
    #[inline]
    pub(crate) fn copy(self, index: usize, to: &mut Vec<u8>) {
        let whole = self.whole(index);
        let cell = self.bare(whole);
        if cell.len() == whole.len() {
            to.extend_from_slice(cell);
        } else {
            push_unquoted(cell, self.quote, to);
        }
    }

    /// A cell without its outer quotes, perhaps with doubled ones within.
    #[inline(always)]
    pub(crate) fn glance(self, index: usize) -> &'a [u8] {
        self.bare(self.whole(index))
    }

    /// A cell with its quotes.
    #[inline(always)]
    fn whole(self, index: usize) -> &'a [u8] {
        self.bytes.get(self.place(index)).unwrap_or(&[])
    }

    #[inline(always)]
    fn bare(self, cell: &'a [u8]) -> &'a [u8] {
        match cell.split_first() {
            Some((first, inner)) if *first == self.quote => inner.strip_suffix(&[self.quote]).unwrap_or(inner),
            _ => cell,
        }
    }

    /// The same, where no quote is within.
    #[inline(always)]
    pub(crate) fn plain(self, index: usize) -> Option<&'a [u8]> {
        let whole = self.whole(index);
        let cell = self.bare(whole);
        (cell.len() == whole.len() || !cell.contains(&self.quote)).then_some(cell)
    }

    /// The first eight bytes from a cell's text on, the first one lowest, and the length of that text; `None` where the
    /// block ends before.
    fn word(self, index: usize) -> Option<(u64, u32)> {
        let inner = self.inner(index);
        Some((word_at(self.bytes, inner.start)?, inner.len().try_into().ok()?))
    }
}

/// Eight bytes, the first one lowest.
#[inline(always)]
fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.first_chunk().copied().map(u64::from_le_bytes)
}

/// A cell begins and ends beside an ASCII character, so it is UTF-8 where the block is.
fn as_text(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"', spaced: false };

    proptest! {
        #[test]
        fn the_words_of_a_column_are_those_of_its_cells(text in "[1.,,\"\n\r]{0,120}", index in 0..4usize) {
            let mut found = CellIndex::default();
            found.find_carefully(&text, COMMA);
            let cells = Cells::new(&found, text.as_bytes(), COMMA);
            let rows: Vec<usize> = (0..cells.rows()).filter(|row| cells.width(*row) > index).collect();
            let firsts: Vec<u32> = rows.iter().map(|row| cells.first(*row)).collect();
            let words: Vec<(u64, u32)> = cells.words(&rows, &firsts, index).collect();
            prop_assert_eq!(words.len(), rows.len());
            for (row, (word, len)) in rows.into_iter().zip(words) {
                let place = cells.inner(row, index);
                if place.start + 8 <= text.len() {
                    prop_assert_eq!(len as usize, place.len());
                    prop_assert_eq!(&word.to_le_bytes()[..], &text.as_bytes()[place.start..place.start + 8]);
                } else {
                    prop_assert_eq!((word, len), (0, 0));
                }
            }
        }
    }
}
