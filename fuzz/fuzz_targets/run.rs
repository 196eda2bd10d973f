//! Any bytes as criteria and customers, up to a NUL and behind it: a whole run in every format.
#![no_main]

use keyrank::input::{self, Options};
use keyrank::output::{self, Format, Look, Report};
use keyrank::scoring::{Engine, Ranking, Selection};
use keyrank::{criteria, finding::Finding};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |b| *b == 0);
    let (yaml, csv) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(model) = criteria::parse("criteria.yaml", yaml).model else { return };
    let engine = Engine::new(model);
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(csv).expect("a temporary file takes bytes");
    let Ok((table, findings)) = input::read(&[file.path().to_owned()], engine.schema(), &Options::default()) else { return };
    if findings.has_errors() {
        return;
    }
    let ranking = Ranking::new(&engine, &table);
    let told: Vec<&Finding> = findings.iter().collect();
    let report = Report { ranking: &ranking, selection: Selection::default(), what_if: &[], findings: &told };
    let look = Look { formula_guard: true, portfolio: true, ..Look::plain(80, false) };
    for format in [Format::Table, Format::Csv, Format::Json, Format::Markdown] {
        output::write(&report, format, look, &mut Vec::new()).expect("memory takes everything");
    }
});
