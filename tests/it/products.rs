//! The exports of nine products, as text and as workbooks, on the whole way from a file to a ranking: init, score, explain,
//! compare.
use rust_xlsxwriter::{Format, Workbook};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn keyrank(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keyrank")).args(arguments).output().unwrap()
}

#[track_caller]
fn answered(arguments: &[&str]) -> (String, String) {
    let output = keyrank(arguments);
    let (out, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(output.status.success(), "{arguments:?}: {said}");
    (out, said)
}

/// The ids of a ranking as csv, from the top.
fn ids(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().get(1).unwrap().to_owned()).collect()
}

/// The whole way; returns the ids from the top and what `score` said.
fn ranked(file: &Path, folder: &Path) -> (Vec<String>, String) {
    let name = file.file_name().unwrap().to_str().unwrap().replace('.', "-");
    let criteria = folder.join(format!("{name}.yaml"));
    let (file, criteria) = (file.to_str().unwrap(), criteria.to_str().unwrap());
    let (shown, _) = answered(&["init", file, "-o", criteria]);
    let is_shown = |top: &str, guesses: &str| shown.starts_with(top) && shown.contains(guesses);
    let is_told =
        is_shown("Top 5 of ", "Guessed, by the lines of") || is_shown("Die ersten 5 von ", "Vermutet, nach den Zeilen");
    assert!(is_told, "{file}: {shown}");
    let (ranking, said) = answered(&["score", file, "-c", criteria, "-f", "csv"]);
    let ids = ids(&ranking);
    let (why, _) = answered(&["explain", file, &ids[0], "-c", criteria]);
    assert!(why.contains(&ids[0]), "{file}: {why}");
    let (difference, _) = answered(&["compare", file, file, "-c", criteria, "-f", "csv"]);
    assert!(difference.lines().count() > ids.len(), "{file}: {difference}");
    (ids, said)
}

/// A cell as a program writes it into a workbook: a number where it is one, else a text.
fn number(cell: &str, is_german: bool) -> Option<f64> {
    let plain = if is_german { cell.replace('.', "").replace(',', ".") } else { cell.replace(',', "") };
    let is_code = cell.len() > 1 && cell.starts_with('0') && !cell.starts_with("0,") && !cell.starts_with("0.");
    let is_date = cell.matches(['.', '/', '-']).count() > 1 && !cell.contains(',');
    let is_plain = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    plain.parse().ok().filter(|_| is_plain && !is_code && !is_date && plain.len() < 13)
}

/// The same export as a workbook: with a title above, amounts formatted as money, and a technical column that is hidden.
fn workbook(export: &Path, folder: &Path) -> PathBuf {
    let bytes = fs::read(export).unwrap();
    let text =
        String::from_utf8(bytes.clone()).unwrap_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect());
    let text = text.trim_start_matches('\u{feff}');
    let is_german = text.lines().filter(|line| line.contains(';')).count() * 2 > text.lines().count();
    let delimiter = if is_german { b';' } else { [b'\t', b','][usize::from(!text.contains('\t'))] };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let width = rows.iter().map(csv::StringRecord::len).max().unwrap();
    let mut book = Workbook::new();
    let money = Format::new().set_num_format(if is_german { "#,##0.00\\ [$€-407]" } else { "#,##0.00" });
    let sheet = book.add_worksheet();
    let first = 2;
    sheet.write_string(0, 0, "Kunden / Accounts 2026").unwrap();
    for (row, record) in (first..).zip(&rows) {
        for (column, cell) in (0..).zip(record) {
            match number(cell, is_german).filter(|_| row > first) {
                Some(x) if x > 1000.0 && cell.contains(['.', ',']) => {
                    sheet.write_number_with_format(row, column, x, &money).unwrap();
                }
                Some(x) => drop(sheet.write_number(row, column, x).unwrap()),
                None => drop(sheet.write_string(row, column, cell).unwrap()),
            }
        }
    }
    let hidden = u16::try_from(width).unwrap();
    sheet.write_string(first, hidden, "RowVersion").unwrap();
    sheet.set_column_hidden(hidden).unwrap();
    let name = export.file_stem().unwrap().to_str().unwrap();
    let path = folder.join(format!("{name}.xlsx"));
    book.save(&path).unwrap();
    path
}

#[test]
fn every_export_goes_from_file_to_ranking_as_text_and_as_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let mut exports: Vec<PathBuf> = fs::read_dir("tests/exports").unwrap().map(|entry| entry.unwrap().path()).collect();
    exports.sort();
    assert_eq!(exports.len(), 18);
    for export in exports {
        let (of_text, said) = ranked(&export, folder.path());
        let (mut of_book, said_of_book) = ranked(&workbook(&export, folder.path()), folder.path());
        let mut sorted = of_text.clone();
        sorted.sort();
        of_book.sort();
        assert_eq!(sorted, of_book, "{}: {said} {said_of_book}", export.display());
        assert!(of_text.len() >= 7, "{}: {of_text:?}", export.display());
        for id in &of_text {
            let is_none = id.chars().all(|c| !c.is_alphanumeric()) || id.to_lowercase().contains("summe");
            assert!(!is_none && !id.to_lowercase().contains("total"), "{}: {id}", export.display());
        }
    }
}
