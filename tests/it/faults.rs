//! Whole families of files, each with a known right outcome: the same customers, or a refusal at the right line.

use keyrank::finding::{Finding, Severity};
use keyrank::input::{self, Options};
use keyrank::table::{Column, ColumnId, Decimal, Kind, Schema};
use std::collections::BTreeSet;
use std::io::Write;

/// A customer: id, name, amount, rating, level.
type Customer = (String, String, Option<f64>, Option<f64>, Option<String>);

fn schema() -> (Schema, [ColumnId; 4]) {
    let mut schema = Schema::new("id", vec!["-".to_owned()], Decimal::Auto);
    let mut want = |name: &str, kind| schema.want(Column { name: name.into(), kind, required: name == "rating" });
    let columns = [
        want("name", Kind::Text),
        want("amount", Kind::Number { scale: None }),
        want("rating", Kind::Number { scale: Some((0.0, 10.0)) }),
        want("level", Kind::Category { known: Some(vec!["low".into(), "high".into()]) }),
    ];
    (schema, columns)
}

fn read(bytes: &[u8]) -> Result<Vec<Customer>, Vec<Finding>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (schema, [name, amount, rating, level]) = schema();
    let (table, findings) = input::read(&[file.path().to_owned()], &schema, &Options::default()).unwrap();
    if findings.has_errors() {
        return Err(findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect());
    }
    let rows = table.batches.iter().flat_map(|b| (0..b.rows()).map(move |row| (b, row)));
    let customer = |(b, row): (&keyrank::table::Batch, usize)| {
        let number = |column| b.numbers(column).unwrap().get(row);
        let name = b.texts(name).unwrap().raw(row).to_owned();
        let level = b.categories(level).unwrap().get(row).map(str::to_owned);
        (b.id(row).to_owned(), name, number(amount), number(rating), level)
    };
    Ok(rows.map(customer).collect())
}

/// The same as it is written: id, name, amount, rating, level.
type Written = (&'static str, &'static str, f64, f64, &'static str);

/// How a table is written down.
#[derive(Debug, Clone, Copy)]
struct Dialect {
    delimiter: char,
    end: &'static str,
    quote_all: bool,
    comma: bool,
    grouping: Option<char>,
}

const TABLES: [&[Written]; 3] = [
    &[
        ("C-1", "Müller; Söhne, \"M\" | Co", 1234.5, 7.5, "low"),
        ("C-2", "b", 0.25, 10.0, "high"),
        ("C-3", "", 12.0, 0.0, "low"),
    ],
    &[("007", "one\nline more", 1_234_567.25, 3.25, "high"), ("7", "  ", 999.5, 9.75, "high")],
    &[("3E2", "x", -2_500.75, 0.5, "low"), ("300", "y\tz", 8.0, 1.0, "high"), ("ä", "'", 100_000.125, 2.0, "low")],
];

fn grouped(digits: &str, by: Option<char>) -> String {
    let Some(by) = by else { return digits.to_owned() };
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |bare| ("-", bare));
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(by);
        }
        out.push(digit);
    }
    sign.to_owned() + &out
}

impl Dialect {
    fn number(self, x: f64) -> String {
        let text = x.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mark = if self.comma { "," } else { "." };
        let whole = grouped(whole, self.grouping);
        if fraction.is_empty() { whole } else { format!("{whole}{mark}{fraction}") }
    }

