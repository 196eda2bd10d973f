//! What a watcher is told while customer files are read.

use keyrank::input::{self, Options, Progress, Watch};
use keyrank::table::{Column, Decimal, Kind, Schema};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

fn told(files: &[PathBuf]) -> Vec<Progress> {
    let mut schema = Schema::new("id", Vec::new(), Decimal::Auto);
    schema.want(Column { name: "amount".into(), kind: Kind::Number { scale: None }, required: true });
    let told = Mutex::new(Vec::new());
    let watch = |progress| told.lock().unwrap().push(progress);
    let options = Options { watch: Some(Watch(&watch)), ..Options::default() };
    let (_, findings) = input::read(files, &schema, &options).unwrap();
    assert!(!findings.has_errors(), "{findings:?}");
    told.into_inner().unwrap()
}

/// More than the front of a file and several blocks, which do not pack too well.
fn customers(name: &str) -> String {
    let line = |i: u64| format!("{name}-{i},{}\n", i.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    std::iter::once("id,amount\n".to_owned()).chain((0..100_000).map(line)).collect()
}

#[test]
fn bytes_are_those_on_the_disk_and_reach_their_total_with_the_last_customer() {
    let folder = tempfile::tempdir().unwrap();
    let (plain, packed) = (folder.path().join("a.csv"), folder.path().join("b.csv.gz"));
    std::fs::write(&plain, customers("a")).unwrap();
    let file = std::fs::File::create(&packed).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    gzip.write_all(customers("b").as_bytes()).unwrap();
    gzip.finish().unwrap();
    let of = std::fs::metadata(&plain).unwrap().len() + std::fs::metadata(&packed).unwrap().len();

    let told = told(&[plain, packed]);
    assert!(told.len() > 4, "{told:?}");
    assert!(told.is_sorted_by_key(|progress| (progress.rows, progress.bytes)), "{told:?}");
    assert!(told.iter().all(|progress| progress.of == Some(of)));
    assert_eq!(told.last(), Some(&Progress { bytes: of, of: Some(of), rows: 200_000 }));
}

#[test]
fn the_rows_of_a_workbook_are_told_too() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "amount"]).unwrap();
    for row in 1..=10_000 {
        sheet.write(row, 0, format!("C-{row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    book.save(&path).unwrap();

    let told = told(std::slice::from_ref(&path));
    assert_eq!(told.iter().map(|progress| progress.rows).collect::<Vec<_>>(), [4096, 8192, 10_000]);
    let of = std::fs::metadata(&path).unwrap().len();
    assert!(told.iter().all(|progress| progress.of == Some(of) && (1..=of).contains(&progress.bytes)), "{told:?}");
}
