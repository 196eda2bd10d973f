//! The parts of a run, each by itself, on 100,000 customers: reading, ranking, writing.
//!
//! Reading is measured on one thread, so that bytes per second are those of a core; ranking takes as many as there are.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on fails")]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, Divan};
use keyrank::criteria;
use keyrank::input::{self, Options};
use keyrank::output::{self, Format, Look, Report};
use keyrank::scoring::{Engine, Ranking, Selection};
use keyrank::table::Table;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::Duration;
use tempfile::NamedTempFile;

const CUSTOMERS: usize = 100_000;

const PLAIN: &str = "
version: 1
account: { id: id, name: name }
criteria:
  - { id: importance, weight: 30, scale: { rating: [0, 10] } }
  - { id: know_how, weight: 20, scale: { rating: [0, 10] } }
  - { id: doors, weight: 20, scale: { rating: [0, 10] } }
  - { id: service, weight: 15, scale: { rating: [0, 10] } }
  - { id: breadth, weight: 15, scale: { rating: [0, 10] } }
";

/// Groups, levels, a scale that looks at all customers, gaps, knockouts, capped tiers that require something, flags.
const RICH: &str = "
version: 1
account: { id: id, name: name, show: [country] }
criteria:
  - id: market
    weight: 60
    criteria:
      - { id: importance, weight: 2, scale: { rating: [0, 10] } }
      - { id: reach, weight: 1, scale: { levels: { none: 0, regional: 40, global: 100 } } }
      - { id: revenue, weight: 2, missing: skip, scale: { log: [1000, 10000000] } }
  - id: fit
    weight: 40
    criteria:
      - { id: know_how, weight: 1, scale: { rating: [0, 10] } }
      - { id: doors, weight: 1, scale: { percentile: rising } }
      - { id: service, weight: 1, scale: { points: { 0: 0, 6: 80, 10: 100 } } }
knockouts:
  - { column: state, in: [insolvent, blocked], reason: no business possible }
tiers:
  - { name: Key account, min_score: 65, max_accounts: 1000, requires: [{ criterion: fit, at_least: 40 }] }
  - { name: Potential key account, min_score: 50, max_accounts: 5000 }
  - { name: Core customer }
flags:
  - { name: little breadth, when: { column: breadth, at_most: 2 } }
";

fn main() {
    Divan::default().max_time(Duration::from_secs(2)).config_with_args().main();
}

/// What exports look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Unquoted,
    Quoted,
    DecimalComma,
    Windows1252,
    Gzip,
}

#[divan::bench(args = [Form::Unquoted, Form::Quoted, Form::DecimalComma, Form::Windows1252, Form::Gzip])]
fn read(bencher: Bencher<'_, '_>, form: Form) {
    let (engine, text) = (engine(PLAIN), text(form));
    let file = stored(form, &text);
    // Of a packed file the bytes that come out of it count.
    let bytes = if form == Form::Gzip { text.len() as u64 } else { file.path().metadata().unwrap().len() };
    bencher.counter(BytesCount::new(bytes)).bench_local(|| table(&engine, &file));
}

#[divan::bench(args = ["plain", "rich"])]
fn rank(bencher: Bencher<'_, '_>, model: &str) {
    let engine = engine(if model == "rich" { RICH } else { PLAIN });
    let table = table(&engine, &stored(Form::Unquoted, &text(Form::Unquoted)));
    bencher.counter(ItemsCount::new(CUSTOMERS)).bench_local(|| Ranking::new(&engine, &table));
}

#[divan::bench(args = ["plain", "rich"])]
fn rank_and_arrange(bencher: Bencher<'_, '_>, model: &str) {
    let engine = engine(if model == "rich" { RICH } else { PLAIN });
    let table = table(&engine, &stored(Form::Unquoted, &text(Form::Unquoted)));
    let rank = |table: &mut Table| drop(Ranking::arranging(&engine, table));
    bencher.counter(ItemsCount::new(CUSTOMERS)).with_inputs(|| table.clone()).bench_local_refs(rank);
}

#[divan::bench(args = [Format::Csv, Format::Json])]
fn write(bencher: Bencher<'_, '_>, format: Format) {
    let engine = engine(RICH);
    let mut table = table(&engine, &stored(Form::Unquoted, &text(Form::Unquoted)));
    let ranking = Ranking::arranging(&engine, &mut table);
    let report = Report { ranking: &ranking, selection: Selection::default(), what_if: &[], findings: &[] };
    let look = Look { formula_guard: true, ..Look::plain(120, false) };
    let write = || output::write(&report, format, look, &mut io::sink()).unwrap();
    bencher.counter(ItemsCount::new(CUSTOMERS)).bench_local(write);
}

fn engine(criteria: &str) -> Engine {
    Engine::new(criteria::parse("criteria.yaml", criteria.as_bytes()).model.unwrap())
}

/// Reads on one thread, and keeps all customers.
fn table(engine: &Engine, file: &NamedTempFile) -> Table {
    let options = Options { threads: Some(1), ..Options::default() };
    let reading =
        input::read_with(&[file.path().to_owned()], engine.schema(), &options, &|draft| draft.whole()).unwrap();
    assert!(!reading.findings.has_errors(), "{:?}", reading.findings);
    Table { files: reading.files, batches: reading.made }
}

/// The text as a file of that form.
fn stored(form: Form, text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    match form {
        Form::Windows1252 => file.write_all(&encoding_rs::WINDOWS_1252.encode(text).0).unwrap(),
        Form::Gzip => {
            let mut packed = flate2::write::GzEncoder::new(&mut file, flate2::Compression::default());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap();
        }
        _ => file.write_all(text.as_bytes()).unwrap(),
    }
    file
}

/// The same customers in every run.
fn text(form: Form) -> String {
    let header = "id,name,country,note,revenue,reach,state,importance,know_how,doors,service,breadth\n";
    let mut text = String::from(header);
    let mut draw = Draw(42);
    for row in 0..CUSTOMERS {
        let (name, note) = match form {
            Form::Quoted => (format!("\"Works {row}, \"\"North\"\" AG\""), "\"asks for drawings, samples\""),
            Form::Windows1252 => (format!("Müller & Söhne {row}"), "hört gern früh von uns"),
            _ => (format!("Works {row} North AG"), "asks for drawings and samples"),
        };
        let (country, reach) =
            (draw.one_of(&["DE", "AT", "CH", "FR", "US"]), draw.one_of(&["none", "regional", "global"]));
        let state = if draw.below(10) == 0 { "blocked" } else { "active" };
        let revenue = if draw.below(20) == 0 { String::new() } else { format!("{}.50", draw.below(5_000_000)) };
        write!(text, "C-{row:06},{name},{country},{note},{revenue},{reach},{state}").unwrap();
        for _ in 0..5 {
            write!(text, ",{}.{}", draw.below(10), draw.below(10)).unwrap();
        }
        text.push('\n');
    }
    // Neither names nor notes hold a mark in that form.
    if form == Form::DecimalComma { text.replace(',', ";").replace('.', ",") } else { text }
}

/// Numbers that look drawn (SplitMix64, Steele, Lea & Flood 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        let place = self.below(texts.len() as u64);
        usize::try_from(place).ok().and_then(|place| texts.get(place)).copied().unwrap_or_default()
    }
}
