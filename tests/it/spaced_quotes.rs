//! Blanks between a delimiter and an opening quote: a table written so reads as its plain twin.

use keyrank::finding::{Finding, Severity};
use keyrank::input::{self, Options};
use keyrank::table::{Column, Decimal, Kind, Schema, Table};
use proptest::prelude::*;
use std::io::Write;

fn read(text: &str, block_size: Option<usize>) -> (Table, Vec<Finding>) {
    let mut schema = Schema::new("id", vec!["-".into()], Decimal::Auto);
    schema.want(Column { name: "name".into(), kind: Kind::Text, required: false });
    schema.want(Column { name: "amount".into(), kind: Kind::Number { scale: None }, required: false });
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let options = Options { block_size, ..Options::default() };
    let (table, findings) = input::read(&[file.path().to_owned()], &schema, &options).unwrap();
    (table, findings.iter().cloned().collect())
}

/// All cells, and the line of each customer.
fn cells(table: &Table) -> Vec<String> {
    let rows = table.batches.iter().flat_map(|batch| (0..batch.rows()).map(move |row| (batch, row)));
    rows.map(|(batch, row)| format!("{} {} {batch:?}", batch.id(row), batch.line(row))).collect()
}

/// What is said, and where, but for the notice of the dialect.
fn said(findings: &[Finding], text: &str) -> Vec<(&'static str, Option<u64>, String)> {
    let others = findings.iter().filter(|finding| finding.code != "blanks-before-quotes");
    others
        .map(|finding| {
            let byte = finding.place.byte.map_or(0, |byte| usize::try_from(byte).unwrap());
            let there: String = text.get(byte..).unwrap_or("?").chars().take(4).collect();
            (finding.code, finding.place.line, there)
        })
        .collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text, None).1.iter().map(|finding| finding.code).collect()
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_table_with_blanks_before_its_quotes_reads_as_its_plain_twin(
        names in prop::collection::vec("[a,;\"\n\r é]{0,8}", 1..12),
        amounts in prop::collection::vec("[1-9]{1,4}|x", 12),
        delimiter in prop::sample::select(vec![",", ";", "\t", "|"]),
        blanks in prop::sample::select(vec![" ", "  ", "   "]),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        header_too in any::<bool>(),
        block in prop::sample::select(vec![None, Some(1), Some(16)]),
    ) {
        let write = |behind: &str, header_too: bool| {
            let line = |cells: [String; 3], behind: &str| cells.join(&format!("{delimiter}{behind}")) + end;
            let header = ["id", "name", "amount"];
            let mut text = if header_too { line(header.map(quoted), behind) } else { line(header.map(str::to_owned), "") };
            for ((name, amount), id) in names.iter().zip(&amounts).zip(1..) {
                text += &line([quoted(&format!("K{id}")), quoted(name), quoted(amount)], behind);
            }
            text
        };
        let (plain, spaced) = (write("", header_too), write(blanks, header_too));
        let (twin, wanted) = read(&plain, block);
        let (table, findings) = read(&spaced, block);
        prop_assert_eq!(cells(&table), cells(&twin), "{}", spaced);
        prop_assert_eq!(said(&findings, &spaced), said(&wanted, &plain), "{}", spaced);
        prop_assert!(findings.iter().any(|finding| finding.code == "blanks-before-quotes"));
    }
}

#[test]
fn a_header_without_quotes_may_stand_above() {
    for header in ["id,name,amount", "id, name, amount", "\"id\", \"name\", \"amount\"", "sep=,\nid, name, amount"] {
        let text = format!("{header}\n\"1\", \"Pumps, Ltd\", \"1,234.50\"\n2, Wind, 7\n");
        let (table, findings) = read(&text, None);
        assert!(findings.iter().all(|finding| finding.severity == Severity::Notice), "{findings:?}");
        assert_eq!((table.rows(), table.files.first().map(|file| file.customers)), (2, Some(2)));
    }
}

#[test]
fn where_only_some_records_have_blanks_the_file_is_refused() {
    assert_eq!(codes("id,name,amount\n1,\"a, b\",5\n2, \"c, d\",6\n"), ["cell-count"]);
    assert_eq!(codes("id,name,amount\n1, \"Sun, Inn\" Ltd,5\n"), ["cell-count"]);
}

#[test]
fn what_breaks_the_quoting_further_down_is_still_told() {
    let text = "id,name,amount\n1, \"a, b\",5\n".to_owned() + &"2, \"c\",6\n".repeat(300);
    let broken =
        |record: &str| read(&(text.clone() + record), None).1.into_iter().find(|f| f.severity == Severity::Error);
    let after = broken("3, \"Sun\" Inn,6\n").unwrap();
    assert_eq!((after.code, after.place.line), ("text-after-quote", Some(303)));
    let open = broken("3, \"Sun,6\n").unwrap();
    assert_eq!((open.code, open.place.line), ("quote-unclosed", Some(303)));
}
