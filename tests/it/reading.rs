//! Customer files through the public reader: what is read, and what is refused at which line.

use keyrank::finding::{Finding, Findings, Severity};
use keyrank::input::{self, Error, Options};
use keyrank::table::{Batch, Column, Decimal, Kind, Schema, Table};
use proptest::prelude::*;
use std::io::Write;

fn schema() -> Schema {
    let mut schema = Schema::new("id", ["-", "NA"].map(str::to_owned).to_vec(), Decimal::Auto);
    let mut want = |name: &str, kind, required| schema.want(Column { name: name.into(), kind, required });
    want("name", Kind::Text, false);
    want("amount", Kind::Number { scale: None }, false);
    want("rating", Kind::Number { scale: Some((0.0, 10.0)) }, true);
    want("level", Kind::Category { known: Some(vec!["low".into(), "high".into()]) }, false);
    schema
}

fn read_with(text: &[u8], options: &Options) -> (Table, Vec<Finding>) {
    let (table, findings) = tried(text, options).unwrap();
    (table, findings.iter().cloned().collect())
}

/// The same for bytes that may be no file at all, such as a broken gzip.
fn tried(bytes: &[u8], options: &Options) -> Result<(Table, Findings), Error> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    input::read(&[file.path().to_owned()], &schema(), options)
}

fn read(text: &str) -> (Table, Vec<Finding>) {
    read_with(text.as_bytes(), &Options::default())
}

/// All customers as (id, amount, rating).
fn customers(table: &Table) -> Vec<(String, Option<f64>, Option<f64>)> {
    let ids: Vec<_> = {
        let mut schema = schema();
        ["amount", "rating"].map(|name| {
            let scale = (name == "rating").then_some((0.0, 10.0));
            schema.want(Column { name: name.into(), kind: Kind::Number { scale }, required: false })
        })
    }
    .into();
    let number = |batch: &Batch, which: usize, row| batch.numbers(ids[which]).and_then(|n| n.get(row));
    let rows = table.batches.iter().flat_map(|b| (0..b.rows()).map(move |row| (b, row)));
    rows.map(|(b, row)| (b.id(row).to_owned(), number(b, 0, row), number(b, 1, row))).collect()
}

fn errors(findings: &[Finding]) -> Vec<(&'static str, Option<u64>)> {
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    errors.map(|f| (f.code, f.place.line)).collect()
}

const HEADER: &str = "id,name,amount,rating,level\n";

/// The codes and lines of the errors of a comma-separated file with these records.
fn refusal(records: &str) -> Vec<(&'static str, Option<u64>)> {
    errors(&read(&format!("{HEADER}{records}")).1)
}

#[test]
fn reads_customers_from_every_dialect() {
    for (delimiter, end, bom) in
        [(",", "\n", ""), (";", "\r\n", "\u{feff}"), ("\t", "\r", ""), ("|", "\n", "\u{feff}\u{feff}")]
    {
        let records = ["id,name,amount,rating,level", "1,Ä,\"7\",5,low", "2,b,-,10,HIGH", ",,,,"];
        let text: String = records.iter().map(|r| r.replace(',', delimiter) + end).collect();
        let (table, findings) = read(&(bom.to_owned() + &text));
        assert_eq!(errors(&findings), [], "{text}");
        assert_eq!(customers(&table), [("1".into(), Some(7.0), Some(5.0)), ("2".into(), None, Some(10.0))]);
        assert_eq!((table.files[0].customers, table.files[0].lines), (2, 4));
    }
}

#[test]
fn a_decimal_comma_is_found_out_from_any_row_and_said() {
    let (table, findings) = read("id;name;amount;rating;level\n1;a;1.234;7;low\n2;b;1.234,5;8,500;low\n");
    assert_eq!(customers(&table), [("1".into(), Some(1234.0), Some(7.0)), ("2".into(), Some(1234.5), Some(8.5))]);
    assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["decimal-mark"]);
    let (table, _) = read("id,name,amount,rating,level\n1,a,\"1,234\",7,low\n2,b,1.5,8,low\n");
    assert_eq!(customers(&table)[0].1, Some(1234.0));
    // The guess from the delimiter is wrong here, so the file is read twice.
    let (table, _) = read("id;name;amount;rating;level\n1;a;1,234;7;low\n2;b;0.5;8;low\n");
    assert_eq!(customers(&table)[0].1, Some(1234.0));
}

