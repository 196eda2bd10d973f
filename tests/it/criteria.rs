//! The criteria file: every finding has a bad file in `tests/criteria/bad` with its expected findings beside it.
//! `UPDATE_EXPECT=1 cargo test --test it criteria` writes them anew.

use keyrank::criteria::{DEFAULT, LARGEST, json_schema, parse};
use keyrank::finding::Finding;
use keyrank::model::{Body, Criterion, Decimal, Missing, Model, Scale, Subject, Test};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What no JSON Schema can say, or what is gone by the time YAML has become JSON.
const BEYOND_THE_SCHEMA: [&str; 32] = [
    "date-and-number",
    "levels-of-dates",
    "optional-unused",
    "unknown-tier",
    "column-bound-twice",
    "condition-never-holds",
    "duplicate-id",
    "duplicate-key",
    "duplicate-level",
    "duplicate-name",
    "key-not-text",
    "last-tier-limited",
    "level-is-missing-value",
    "not-rising",
    "not-utf8",
    "odd-indentation",
    "reserved-id",
    "tier-without-min-score",
    "tiers-out-of-order",
    "too-large",
    "two-documents",
    "typographic-quotes",
    "unfit-character",
    "unfit-id",
    "unknown-criterion",
    "value-is-missing-value",
    "weights-too-large",
    "yaml-alias",
    "yaml-anchor",
    "yaml-directive",
    "yaml-syntax",
    "yaml-tag",
];

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(path: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(path)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == ending));
    files.sort();
    files
}

fn bad_files() -> Vec<(PathBuf, Vec<u8>)> {
    files("tests/criteria/bad", "yaml").into_iter().map(|file| (file.clone(), std::fs::read(file).unwrap())).collect()
}

/// `line:column code «marked part» message | help`
fn in_a_line(finding: &Finding) -> String {
    let place = &finding.place;
    let marked = place.excerpt.as_ref().map_or("", |e| e.text.get(e.start..e.end).expect("the mark is in the line"));
    let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
    let (line, column) = (number(place.line), number(place.column));
    let help = finding.help.as_deref().expect("every finding says what would mend it");
    format!("{line}:{column} {} «{marked}» {} | {help}\n", finding.code, finding.message)
}

fn codes_of(bytes: &[u8]) -> Vec<&'static str> {
    parse("criteria.yaml", bytes).findings.iter().map(|finding| finding.code).collect()
}

fn model(yaml: &str) -> Model {
    let checked = parse("criteria.yaml", yaml.as_bytes());
    let findings: String = checked.findings.iter().map(in_a_line).collect();
    checked.model.unwrap_or_else(|| panic!("{findings}"))
}

fn leaf(criterion: &Criterion) -> (&str, &Scale, Missing) {
    match &criterion.body {
        Body::Leaf(leaf) => (&leaf.column, &leaf.scale, leaf.missing),
        Body::Group(_) => panic!("{} is a group", criterion.id),
    }
}

/// A file with one criterion `a`, and `more` below it.
fn with(more: &str) -> String {
    format!(
        "version: 1\naccount: {{ id: id }}\ncriteria: [ {{ id: a, weight: 1, scale: {{ rating: [0, 10] }} }} ]\n{more}"
    )
}

#[test]
fn every_bad_file_has_its_findings() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    for (file, bytes) in bad_files() {
        let checked = parse("criteria.yaml", &bytes);
        assert!(checked.model.is_none() && checked.findings.has_errors(), "{} passes", file.display());
        let found: String = checked.findings.iter().map(in_a_line).collect();
        let expected = file.with_extension("txt");
        if update {
            std::fs::write(&expected, &found).unwrap();
        }
        assert_eq!(found, std::fs::read_to_string(&expected).unwrap_or_default(), "{}", file.display());
    }
}

#[test]
fn every_code_has_a_bad_file_that_is_named_after_it() {
    let declared: BTreeSet<&str> = include_str!("../../src/criteria/codes.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub(crate) const ")?.split('"').nth(1))
        .collect();
    assert!(declared.len() > 40, "the constants were not found");
    for code in declared {
        if code == "too-large" {
            assert_eq!(codes_of(&vec![b' '; LARGEST + 1]), [code]);
            assert_ne!(codes_of(&vec![b' '; LARGEST]), [code]);
            continue;
        }
        // It is a warning, and the answers of the command line show it.
        if code == "number-three-decimals" {
            continue;
        }
        if code == "too-many-values" {
            assert_eq!(codes_of(format!("a:\n{}", "-\n".repeat(100_000)).as_bytes()), [code]);
            assert_eq!(codes_of(format!("[{}]", "1,".repeat(80_000)).as_bytes()), [code]);
            continue;
        }
        let file = folder("tests/criteria/bad").join(code).with_extension("yaml");
        let bytes = std::fs::read(&file).unwrap_or_else(|_| panic!("{} is not there", file.display()));
        assert!(codes_of(&bytes).contains(&code), "{} does not show {code}", file.display());
    }
    for file in files("src/criteria", "rs").into_iter().chain(files("src/criteria/validate", "rs")) {
        let source = std::fs::read_to_string(&file).unwrap();
        assert!(!source.contains("error(\""), "{} has a code of its own", file.display());
    }
}

