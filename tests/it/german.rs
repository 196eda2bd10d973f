//! German documents, messages of `init` and the welcome: no English word is left in them, numbers have decimal commas, and what programs read stays as it is.

use std::fs;
use std::process::Command;
use tempfile::TempDir;

const CRITERIA: &str = "
version: 1
title: Auswahl der Schlüsselkunden
language: de
account: { id: Nr, name: Kunde, status: Status, sum: [Umsatz] }
missing: skip
criteria:
  - { id: bedeutung, label: Bedeutung, column: Bedeutung, weight: 3, scale: { rating: [0, 10] } }
  - { id: wissen, label: Wissen, column: Wissen, weight: 2, scale: { rating: [0, 10] } }
  - { id: tuer, label: Türöffner, column: Türöffner, weight: 1, scale: { rating: [0, 10] } }
tiers:
  - { name: Schlüsselkunde, min_score: 60, max_accounts: 3, requires: [ { criterion: tuer, at_least: 30 } ] }
  - { name: Stammkunde, min_score: 40 }
  - { name: Kleinkunde }
flags:
  - { name: Verzettelung, when: { column: Wissen, at_least: 9 } }
knockouts:
  - { column: Status, in: [gesperrt], reason: gesperrt }
";

const CUSTOMERS: &str = "\
Nr;Kunde;Status;Umsatz;Bedeutung;Wissen;Türöffner
1;Alba;Stammkunde;1250000,5;9;8,5;7
2;Birk;Schlüsselkunde;900000;6,5;9;4
3;Cosi;;450000;7;;6
4;Dorn;Kleinkunde;2300000;3;4;2
5;Elms;gesperrt;100000;9;9;9
6;Fink;Stammkunde;610000;7;6;2,5
7;Gams;Kleinkunde;75000;2;3;8
";

/// Words that stand in English documents and in no German one.
const ENGLISH: [&str; 36] = [
    "the",
    "of",
    "and",
    "or",
    "is",
    "are",
    "with",
    "from",
    "by",
    "not",
    "its",
    "it",
    "score",
    "account",
    "accounts",
    "customer",
    "customers",
    "rank",
    "ranked",
    "tier",
    "weight",
    "weights",
    "points",
    "criterion",
    "change",
    "new",
    "gone",
    "promoted",
    "demoted",
    "missing",
    "threshold",
    "share",
    "column",
    "columns",
    "would",
    "line",
];

fn answered(arguments: &[&str], folder: &TempDir) -> String {
    let mut keyrank = Command::new(env!("CARGO_BIN_EXE_keyrank"));
    let output = keyrank.args(arguments).current_dir(folder.path()).env("COLUMNS", "200").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("k.csv"), CUSTOMERS).unwrap();
    fs::write(folder.path().join("k.yaml"), CRITERIA).unwrap();
    folder
}

const DOCUMENTS: [&[&str]; 8] = [
    &["score", "k.csv", "-c", "k.yaml", "--all"],
    &["score", "k.csv", "-c", "k.yaml", "--top", "2", "--details"],
    &["score", "k.csv", "-c", "k.yaml", "--weight", "wissen=5"],
    &["explain", "k.csv", "Birk", "-c", "k.yaml"],
    &["explain", "k.csv", "Fink", "-c", "k.yaml"],
    &["compare", "k.csv", "-c", "k.yaml", "--weight", "tuer=6"],
    &["sensitivity", "k.csv", "-c", "k.yaml", "--samples", "1000"],
    &["weights", "rank", "bedeutung,wissen,tuer", "-c", "k.yaml", "--data", "k.csv"],
];

#[test]
fn no_english_word_is_left() {
    let folder = folder();
    for arguments in DOCUMENTS {
        for format in ["table", "markdown"] {
            if format == "markdown" && arguments.contains(&"--details") {
                continue;
            }
            let written = answered(&[arguments, &["-f", format]].concat(), &folder);
            // Findings and names of options are English.
            let own = written.lines().filter(|line| !line.starts_with("notice") && !line.starts_with("warning"));
            let words = own.flat_map(|line| line.split(|c: char| !c.is_alphabetic() && c != '-'));
            let left: Vec<&str> = words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).collect();
            let left: Vec<&str> = left.into_iter().filter(|word| *word != "Score").collect();
            assert!(left.is_empty(), "{arguments:?} -f {format}: {left:?}\n{written}");
        }
    }
}

/// The English words in a text, but for those of the commands in it.
fn english_in(text: &str) -> Vec<&str> {
    let prose = text.lines().map(|line| line.split("keyrank ").next().unwrap_or_default());
    let words = prose.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
    // A key account has no German name.
    words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str()) && *word != "Accounts").collect()
}

