//! One rule of matching everywhere: two spellings that the criteria file counts as the same word match each other in
//! every place where words are compared, and spellings that it tells apart match in none.

use keyrank::criteria::parse;
use proptest::prelude::*;
use serde_json::Value;
use std::process::Command;
use unicode_normalization::UnicodeNormalization;

const WORDS: [&str; 7] = ["Größe", "straße", "İptal ıı", "café crème", "in liquidation", "offen", "Οδός Σ"];

/// Other spellings of a word, each the same word by the rule.
const SPELLINGS: [fn(&str) -> String; 12] = [
    str::to_uppercase,
    str::to_lowercase,
    |word| word.nfd().collect(),
    |word| word.nfc().collect(),
    |word| word.replace('ß', "ss"),
    |word| word.replace('ß', "ẞ"),
    |word| word.replace('i', "İ"),
    |word| word.replace('e', "e\u{200b}"),
    |word| word.replace(' ', "\u{a0} "),
    |word| format!("\u{2003}{word} "),
    |word| word.chars().flat_map(|c| [c, '\u{ad}']).collect(),
    |word| word.chars().map(full_width).collect(),
];

/// Changes that make another word.
const CHANGES: [fn(&str) -> String; 4] = [
    |word| format!("{word}n"),
    |word| format!("un{word}"),
    |word| word.replacen('e', "o", 1),
    |word| word.replace(' ', ""),
];

fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    let escaped: String =
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04X}", u32::from(c)) }).collect();
    format!("\"{escaped}\"")
}

/// Whether the criteria file refuses two words in the place of one model.
fn are_refused(model: &str) -> bool {
    const CODES: [&str; 4] = ["duplicate-level", "duplicate-name", "duplicate-key", "repeated-entry"];
    let checked = parse("criteria.yaml", model.as_bytes());
    let codes: Vec<&str> = checked.findings.iter().map(|finding| finding.code).collect();
    let all = codes.iter().all(|code| CODES.contains(code));
    assert!(all, "{codes:?} {model}");
    !codes.is_empty()
}

/// The ranking of customers as JSON; `None` where the data are refused.
fn scored(model: &str, customers: &str) -> Option<Value> {
    let folder = tempfile::tempdir().unwrap();
    let [criteria, data] = ["criteria.yaml", "customers.csv"].map(|name| folder.path().join(name));
    std::fs::write(&criteria, model).unwrap();
    std::fs::write(&data, customers).unwrap();
    let mut keyrank = Command::new(env!("CARGO_BIN_EXE_keyrank"));
    let answer = keyrank.arg("score").arg(data).arg("-c").arg(criteria).args(["-f", "json"]).output().unwrap();
    answer.status.success().then(|| serde_json::from_slice(&answer.stdout).unwrap())
}

fn has_flag(ranking: &Value, name: &str) -> bool {
    ranking["accounts"][0]["flags"].as_array().unwrap().iter().any(|flag| flag == name)
}

const RATING: &str = "version: 1\ncriteria:\n  - { id: c0, weight: 1, column: n, scale: { rating: [0, 10] } }\n";

/// Each place of the criteria file that takes no word twice, and whether it refuses these two.
fn duplicates(a: &str, b: &str) -> Vec<(&'static str, bool)> {
    let (a, b) = (quoted(a), quoted(b));
    let tiers = "tiers: [ { name: top, min_score: 50 }, { name: rest } ]";
    let id = "account: { id: id }";
    let level = format!("{{ levels: {{ {a}: 100, {b}: 0 }} }}");
    vec![
        ("levels", are_refused(&format!("{id}\n{}", RATING.replace("{ rating: [0, 10] }", &level)))),
        ("tiers", are_refused(&format!("{RATING}{id}\ntiers: [ {{ name: {a}, min_score: 50 }}, {{ name: {b} }} ]"))),
        (
            "status words",
            are_refused(&format!(
                "{RATING}account: {{ id: id, status: {{ column: st, {a}: top, {b}: top }} }}\n{tiers}"
            )),
        ),
        (
            "values of a condition",
            are_refused(&format!("{RATING}{id}\nflags: [ {{ name: f, when: {{ column: w, in: [{a}, {b}] }} }} ]")),
        ),
    ]
}

