//! The records of a block and where each of their cells ends: four bytes a cell, whatever is in it.

use super::quoting::{Irregular, Quoting, STEP, Step};
use super::records::{Break, Dialect, LONGEST_CELL, MOST_COLUMNS, Record, Records, line_ends, unquoted};
use crate::table::trim;
use fearless_simd::{Level, Simd, dispatch};
use std::borrow::Cow;
use std::ops::Range;

/// Cells that end in a step, hardly ever more.
const USUAL: usize = 12;

/// Where the records and cells of a block are. Kept from block to block for its memory.
#[derive(Debug)]
pub(super) struct Grid {
    /// What the processor can do.
    level: Level,
    /// The place of the delimiter or line end behind each cell; what lies behind `cells` is room.
    ends: Vec<u32>,
    cells: usize,
    /// Where each record starts, and behind the last one the end of the block.
    starts: Vec<Start>,
    /// Records whose quoting is broken, in their order.
    flaws: Vec<(usize, Break)>,
}

impl Default for Grid {
    fn default() -> Self {
        Grid { level: Level::new(), ends: Vec::new(), cells: 0, starts: Vec::new(), flaws: Vec::new() }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Start {
    byte: u32,
    /// Physical line, counted from 0 at the start of the block.
    line: u32,
    /// Its first cell.
    cell: u32,
}

/// How a walk ended.
struct Walked {
    /// Physical line ends passed.
    lines: u32,
    /// Is a quoted cell open?
    is_inside: bool,
}

/// A block and where its cells are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    grid: &'a Grid,
    text: &'a str,
    quote: u8,
}

impl Grid {
    fn clear(&mut self) {
        self.cells = 0;
        self.starts.clear();
        self.starts.push(Start::default());
        self.flaws.clear();
    }

    /// The quick way, for bytes that begin at a record's start, where every quote stands as it should and nothing is
    /// longer than its limit: finds all whole records and tells where the last of them ends. At the end of a file, what
    /// comes behind the last line end is a record, too.
    ///
    /// There are far less than 4 GiB of them.
    pub(super) fn find(&mut self, bytes: &[u8], dialect: Dialect, at_end: bool) -> Result<usize, Irregular> {
        self.clear();
        // A line feed may follow.
        let known = if at_end { bytes } else { bytes.strip_suffix(b"\r").unwrap_or(bytes) };
        let level = self.level;
        let walked = dispatch!(level, simd => self.walk(Quoting::new(simd, known, dialect), known))?;
        let start = self.starts.last().copied().unwrap_or_default();
        let left = bytes.len() - start.byte as usize;
        if left > LONGEST_CELL || at_end && walked.is_inside {
            return Err(Irregular);
        }
        if at_end && left > 0 {
            self.push_end(bytes.len());
            self.push_start(start, Start { byte: short(bytes.len()), line: walked.lines, cell: short(self.cells) })?;
            return Ok(bytes.len());
        }
        Ok(start.byte as usize)
    }

    /// Takes the records that end in these bytes.
    #[inline(always)]
    fn walk<S: Simd>(&mut self, mut quoting: Quoting<'_, S>, bytes: &[u8]) -> Result<Walked, Irregular> {
        let (mut lines, mut start) = (0, Start::default());
        while let Some(step) = quoting.next()? {
            let first = self.push_ends(&step);
            let mut ends = step.ends;
            while ends != 0 {
                let upto = ends ^ (ends - 1);
                let end = step.base + ends.trailing_zeros() as usize;
                let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
                let next = Start {
                    byte: short(end + 1 + usize::from(crlf)),
                    line: lines + (step.lines & upto).count_ones(),
                    cell: short(first) + (step.marks & upto).count_ones(),
                };
                self.push_start(start, next)?;
                start = next;
                ends &= ends - 1;
            }
            lines += step.lines.count_ones();
        }
        Ok(Walked { lines, is_inside: quoting.is_inside() })
    }

    #[inline(always)]
    fn push_start(&mut self, start: Start, next: Start) -> Result<(), Irregular> {
        if next.byte - start.byte > short(LONGEST_CELL) || next.cell - start.cell > short(MOST_COLUMNS) {
            return Err(Irregular);
        }
        self.starts.push(next);
        Ok(())
    }

    /// Adds the cells that end in a step, and tells how many there were before.
    #[inline(always)]
    fn push_ends(&mut self, step: &Step) -> usize {
        let (before, base) = (self.cells, short(step.base));
        if self.ends.len() < before + STEP {
            self.ends.resize((before + STEP) * 2, 0);
        }
        let Some(room) = self.ends.get_mut(before..).and_then(|rest| rest.first_chunk_mut::<STEP>()) else {
            return before;
        };
        let mut marks = step.marks;
        let (usual, more) = room.split_at_mut(USUAL);
        // Whoever takes as many as usual, whether there are or not, need not guess when to stop.
        for end in usual {
            *end = base + marks.trailing_zeros();
            marks &= marks.wrapping_sub(1);
        }
        for end in more {
            if marks == 0 {
                break;
            }
            *end = base + marks.trailing_zeros();
            marks &= marks - 1;
        }
        self.cells += step.marks.count_ones() as usize;
        before
    }