#[test]
fn init_says_in_german_what_it_drafted_from_a_german_export() {
    let folder = folder();
    for (arguments, ending) in [
        (&["-o", "neu.yaml"][..], "als Nächstes: keyrank score k.csv -c neu.yaml"),
        (&["-o", "-"], "darin nach CHECK suchen, dann: keyrank lint k.csv -c criteria.yaml"),
    ] {
        let mut keyrank = Command::new(env!("CARGO_BIN_EXE_keyrank"));
        keyrank.args(["init", "k.csv"]).args(arguments).current_dir(folder.path()).env("COLUMNS", "200");
        let told = String::from_utf8(keyrank.output().unwrap().stderr).unwrap();
        let told = told.lines().last().unwrap();
        assert!(told.starts_with("Entwurf aus 7 Kunden: ") && told.ends_with(ending), "{told}");
        assert!(english_in(told).is_empty(), "{told}");
    }
}

#[test]
fn the_welcome_follows_the_locale() {
    let welcome = |locale: &str| {
        let mut keyrank = Command::new(env!("CARGO_BIN_EXE_keyrank"));
        String::from_utf8(keyrank.env("LC_ALL", locale).output().unwrap().stdout).unwrap()
    };
    let german = welcome("de_DE.UTF-8");
    assert!(german.starts_with("keyrank findet unter Ihren Kunden die Key Accounts.\n"), "{german}");
    let left: Vec<&str> = english_in(&german).into_iter().filter(|word| *word != "customer").collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(welcome("C").starts_with("keyrank ranks your customers"));
}

#[test]
fn numbers_have_decimal_commas_and_the_option_is_stronger_than_the_file() {
    let folder = folder();
    let german = answered(&["score", "k.csv", "-c", "k.yaml", "-f", "markdown"], &folder);
    assert!(german.contains("| 1.250.000 |") || german.contains("| 1.250.001 |"), "{german}");
    let english = answered(&["score", "k.csv", "-c", "k.yaml", "-f", "markdown", "--language", "en"], &folder);
    assert!(english.contains("| 1,250,001 |") || english.contains("| 1,250,000 |"), "{english}");
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let folder = folder();
    for arguments in DOCUMENTS.iter().filter(|arguments| !arguments.contains(&"--details")) {
        let formats: &[&str] = if arguments[0] == "explain" { &["json"] } else { &["json", "csv"] };
        for format in formats {
            let [de, en] = ["de", "en"]
                .map(|code| answered(&[arguments, &["-f", format, "--language", code][..]].concat(), &folder));
            assert_eq!(de, en, "{arguments:?} -f {format}");
        }
    }
}

/// What stands behind a `#` and is no name from the data, no command and no line of YAML.
fn comment(line: &str) -> Option<String> {
    let comment = line.split_once('#')?.1;
    let is_yaml = comment.trim_start().starts_with("- {") || comment.contains("keyrank ") || comment.contains("sum: [");
    let parts = comment.split('"').step_by(2).collect::<Vec<&str>>().join(" ");
    (!is_yaml).then_some(parts)
}

#[test]
fn a_german_header_line_gives_a_german_draft() {
    let exports = fs::read_dir("tests/exports").unwrap().map(|entry| entry.unwrap().path());
    let mut drafted = 0;
    for export in exports {
        let export = fs::canonicalize(export).unwrap();
        let folder = folder();
        let draft = answered(&["init", export.to_str().unwrap(), "-o", "-"], &folder);
        fs::write(folder.path().join("draft.yaml"), &draft).unwrap();
        answered(&["check", export.to_str().unwrap(), "-c", "draft.yaml"], &folder);
        let name = export.file_stem().unwrap().to_str().unwrap();
        let is_german =
            name.ends_with('n') && !name.contains("genesis") || name.ends_with("kontakte") || name.ends_with("liste");
        let is_german = is_german || name == "cas-genesisworld";
        assert_eq!(draft.contains("\nlanguage: de\n"), is_german, "{name}");
        if !is_german {
            continue;
        }
        drafted += 1;
        let words = draft
            .lines()
            .filter_map(comment)
            .flat_map(|text| text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect::<Vec<String>>());
        // A key account and a customer journey have no German name.
        let is_english =
            |word: &String| ENGLISH.contains(&word.as_str()) && !word.starts_with("account") && word != "customer";
        let left: Vec<String> = words.filter(is_english).collect();
        assert!(left.is_empty(), "{name}: {left:?}\n{draft}");
    }
    assert_eq!(drafted, 9);
}
