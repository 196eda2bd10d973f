//! Workbooks as programs write them, and as damage and malice leave them.

use keyrank::criteria;
use keyrank::finding::{Findings, Severity};
use keyrank::input::{self, Options};
use keyrank::scoring::Engine;
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MODEL: &str = "
version: 1
account: { id: id, name: name }
missing: skip
criteria:
  - { id: fit, weight: 1, scale: { rating: [0, 10] } }
  - { id: revenue, weight: 1, scale: { linear: [0, 1000] } }
";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook around one sheet.
struct Book {
    sheet: String,
    strings: String,
    styles: String,
    workbook: String,
    method: CompressionMethod,
    /// Parts by their names.
    others: Vec<(&'static str, String)>,
}

impl Book {
    /// With these rows below the header, each a list of cells in XML.
    fn new(rows: &str) -> Self {
        let header = "<row r='1'><c r='A1' t='inlineStr'><is><t>id</t></is></c><c r='B1' t='inlineStr'><is><t>name</t></is></c>\
                      <c r='C1' t='inlineStr'><is><t>fit</t></is></c><c r='D1' t='inlineStr'><is><t>revenue</t></is></c></row>";
        Book {
            sheet: format!("<worksheet><sheetData>{header}{rows}</sheetData></worksheet>"),
            strings: "<sst count='2'><si><t>Alba</t></si><si><t>Brum</t></si></sst>".to_owned(),
            styles: "<styleSheet><cellXfs><xf numFmtId='0'/></cellXfs></styleSheet>".to_owned(),
            workbook: format!(
                "<workbook xmlns:r='{RELATIONS}'><sheets><sheet name='K' r:id='r1'/></sheets></workbook>"
            ),
            method: CompressionMethod::Deflated,
            others: Vec::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let relations = format!(
            "<Relationships><Relationship Id='r1' Type='{RELATIONS}/worksheet' Target='worksheets/s.xml'/>\
             <Relationship Id='r2' Type='{RELATIONS}/sharedStrings' Target='strings.xml'/>\
             <Relationship Id='r3' Type='{RELATIONS}/styles' Target='styles.xml'/></Relationships>"
        );
        let package = format!(
            "<Relationships><Relationship Id='r1' Type='{RELATIONS}/officeDocument' Target='/xl/workbook.xml'/></Relationships>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("_rels/.rels", &package),
            ("xl/workbook.xml", &self.workbook),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/strings.xml", &self.strings),
            ("xl/styles.xml", &self.styles),
            ("xl/worksheets/s.xml", &self.sheet),
        ];
        // A part that is given otherwise takes the place of the usual one; an empty one is left out.
        let is_given = |name: &str| self.others.iter().any(|(other, _)| *other == name);
        let usual = parts.into_iter().filter(|(name, _)| !is_given(name));
        let others = self.others.iter().map(|(name, text)| (*name, text)).filter(|(_, text)| !text.is_empty());
        for (name, text) in usual.chain(others) {
            zip.start_file(name, SimpleFileOptions::default().compression_method(self.method)).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// What is read of each customer (id, name, fit, revenue), and the codes of what is said.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<&'static str>, bool) {
    let mut file = tempfile::NamedTempFile::with_suffix(".xlsx").unwrap();
    file.write_all(bytes).unwrap();
    let engine = Engine::new(criteria::parse("model", MODEL.as_bytes()).model.unwrap());
    let (table, findings): (_, Findings) =
        input::read(&[file.path().to_owned()], engine.schema(), &Options::default()).unwrap();
    let columns: Vec<_> = engine.schema().ids().map(|(id, _)| id).collect();
    let cell = |batch: &keyrank::table::Batch, row: usize, column| {
        let number = batch.numbers(column).and_then(|numbers| numbers.get(row)).map(|x| x.to_string());
        let text = batch.texts(column).and_then(|texts| texts.get(row)).map(str::to_owned);
        number.or(text).unwrap_or_default()
    };
    let row = |batch, row| columns.iter().map(|c| cell(batch, row, *c)).collect::<Vec<_>>().join("|");
    let rows = table.batches.iter().flat_map(|batch| (0..batch.rows()).map(move |r| row(batch, r)));
    let rows: Vec<String> = rows.collect();
    (rows, findings.iter().map(|f| f.code).collect(), findings.count(Severity::Error) > 0)
}

#[track_caller]
fn reads(rows: &str, expected: &[&str]) {
    let (found, said, refused) = read(&Book::new(rows).bytes());
    assert!(!refused, "{said:?}");
    assert_eq!(found, expected);
}

#[track_caller]
fn refuses(book: &Book, code: &str) {
    let (_, said, refused) = read(&book.bytes());
    assert!(refused && said.contains(&code), "{said:?} for {}", book.sheet);
}

const TWO: &str = "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='s'><v>0</v></c><c r='C2'><v>8</v></c></row>\
                   <row r='3'><c r='A3'><v>2</v></c><c r='B3' t='s'><v>1</v></c><c r='C3'><v>7.5</v></c></row>";

#[test]
fn cells_are_what_xml_and_excel_mean_by_them() {
    reads(TWO, &["1|Alba|8|", "2|Brum|7.5|"]);
    reads("<row r='2'><c r='A2'><v>1&#48;</v></c><c r='C2'><v><![CDATA[8]]></v></c></row>", &["10||8|"]);
    reads(
        "<row><c><v>1</v></c><c t='str'><f>x</f><v>A_x000D_B</v></c><c><v>2.9999999999999996</v></c></row>",
        &["1|A\rB|3|"],
    );
    reads("<row r='2' spans='nonsense'><c r='A2' t='b'><v>1</v></c><c r='D2'><v>1E2</v></c></row>", &["TRUE|||100"]);
    // Nobody wants the cell with the odd error.
    reads(
        "<row r='2'><c r='A2'><v>1</v></c><c r='C2'><v>8</v></c><c r='E2' t='e'><v>#GETTING_DATA</v></c></row>",
        &["1||8|"],
    );
    reads("<x:row xmlns:x='s' r='2'><x:c r='A2'><x:v>1</x:v></x:c><x:c r='C2'><x:v>8</x:v></x:c></x:row>", &["1||8|"]);
}

#[test]
fn what_is_there_twice_or_out_of_bounds_is_refused() {
    for rows in [
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>",
        "<row r='3'><c r='A3'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v></c><c r='A2'><v>2</v></c></row>",
        "<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>2</v></c></row>",
        "<row r='2'><c r='A3'><v>1</v></c></row>",
        "<row r='4294967298'><c r='A4294967298'><v>1</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v></c><c r='H4294967298'><v>2</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v></c><c r='XFE2'><v>2</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v><v>2</v></c></row>",
        "<row r='2'><c r='A2' t='s'><v>2</v></c></row>",
        "<row r='2'><c r='A2' t='s'><v>-1</v></c></row>",
        "<row r='2'><c r='A2'><v>NaN</v></c></row>",
        "<row r='2'><c r='A2' t='q'><v>1</v></c></row>",
        "<row r='2'><c r='A2'><v>&bomb;</v></c></row>",
    ] {
        refuses(&Book::new(rows), "workbook-unreadable");
    }
}

#[test]
fn what_a_part_says_of_its_size_is_not_believed() {
    for count in ["400000000000", "1000000000000000000", "-1", "x"] {
        let strings =
            format!("<sst count='{count}' uniqueCount='{count}'><si><t>Alba</t></si><si><t>Brum</t></si></sst>");
        let (rows, said, refused) = read(&Book { strings, ..Book::new(TWO) }.bytes());
        assert!(!refused && rows.len() == 2, "{said:?}");
    }
    let zeros = "0".repeat(70_000);
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{zeros}'/></numFmts><cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>"
    );
    assert!(!read(&Book { styles, ..Book::new(TWO) }.bytes()).2);
    let many = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000));
    refuses(&Book { styles: many, ..Book::new(TWO) }, "workbook-unreadable");
    refuses(
        &Book::new(&format!("<row r='2'><c r='A2' t='str'><v>{}</v></c></row>", "x".repeat(1_100_000))),
        "workbook-too-large",
    );
    refuses(&Book::new(&format!("<row r='2'{}/>", " ".repeat(5 << 20))), "workbook-unreadable");
}

#[test]
fn formulas_without_results_are_named_and_merged_cells_count_for_all_their_rows() {
    let open = "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='s'><v>0</v></c><c r='C2'><f>1+1</f></c></row>";
    refuses(&Book::new(open), "formula-without-result");
    let zero = Book::new(
        "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='s'><v>0</v></c><c r='C2'><f>1+1</f><v>0</v></c></row>",
    );
    assert!(!read(&zero.bytes()).2);
    let workbook = zero.workbook.replace("</workbook>", "<calcPr fullCalcOnLoad='1'/></workbook>");
    refuses(&Book { workbook, ..zero }, "formula-without-result");
    let mut merged = Book::new(
        "<row r='2'><c r='A2'><v>1</v></c><c r='C2'><v>8</v></c></row><row r='3'><c r='A3'><v>2</v></c></row>",
    );
    merged.sheet =
        merged.sheet.replace("</worksheet>", "<mergeCells><mergeCell ref='C2:C3'/></mergeCells></worksheet>");
    assert_eq!(read(&merged.bytes()).0, ["1||8|", "2||8|"]);
}

#[test]
fn a_totals_row_counts_only_where_its_table_covers_the_ids() {
    let table = |area: &str| {
        let relation = format!(
            "<Relationships><Relationship Id='t' Type='{RELATIONS}/table' Target='../tables/t.xml'/></Relationships>"
        );
        let mut book = Book::new(TWO);
        book.others = vec![
            ("xl/worksheets/_rels/s.xml.rels", relation),
            ("xl/tables/t.xml", format!("<table ref='{area}' totalsRowCount='1'/>")),
        ];
        read(&book.bytes())
    };
    assert_eq!(table("A1:D3"), (vec!["1|Alba|8|".to_owned()], vec!["totals-left-out"], false));
    for beside in ["F1:G3", "B1:D3"] {
        assert_eq!(table(beside), (vec!["1|Alba|8|".to_owned(), "2|Brum|7.5|".to_owned()], vec![], false), "{beside}");
    }
}

/// Two customers, whose revenue is what these cells hold; style 1 is a date, style 2 a percentage.
fn amounts(first: &str, second: &str) -> Book {
    let row = |n: u32, cell: &str| format!("<row r='{n}'><c r='A{n}'><v>{n}</v></c><c r='D{n}' {cell}</c></row>");
    let mut book = Book::new(&(row(2, first) + &row(3, second)));
    book.styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='9'/></cellXfs></styleSheet>"
        .to_owned();
    book
}

#[test]
fn a_date_or_a_percentage_among_plain_numbers_is_refused() {
    let (date, percent, plain) = ("s='1'><v>45413</v>", "s='2'><v>0.9</v>", "><v>7</v>");
    for (first, second, code) in
        [(date, plain, "dates-mixed"), (plain, date, "dates-mixed"), (percent, date, "dates-mixed")]
    {
        refuses(&amounts(first, second), code);
    }
    refuses(&amounts(date, "t='str'><v>7</v>"), "dates-mixed");
    refuses(&amounts(plain, percent), "percentages-mixed");
    for (cell, code) in [(date, "dates-as-years"), (percent, "percentages-as-fractions")] {
        let (rows, said, refused) = read(&amounts(cell, cell).bytes());
        assert!(!refused && rows.len() == 2 && said == [code], "{said:?}");
    }
}

#[test]
fn values_that_are_glued_together_are_refused() {
    for cell in [
        "t='inlineStr'><v>1</v><is><t>2</t></is>",
        "t='inlineStr'><v>1</v>",
        "t='inlineStr'><is><t>1</t></is><is><t>2</t></is>",
        "t='inlineStr'><is><t>1</t><t>2</t></is>",
        "t='inlineStr'><is><r><t>1</t><t>2</t></r></is>",
        "t='inlineStr'><is><t>1<b/>2</t></is>",
        "><v>1</v><is><t>2</t></is>",
        "><v>1<x/>2</v>",
        "><v>1<v>2</v></v>",
        "><c><v>2</v></c><v>1</v>",
    ] {
        refuses(&Book::new(&format!("<row r='2'><c r='A2' {cell}</c></row>")), "workbook-unreadable");
    }
    reads(
        "<row r='2'><c r='A2' t='inlineStr'><is><r><t>1</t></r><r><rPr><b/></rPr><t>2</t></r><rPh><t>x</t></rPh></is></c><c r='C2'><v>8</v></c></row>",
        &["12||8|"],
    );
}

#[test]
fn parts_that_are_missing_or_there_twice_are_refused() {
    let relations = |more: &str| {
        format!(
            "<Relationships><Relationship Id='r1' Type='{RELATIONS}/worksheet' Target='worksheets/s.xml'/>\
             <Relationship Id='r2' Type='{RELATIONS}/sharedStrings' Target='strings.xml'/>\
             <Relationship Id='r3' Type='{RELATIONS}/styles' Target='styles.xml'/>{more}</Relationships>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{RELATIONS}/{kind}' Target='{target}'/>")
    };
    let with = |others: Vec<(&'static str, String)>| Book { others, ..Book::new(TWO) };
    const MAIN: &str = "xl/_rels/workbook.xml.rels";
    assert!(!read(&with(vec![(MAIN, relations(""))]).bytes()).2);
    for more in [
        relation("r1", "worksheet", "worksheets/s.xml"),
        relation("r4", "sharedStrings", "strings.xml"),
        relation("r4", "styles", "styles.xml"),
    ] {
        refuses(&with(vec![(MAIN, relations(&more))]), "workbook-unreadable");
    }
    for lost in ["xl/styles.xml", "xl/strings.xml", "xl/worksheets/s.xml"] {
        refuses(&with(vec![(lost, String::new())]), "workbook-unreadable");
    }
    // No relation leads to the styles.
    let without = relations("").replace("/styles'", "/stylez'").replace("'styles.xml'", "'x.xml'");
    let usual = ("xl/styles.xml", Book::new("").styles);
    refuses(&with(vec![(MAIN, without), usual]), "workbook-unreadable");
    let table = relation("t", "table", "../tables/t.xml");
    let table = ("xl/worksheets/_rels/s.xml.rels", format!("<Relationships>{table}</Relationships>"));
    refuses(&with(vec![table]), "workbook-unreadable");
    let mut sheet = Book::new(TWO);
    sheet.sheet =
        sheet.sheet.replace("</worksheet>", "<tableParts><tablePart r:id='t' xmlns:r='r'/></tableParts></worksheet>");
    refuses(&sheet, "workbook-unreadable");
}

#[test]
fn sheets_lists_of_rows_and_styles_are_there_once() {
    let mut book = Book::new(TWO);
    book.workbook = book.workbook.replace("</sheets>", "<sheet name='k' r:id='r1'/></sheets>");
    refuses(&book, "workbook-unreadable");
    let mut book = Book::new(TWO);
    book.sheet = book.sheet.replace("</worksheet>", "<sheetData><row r='9'/></sheetData></worksheet>");
    refuses(&book, "workbook-unreadable");
    for style in ["1", "-1", "4294967297", "x"] {
        refuses(&Book::new(&format!("<row r='2'><c r='A2' s='{style}'><v>1</v></c></row>")), "workbook-unreadable");
    }
}

#[test]
fn a_row_whose_amount_is_the_sum_of_others_is_left_out() {
    let with = |formula: &str| {
        let row = |n: u32, cell: &str| format!("<row r='{n}'><c r='A{n}'><v>{n}</v></c><c r='D{n}'>{cell}</c></row>");
        let rows = row(2, "<v>1</v>") + &row(3, "<v>2</v>") + &row(4, formula);
        let (rows, said, refused) = read(&Book::new(&rows).bytes());
        assert!(!refused, "{said:?}");
        (rows.len(), said.contains(&"totals-left-out"))
    };
    for formula in
        ["<f>SUM(D2:D3)</f><v>4</v>", "<f>SUBTOTAL(9,D2:D3)</f><v>3</v>", "<f t='shared' si='0'>SUM(D$2,D3)</f>"]
    {
        assert_eq!(with(formula), (2, true), "{formula}");
    }
    for formula in ["<f>SUM(D2:D4)</f><v>7</v>", "<f>SUM(A4:C4)</f><v>7</v>", "<f>SUM(D2:D3)+4</f><v>7</v>", "<v>7</v>"]
    {
        assert_eq!(with(formula), (3, false), "{formula}");
    }
    // The formula of D4 is that of C4, one column further on.
    let shared = "<row r='2'><c r='A2'><v>1</v></c><c r='C2'><v>1</v></c><c r='D2'><v>1</v></c></row>\
                  <row r='3'><c r='A3'><v>2</v></c><c r='C3'><v>2</v></c><c r='D3'><v>2</v></c></row>\
                  <row r='4'><c r='A4'><v>3</v></c><c r='B4'><f t='shared' ref='B4:D4' si='5'>SUM(B2:B3)</f><v>0</v></c>\
                  <c r='D4'><f t='shared' si='5'/><v>9</v></c></row>";
    reads(shared, &["1||1|1", "2||2|2"]);
}

#[test]
fn rows_and_columns_without_height_or_width_are_hidden() {
    let hidden = |attributes: &str, before: &str| {
        let mut book = Book::new(&TWO.replace("<row r='3'", &format!("<row r='3' {attributes}")));
        book.sheet = book.sheet.replace("<sheetData>", &format!("{before}<sheetData>"));
        read(&book.bytes()).1
    };
    assert_eq!(hidden("ht='0' customHeight='1'", ""), ["rows-hidden"]);
    assert_eq!(hidden("ht='15'", "<sheetFormatPr zeroHeight='1'/>"), ["rows-hidden"]);
    assert_eq!(hidden("", "<cols><col min='3' max='3' width='0' customWidth='1'/></cols>"), ["column-hidden"]);
    assert!(hidden("ht='15'", "<cols><col min='3' max='3' width='9'/></cols>").is_empty());
}

/// A single flipped bit: the same customers, or a refusal. Never others, and never a crash. One bit in `KEYRANK_FLIP_EVERY`
/// is flipped; 1 tries them all.
#[test]
fn a_flipped_bit_never_changes_a_ranking() {
    let every = std::env::var("KEYRANK_FLIP_EVERY").ok().and_then(|every| every.parse().ok()).unwrap_or(37);
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let bytes = Book { method, ..Book::new(TWO) }.bytes();
        let sound = read(&bytes).0;
        for at in (0..bytes.len() * 8).step_by(every) {
            let mut broken = bytes.clone();
            broken[at / 8] ^= 1 << (at % 8);
            let (rows, said, refused) = read(&broken);
            assert!(refused || rows == sound, "bit {at}: {rows:?} {said:?}");
        }
    }
}

proptest! {
    /// Parts that are cut, doubled and mixed up give a refusal or customers, and never a crash.
    #[test]
    fn odd_sheets_never_crash(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<row r='2'>", "</row>", "<c r='A2'>", "<c t='s'>", "<c t='inlineStr'>", "</c>", "<v>", "</v>", "<f>", "<is>", "<t>",
            "</t>", "</is>", "1", "99999999999", "&#65;", "&lt;", "&x;", "<![CDATA[", "]]>", "<!--", "-->", "<rPh>", "</rPh>",
            "<row/>", "<c/>", "<mergeCell ref='A2:A9'/>", "<col min='1' max='99999' hidden='1'/>", "\u{0}", "é",
        ]), 0..24),
    ) {
        let mut book = Book::new(TWO);
        book.sheet = book.sheet.replace("</sheetData>", &format!("{}</sheetData>", pieces.concat()));
        read(&book.bytes());
    }
}
