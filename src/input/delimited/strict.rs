//! Records and their cells in a text, byte by byte: RFC 4180 read strictly.
//!
//! [`super::cell_index`] takes a quicker way where a text is regular; this one takes any, and says what breaks its quoting.
//!
//! A quote opens a cell only right after a delimiter or a line end, or after blanks behind these where the file shows that
//! (see [`super::blanks`]); elsewhere it is text (`5" pipe`). After the closing quote only a delimiter or a line end
//! may follow. LF, CRLF and a lone CR end a record.

use crate::text::swar::count_before;
use std::borrow::Cow;
use std::ops::Range;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// An ASCII character between cells.
    pub(crate) delimiter: u8,
    /// The quote character; an ASCII character.
    pub(crate) quote: u8,
    /// Whether a quote opens a cell behind blanks as well, which are then not part of the cell.
    pub(crate) spaced: bool,
}

impl Dialect {
    /// Whether it may stand between a delimiter and an opening quote.
    pub(crate) fn is_blank(self, byte: u8) -> bool {
        self.spaced && matches!(byte, b' ' | b'\t') && byte != self.delimiter
    }
}

/// One cell, as a part of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    start: u32,
    end: u32,
    quotes: Quotes,
}

/// What quotes a cell has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// None that mean anything.
    None,
    /// Around it; they are not part of `start..end`.
    Around,
    /// Around it, and doubled ones within.
    Doubled,
}

impl Field {
    fn new(start: usize, end: usize, quotes: Quotes) -> Self {
        // A block is far shorter than 4 GiB.
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Field { start: place(start), end: place(end), quotes }
    }

    /// Where the cell's text starts in its block.
    fn start(&self) -> usize {
        self.start as usize
    }

    /// The place behind the cell and its quotes.
    pub(crate) fn behind(&self) -> usize {
        self.end as usize + usize::from(self.quotes != Quotes::None)
    }

    /// Length of the cell's text, doubled quotes counted twice.
    fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

/// What breaks the quoting of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// Text right after the closing quote of this cell.
    TextAfterQuote(usize),
    /// The quote of the last cell never closes.
    Unclosed,
    /// More cells than [`MOST_COLUMNS`].
    TooManyColumns,
    /// This cell is longer than [`LONGEST_CELL`].
    CellTooLong(usize),
}

/// Longest cell, in bytes.
pub(crate) const LONGEST_CELL: usize = 1 << 20;
/// Most columns of a record.
pub(crate) const MOST_COLUMNS: usize = 200_000;

/// The places of all delimiters, quotes and line ends of a text, from left to right.
#[derive(Debug)]
struct Marks<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    at: usize,
}

impl Marks<'_> {
    /// The next mark; the length of the text where there is none.
    fn next(&mut self) -> usize {
        let Dialect { delimiter, quote, .. } = self.dialect;
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let is_mark = |byte: &u8| *byte == delimiter || *byte == quote || matches!(*byte, b'\n' | b'\r');
        let mark = rest.iter().position(is_mark).map_or(self.bytes.len(), |n| self.at + n);
        self.at = mark + 1;
        mark
    }
}

