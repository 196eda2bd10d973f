//! The csv that a spreadsheet of a country opens by a double click.
//!
//! Every csv is written in one way: comma, decimal point, LF. For another dialect its writers mark the cells that hold numbers
//! with `NUMBER`, and what they write is translated on its way.

use std::io::{self, Write};

/// How a csv separates its cells and writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// RFC 4180 with LF: comma, decimal point, no byte order mark.
    #[default]
    Standard,
    /// For an English Excel: the same with a byte order mark and CRLF.
    Excel,
    /// For a German one: semicolon, decimal comma, byte order mark, CRLF.
    ExcelDe,
}

/// Leads a number where it is to be translated. A text that begins with it is put into quotes.
pub(crate) const NUMBER: u8 = 0x01;

impl Dialect {
    /// Whether numbers are marked.
    pub(crate) fn marks_numbers(self) -> bool {
        self != Dialect::Standard
    }

    /// Writes a csv in this dialect.
    pub(crate) fn write(
        self,
        to: &mut dyn Write,
        csv: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        if self == Dialect::Standard {
            return csv(to);
        }
        to.write_all("\u{feff}".as_bytes())?;
        let mut translated = Translated { dialect: self, cell: Vec::new(), is_quoted: false, to };
        csv(&mut translated)?;
        translated.end_cell(None)
    }
}

/// Takes the bytes of a standard csv whose numbers are marked.
struct Translated<'w> {
    dialect: Dialect,
    /// The cell so far, as it is written.
    cell: Vec<u8>,
    /// Whether its quote is open.
    is_quoted: bool,
    to: &'w mut dyn Write,
}

impl Translated<'_> {
    fn end_cell(&mut self, mark: Option<u8>) -> io::Result<()> {
        let (delimiter, decimal) = match self.dialect {
            Dialect::ExcelDe => (b';', b','),
            Dialect::Excel | Dialect::Standard => (b',', b'.'),
        };
        match self.cell.split_first() {
            Some((&NUMBER, number)) => {
                let number: Vec<u8> = number.iter().map(|byte| if *byte == b'.' { decimal } else { *byte }).collect();
                self.to.write_all(&number)?;
            }
            Some((first, _)) if *first != b'"' && self.cell.contains(&delimiter) => {
                self.to.write_all(&[b"\"", self.cell.as_slice(), b"\""].concat())?;
            }
            _ => self.to.write_all(&self.cell)?,
        }
        self.cell.clear();
        match mark {
            Some(b'\n') => self.to.write_all(b"\r\n"),
            Some(_) => self.to.write_all(&[delimiter]),
            None => Ok(()),
        }
    }
}

impl Write for Translated<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            match byte {
                b',' | b'\n' if !self.is_quoted => self.end_cell(Some(*byte))?,
                _ => {
                    // A doubled quote closes and opens it again.
                    self.is_quoted ^= *byte == b'"';
                    self.cell.push(*byte);
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::csv::Lines;
    use proptest::prelude::*;

    fn written(dialect: Dialect, rows: &[(Vec<String>, f64)]) -> String {
        let mut lines = Lines::new(false, dialect);
        for (texts, number) in rows {
            texts.iter().for_each(|text| lines.text(text));
            lines.number(Some(*number));
            lines.end();
        }
        let mut bytes = Vec::new();
        dialect.write(&mut bytes, |to| lines.flush(to)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_german_excel_gets_semicolons_decimal_commas_and_a_mark() {
        let rows = [(vec!["C-1".to_owned(), "a;b".to_owned(), "1.5".to_owned()], -5.25)];
        assert_eq!(written(Dialect::ExcelDe, &rows), "\u{feff}C-1;\"a;b\";1.5;-5,25\r\n");
        assert_eq!(written(Dialect::Excel, &rows), "\u{feff}C-1,a;b,1.5,-5.25\r\n");
        assert_eq!(written(Dialect::Standard, &rows), "C-1,a;b,1.5,-5.25\n");
    }

    proptest! {
        #[test]
        fn every_dialect_holds_the_same_cells(
            rows in prop::collection::vec((prop::collection::vec("[a.,;\"\n\r\u{1} é1]{0,6}", 2..4), -1e6..1e6), 1..6),
        ) {
            let width = rows[0].0.len();
            let rows: Vec<(Vec<String>, f64)> = rows
                .into_iter()
                .map(|(mut texts, number)| {
                    texts.resize(width, "x".to_owned());
                    (texts, number)
                })
                .collect();
            for (dialect, delimiter) in [(Dialect::Excel, b','), (Dialect::ExcelDe, b';')] {
                let text = written(dialect, &rows);
                let text = text.strip_prefix('\u{feff}').unwrap();
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .delimiter(delimiter)
                    .terminator(csv::Terminator::CRLF)
                    .from_reader(text.as_bytes());
                for (record, (texts, number)) in reader.records().zip(&rows) {
                    let record = record.unwrap();
                    let cells: Vec<&str> = record.iter().take(width).collect();
                    prop_assert_eq!(cells, texts.iter().map(String::as_str).collect::<Vec<_>>());
                    let read = record[width].replace(',', ".").parse::<f64>().unwrap();
                    prop_assert!(read.total_cmp(number).is_eq());
                }
            }
        }
    }
}
