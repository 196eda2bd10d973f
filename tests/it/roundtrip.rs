//! Whole runs on random tables: what must change nothing, and that keyrank reads back what it writes.

use keyrank::input::{self, Options};
use keyrank::output::{self, Format, Look, Report};
use keyrank::scoring::{Engine, Ranking, Selection};
use keyrank::table::{Column, Decimal, Kind, Schema};
use keyrank::{criteria, finding::Findings, table::Table};
use proptest::prelude::*;
use std::io::Write;

const CRITERIA: &str = "
version: 1
account: { id: id, name: name, show: [name] }
criteria:
  - { id: pull, weight: 3, missing: skip, scale: { rating: [0, 10] } }
  - { id: push, weight: 1, missing: worst, scale: { linear: [0, 1000] } }
tiers:
  - { name: Key account, min_score: 70, max_accounts: 3 }
  - { name: Rest }
";

/// A customer: name, pull, push.
type Customer = (String, Option<u8>, Option<u16>);

fn customers() -> impl Strategy<Value = Vec<Customer>> {
    let name = prop_oneof!["[A-Za-zäöü ]{0,12}", "\\PC{0,8}", "[=@+\\-,;\"\n']{1,4}[a-z]{0,4}"];
    let customer = (name, prop::option::weighted(0.9, 0..=10u8), prop::option::weighted(0.9, 0..=1200u16));
    prop::collection::vec(customer, 1..8)
}

/// The customers as a file with these columns; one that is no wanted one holds noise.
fn write(customers: &[Customer], columns: &[&str], delimiter: u8, ids: impl Fn(usize) -> String) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    csv.write_record(columns).unwrap();
    for (row, (name, pull, push)) in customers.iter().enumerate() {
        let text = |x: Option<String>| x.unwrap_or_else(|| "-".to_owned());
        let cell = |column: &&str| match *column {
            "id" => ids(row),
            "name" => name.clone(),
            "pull" => text(pull.map(|x| x.to_string())),
            "push" => text(push.map(|x| x.to_string())),
            _ => "x,1.5;\"".to_owned(),
        };
        csv.write_record(columns.iter().map(cell).collect::<Vec<_>>()).unwrap();
    }
    csv.into_inner().unwrap()
}

fn read(bytes: &[u8], schema: &Schema) -> (Table, Findings) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    input::read(&[file.path().to_owned()], schema, &Options::default()).unwrap()
}

fn engine() -> Engine {
    Engine::new(criteria::parse("criteria.yaml", CRITERIA.as_bytes()).model.unwrap())
}

/// The ranking as csv.
/// The ranking as csv; `None` where few figures happen to sum up to another row, which is then refused as a total.
fn ranked(bytes: &[u8]) -> Option<String> {
    let engine = engine();
    let (table, findings) = read(bytes, engine.schema());
    if findings.iter().any(|finding| finding.code == "totals-row") {
        return None;
    }
    assert!(!findings.has_errors(), "{findings:?}");
    let ranking = Ranking::new(&engine, &table);
    let report = Report { ranking: &ranking, selection: Selection::default(), what_if: &[], findings: &[] };
    let look = Look::plain(80, false);
    let mut to = Vec::new();
    output::write(&report, Format::Csv, look, &mut to).unwrap();
    Some(String::from_utf8(to).unwrap())
}

const COLUMNS: [&str; 4] = ["id", "name", "pull", "push"];

fn plain_id(row: usize) -> String {
    format!("C-{row:03}")
}

/// Names that mark a totals row are a case of their own.
fn sound(customers: &[Customer]) -> bool {
    let words = ["summe", "gesamt", "total", "sum", "count", "mean", "anzahl", "ø", "σ", "∑"];
    !customers.iter().any(|(name, ..)| words.iter().any(|word| name.to_lowercase().contains(word)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_order_of_rows_and_columns_and_unused_columns_change_nothing(
        customers in customers().prop_filter("no totals", |c| sound(c)),
        columns in Just(["id", "name", "pull", "push", "note"]).prop_shuffle(),
        turn in any::<prop::sample::Index>(),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let plain = ranked(&write(&customers, &COLUMNS, b',', plain_id));
        let turn = turn.index(customers.len());
        let mut turned = customers.clone();
        turned.rotate_left(turn);
        let n = customers.len();
        let other = ranked(&write(&turned, &columns, delimiter, |row| plain_id((row + turn) % n)));
        prop_assume!(plain.is_some() && other.is_some());
        prop_assert_eq!(plain, other);
    }

    #[test]
    fn new_ids_change_nothing_but_themselves(
        customers in customers().prop_filter("no totals", |c| sound(c) && !c.iter().any(|(name, ..)| name.contains("C-"))),
    ) {
        let old = ranked(&write(&customers, &COLUMNS, b',', plain_id));
        let new = ranked(&write(&customers, &COLUMNS, b',', |row| format!("Neu {row:03}")));
        let (Some(old), Some(new)) = (old, new) else { return Err(TestCaseError::reject("a total")) };
        prop_assert_eq!(old.replace("C-", "Neu "), new);
    }

    #[test]
    fn keyrank_reads_its_own_csv_back(customers in customers().prop_filter("no totals", |c| sound(c))) {
        let bytes = write(&customers, &COLUMNS, b',', plain_id);
        let Some(written) = ranked(&bytes) else { return Err(TestCaseError::reject("a total")) };
        let mut schema = Schema::new("id", Vec::new(), Decimal::Point);
        let name = schema.want(Column { name: "name".to_owned(), kind: Kind::Text, required: false });
        let score = schema.want(Column { name: "score".to_owned(), kind: Kind::Number { scale: None }, required: true });
        let (back, findings) = read(written.as_bytes(), &schema);
        // Few scores may happen to sum up to another one, which a file of customers must not hold unasked.
        prop_assume!(!findings.iter().any(|finding| finding.code == "totals-row"));
        prop_assert!(!findings.has_errors(), "{:?}\n{}", findings, written);
        let engine = engine();
        let (table, _) = read(&bytes, engine.schema());
        let ranking = Ranking::new(&engine, &table);
        prop_assert_eq!(back.rows(), ranking.len());
        let rows = back.batches.iter().flat_map(|b| (0..b.rows()).map(move |row| (b, row)));
        for ((batch, row), account) in rows.zip(ranking.accounts(&Selection::default())) {
            prop_assert_eq!(batch.id(row), account.id);
            prop_assert_eq!(batch.texts(name).unwrap().raw(row), account.name.trim());
            prop_assert_eq!(batch.numbers(score).unwrap().get(row), Some(account.score));
        }
    }
}
