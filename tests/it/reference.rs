//! keyrank beside a plain program that does the same with the csv crate, one customer after the other: the same ranking,
//! byte for byte, whatever the dialect, the size of the blocks and the number of threads.

use keyrank::input::{self, Options};
use keyrank::output::{self, Format, Look, Report};
use keyrank::scoring::{BatchTop, Engine, Ranking, Selection, TopScorer};
use keyrank::table::Table;
use keyrank::{criteria, finding::Findings};
use proptest::prelude::*;
use std::io::Write as _;

const MODEL: &str = "
version: 1
account: { id: id, name: name, show: [note] }
criteria:
  - { id: a, weight: 3, scale: { rating: [0, 10] } }
  - { id: b, weight: 2, scale: { rating: [0, 10] } }
  - { id: c, weight: 1, scale: { rating: [0, 10] } }
";
const WEIGHTS: [f64; 3] = [3.0 / 6.0, 2.0 / 6.0, 1.0 / 6.0];

/// Ratings in tenths, a name, a note.
type Customer = ([u32; 3], String, String);

/// How a table is written down.
#[derive(Debug, Clone)]
struct Dialect {
    delimiter: u8,
    end: &'static str,
    quote_all: bool,
    comma: bool,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let delimiter = prop::sample::select(b",;\t|".to_vec());
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (delimiter, end, any::<bool>(), any::<bool>()).prop_map(|(delimiter, end, quote_all, comma)| Dialect {
        delimiter,
        end,
        quote_all,
        comma,
    })
}

fn customers() -> impl Strategy<Value = Vec<Customer>> {
    // Few ratings, so that many tie; notes of several lines, with marks and quotes in them.
    let ratings = [0..=3u32, 0..=3, 0..=3].prop_map(|r| r.map(|x| x * 30 + x));
    let note = "[ab,;|\t\"\n\r\u{e9}]{0,6}";
    prop::collection::vec((ratings, "[B-Y][a-z\u{e9}\"]{0,8}z", note), 2..40)
}

fn id(place: usize) -> String {
    // Not in the order of the file.
    format!("K{}", (place * 7919) % 100_003)
}

fn rating(tenths: u32, comma: bool) -> String {
    let text = format!("{}", f64::from(tenths) / 10.0);
    if comma { text.replace('.', ",") } else { text }
}

/// The table as the csv crate writes it.
fn written(customers: &[Customer], dialect: &Dialect) -> Vec<u8> {
    let style = if dialect.quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let end = match dialect.end {
        "\r\n" => csv::Terminator::CRLF,
        end => csv::Terminator::Any(end.as_bytes()[0]),
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .quote_style(style)
        .terminator(end)
        .from_writer(Vec::new());
    writer.write_record(["note", "id", "a", "b", "unused", "c", "name"]).unwrap();
    for (place, ([a, b, c], name, note)) in customers.iter().enumerate() {
        let [a, b, c] = [a, b, c].map(|x| rating(*x, dialect.comma));
        writer.write_record([note, &id(place), &a, &b, "x", &c, name]).unwrap();
    }
    writer.into_inner().unwrap()
}

/// What the ranking must be: rank, id, name, score, note.
fn expected(bytes: &[u8], dialect: &Dialect) -> Vec<(u64, String, String, f64, String)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .terminator(if dialect.end == "\r" { csv::Terminator::Any(b'\r') } else { csv::Terminator::CRLF })
        .from_reader(bytes);
    let mut rows: Vec<(u64, String, String, f64, String)> = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let points = [2, 3, 5].map(|i| record[i].replace(',', ".").parse::<f64>().unwrap() * 10.0);
        let score: f64 = points.iter().zip(WEIGHTS).map(|(points, weight)| points * weight).sum();
        let score = (score * 1e9).round() / 1e9;
        rows.push((0, record[1].to_owned(), record[6].trim().to_owned(), score, record[0].trim().to_owned()));
    }
    rows.sort_by(|a, b| b.3.total_cmp(&a.3).then_with(|| a.1.cmp(&b.1)));
    for place in 0..rows.len() {
        let ties = place > 0 && rows[place].3.to_bits() == rows[place - 1].3.to_bits();
        rows[place].0 = if ties { rows[place - 1].0 } else { place as u64 + 1 };
    }
    rows
}