    fn push_end(&mut self, at: usize) {
        self.ends.truncate(self.cells);
        self.ends.push(short(at));
        self.cells += 1;
    }

    /// The careful way for any text: byte by byte, with what breaks the quoting.
    pub(super) fn find_carefully(&mut self, text: &str, dialect: Dialect) {
        self.clear();
        let mut records = Records::new(text, dialect);
        while let Some(record) = records.next() {
            self.flaws.extend(record.flaw.map(|flaw| (self.starts.len() - 1, flaw)));
            self.push(&record);
            let next = Start { byte: short(records.at()), line: short(records.lines()), cell: short(self.cells) };
            self.starts.push(next);
        }
    }

    fn push(&mut self, record: &Record<'_>) {
        record.fields.iter().for_each(|field| self.push_end(field.behind()));
    }
}

impl<'a> Cells<'a> {
    /// Of a text in which they were found.
    pub(super) fn new(grid: &'a Grid, text: &'a str, dialect: Dialect) -> Self {
        Cells { grid, text, quote: dialect.quote }
    }

    /// How many records.
    pub(super) fn rows(self) -> usize {
        self.grid.starts.len().saturating_sub(1)
    }

    /// Physical line ends in the block.
    pub(super) fn lines(self) -> u64 {
        self.grid.starts.last().map_or(0, |end| u64::from(end.line))
    }

    /// Records whose quoting is broken, in their order.
    pub(super) fn flaws(self) -> &'a [(usize, Break)] {
        &self.grid.flaws
    }

    fn start(self, row: usize) -> Start {
        self.grid.starts.get(row).copied().unwrap_or_default()
    }

    /// How many cells a record has.
    pub(super) fn width(self, row: usize) -> usize {
        self.record(row).width()
    }

    /// The physical line on which a record starts, counted from 0 at the start of the block.
    pub(super) fn line(self, row: usize) -> u64 {
        u64::from(self.start(row).line)
    }

    /// Where a record starts in the block.
    pub(super) fn byte(self, row: usize) -> usize {
        self.start(row).byte as usize
    }

    /// The cells of a record; none past the last one.
    #[inline]
    pub(super) fn record(self, row: usize) -> Found<'a> {
        let Some([start, next]) = self.grid.starts.get(row..row + 2) else { return Found::default() };
        let ends = self.grid.ends.get(start.cell as usize..next.cell as usize).unwrap_or(&[]);
        Found { start: start.byte, ends, bytes: self.text.as_bytes(), quote: self.quote }
    }

    /// Where a cell stands in the block, without its quotes. Nowhere past the end of its record.
    #[inline]
    pub(super) fn inner(self, row: usize, index: usize) -> Range<usize> {
        self.record(row).inner(index)
    }

    /// A cell without its outer quotes, perhaps with doubled ones within.
    #[inline]
    pub(super) fn glance(self, row: usize, index: usize) -> &'a str {
        self.text.get(self.inner(row, index)).unwrap_or("")
    }

    /// The text of a cell.
    pub(super) fn text(self, row: usize, index: usize) -> Cow<'a, str> {
        let record = self.record(row);
        let place = record.inner(index);
        let is_quoted = place.start > record.place(index).start;
        let inner = self.text.get(place).unwrap_or("");
        if is_quoted { unquoted(inner, self.quote) } else { Cow::Borrowed(inner) }
    }

    /// The physical line of a place in a record, counted from 0 at the start of the block.
    pub(super) fn line_at(self, row: usize, at: usize) -> u64 {
        self.line(row) + line_ends(self.text.as_bytes().get(self.byte(row)..at).unwrap_or(&[]))
    }

    /// Nothing in it but delimiters and spaces?
    pub(super) fn is_blank(self, row: usize) -> bool {
        (0..self.width(row)).all(|index| trim(self.glance(row, index)).is_empty())
    }
}

/// The cells of one record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found<'a> {
    start: u32,
    ends: &'a [u32],
    /// Those of the block.
    bytes: &'a [u8],
    quote: u8,
}

impl<'a> Found<'a> {
    /// How many cells.
    pub(super) fn width(self) -> usize {
        self.ends.len()
    }

    /// Where a cell stands in the block, with its quotes.
    #[inline]
    fn place(self, index: usize) -> Range<usize> {
        match (index, self.ends) {
            (0, [end, ..]) => self.start as usize..*end as usize,
            _ => match self.ends.get(index.wrapping_sub(1)..=index) {
                Some([before, end]) => *before as usize + 1..*end as usize,
                _ => 0..0,
            },
        }
    }

