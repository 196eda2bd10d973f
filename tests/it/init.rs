//! Drafting a criteria file: whatever the export looks like, the draft runs on it, or a finding says what is missing.
use keyrank::criteria::draft::answers::Answers;
use keyrank::criteria::draft::draft;
use keyrank::criteria::{self, json_schema};
use keyrank::finding::Severity;
use keyrank::input::{Files, Options};
use keyrank::model::{Body, Model, Scale};
use keyrank::scoring::{Engine, Ranking};
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

/// The draft of an export and its model, after it has ranked every customer; or the codes that say why there is none.
fn drafted(path: &Path) -> Result<(String, Model), Vec<&'static str>> {
    let mut export = Files::open(&[path.to_owned()]).unwrap();
    let options = Options::default();
    let profiled = export.profile(&Model::MISSING_VALUES, None, &options).unwrap();
    let profile = profiled.map_err(|findings| findings.iter().map(|f| f.code).collect::<Vec<_>>())?;
    let yaml = draft(&profile, &Answers::default()).map_err(|finding| vec![finding.code])?.yaml;
    let checked = criteria::parse("draft", yaml.as_bytes());
    let wrong: Vec<_> = checked.findings.iter().map(|f| (f.code, &f.message)).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{yaml}");
    let model = checked.model.unwrap();
    let engine = Engine::new(model.clone());
    let reading = export.read(engine.schema(), &options).unwrap();
    let errors: Vec<_> = reading.1.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{yaml}");
    let ranking = Ranking::new(&engine, &reading.0);
    assert_eq!(ranking.len() as u64 + ranking.summary().knocked_out, profile.customers);
    assert!(yaml.chars().all(|c| c == '\n' || !c.is_control()), "{yaml:?}");
    Ok((yaml, model))
}

fn of(bytes: &[u8]) -> Result<(String, Model), Vec<&'static str>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    drafted(file.path())
}

/// The scale of a leaf by its column.
fn scale(model: &Model, column: &str) -> Option<Scale> {
    model.walk().find_map(|criterion| match &criterion.body {
        Body::Leaf(leaf) if leaf.column == column => Some(leaf.scale.clone()),
        _ => None,
    })
}

const GERMAN: &str = "Kunden-Nr.;Firma;Land;Umsatz (EUR);Umsatzpotenzial: gesamt;\"Know-how \"\"Technik\"\"\";Komplexität;Chancen # offen;Einstufung\n\
    007;Müller GmbH;DE;1.250.000,50;2.500.000;8;hoch;12;A\n\
    008;Größe & Söhne;AT;80.000;90.000;;mittel;3;B\n\
    009;Ärzte AG;DE;15.000;45.000;5,5;gering;7;C\n\
    010;Zürn KG;CH;9.900,00;1.000;2;hoch;1;B\n";

#[test]
fn a_german_export_is_understood() {
    let (yaml, model) = of(GERMAN.as_bytes()).unwrap();
    let account = &model.account;
    assert_eq!((account.id.as_str(), account.name.as_deref()), ("Kunden-Nr.", Some("Firma")));
    assert_eq!(account.status.as_ref().map(|status| status.column.as_str()), Some("Einstufung"));
    assert_eq!(
        (account.sum.as_slice(), account.show.as_slice()),
        (&["Umsatz (EUR)".to_owned()][..], &["Land".to_owned()][..])
    );
    let ids: Vec<&str> = model.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    assert_eq!(ids, ["market_importance", "know_how", "service_complexity", "opportunity_breadth"]);
    assert!(yaml.contains("# door_opener fehlt"), "{yaml}");
    assert!(matches!(scale(&model, "Umsatzpotenzial: gesamt"), Some(Scale::Log(_))));
    assert!(matches!(scale(&model, "Know-how \"Technik\""), Some(Scale::Linear(_))));
    let levels = ["gering", "mittel", "hoch"].map(str::to_owned).into_iter().zip([0.0, 50.0, 100.0]).collect();
    assert_eq!(scale(&model, "Komplexität"), Some(Scale::Levels(levels)));
    assert!(yaml.contains("missing: skip   # 1 Zelle ohne Wert"), "{yaml}");
}