fn engine() -> Engine {
    Engine::new(criteria::parse("criteria.yaml", MODEL.as_bytes()).model.unwrap())
}

fn csv(ranking: &Ranking<'_>, top: Option<usize>) -> Vec<u8> {
    let selection = Selection { top, tier: None };
    let report = Report { ranking, selection, what_if: &[], findings: &[] };
    let look = Look::plain(80, false);
    let mut bytes = Vec::new();
    output::write(&report, Format::Csv, look, &mut bytes).unwrap();
    bytes
}

fn errors(findings: &Findings) -> Vec<String> {
    findings.iter().filter(|f| f.severity == keyrank::finding::Severity::Error).map(|f| format!("{f:?}")).collect()
}

/// The whole ranking and its top as csv, as read with these options.
fn ranked(bytes: &[u8], options: &Options<'_>, top: usize) -> (Vec<u8>, Vec<u8>) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (files, engine) = ([file.path().to_owned()], engine());
    let (mut table, findings) = input::read(&files, engine.schema(), options).unwrap();
    assert_eq!(errors(&findings), Vec::<String>::new(), "{}", String::from_utf8_lossy(bytes));
    let scorer = TopScorer::new(&engine, top).unwrap();
    let read = input::read_with(&files, engine.schema(), options, &|draft| scorer.score(draft)).unwrap();
    let (best, counts): (Table, _) = BatchTop::join(read.made, read.files);
    let best = Ranking::best(&scorer, &best, &counts);
    let all = csv(&Ranking::new(&engine, &table), None);
    assert!(csv(&Ranking::arranging(&engine, &mut table), None) == all, "where customers are in memory tells");
    (all, csv(&best, Some(top)))
}

fn check(customers: &[Customer], dialect: &Dialect, options: &Options<'_>, top: usize) {
    let bytes = written(customers, dialect);
    let (all, best) = ranked(&bytes, options, top);
    let expected = expected(&bytes, dialect);
    let mut reader = csv::Reader::from_reader(all.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, (rank, id, name, score, note)) in rows.iter().zip(&expected) {
        assert_eq!((&row[0], &row[1], &row[2]), (rank.to_string().as_str(), id.as_str(), name.as_str()));
        assert_eq!((&row[3], &row[11]), (score.to_string().as_str(), note.as_str()));
    }
    // The top is the beginning of the whole: line by line, which may span several.
    assert!(all.starts_with(&best), "{}\n{}", String::from_utf8_lossy(&all), String::from_utf8_lossy(&best));
    let listed = csv::Reader::from_reader(best.as_slice()).records().count();
    assert_eq!(listed, top.min(expected.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_dialect_in_blocks_of_any_size_on_any_threads_is_ranked_as_by_a_plain_program(
        customers in customers(),
        dialect in dialect(),
        size in prop_oneof![1..40usize, 40..400usize],
        threads in 1..9usize,
        top in 1..12usize,
    ) {
        let options = Options { block_size: Some(size), threads: Some(threads), ..Options::default() };
        check(&customers, &dialect, &options, top);
        let whole = Options::default();
        prop_assert_eq!(ranked(&written(&customers, &dialect), &options, top), ranked(&written(&customers, &dialect), &whole, top));
    }
}

#[test]
fn very_many_customers_are_ranked_as_by_a_plain_program() {
    // More than are put in order at a time, and worth several threads.
    let customer = |n: u32| -> Customer {
        let ratings = [n % 101, n / 7 % 101, n.wrapping_mul(2_654_435_761) >> 8 & 63];
        (ratings, format!("Customer \"{n}\" z"), if n.is_multiple_of(5) { format!("a\n{n}") } else { String::new() })
    };
    let customers: Vec<Customer> = (0..99_000).map(customer).collect();
    let dialect = Dialect { delimiter: b';', end: "\r\n", quote_all: false, comma: true };
    check(&customers, &dialect, &Options::default(), 20);
}