#[test]
fn the_schema_refuses_what_it_can_express_and_nothing_else() {
    let schema = jsonschema::validator_for(&json_schema()).unwrap();
    for (file, bytes) in bad_files() {
        let Some(json) = std::str::from_utf8(&bytes).ok().and_then(|text| serde_yaml::from_str::<Value>(text).ok())
        else {
            continue;
        };
        let codes = codes_of(&bytes);
        let expressible = codes.iter().any(|code| !BEYOND_THE_SCHEMA.contains(code));
        assert_eq!(!schema.is_valid(&json), expressible, "{}: {codes:?}", file.display());
    }
}

#[test]
fn the_schema_accepts_the_shipped_file_and_every_scale_and_test() {
    let schema = jsonschema::validator_for(&json_schema()).unwrap();
    let rich = include_str!("../criteria/rich.yaml");
    for yaml in [DEFAULT, rich] {
        model(yaml);
        let json: Value = serde_yaml::from_str(yaml).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&json).map(|e| format!("{} at {}", e, e.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

/// Every key that the schema names is written in the rich file, which the parser reads without a finding; and every key
/// that the parser knows is in the schema, which is made from the same lists and closed everywhere.
#[test]
fn schema_and_parser_know_the_same_keys() {
    fn keys(json: &Value, under: &str, into: &mut BTreeSet<String>) {
        match json {
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                if !["points", "steps", "levels"].contains(&under) {
                    into.insert(key.clone());
                }
                keys(value, key, into);
            }),
            Value::Array(items) => items.iter().for_each(|item| keys(item, under, into)),
            _ => {}
        }
    }
    let schema = json_schema();
    let definitions = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    let mut told = BTreeSet::new();
    for definition in definitions {
        assert_eq!(definition["additionalProperties"], false);
        for (key, property) in definition["properties"].as_object().unwrap() {
            assert!(property["description"].as_str().is_some_and(|about| !about.is_empty()), "{key} is not described");
            told.insert(key.clone());
        }
    }
    let mut read = BTreeSet::new();
    keys(&serde_yaml::from_str(include_str!("../criteria/rich.yaml")).unwrap(), "", &mut read);
    assert_eq!(told, read);
}

#[test]
fn the_default_has_the_five_criteria_and_teaches_the_editor() {
    assert!(DEFAULT.starts_with("# yaml-language-server: $schema=criteria.schema.json\n"));
    let model = model(DEFAULT);
    let weights: Vec<(&str, f64)> = model.criteria.iter().map(|c| (c.id.as_str(), c.weight.get())).collect();
    let expected = [
        ("market_importance", 30.0),
        ("know_how", 20.0),
        ("door_opener", 20.0),
        ("service_complexity", 15.0),
        ("opportunity_breadth", 15.0),
    ];
    assert_eq!(weights, expected);
    for criterion in &model.criteria {
        let (column, scale, missing) = leaf(criterion);
        assert_eq!(column, criterion.id);
        assert!(matches!(scale, Scale::Rating(span) if span.bounds() == (0.0, 10.0)));
        assert_eq!(missing, if column == "know_how" { Missing::Skip } else { Missing::Refuse });
    }
    let tiers: Vec<_> = model.tiers.iter().map(|t| (t.name.as_str(), t.min_score, t.max_accounts)).collect();
    assert_eq!(
        tiers,
        [
            ("Key account", Some(70.0), Some(25)),
            ("Potential key account", Some(55.0), None),
            ("Core customer", None, None),
        ]
    );
    assert_eq!(model.portfolio.unwrap().quadrants.name(true, false), "Protect");
}

#[test]
fn what_is_not_written_has_its_default() {
    let model = model(&with(""));
    assert_eq!((model.title.as_str(), model.decimal), ("Key accounts", Decimal::Auto));
    assert_eq!(model.missing_values, Model::MISSING_VALUES);
    assert_eq!((model.account.id.as_str(), &model.account.name, &model.account.status), ("id", &None, &None));
    assert!(
        model.tiers.is_empty() && model.flags.is_empty() && model.knockouts.is_empty() && model.portfolio.is_none()
    );
    let first = &model.criteria[0];
    assert_eq!((first.label.as_str(), &first.about, leaf(first).0, leaf(first).2), ("a", &None, "a", Missing::Refuse));
}

#[test]
fn missing_is_inherited_from_the_nearest_ancestor() {
    let leaf_of = |id: &str, more: &str| format!("{{ id: {id}, weight: 1, scale: {{ minmax: rising }}{more} }}");
    let yaml = format!(
        "version: 1\nmissing: worst\naccount: {{ id: id }}\ncriteria:\n- {}\n- id: g\n  weight: 1\n  missing: skip\n  criteria:\n  - {}\n  - {}\n",
        leaf_of("a", ""),
        leaf_of("b", ""),
        leaf_of("c", ", missing: error"),
    );
    let model = model(&yaml);
    let policy = |id: &str| leaf(model.criterion(id).unwrap()).2;
    assert_eq!([policy("a"), policy("b"), policy("c")], [Missing::Worst, Missing::Skip, Missing::Refuse]);
}

#[test]
fn a_text_stays_as_it_is_written() {
    let flags = "flags:\n  - { name: 007, when: { column: NO, equals: NO } }\n  - { name: b, when: { column: x, in: [1.50, yes, ~] } }\n  - { name: c, when: { column: x, not_in: [1.50, 2] } }\n";
    let model = model(&with(flags));
    let test = |i: usize| model.flags[i].when.test.clone();
    let texts =
        |any_of: &[&str]| Test::Texts { any_of: any_of.iter().map(|t| (*t).to_owned()).collect(), negated: false };
    assert_eq!(model.flags[0].name, "007");
    assert_eq!((test(0), &model.flags[0].when.subject), (texts(&["NO"]), &Subject::Column("NO".into())));
    assert_eq!(test(1), texts(&["1.50", "yes", "~"]));
    assert_eq!(test(2), Test::Numbers { any_of: vec![1.5, 2.0], negated: true });
}

#[test]
fn levels_are_texts_whatever_yaml_takes_them_for() {
    let yaml = with("").replace("rating: [0, 10]", "levels: { 1: 0, 2.50: 20, no: 40, true: 60, ~: 80, ' x ': 100 }");
    let model = model(&yaml);
    let Scale::Levels(levels) = leaf(&model.criteria[0]).1 else { panic!("no levels") };
    let texts: Vec<&str> = levels.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["1", "2.50", "no", "true", "~", "x"]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_file() {
    let checked = parse("f", "\u{feff}verson: 1\n".as_bytes());
    let unknown = checked.findings.iter().find(|f| f.code == "unknown-key").unwrap();
    assert_eq!((unknown.place.column, unknown.place.byte), (Some(1), Some(3)));
}

#[test]
fn a_long_chain_of_brackets_ends_soon() {
    for unit in ["[", "{a: ", "- ", "? ", "[a, ", "[?", "\"", "&a ", "!a ", "*a ", "a: &a\n- *a\n", "|\n", "a:\n"] {
        let start = std::time::Instant::now();
        let bytes = unit.repeat(LARGEST / unit.len());
        assert!(parse("f", bytes.as_bytes()).model.is_none());
        assert!(start.elapsed().as_secs() < 30, "{unit:?} takes {:?}", start.elapsed());
    }
}

#[test]
fn a_long_line_of_mistakes_costs_little_memory() {
    let yaml = format!("{{ {} }}", "x: 1, ".repeat(60_000));
    let checked = parse("f", yaml.as_bytes());
    let longest = checked.findings.iter().filter_map(|f| f.place.excerpt.as_ref()).map(|e| e.text.len()).max();
    assert!(longest.is_some_and(|bytes| bytes < 300));
    assert!(checked.findings.iter().count() <= 1000);
}

fn yaml_fragments() -> impl Strategy<Value = String> {
    let fragments = [
        "a",
        "b: ",
        ": ",
        "- ",
        "? ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\"x\\ty\"",
        "'it''s'",
        "# c\n",
        " # c\n",
        "&x ",
        "*x ",
        "!t ",
        "|\n  t\n",
        ">-\n  t\n  u\n",
        "1",
        ".nan",
        "~",
        "ü",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<",
        "\t",
        "\r\n",
        "\r",
        "version: 1",
        "criteria:",
        "scale: ",
        "levels: ",
        "\u{2028}",
        "\u{feff}",
        "\0",
    ];
    proptest::collection::vec(proptest::sample::select(fragments.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

/// Every finding has a place in the file, whose line is really there.
fn places_are_real(bytes: &[u8]) {
    let checked = parse("f", bytes);
    for finding in checked.findings.iter() {
        in_a_line(finding);
        let byte = finding.place.byte.map_or(0, |byte| usize::try_from(byte).unwrap());
        assert!(byte <= bytes.len(), "{finding:?}");
    }
    assert_eq!(checked.model.is_none(), checked.findings.has_errors());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        places_are_real(&bytes);
    }

    #[test]
    fn no_yaml_makes_it_panic(yaml in yaml_fragments()) {
        places_are_real(yaml.as_bytes());
    }

    #[test]
    fn no_change_of_the_default_makes_it_panic(at in 0..DEFAULT.len(), gone in 0usize..30, new in yaml_fragments()) {
        let mut bytes = DEFAULT.as_bytes().to_vec();
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, new.into_bytes());
        places_are_real(&bytes);
    }
}
