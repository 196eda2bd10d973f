//! The records of a block and where each of their cells ends: four bytes a cell, whatever is in it.

use super::blanks;
use super::blanks::Lost;
use super::cell_buffer::CellBuffer;
use super::quote_mask::{Irregular, Quoting, STEP, Step};
use super::strict::{Break, Dialect, LONGEST_CELL, MOST_COLUMNS, Records};
use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

/// Cells that end in a step, hardly ever more.
const USUAL: usize = 16;

/// The places in a step.
const PLACES: [u8; STEP] = {
    let mut places = [0; STEP];
    let mut at = 0;
    while at < STEP {
        places[at] = at as u8;
        at += 1;
    }
    places
};

/// Where the records and cells of a block are. Kept from block to block for its memory.
#[derive(Debug)]
pub(crate) struct CellIndex {
    /// What the processor can do.
    level: Level,
    ends: CellBuffer<u32, STEP>,
    starts: Vec<Start>,
    /// Line ends within quotes, where the quick way came upon them.
    inner_lines: Vec<u32>,
    flaws: Vec<(usize, Break)>,
    is_plain: bool,
    /// Blanks that the text has lost.
    lost: Lost,
}

impl Default for CellIndex {
    fn default() -> Self {
        let (ends, starts, inner_lines, flaws, lost) = Default::default();
        CellIndex { level: Level::new(), ends, starts, inner_lines, flaws, is_plain: false, lost }
    }
}

/// Where a record starts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Start {
    pub(crate) byte: u32,
    /// Physical line, counted from 0 at the start of the block.
    pub(crate) line: u32,
    /// Its first cell.
    pub(crate) cell: u32,
}

/// What a walk came upon.
struct Walked {
    records: u32,
    /// Whether a quoted cell is open.
    is_inside: bool,
    is_plain: bool,
}

impl CellIndex {
    /// Where each record starts, and behind the last one the end of the block.
    #[inline]
    pub(crate) fn starts(&self) -> &[Start] {
        &self.starts
    }

    /// The place of the delimiter or line end behind each cell.
    #[inline]
    pub(crate) fn ends(&self) -> &[u32] {
        self.ends.get()
    }

    /// Records whose quoting is broken, in their order.
    pub(crate) fn flaws(&self) -> &[(usize, Break)] {
        &self.flaws
    }

    fn clear(&mut self) {
        self.ends.keep(0);
        self.starts.clear();
        self.starts.push(Start::default());
        self.inner_lines.clear();
        self.flaws.clear();
        self.lost.clear();
        self.is_plain = false;
    }

    /// Whether the quick way found only ASCII characters, and no NUL.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The quick way, for bytes that begin at a record's start, where every quote stands as it should and nothing is
    /// longer than its limit: finds all whole records and tells where the last of them ends. At the end of a file, what
    /// comes behind the last line end is a record, too.
    ///
    /// There are far fewer than 4 GiB of them. Its strict twin is [`CellIndex::find_carefully`]; the property
    /// `both_ways_come_to_the_same_cells` holds the two together.
    pub(crate) fn find(&mut self, bytes: &[u8], dialect: Dialect, at_end: bool) -> Result<usize, Irregular> {
        self.clear();
        // A line feed may follow.
        let known = if at_end { bytes } else { bytes.strip_suffix(b"\r").unwrap_or(bytes) };
        let level = self.level;
        let walked = dispatch!(level, simd => self.walk(Quoting::new(simd, known, dialect)))?;
        self.is_plain = walked.is_plain;
        if !self.split(&walked, bytes, true) {
            self.split(&walked, bytes, false);
        }
        let too_long = |pair: &[Start]| matches!(pair, [start, next] if start.is_too_long(*next));
        if self.starts.windows(2).fold(false, |any, pair| any | too_long(pair)) {
            return Err(Irregular);
        }
        let start = self.starts.last().copied().unwrap_or_default();
        let left = bytes.len() - start.byte as usize;
        if left > LONGEST_CELL || at_end && walked.is_inside {
            return Err(Irregular);
        }
        if at_end && left > 0 {
            self.ends.push(place_in_block(bytes.len()));
            let line = walked.records + place_in_block(self.inner_lines.len());
            let end = Start { byte: place_in_block(bytes.len()), line, cell: place_in_block(self.ends.len()) };
            self.starts.push(end);
            return if start.is_too_long(end) { Err(Irregular) } else { Ok(bytes.len()) };
        }
        Ok(start.byte as usize)
    }