    /// Where a cell stands in the block, without its quotes.
    #[inline]
    pub(super) fn inner(self, index: usize) -> Range<usize> {
        let Range { start, end } = self.place(index);
        let is_quote = |at: usize| self.bytes.get(at) == Some(&self.quote);
        if start < end && is_quote(start) {
            start + 1..if is_quote(end - 1) { end - 1 } else { end }.max(start + 1)
        } else {
            start..end
        }
    }

    /// The block from a cell's text on, and the length of that text.
    #[inline]
    pub(super) fn bytes(self, index: usize) -> (&'a [u8], usize) {
        let place = self.inner(index);
        (self.bytes.get(place.start..).unwrap_or(&[]), place.len())
    }
}

/// A place or a line in a block.
fn short(place: impl TryInto<u32>) -> u32 {
    place.try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"' };

    /// Every record: its line, where it starts, its cells.
    fn records(cells: Cells<'_>) -> Vec<(u64, usize, Vec<String>)> {
        let texts = |row| (0..cells.width(row)).map(|index| cells.text(row, index).into_owned()).collect();
        (0..cells.rows()).map(|row| (cells.line(row), cells.byte(row), texts(row))).collect()
    }

    /// Whatever the bytes around a record put it at.
    fn padded(text: &str, before: usize) -> String {
        format!("{}\n{text}", "x".repeat(before))
    }

    proptest! {
        #[test]
        fn both_ways_come_to_the_same_cells(text in "[a,\"\n\r\u{e9}]{0,90}", before in 0..130usize, tidy in any::<bool>()) {
            // Random quotes are hardly ever where they should be, so half of the texts are put right.
            let text = if tidy { text.replace("a\"", "a").replace("\"a", "\"\"") } else { text };
            let text = padded(&text, before);
            let mut careful = Grid::default();
            careful.find_carefully(&text, COMMA);
            for level in [Level::new(), Level::baseline()] {
                let mut quick = Grid { level, ..Grid::default() };
                if quick.find(text.as_bytes(), COMMA, true) == Ok(text.len()) {
                    prop_assert!(careful.flaws.is_empty());
                    let cells = |grid| Cells::new(grid, &text, COMMA);
                    prop_assert_eq!(records(cells(&quick)), records(cells(&careful)));
                    prop_assert_eq!(cells(&quick).lines(), cells(&careful).lines());
                }
            }
        }

        /// The csv crate writes any cells, and the quick way reads them all.
        #[test]
        fn whatever_is_written_by_the_rules_is_regular(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\n\r \u{e9}]{0,30}", 2..5), 1..12),
            crlf in any::<bool>(),
        ) {
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().flexible(true).terminator(end).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut grid = Grid::default();
            prop_assert_eq!(grid.find(text.as_bytes(), COMMA, true), Ok(text.len()));
            let cells = Cells::new(&grid, &text, COMMA);
            let read: Vec<Vec<String>> = records(cells).into_iter().map(|record| record.2).collect();
            prop_assert_eq!(read, rows);
            prop_assert_eq!(cells.lines(), line_ends(text.as_bytes()));
        }

        /// Where more is to come, only whole records are taken.
        #[test]
        fn a_start_of_a_text_holds_its_whole_records(text in "[a,\n\r]{0,90}", at in 0..90usize) {
            let mut grid = Grid::default();
            grid.find(text.as_bytes(), COMMA, true).unwrap();
            let all = records(Cells::new(&grid, &text, COMMA));
            let start = text.get(..at).unwrap_or(&text);
            let end = grid.find(start.as_bytes(), COMMA, false).unwrap();
            let whole = records(Cells::new(&grid, start, COMMA));
            prop_assert_eq!(&all[..whole.len()], &whole);
            prop_assert!(!text.as_bytes()[end..at.min(text.len())].contains(&b'\n'));
        }
    }

    fn flaws(text: &str) -> (Vec<(usize, Break)>, usize) {
        let mut grid = Grid::default();
        assert_eq!(grid.find(text.as_bytes(), COMMA, true), Err(Irregular));
        grid.find_carefully(text, COMMA);
        (grid.flaws.clone(), Cells::new(&grid, text, COMMA).rows())
    }

    #[test]
    fn broken_quotes_and_limits_are_left_to_the_careful_way() {
        let long = format!("a,{}\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(flaws(&long), (vec![(0, Break::CellTooLong(1))], 1));
        let wide = ",".repeat(MOST_COLUMNS + 10) + "\nx";
        assert_eq!(flaws(&wide), (vec![(0, Break::TooManyColumns)], 2));
        assert_eq!(flaws("a\n\"b,1\nc,2\n"), (vec![(1, Break::Unclosed)], 2));
        assert_eq!(flaws("\"Acme\" Corp,1\n"), (vec![(0, Break::TextAfterQuote(0))], 1));
        assert_eq!(flaws("5\" pipe\n"), (vec![], 1));
    }
}
