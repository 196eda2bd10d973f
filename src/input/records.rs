//! Records and their cells in a block of text: RFC 4180 read strictly.
//!
//! A quote opens a cell only right after a delimiter or a line end; elsewhere it is text (`5" pipe`). After the closing
//! quote only a delimiter or a line end may follow. LF, CRLF and a lone CR end a record.

use std::borrow::Cow;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// An ASCII character between cells.
    pub(super) delimiter: u8,
    /// The quote character; an ASCII character.
    pub(super) quote: u8,
}

/// One cell, as a part of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    start: usize,
    end: usize,
    /// Physical line on which the cell starts, counted from the start of the block.
    pub(super) line: u64,
    /// A line end in it.
    pub(super) spans_lines: bool,
    doubled: bool,
}

impl Field {
    /// Where the cell's text starts in its block.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Length of the cell's text, doubled quotes counted twice.
    pub(super) fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

/// What breaks the quoting of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
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
pub(super) const LONGEST_CELL: usize = 1 << 20;
/// Most columns of a record.
pub(super) const MOST_COLUMNS: usize = 200_000;

/// Walks over the records of a block.
#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
    line: u64,
    fields: Vec<Field>,
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    text: &'r str,
    quote: u8,
    pub(super) fields: &'r [Field],
    /// Physical line on which it starts, counted from the start of the block.
    pub(super) line: u64,
    /// Where it starts in the block.
    pub(super) start: usize,
    pub(super) flaw: Option<Break>,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        Records { text, dialect, at: 0, line: 0, fields: Vec::new() }
    }

    /// Physical line ends passed so far.
    pub(super) fn lines(&self) -> u64 {
        self.line
    }

    /// Where the next record starts.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next record; `None` at the end of the block.
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        self.fields.clear();
        let mut flaw = None;
        loop {
            let broken = self.cell(bytes);
            flaw = flaw.or(broken);
            if self.fields.len() > MOST_COLUMNS {
                flaw = Some(Break::TooManyColumns);
                self.at = memchr::memchr2(b'\n', b'\r', bytes.get(self.at..).unwrap_or(&[]))
                    .map_or(bytes.len(), |n| self.at + n);
            }
            match bytes.get(self.at) {
                Some(&b) if b == self.dialect.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += if bytes.get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                    self.line += 1;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    self.line += 1;
                    break;
                }
                None => break,
            }
        }
        if self.at - start > LONGEST_CELL {
            flaw = flaw.or(self.fields.iter().position(|f| f.len() > LONGEST_CELL).map(Break::CellTooLong));
        }
        Some(Record { text: self.text, quote: self.dialect.quote, fields: &self.fields, line, start, flaw })
    }

    /// Takes one cell and stops at the delimiter or line end behind it.
    fn cell(&mut self, bytes: &[u8]) -> Option<Break> {
        if bytes.get(self.at) == Some(&self.dialect.quote) {
            return self.quoted(bytes);
        }
        let (start, line) = (self.at, self.line);
        self.at = self.plain_end(bytes, start);
        self.fields.push(Field { start, end: self.at, line, spans_lines: false, doubled: false });
        None
    }

    fn plain_end(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or(&[]);
        memchr::memchr3(self.dialect.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |n| from + n)
    }

    fn quoted(&mut self, bytes: &[u8]) -> Option<Break> {
        let (quote, line) = (self.dialect.quote, self.line);
        let start = self.at + 1;
        let (mut from, mut doubled) = (start, false);
        let end = loop {
            match memchr::memchr(quote, bytes.get(from..).unwrap_or(&[])) {
                Some(n) if bytes.get(from + n + 1) == Some(&quote) => {
                    doubled = true;
                    from += n + 2;
                }
                Some(n) => break Some(from + n),
                None => break None,
            }
        };
        let inner = bytes.get(start..end.unwrap_or(bytes.len())).unwrap_or(&[]);
        self.line += line_ends(inner);
        let Some(end) = end else {
            self.fields.push(Field { start, end: bytes.len(), line, spans_lines: self.line > line, doubled });
            self.at = bytes.len();
            return Some(Break::Unclosed);
        };
        self.fields.push(Field { start, end, line, spans_lines: self.line > line, doubled });
        self.at = self.plain_end(bytes, end + 1);
        (self.at > end + 1).then(|| Break::TextAfterQuote(self.fields.len() - 1))
    }
}

impl<'r> Record<'r> {
    /// The text of a cell, without its quotes.
    pub(super) fn text(&self, field: &Field) -> Cow<'r, str> {
        let raw = self.text.get(field.start..field.end).unwrap_or("");
        if field.doubled {
            let quote = char::from(self.quote);
            Cow::Owned(raw.replace(&format!("{quote}{quote}"), &quote.to_string()))
        } else {
            Cow::Borrowed(raw)
        }
    }

    /// The text of the cell at a place; empty past the end.
    pub(super) fn cell(&self, index: usize) -> Cow<'r, str> {
        self.fields.get(index).map_or(Cow::Borrowed(""), |field| self.text(field))
    }

    /// Nothing in it but delimiters and spaces?
    pub(super) fn is_blank(&self) -> bool {
        self.fields.iter().all(|f| self.text.get(f.start..f.end).unwrap_or("").trim().is_empty())
    }
}

/// Physical line ends: LF, CRLF and lone CR.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|&i| bytes.get(i + 1) != Some(&b'\n')).count() as u64;
    feeds + returns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"' };

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