/// Each place where a cell or a header written as `b` may match the word `a` of the criteria file, and whether it does.
fn matches(a: &str, b: &str, same: bool) -> Vec<(&'static str, bool)> {
    let (word, other) = (quoted(a), quoted(b));
    // Where the check tells both apart, both may be levels.
    let levels = if same { format!("{word}: 100") } else { format!("{word}: 100, {other}: 0") };
    let places = scored(
        &format!(
            "version: 1
account: {{ id: id, status: {{ column: st, {word}: top }} }}
criteria:
  - {{ id: c0, weight: 1, column: level, scale: {{ levels: {{ {levels} }} }} }}
tiers: [ {{ name: top, min_score: 50 }}, {{ name: rest }} ]
flags:
  - {{ name: equals, when: {{ column: word, equals: {word} }} }}
  - {{ name: in, when: {{ column: word, in: [other, {word}] }} }}
  - {{ name: not_in, when: {{ column: word, not_in: [{word}] }} }}
  - {{ name: level, when: {{ column: level, equals: {word} }} }}
"
        ),
        &format!("id,st,level,word\nA-1,\"{b}\",\"{b}\",\"{b}\"\n"),
    )
    .expect("levels that are known");
    let tier = scored(
        &format!(
            "{RATING}account: {{ id: id, status: st }}\ntiers: [ {{ name: {word}, min_score: 50 }}, {{ name: rest }} ]\n"
        ),
        &format!("id,n,st\nA-1,9,\"{b}\"\n"),
    )
    .expect("a status of any kind");
    let missing = scored(
        &format!("{RATING}missing_values: [{word}]\naccount: {{ id: id }}\nflags: [ {{ name: missing, when: {{ column: word, missing: true }} }} ]\n"),
        &format!("id,n,word\nA-1,9,\"{b}\"\n"),
    )
    .expect("a text of any kind");
    let header = scored(
        &format!("account: {{ id: id }}\n{}", RATING.replace("column: n", &format!("column: {word}"))),
        &format!("id,\"{b}\"\nA-1,9\n"),
    );
    vec![
        ("levels", places["accounts"][0]["score"] == 100),
        ("status word", places["accounts"][0]["change"] != "new"),
        ("equals", has_flag(&places, "equals")),
        ("in", has_flag(&places, "in")),
        ("not_in", !has_flag(&places, "not_in")),
        ("equals of a level", has_flag(&places, "level")),
        ("tier name", tier["accounts"][0]["change"] != "new"),
        ("missing_values", has_flag(&missing, "missing")),
        ("header", header.is_some()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn what_the_check_calls_equal_matches_wherever_words_are_compared(
        word in prop::sample::select(WORDS.to_vec()),
        change in prop::option::weighted(0.3, prop::sample::select(CHANGES.to_vec())),
        left in prop::sample::subsequence(SPELLINGS.to_vec(), 0..3),
        right in prop::sample::subsequence(SPELLINGS.to_vec(), 0..4),
    ) {
        let spelled = |word: &str, ways: &[fn(&str) -> String]| ways.iter().fold(word.to_owned(), |word, way| way(&word));
        let changed = change.map_or(word.to_owned(), |change| change(word));
        let (a, b) = (spelled(word, &left), spelled(&changed, &right));
        let same = changed == word;
        for (place, found) in duplicates(&a, &b).into_iter().chain(matches(&a, &b, same)) {
            prop_assert_eq!(found, same, "{}: {} {}", place, a.escape_unicode(), b.escape_unicode());
        }
    }
}