    /// Takes the cells that end in these bytes.
    #[inline(always)]
    fn walk<S: Simd>(&mut self, mut quoting: Quoting<'_, S>) -> Result<Walked, Irregular> {
        // Counted here rather than in memory.
        let (mut cells, mut records) = (0, 0);
        while let Some(step) = quoting.next()? {
            let count = step.marks.count_ones();
            push_ends(quoting.simd(), &step, count, self.ends.room(cells));
            cells += count;
            records += step.ends.count_ones();
            let mut inner = step.inner;
            while inner != 0 {
                self.inner_lines.push(step.base + inner.trailing_zeros());
                inner &= inner - 1;
            }
        }
        self.ends.keep(cells);
        Ok(Walked { records, is_inside: quoting.is_inside(), is_plain: quoting.is_plain() })
    }

    /// Takes the records that these cells are. Where they are `alike`, each is as wide as the one before unless no line
    /// end is there, so that not every cell is looked at. True if all records were found.
    fn split(&mut self, walked: &Walked, bytes: &[u8], alike: bool) -> bool {
        let ends = self.ends.get();
        let next = |last: u32| {
            let end = *ends.get(last as usize)?;
            let after = match bytes.get(end as usize..)? {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => return None,
            };
            Some((end + after, last + 1))
        };
        let (mut start, mut width, mut inner_lines) = (Start::default(), 1, self.inner_lines.iter().peekable());
        self.starts.clear();
        self.starts.push(start);
        for _ in 0..walked.records {
            let usual = if alike { next(start.cell + width - 1) } else { None };
            let found = usual.or_else(|| (start.cell..place_in_block(ends.len())).find_map(next));
            let Some((byte, cell)) = found else { return false };
            let mut line = start.line + 1;
            while inner_lines.next_if(|at| **at < byte).is_some() {
                line += 1;
            }
            width = cell - start.cell;
            start = Start { byte, line, cell };
            self.starts.push(start);
        }
        true
    }

    /// The careful way for a text in which blanks may stand before quotes. The cells are those of the text that it gives, whose
    /// places [`CellIndex::in_file`] turns into those of the block.
    pub(crate) fn find_spaced(&mut self, text: &str, dialect: Dialect) -> String {
        let (trimmed, lost) = blanks::without(text, dialect);
        self.find_carefully(&trimmed, dialect);
        self.lost = lost;
        trimmed
    }

    /// Where a place of the text is in the block as the file has it.
    pub(crate) fn in_file(&self, at: usize) -> usize {
        let before = self.lost.partition_point(|(place, _)| *place as usize <= at);
        let lost = before.checked_sub(1).and_then(|last| self.lost.get(last));
        at + lost.map_or(0, |(_, lost)| *lost as usize)
    }

    /// The careful way for any text: byte by byte, with what breaks the quoting.
    pub(crate) fn find_carefully(&mut self, text: &str, dialect: Dialect) {
        self.clear();
        let mut records = Records::new(text, dialect);
        while let Some(record) = records.next() {
            self.flaws.extend(record.flaw.map(|flaw| (self.starts.len() - 1, flaw)));
            record.fields.iter().for_each(|field| self.ends.push(place_in_block(field.behind())));
            let next = Start {
                byte: place_in_block(records.at()),
                line: place_in_block(records.lines()),
                cell: place_in_block(self.ends.len()),
            };
            self.starts.push(next);
        }
    }
}

impl Start {
    /// Whether the record from here to the next one is longer or wider than it may be.
    #[inline(always)]
    fn is_too_long(self, next: Start) -> bool {
        (next.byte - self.byte > place_in_block(LONGEST_CELL)) | (next.cell - self.cell > place_in_block(MOST_COLUMNS))
    }
}