#[test]
fn the_encoding_and_the_packing_make_no_difference() {
    let (expected, _) = of(GERMAN.as_bytes()).unwrap();
    let body =
        |yaml: &str| yaml.lines().filter(|line| !line.starts_with("# Eine erste")).collect::<Vec<_>>().join("\n");
    let wide: Vec<u8> = "\u{feff}".chars().chain(GERMAN.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let western: Vec<u8> = GERMAN.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(GERMAN.as_bytes()).unwrap();
    for bytes in [wide, western, packed.finish().unwrap()] {
        assert_eq!(body(&of(&bytes).unwrap().0), body(&expected));
    }
}

#[test]
fn a_workbook_is_an_export_too() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["customer_id", "name", "potential", "door opener"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    for row in 1..6_u32 {
        sheet.write_string(row, 0, format!("{row:05}")).unwrap();
        sheet.write_string(row, 1, format!("Customer {row}")).unwrap();
        sheet.write_number(row, 2, f64::from(row).powi(7) + 0.125).unwrap();
        sheet.write_number(row, 3, f64::from(row)).unwrap();
    }
    let (yaml, model) = of(&book.save_to_buffer().unwrap()).unwrap();
    // Its numbers have no mark, so the draft states none and reads a csv of the same list as well.
    assert!(yaml.contains("numbers: { decimal: auto }"), "{yaml}");
    assert_eq!(model.account.id, "customer_id");
    assert!(matches!(scale(&model, "potential"), Some(Scale::Log(_))));
    assert!(matches!(scale(&model, "door opener"), Some(Scale::Rating(_))));
}

#[test]
fn the_examples_are_drafted_with_all_five_criteria() {
    for (example, columns) in [("customers.csv", 5), ("crm-export.csv", 15)] {
        let (_, model) = drafted(&Path::new("examples").join(example)).unwrap();
        let leaves = model.walk().filter(|criterion| criterion.children().is_empty()).count();
        assert_eq!((model.criteria.len(), leaves), (5, columns), "{example}");
        assert!(model.portfolio.is_some() && model.account.status.is_some());
    }
}

#[test]
fn every_draft_fits_the_schema_of_the_file() {
    let (yaml, _) = of(GERMAN.as_bytes()).unwrap();
    let document: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
    let validator = jsonschema::validator_for(&json_schema()).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn names_that_say_nothing_are_scored_all_the_same() {
    let (yaml, model) = of(b"id,alpha,beta,plz\n1,3,x,10115\n2,7,y,20095\n3,5,x,80331\n").unwrap();
    assert_eq!(model.criteria[0].id, "not_sorted");
    assert!(scale(&model, "alpha").is_some() && scale(&model, "plz").is_none(), "{yaml}");
}

#[test]
fn one_customer_and_constant_columns_still_give_a_scale_with_width() {
    let (_, one) = of(b"id,potential,image\n1,5000,7\n").unwrap();
    assert!(matches!(scale(&one, "potential"), Some(Scale::Linear(_))));
    let (yaml, model) = of(b"id,potential,image\n1,5000,7\n2,5000,8\n").unwrap();
    assert_eq!(scale(&model, "potential"), None);
    assert!(yaml.contains("\"potential\": always 5000, which is the same for everyone"), "{yaml}");
    assert!(of(b"id,potential\n1,5000\n2,5000\n").is_ok());
}

#[test]
fn an_export_with_nothing_to_score_is_told_what_is_missing() {
    assert_eq!(of("id,name,remark\n1,A,good\n2,B,better\n".as_bytes()).unwrap_err(), ["no-usable-column"]);
    assert_eq!(of(b"id\n1\n2\n").unwrap_err(), ["no-usable-column"]);
    assert_eq!(of(b"group,rating\nx,1\nx,1\n").unwrap_err(), ["no-id-column"]);
    assert_eq!(of(b"id,potential\n").unwrap_err(), ["nothing-to-rank"]);
    assert_eq!(of(b"%PDF-1.7 and more").unwrap_err(), ["not-a-table"]);
}

#[test]
fn a_decimal_mark_that_no_cell_tells_is_stated_and_marked() {
    let (yaml, _) = of(b"id;potential\n1;1.250\n2;3.500\n").unwrap();
    assert!(yaml.contains("numbers: { decimal: comma }   # CHECK: a guess"), "{yaml}");
}

#[test]
fn a_column_that_is_nearly_numbers_is_not_scored_and_its_line_is_named() {
    let (yaml, model) = of(b"id,potential,image\n1,5000,7\n2,4000,8\n3,tbd,9\n").unwrap();
    assert_eq!(scale(&model, "potential"), None);
    assert!(yaml.contains("\"potential\": numbers, but line 4 holds \"tbd\""), "{yaml}");
}

#[test]
fn a_stated_decimal_mark_decides_what_is_found() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"id;potential\n1;1.250\n2;3.500\n").unwrap();
    let mut export = Files::open(&[file.path().to_owned()]).unwrap();
    let options = Options { decimal: Some(keyrank::table::Decimal::Point), ..Options::default() };
    let profile = export.profile(&Model::MISSING_VALUES, None, &options).unwrap().unwrap();
    let yaml = draft(&profile, &Answers::default()).unwrap().yaml;
    assert!(yaml.contains("numbers: { decimal: point }\n") && yaml.contains("found 1.25 to 3.5"), "{yaml}");
}