#[test]
fn a_stated_decimal_mark_wins() {
    let options = Options { decimal: Some(Decimal::Comma), ..Options::default() };
    let (table, findings) = read_with(b"id;name;amount;rating;level\n1;a;1.234;7;low\n", &options);
    assert_eq!((errors(&findings), customers(&table)[0].1), (vec![], Some(1234.0)));
    let (_, findings) = read_with(b"id;name;amount;rating;level\n1;a;1.5;7;low\n", &options);
    assert_eq!(errors(&findings), [("decimal-mark-contradicted", Some(2))]);
}

#[test]
fn numbers_that_could_be_two_are_refused() {
    assert_eq!(refusal("1,a,1.234,7,low\n"), [("decimal-mark-unclear", Some(2))]);
    assert_eq!(refusal("1,a,1.5,7,low\n2,b,\"1,5\",7,low\n"), [("decimal-mark-mixed", Some(3))]);
    assert_eq!(refusal("1,a,1 €,7,low\n2,b,2 $,7,low\n"), [("currencies-mixed", Some(3))]);
}

#[test]
fn every_bad_cell_is_named_with_its_physical_line() {
    let records = "1,\"a\nb\",x,11,low\n2,c,5,,mid\n,d,1,1,low\n4,e,1,1\n5,f,1,1,low,x\n6,\"g\"h,1,1,low\n";
    let expected = [
        ("not-a-number", Some(3)),
        ("rating-outside-scale", Some(3)),
        ("cell-missing", Some(4)),
        ("level-unknown", Some(4)),
        ("id-empty", Some(5)),
        ("cell-count", Some(6)),
        ("cell-count", Some(7)),
        ("text-after-quote", Some(8)),
    ];
    assert_eq!(refusal(records), expected);
}

#[test]
fn what_is_no_customer_is_never_ranked() {
    assert_eq!(refusal("1,a,1,1,low\nSumme,,2,,\n"), [("totals-row", Some(3))]);
    assert_eq!(refusal("1,a,1,1,low\n,Total:,2,,\n"), [("totals-row", Some(3))]);
    assert_eq!(refusal("1,a,1,1,low\nTotal,1\n"), [("totals-row", Some(3))]);
    assert_eq!(refusal("1,a,1,1,low\nid,name,amount,rating,level\n"), [("header-repeated", Some(3))]);
    assert_eq!(
        refusal("1,a,1,1,low\n48,Gesamt,9,9,low\n49,Durchschnitt,9,9,low\n"),
        [("totals-row", Some(3)), ("totals-row", Some(4))]
    );
    assert_eq!(refusal("1,a,1,1,low\n7,Zwischensumme Nord,2,1,low\n2,b,1,1,low\n"), [("totals-row", Some(3))]);
    let (table, findings) = read(&format!("{HEADER}1,Total,1,1,low\n2,b,1,1,low\n"));
    assert_eq!((table.rows(), findings[0].code, errors(&findings)), (2, "name-like-totals", vec![]));
    assert_eq!(refusal(""), [("nothing-to-rank", None)]);
    assert_eq!(errors(&read("").1), [("nothing-to-rank", None)]);
}

#[test]
fn of_a_line_below_the_customers_only_that_is_said_and_not_what_its_cells_lack() {
    let records = "1,a,1,1,low\n8,,,,\n2,b,1,1,low\n9,Summe,99,99,\nPage 1,,,,\n";
    let expected = [("cell-missing", Some(3)), ("totals-row", Some(5)), ("footer-line", Some(6))];
    for block_size in [1, 20, 30, 1000] {
        let options = Options { block_size: Some(block_size), ..Options::default() };
        assert_eq!(errors(&read_with(format!("{HEADER}{records}").as_bytes(), &options).1), expected, "{block_size}");
    }
}