/// Writes down the cells that end in a step, `count` of them. What comes behind them means nothing.
#[inline(always)]
fn push_ends<S: Simd>(simd: S, step: &Step, count: u32, room: &mut [u32; STEP]) {
    let count = count as usize;
    if simd.level().as_avx512().is_some() {
        // One instruction brings the places of all marks together.
        let marks = simd.from_bitmask_mask8x64(step.marks);
        let places = simd.compress_u8x64(u8x64::simd_from(simd, PLACES), marks);
        let end = |place: &u8| step.base + u32::from(*place);
        let usual = places.as_array().iter().zip(&mut *room).take(USUAL);
        usual.for_each(|(place, to)| *to = end(place));
        if count > USUAL {
            places.as_array().iter().zip(room).skip(USUAL).for_each(|(place, to)| *to = end(place));
        }
    } else {
        let mut marks = step.marks;
        let mut next = || {
            let place = marks.trailing_zeros();
            marks &= marks.wrapping_sub(1);
            step.base + place
        };
        // Whoever takes as many as usual, whether there are or not, need not guess when to stop.
        room.iter_mut().take(USUAL).for_each(|end| *end = next());
        if count > USUAL {
            room.iter_mut().take(count).skip(USUAL).for_each(|end| *end = next());
        }
    }
}

/// A place or a line in a block.
fn place_in_block(place: impl TryInto<u32>) -> u32 {
    place.try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::delimited::record::Cells;
    use crate::input::delimited::strict::line_ends;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"', spaced: false };

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
        fn both_ways_come_to_the_same_cells(text in "[a,\"\n\r\u{e9}\u{0}]{0,90}", before in 0..130usize, trimmed in any::<bool>()) {
            // Random quotes are hardly ever where they should be, so half of the texts are put right.
            let text = if trimmed { text.replace("a\"", "a").replace("\"a", "\"\"") } else { text };
            let text = padded(&text, before);
            let mut careful = CellIndex::default();
            careful.find_carefully(&text, COMMA);
            for level in [Level::new(), Level::baseline()] {
                let mut quick = CellIndex { level, ..CellIndex::default() };
                if quick.find(text.as_bytes(), COMMA, true) == Ok(text.len()) {
                    prop_assert_eq!(quick.is_plain(), text.is_ascii() && !text.contains('\0'));
                    prop_assert!(careful.flaws.is_empty());
                    let cells = |index| Cells::new(index, text.as_bytes(), COMMA);
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
            let mut index = CellIndex::default();
            prop_assert_eq!(index.find(text.as_bytes(), COMMA, true), Ok(text.len()));
            let cells = Cells::new(&index, text.as_bytes(), COMMA);
            let read: Vec<Vec<String>> = records(cells).into_iter().map(|record| record.2).collect();
            prop_assert_eq!(read, rows);
            prop_assert_eq!(cells.lines(), line_ends(text.as_bytes()));
        }

        /// Where more is to come, only whole records are taken.
        #[test]
        fn a_start_of_a_text_holds_its_whole_records(text in "[a,\n\r]{0,90}", at in 0..90usize) {
            let mut index = CellIndex::default();
            index.find(text.as_bytes(), COMMA, true).unwrap();
            let all = records(Cells::new(&index, text.as_bytes(), COMMA));
            let start = text.get(..at).unwrap_or(&text);
            let end = index.find(start.as_bytes(), COMMA, false).unwrap();
            let whole = records(Cells::new(&index, start.as_bytes(), COMMA));
            prop_assert_eq!(&all[..whole.len()], &whole);
            prop_assert!(!text.as_bytes()[end..at.min(text.len())].contains(&b'\n'));
        }
    }

    fn flaws(text: &str) -> (Vec<(usize, Break)>, usize) {
        let mut index = CellIndex::default();
        assert_eq!(index.find(text.as_bytes(), COMMA, true), Err(Irregular));
        index.find_carefully(text, COMMA);
        (index.flaws.clone(), Cells::new(&index, text.as_bytes(), COMMA).rows())
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