/// What a column is called: words of both languages, and whatever a person may type.
fn header() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Umsatz",
        "Potenzial",
        "know_how",
        "Türöffner",
        "Service: Komplexität",
        "Chancen #",
        "name",
        "status",
        "score",
        "id",
        "true",
        "- x",
        "a: b",
        "'",
        "\"q\"",
        "{x}",
        "[x]",
        "*x",
        "&x",
        "!x",
        "%x",
        "@x",
        "`x`",
        "?",
        "|",
        ">",
        "null",
        "1e3",
        "0x1F",
        "market_importance",
        "\u{1f680} Rakete",
        "zeilen\numbruch",
        "tab\there",
        "\u{202e}evil",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "[a-zA-ZäöüßÄ0-9_ :#\"'\\\\,{}\\[\\]&*!|>%@`~-]{1,14}", 1 => "\\PC{1,8}"]
}

/// What stands in it.
#[derive(Debug, Clone, Copy)]
enum Cells {
    Ratings,
    Amounts,
    Levels,
    Odd,
    Constant,
    Gaps,
    Texts,
}

fn cell(cells: Cells, row: usize, seed: u32) -> String {
    let seed = seed.wrapping_mul(2_654_435_761).rotate_left(row as u32 * 5 + 1);
    let gap = seed.is_multiple_of(4);
    match cells {
        Cells::Ratings if gap => "-".to_owned(),
        Cells::Ratings => format!("{},{}", seed % 10, seed / 10 % 2 * 5),
        Cells::Amounts if gap => String::new(),
        Cells::Amounts => format!("{}.{:03},{:02}", 1 + seed % 900, seed / 7 % 1000, seed / 11 % 100),
        Cells::Levels => ["low", "High", "a: b", "\"q\" #", "no", "null "][seed as usize % 6].to_owned(),
        Cells::Odd => ["=1+1", "#N/A", "7 km", "<<", "\u{202e}x", "ja\nnein"][seed as usize % 6].to_owned(),
        Cells::Constant => "42".to_owned(),
        Cells::Gaps => ["", "NA", "k. A."][seed as usize % 3].to_owned(),
        Cells::Texts => format!("Text {row} {seed}"),
    }
}

fn columns() -> impl Strategy<Value = Vec<(String, Cells, u32)>> {
    use Cells::{Amounts, Constant, Gaps, Levels, Odd, Ratings, Texts};
    let cells = prop::sample::select(vec![Ratings, Amounts, Levels, Odd, Constant, Gaps, Texts]);
    prop::collection::vec((header(), cells, any::<u32>()), 0..9)
}

#[test]
fn of_two_delimiters_that_fit_the_one_that_names_more_columns_is_taken() {
    let (_, model) = of(b"Kundennummer;Bewertung;,,a\n0000;0,5;1,5\n").unwrap();
    assert_eq!(model.account.id, "Kundennummer");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_runs_on_the_export_it_was_made_from(columns in columns(), rows in 1..14_usize, delimiter in prop::sample::select(b";\t|".to_vec())) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        let headers = ["Kundennummer", "Bewertung"].into_iter().chain(columns.iter().map(|c| c.0.as_str()));
        writer.write_record(headers).unwrap();
        for row in 0..rows {
            let own = [format!("{row:04}"), format!("{},5", row % 9)];
            writer.write_record(own.into_iter().chain(columns.iter().map(|c| cell(c.1, row, c.2)))).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        // Where the comma fits every line as well, nobody can tell.
        let text = String::from_utf8_lossy(&bytes);
        let mut commas = text.lines().map(|line| line.matches(',').count());
        let in_header = commas.next();
        prop_assume!(in_header == Some(0) || commas.any(|in_line| Some(in_line) != in_header));
        match of(&bytes) {
            Ok((yaml, model)) => prop_assert_eq!(model.account.id, "Kundennummer", "{}", yaml),
            // Filled cells below a blank header at the end are refused.
            Err(codes) => {
                let is_blank = columns.last().is_some_and(|(header, ..)| header.trim().is_empty());
                prop_assert!(is_blank && codes.iter().all(|code| *code == "cell-count"), "{:?}\n{}", codes, String::from_utf8_lossy(&bytes));
            }
        }
    }
}