/// Walks over the records of a block.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    text: &'a str,
    dialect: Dialect,
    marks: Marks<'a>,
    at: usize,
    line: u64,
    fields: Vec<Field>,
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'r> {
    text: &'r str,
    quote: u8,
    pub(crate) fields: &'r [Field],
    /// Where it starts in its block.
    start: usize,
    /// Physical line on which it starts, counted from the start of the block.
    pub(crate) line: u64,
    pub(crate) flaw: Option<Break>,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Self {
        Records {
            text,
            dialect,
            marks: Marks { bytes: text.as_bytes(), dialect, at: 0 },
            at: 0,
            line: 0,
            fields: Vec::new(),
        }
    }

    /// Physical line ends passed so far.
    pub(crate) fn lines(&self) -> u64 {
        self.line
    }

    /// Where the next record starts.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The next record; `None` at the end of the block.
    pub(crate) fn next(&mut self) -> Option<Record<'_>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        // Where a quote would open the cell that is being read.
        let (mut cell, mut opening, mut flaw) = (start, self.behind_blanks(start), None);
        self.fields.clear();
        loop {
            let mark = self.marks.next();
            let byte = bytes.get(mark).copied();
            let end = if byte == Some(self.dialect.quote) {
                if mark > opening {
                    continue;
                }
                let (end, broken) = self.quoted(bytes, mark + 1);
                flaw = flaw.or(broken);
                end
            } else {
                self.push(Field::new(cell, mark, Quotes::None), &mut flaw);
                mark
            };
            match bytes.get(end) {
                Some(&b) if b == self.dialect.delimiter => {
                    cell = end + 1;
                    opening = self.behind_blanks(cell);
                }
                ender => {
                    let crlf = ender == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
                    if crlf {
                        self.marks.next();
                    }
                    self.line += u64::from(ender.is_some());
                    self.at = (end + 1 + usize::from(crlf)).min(bytes.len());
                    break;
                }
            }
        }
        if self.at - start > LONGEST_CELL {
            flaw = flaw.or(self.fields.iter().position(|f| f.len() > LONGEST_CELL).map(Break::CellTooLong));
        }
        let text = self.text;
        Some(Record { text, quote: self.dialect.quote, fields: &self.fields, start, line, flaw })
    }

    /// The first place from here on that holds no blank.
    fn behind_blanks(&self, at: usize) -> usize {
        if !self.dialect.spaced {
            return at;
        }
        let rest = self.text.as_bytes().get(at..).unwrap_or(&[]);
        at + rest.iter().take_while(|byte| self.dialect.is_blank(**byte)).count()
    }

    fn push(&mut self, field: Field, flaw: &mut Option<Break>) {
        if self.fields.len() < MOST_COLUMNS {
            self.fields.push(field);
        } else {
            *flaw = Some(Break::TooManyColumns);
        }
    }

    /// Takes a cell whose text starts after its opening quote; the place of the delimiter or line end behind it.
    fn quoted(&mut self, bytes: &[u8], start: usize) -> (usize, Option<Break>) {
        let (quote, mut quotes, mut flaw) = (self.dialect.quote, Quotes::Around, None);
        let close = loop {
            let mark = self.marks.next();
            match bytes.get(mark) {
                None => break None,
                Some(&b) if b == quote => {
                    if bytes.get(mark + 1) != Some(&quote) {
                        break Some(mark);
                    }
                    quotes = Quotes::Doubled;
                    self.marks.next();
                }
                Some(b'\n') => self.line += 1,
                Some(b'\r') if bytes.get(mark + 1) != Some(&b'\n') => self.line += 1,
                Some(_) => {}
            }
        };
        let Some(close) = close else {
            self.push(Field::new(start, bytes.len(), quotes), &mut flaw);
            return (bytes.len(), flaw.or(Some(Break::Unclosed)));
        };
        self.push(Field::new(start, close, quotes), &mut flaw);
        let mut end = self.marks.next();
        if end > close + 1 {
            flaw = flaw.or(Some(Break::TextAfterQuote(self.fields.len().saturating_sub(1))));
        }
        while bytes.get(end) == Some(&quote) {
            end = self.marks.next();
        }
        (end, flaw)
    }
}

impl<'r> Record<'r> {
    /// The place behind its last cell.
    pub(crate) fn behind(&self) -> usize {
        self.fields.last().map_or(self.start, Field::behind)
    }

    /// Where each cell stands in the block, with its quotes and the blanks before them.
    pub(crate) fn places(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = self.start;
        self.fields.iter().map(move |field| {
            let end = field.behind();
            std::mem::replace(&mut start, end + 1)..end
        })
    }

    /// The text of a cell, without its quotes.
    pub(crate) fn text(&self, field: &Field) -> Cow<'r, str> {
        let inner = self.text.get(field.start()..field.end as usize).unwrap_or("");
        if field.quotes == Quotes::Doubled { unquoted(inner, self.quote) } else { Cow::Borrowed(inner) }
    }
}