#[test]
fn an_id_twice_is_refused_and_one_that_only_looks_different_is_warned_of() {
    assert_eq!(refusal("1,a,1,1,low\n2,b,1,1,low\n1,c,1,1,low\n"), [("id-twice", Some(4))]);
    let (table, findings) = read(&format!("{HEADER}K 1,a,1,1,low\nk1,b,1,1,low\n"));
    assert_eq!((table.rows(), findings[0].code, findings[0].place.line), (2, "id-alike", Some(3)));
    // One that is the same as an earlier one is refused, also among some that only look the same.
    let records = "a,x,1,1,low\nA,y,1,1,low\nA,z,1,1,low\n";
    assert_eq!(refusal(records), [("id-twice", Some(4))]);
    assert_eq!(refusal("-,x,1,1,low\n"), [("id-empty", Some(2))]);
    // Ids are text: none of these are the same number.
    assert_eq!(refusal("7,a,1,1,low\n007,b,1,1,low\n3E2,c,1,1,low\n300,d,1,1,low\n"), []);
}

#[test]
fn an_unclosed_quote_is_refused_where_it_opened() {
    assert_eq!(refusal("1,a,1,1,low\n2,\"b,1,1,low\n3,c,1,1,low\n"), [("quote-unclosed", Some(3))]);
}

#[test]
fn a_whole_column_beside_its_scale_is_named_once() {
    let found = refusal("1,a,1,55,low\n2,b,1,80,low\n");
    assert_eq!(found[0], ("scale-times-ten", None));
}

#[test]
fn a_decimal_comma_between_commas_is_suspected() {
    let (_, findings) = read(&format!("{HEADER}1,a,1,7,5,low\n"));
    assert!(findings[0].help.as_deref().unwrap().starts_with("decimal comma in a comma-separated file?"));
}

#[test]
fn what_is_said_of_a_file_is_in_its_order_whoever_says_it() {
    let text = "Kunden;;;;\nid;name;amount;rating;level\n1;a;1.234;7;low\n2;\"b\n;;;;\";2;7;low\n3;c;2;7,5;low\n4;Summe;3;7;low\n5;d;1;1;low";
    let (_, findings) = read(text);
    let said: Vec<(&str, Option<u64>)> = findings.iter().map(|finding| (finding.code, finding.place.line)).collect();
    let expected = [
        ("decimal-mark", None),
        ("title-lines", Some(2)),
        ("decimal-mark-borrowed", Some(3)),
        ("cell-spans-records", Some(4)),
        ("name-like-totals", Some(7)),
        ("last-line-open", Some(8)),
    ];
    assert_eq!(said, expected);
}

#[test]
fn several_files_are_one_list_of_customers() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.csv", "b.csv"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], format!("{HEADER}1,a,1,1,low\n")).unwrap();
    std::fs::write(&paths[1], format!("{}1;b;1;1;low\n", HEADER.replace(',', ";"))).unwrap();
    let (_, findings) = input::read(&paths, &schema(), &Options::default()).unwrap();
    let found: Vec<Finding> = findings.iter().cloned().collect();
    assert_eq!(errors(&found), [("id-twice", Some(2))]);
    assert!(found[0].message.contains("a.csv, line 2") && found[0].place.file.ends_with("b.csv"));
}