    fn cell(self, text: &str) -> String {
        let must = text.contains([self.delimiter, '"', '\n', '\r']);
        if must || self.quote_all { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    }

    fn line(self, cells: &[String]) -> String {
        cells.iter().map(|c| self.cell(c)).collect::<Vec<_>>().join(&self.delimiter.to_string()) + self.end
    }

    fn write(self, table: &[Written]) -> String {
        let header = ["id", "name", "amount", "rating", "level"].map(str::to_owned);
        let rows = table.iter().map(|(id, name, amount, rating, level)| {
            let grouping = Dialect { grouping: None, ..self };
            [(*id).to_owned(), (*name).to_owned(), self.number(*amount), grouping.number(*rating), (*level).to_owned()]
        });
        std::iter::once(header).chain(rows).map(|cells| self.line(&cells)).collect()
    }
}

fn expected(table: &[Written]) -> Vec<Customer> {
    let customer = |(id, name, amount, rating, level): &Written| {
        ((*id).to_owned(), name.trim().to_owned(), Some(*amount), Some(*rating), Some((*level).to_owned()))
    };
    table.iter().map(customer).collect()
}

/// Every way to write a table, without its encoding.
fn dialects() -> Vec<Dialect> {
    let mut all = Vec::new();
    for delimiter in [',', ';', '\t', '|'] {
        for end in ["\n", "\r\n", "\r"] {
            for quote_all in [false, true] {
                for (comma, groupings) in [
                    (false, [None, Some(','), Some('\''), Some('\u{a0}')]),
                    (true, [None, Some('.'), Some('’'), Some(' ')]),
                ] {
                    for grouping in groupings {
                        all.push(Dialect { delimiter, end, quote_all, comma, grouping });
                    }
                }
            }
        }
    }
    all
}

fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let marked = ["\u{feff}", text].concat();
    let mut all = vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 with mark", marked.as_bytes().to_vec()),
        ("utf-16le", marked.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("utf-16be", marked.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("utf-32le", marked.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
        ("utf-32be", marked.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
    ];
    let (ansi, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    if !lossy {
        all.push(("windows-1252", ansi.into_owned()));
    }
    all
}

#[test]
fn every_dialect_and_encoding_gives_the_same_customers() {
    let mut files = 0;
    for table in TABLES {
        for dialect in dialects() {
            for (encoding, bytes) in encodings(&dialect.write(table)) {
                assert_eq!(read(&bytes), Ok(expected(table)), "{dialect:?} {encoding}\n{}", dialect.write(table));
                files += 1;
            }
        }
    }
    assert!(files > 3500, "{files}");
}

/// A table of plain cells, so that a fault is the only odd thing in it.
const PLAIN: &[Written] =
    &[("C-1", "Acme", 1234.5, 7.5, "low"), ("C-2", "Bolt", 98.25, 9.5, "high"), ("C-3", "Cog", 12.5, 0.5, "low")];

/// The lines that a refusal names, in its places and its messages.
fn lines(findings: &[Finding]) -> BTreeSet<u64> {
    let named = |f: &Finding| {
        let words: Vec<&str> = f.message.split(|c: char| !c.is_alphanumeric()).collect();
        words.windows(2).filter_map(|w| (w[0] == "line").then(|| w[1].parse().ok()).flatten()).collect::<Vec<u64>>()
    };
    findings.iter().flat_map(|f| f.place.line.into_iter().chain(named(f))).collect()
}

/// All that a reader could see but the text cells, which any text may stand in.
fn figures(customers: &[Customer]) -> Vec<(Option<f64>, Option<f64>, Option<String>)> {
    // A byte order mark inside a level changes nothing that anybody sees.
    customers.iter().map(|c| (c.2, c.3, c.4.as_ref().map(|level| level.replace('\u{feff}', "")))).collect()
}

/// Checks a file that differs from a sound one in one place, on this line.
fn judge(bytes: &[u8], line: u64, what: &str) {
    judge_lines(bytes, &[line], what);
}

/// The same where the fault may show on one of several lines.
fn judge_lines(bytes: &[u8], right: &[u64], what: &str) {
    match read(bytes) {
        Ok(customers) => {
            assert_eq!(figures(&customers), figures(&expected(PLAIN)), "{what}\n{}", String::from_utf8_lossy(bytes))
        }
        Err(findings) => {
            let close = lines(&findings);
            assert!(
                right.iter().any(|line| close.contains(line)),
                "{what}: line {right:?}, not {close:?}\n{}\n{findings:#?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}

#[test]
fn one_fault_anywhere_is_refused_at_its_line_or_changes_nothing() {
    let plain = dialects().into_iter().filter(|d| d.grouping.is_none() && d.end != "\r");
    for dialect in plain {
        let text = dialect.write(PLAIN);
        let header = text.find('\n').unwrap() + 1;
        let starts: Vec<usize> = text.char_indices().filter(|(i, _)| *i >= header).map(|(i, _)| i).collect();
        // Between CR and LF a fault makes two line ends of one.
        for at in starts.into_iter().filter(|at| !text[..*at].ends_with('\r')) {
            let line = text[..at].matches('\n').count() as u64 + 1;
            let cell_start = text[..at].ends_with([dialect.delimiter, '\n']);
            let with = |insert: &str| [&text[..at], insert, &text[at..]].concat();
            let what = |fault: &str| format!("{fault} at {at} of {dialect:?}");
            judge(with("\0").as_bytes(), line, &what("NUL"));
            judge(with(&dialect.delimiter.to_string()).as_bytes(), line, &what("extra delimiter"));
            judge(with("\u{feff}").as_bytes(), line, &what("mark"));
            if !dialect.quote_all {
                // The half on the next line may look like a whole record, or the one on this line.
                judge_lines(with("\n").as_bytes(), &[line, line + 1], &what("line end"));
            }
            if cell_start {
                judge(with("\"").as_bytes(), line, &what("quote"));
            }
            let here = text[at..].chars().next().unwrap();
            let without = [&text[..at], &text[at + here.len_utf8()..]].concat();
            let delimits = here == dialect.delimiter && !(here == ',' && dialect.comma);
            if delimits || here == '"' {
                judge(without.as_bytes(), line, &what("missing delimiter or quote"));
            }
            let mark = if dialect.comma { ',' } else { '.' };
            if here == mark && here != dialect.delimiter {
                let swapped = [&text[..at], if dialect.comma { "." } else { "," }, &text[at + 1..]].concat();
                judge(swapped.as_bytes(), line, &what("swapped mark"));
            }
        }
    }
}

/// Only the last cell of a last line that does not end may be a part of one: no file tells that from a whole one.
#[test]
fn a_file_cut_off_anywhere_is_refused_or_gives_whole_rows() {
    for dialect in dialects().into_iter().filter(|d| d.grouping.is_none()) {
        let text = dialect.write(PLAIN);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            if let Ok(mut customers) = read(&text.as_bytes()[..at]) {
                let mut all = expected(PLAIN);
                all.truncate(customers.len());
                if !text[..at].ends_with(['\n', '\r']) {
                    customers.iter_mut().chain(&mut all).for_each(|c| c.4 = None);
                }
                assert_eq!(customers, all, "cut at {at} of {dialect:?}");
            }
        }
    }
}