/// What stands between the outer quotes of a cell, with its doubled quotes made single.
pub(crate) fn unquoted(inner: &str, quote: u8) -> Cow<'_, str> {
    if memchr::memchr(quote, inner.as_bytes()).is_none() {
        return Cow::Borrowed(inner);
    }
    let mut text = Vec::with_capacity(inner.len());
    push_unquoted(inner.as_bytes(), quote, &mut text);
    // What is left out is an ASCII character.
    Cow::Owned(String::from_utf8(text).unwrap_or_default())
}

/// Appends the same, of bytes.
#[inline]
pub(crate) fn push_unquoted(inner: &[u8], quote: u8, to: &mut Vec<u8>) {
    // Quotes come in pairs, of which the first one stays.
    let after_quote = |at: usize, bytes: &[u8]| at + 1 + usize::from(bytes.get(at + 1) == Some(&quote));
    let mut rest = inner;
    while let Some((eight, others)) = rest.split_first_chunk() {
        to.extend_from_slice(eight);
        let plain = count_before(quote, *eight);
        if plain == eight.len() {
            rest = others;
        } else {
            to.truncate(to.len() + plain + 1 - eight.len());
            rest = rest.get(after_quote(plain, rest)..).unwrap_or_default();
        }
    }
    while let Some((byte, others)) = rest.split_first() {
        to.push(*byte);
        rest = if *byte == quote { rest.get(after_quote(0, rest)..).unwrap_or_default() } else { others };
    }
}

/// Physical line ends: LF, CRLF and lone CR.
pub(crate) fn line_ends(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|&i| bytes.get(i + 1) != Some(&b'\n')).count() as u64;
    feeds + returns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"', spaced: false };

    fn all(text: &str) -> Vec<(u64, Vec<String>, Option<Break>)> {
        let mut records = Records::new(text, COMMA);
        let mut found = Vec::new();
        while let Some(r) = records.next() {
            found.push((r.line, r.fields.iter().map(|f| r.text(f).into_owned()).collect(), r.flaw));
        }
        found
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        all(text).into_iter().map(|(_, cells, _)| cells).collect()
    }

    #[test]
    fn every_line_end_ends_a_record() {
        assert_eq!(cells("a,b\nc\r\nd\re"), [vec!["a", "b"], vec!["c"], vec!["d"], vec!["e"]]);
        assert_eq!(cells("a,\n"), [["a", ""]]);
        assert_eq!(cells("\n\r\n"), [[""], [""]]);
    }

    #[test]
    fn quotes_hide_delimiters_line_ends_and_doubled_quotes() {
        assert_eq!(cells("\"a,\"\"b\"\"\r\nc\",d\n"), [["a,\"b\"\r\nc", "d"]]);
        assert_eq!(cells("5\" pipe,x \"y\"\n"), [["5\" pipe", "x \"y\""]]);
        let lines: Vec<u64> = all("\"a\nb\rc\r\nd\",e\nf").iter().map(|r| r.0).collect();
        assert_eq!(lines, [0, 4]);
    }

    #[test]
    fn broken_quotes_are_told() {
        assert_eq!(all("\"Acme\" Corp,1\n")[0].2, Some(Break::TextAfterQuote(0)));
        assert_eq!(all("a\n\"b,1\nc,2\n")[1].2, Some(Break::Unclosed));
        let wide = ",".repeat(MOST_COLUMNS + 10) + "\nx";
        assert_eq!(all(&wide)[0].2, Some(Break::TooManyColumns));
        let long = format!("a,{}\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(all(&long)[0].2, Some(Break::CellTooLong(1)));
        assert_eq!(all(&wide)[1].1, ["x"]);
    }

    proptest! {
        /// The csv crate writes any cells, and they come back.
        #[test]
        fn reads_what_the_csv_crate_writes(rows in prop::collection::vec(prop::collection::vec("[a,\"\n\r é]{0,6}", 2..5), 1..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(cells(&text), rows);
        }

        #[test]
        fn never_panics_and_passes_every_line_end(text in "[a,\"\n\r;é]{0,60}") {
            let mut records = Records::new(&text, COMMA);
            while records.next().is_some() {}
            prop_assert_eq!(records.lines(), line_ends(text.as_bytes()));
        }
    }
}