#[test]
fn a_file_that_is_given_twice_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, format!("{HEADER}1,a,1,1,low\n2,b,1,1,low\n")).unwrap();
    for again in [path.clone(), folder.path().join(".").join("a.csv")] {
        let (_, findings) = input::read(&[path.clone(), again], &schema(), &Options::default()).unwrap();
        let found: Vec<Finding> = findings.iter().cloned().collect();
        assert_eq!(errors(&found), [("file-twice", None)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Neither in the customers nor in the findings.
    #[test]
    fn the_size_of_the_blocks_and_the_number_of_threads_change_nothing(
        cells in prop::collection::vec(prop::collection::vec("[a1,.\"\n\r ;5]{0,5}", 5), 0..8),
        size in 1usize..60,
        threads in 1usize..9,
    ) {
        let lines: String = cells.iter().map(|row| row.join(",") + "\n").collect();
        let text = format!("{HEADER}{lines}");
        let cut = Options { block_size: Some(size), threads: Some(threads), ..Options::default() };
        let (whole, mut said) = read(&text);
        let (parts, mut said_too) = read_with(text.as_bytes(), &cut);
        prop_assert_eq!(customers(&whole), customers(&parts));
        said.iter_mut().chain(&mut said_too).for_each(|f| f.place.file.clear());
        said.iter_mut().chain(&mut said_too).filter(|f| f.code == "decimal-mark").for_each(|f| f.message.clear());
        prop_assert_eq!(said, said_too);
        prop_assert_eq!(whole.files[0].lines, parts.files[0].lines);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), is_gzip in prop::bool::weighted(0.1)) {
        let magic: &[u8] = if is_gzip { b"\x1f\x8b" } else { b"" };
        // A finding or an error, as long as it is an answer.
        let _answer = tried(&[magic, &bytes].concat(), &Options::default());
        let _answer = tried(&[HEADER.as_bytes(), &bytes].concat(), &Options::default());
    }
}

const CSV: &str = "id,name,amount,rating,level\n1,Müller – Söhne,7,5,low\n2,b,8,6,high\n";

fn encoded(text: &str, label: &str) -> Vec<u8> {
    encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
}

fn name(table: &Table) -> String {
    let mut schema = schema();
    let id = schema.want(Column { name: "name".into(), kind: Kind::Text, required: false });
    table.batches[0].texts(id).unwrap().raw(0).to_owned()
}

#[test]
fn every_encoding_gives_the_same_customers() {
    let wide = |be: bool| -> Vec<u8> {
        let mark = ["\u{feff}", CSV].concat();
        mark.encode_utf16().flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let wider = |be: bool| -> Vec<u8> {
        let mark = ["\u{feff}", CSV].concat();
        mark.chars().map(u32::from).flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    for bytes in
        [CSV.as_bytes().to_vec(), wide(true), wide(false), wider(true), wider(false), encoded(CSV, "windows-1252")]
    {
        let (table, findings) = read_with(&bytes, &Options::default());
        assert_eq!((errors(&findings), name(&table).as_str(), table.rows()), (vec![], "Müller – Söhne", 2));
    }
    let (_, findings) = read_with(&encoded(CSV, "windows-1252"), &Options::default());
    assert_eq!(
        findings.iter().map(|f| (f.code, f.place.line)).collect::<Vec<_>>(),
        [("encoding-windows-1252", Some(2))]
    );
    let stated = Options { encoding: input::Encoding::from_label("macintosh"), ..Options::default() };
    assert_eq!(name(&read_with(&encoded(CSV, "macintosh"), &stated).0), "Müller – Söhne");
}

#[test]
fn what_is_two_encodings_or_none_is_refused() {
    let mixed = [CSV.as_bytes(), b"3,M\xFCller,1,1,low\n"].concat();
    let (_, findings) = read_with(&mixed, &Options::default());
    assert_eq!(errors(&findings), [("encoding-mixed", Some(4))]);
    assert_eq!((findings[0].place.column, findings[0].place.byte), (Some(4), Some(mixed.len() as u64 - 14)));
    assert_eq!(errors(&read_with(b"id,name\n1,\x81\n", &Options::default()).1), [("encoding-mixed", Some(2))]);
    let odd = [&[0xFF, 0xFE][..], &CSV.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), b"x"].concat();
    assert_eq!(errors(&read_with(&odd, &Options::default()).1), [("encoding-broken", Some(4))]);
    let bare: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(errors(&read_with(&bare, &Options::default()).1), [("nul-byte", Some(1))]);
    let stated = Options { encoding: input::Encoding::from_label("latin1"), ..Options::default() };
    let marked = ["\u{feff}", CSV].concat();
    assert_eq!(errors(&read_with(marked.as_bytes(), &stated).1), [("encoding-contradicted", None)]);
}

#[test]
fn gzip_is_read_and_what_is_no_table_is_named() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&encoded(CSV, "windows-1252")).unwrap();
    let (table, findings) = read_with(&packed.finish().unwrap(), &Options::default());
    assert_eq!((errors(&findings), name(&table).as_str()), (vec![], "Müller – Söhne"));
    let mut wide = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let marked = ["\u{feff}", CSV].concat();
    wide.write_all(&marked.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()).unwrap();
    assert_eq!(name(&read_with(&wide.finish().unwrap(), &Options::default()).0), "Müller – Söhne");
    let mut pdf = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    pdf.write_all(b"%PDF-1.4").unwrap();
    assert_eq!(errors(&read_with(&pdf.finish().unwrap(), &Options::default()).1), [("not-a-table", None)]);
    for bytes in [&b"%PDF-1.4"[..], b"<html><body>", b"[{\"id\": 1}]", b"\xD0\xCF\x11\xE0\xA1"] {
        assert_eq!(errors(&read_with(bytes, &Options::default()).1), [("not-a-table", None)]);
    }
    assert_eq!(
        errors(&read_with(b"PK\x03\x04 and no archive", &Options::default()).1),
        [("workbook-unreadable", None)]
    );
}

