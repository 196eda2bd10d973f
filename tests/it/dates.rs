//! Columns of dates through the public reader: the same days whatever the form, the blocks and the threads, or a refusal.

use keyrank::finding::Severity;
use keyrank::input::{self, Options};
use keyrank::table::{Column, ColumnId, Day, Decimal, Kind, Schema};
use proptest::prelude::*;
use std::io::Write;

fn schema(until: Option<Day>) -> (Schema, ColumnId) {
    let mut schema = Schema::new("id", vec!["-".to_owned()], Decimal::Auto);
    let last = schema.want(Column { name: "last".into(), kind: Kind::Date { until }, required: false });
    (schema, last)
}

/// The days of all customers, and the codes and lines of what is refused.
type Found = (Vec<Option<f64>>, Vec<(&'static str, Option<u64>)>);

fn read(bytes: &[u8], until: Option<Day>, options: &Options) -> Found {
    let (schema, last) = schema(until);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (table, findings) = input::read(&[file.path().to_owned()], &schema, options).unwrap();
    let days = table.batches.iter().flat_map(|batch| {
        let numbers = batch.numbers(last).unwrap();
        (0..batch.rows()).map(move |row| numbers.get(row))
    });
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    (days.collect(), errors.map(|finding| (finding.code, finding.place.line)).collect())
}

fn today() -> Day {
    Day::new(2026, 12, 1).unwrap()
}

fn csv<'c>(cells: impl IntoIterator<Item = &'c String>) -> String {
    let lines = cells.into_iter().zip(1..).map(|(cell, id)| format!("C{id},\"{cell}\"\n"));
    format!("id,last\n{}", lines.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn every_column_gives_its_days_or_is_refused_whatever_the_blocks(
        dates in prop::collection::vec(-62_000i64..84_000, 1..12),
        form in 0usize..6,
        size in 8usize..80,
        threads in 1usize..5,
    ) {
        let dates: Vec<Day> = dates.into_iter().map(|number| Day::since_1970(number).unwrap()).collect();
        let cells: Vec<String> = dates.iter().map(|date| {
            let (y, m, d) = date.civil();
            match form {
                0 => date.to_string(),
                1 => format!("{d:02}.{m:02}.{y}"),
                2 => format!("{date}T10:00:00Z"),
                3 => format!("{y}/{m}/{d} 1:05 PM"),
                4 => format!("{d:02}/{m:02}/{y}"),
                _ => format!("{m}-{d}-{y}"),
            }
        }).collect();
        let text = csv(&cells);
        let cut = Options { block_size: Some(size), threads: Some(threads), ..Options::default() };
        let (days, errors) = read(text.as_bytes(), Some(today()), &Options::default());
        prop_assert_eq!(&(days.clone(), errors.clone()), &read(text.as_bytes(), Some(today()), &cut));
        let is_open = |date: &Day| date.civil().1 != date.civil().2 && date.civil().2 <= 12;
        let is_told = form < 4 || dates.iter().any(|date| date.civil().2 > 12) || !dates.iter().any(is_open);
        if is_told {
            prop_assert_eq!(errors, vec![]);
            prop_assert_eq!(days, dates.iter().map(|date| Some(today().days_since(*date))).collect::<Vec<_>>());
        } else {
            prop_assert_eq!(errors.iter().map(|error| error.0).collect::<Vec<_>>(), ["date-order-unclear"]);
        }
    }

    #[test]
    fn no_cells_make_it_panic(cells in prop::collection::vec("[0-9./: T-]{0,12}|[a-zäé0-9 .]{0,12}", 0..6)) {
        read(csv(&cells).as_bytes(), Some(today()), &Options::default());
    }
}

#[test]
fn a_missing_cell_is_no_day_and_without_a_today_nothing_is_counted() {
    let text = "id,last\nA,2026-11-30\nB,-\n";
    assert_eq!(read(text.as_bytes(), Some(today()), &Options::default()), (vec![Some(1.0), None], vec![]));
    assert_eq!(read(text.as_bytes(), None, &Options::default()).1, [("today-unknown", Some(2))]);
}

#[test]
fn a_date_cell_of_a_workbook_is_a_date_and_its_bare_number_is_not() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "last"]).unwrap();
    sheet.write(1, 0, "A").unwrap().write_with_format(1, 1, 46_356.5, &format).unwrap();
    sheet.write(2, 0, "B").unwrap().write(2, 1, "24.12.2026").unwrap();
    let good = book.save_to_buffer().unwrap();
    assert_eq!(read(&good, Some(today()), &Options::default()), (vec![Some(1.0), Some(-23.0)], vec![]));

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "last"]).unwrap();
    sheet.write(1, 0, "A").unwrap().write(1, 1, 46_356).unwrap();
    let bad = book.save_to_buffer().unwrap();
    let errors = read(&bad, Some(today()), &Options::default()).1;
    assert_eq!(errors.iter().map(|error| error.0).collect::<Vec<_>>(), ["number-not-date"]);
}