#[test]
fn odd_ends_of_files_are_told() {
    let (table, findings) = read(&format!("{CSV}\u{1a}"));
    assert_eq!((table.rows(), findings[0].code), (2, "ctrl-z"));
    assert_eq!(errors(&read(&CSV.replace("b,8", "b\0,8")).1), [("nul-byte", Some(3))]);
    let (_, findings) = read(&format!("{HEADER}1,\"a,1,1,low\n2,b,1,1,low\n3,c\",1,1,low\n"));
    assert_eq!(findings.iter().map(|f| (f.code, f.place.line)).collect::<Vec<_>>(), [("cell-spans-records", Some(2))]);
}

#[test]
fn a_file_with_only_a_header_is_refused_beside_a_good_one() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.csv", "b.csv"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], CSV).unwrap();
    std::fs::write(&paths[1], HEADER).unwrap();
    let (_, findings) = input::read(&paths, &schema(), &Options::default()).unwrap();
    let found: Vec<Finding> = findings.iter().cloned().collect();
    assert_eq!(errors(&found), [("nothing-to-rank", None)]);
    assert!(found[0].place.file.ends_with("b.csv"));
}

/// A workbook whose first sheet has a title, the header and two customers.
fn workbook(change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 4, "Customers 2026", &rust_xlsxwriter::Format::new()).unwrap();
    for (column, header) in (0..).zip(HEADER.trim().split(',')) {
        sheet.write(2, column, header).unwrap();
    }
    sheet.write_row(3, 0, ["1001", "Müller"]).unwrap();
    sheet.write(3, 2, 1.234).unwrap().write(3, 3, 8.5).unwrap().write(3, 4, "low").unwrap();
    sheet.write(4, 0, 1002).unwrap().write(4, 3, 5).unwrap().write(4, 4, "high").unwrap();
    change(sheet);
    book.add_worksheet().set_name("Notes").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_its_own_numbers() {
    let (table, findings) = read_with(&workbook(|_| ()), &Options::default());
    assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["sheet-chosen", "title-lines"]);
    let expected = [("1001".into(), Some(1.234), Some(8.5)), ("1002".into(), None, Some(5.0))];
    assert_eq!((customers(&table), table.batches[0].line(1)), (expected.into(), 5));
}

#[test]
fn bad_cells_of_a_workbook_are_named_by_sheet_and_cell() {
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 5, 1).unwrap();
    let as_date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    let bytes = workbook(|sheet| {
        sheet.write_with_format(3, 3, &date, &as_date).unwrap();
        sheet.write(4, 2, "#N/A").unwrap().write(4, 3, 12).unwrap();
    });
    let (_, findings) = read_with(&bytes, &Options::default());
    let found: Vec<_> = findings.iter().filter_map(|f| f.place.cell.clone().map(|cell| (f.code, cell))).collect();
    let at = |code, cell: &str| (code, format!("Sheet1!{cell}"));
    assert_eq!(found, [at("date-not-number", "D4"), at("spreadsheet-error", "C5"), at("rating-outside-scale", "D5")]);
    let options = Options { sheet: Some("Nots".into()), ..Options::default() };
    assert_eq!(errors(&read_with(&bytes, &options).1), [("sheet-missing", None)]);
    let options = Options { sheet: Some("notes".into()), ..Options::default() };
    assert_eq!(errors(&read_with(&bytes, &options).1), [("nothing-to-rank", None)]);
}

#[test]
fn cells_of_a_workbook_are_what_excel_shows_and_means() {
    let padded = rust_xlsxwriter::Format::new().set_num_format("000000");
    let bytes = workbook(|sheet| {
        sheet.write_with_format(4, 0, 42, &padded).unwrap();
    });
    let (table, findings) = read_with(&bytes, &Options::default());
    assert_eq!(errors(&findings), []);
    assert_eq!(table.batches[0].id(1), "000042");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_damaged_workbook_makes_it_panic(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = workbook(|_| ());
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_with(&bytes, &Options::default());
    }
}
