//! What `check` calls the same word, `score` matches, in every place where words are compared.

use crate::build::{column, leaf, model, rating, table, texts, tier};
use keyrank::criteria::parse;
use keyrank::model::{Flag, Knockout, Missing, Scale, Test};
use keyrank::scoring::{Change, Engine, Ranking, Selection};
use keyrank::text::same_text;
use proptest::prelude::*;

/// Is a code found in a criteria file that names both words in one list?
fn is_found(code: &str, place: &str, [a, b]: [&str; 2]) -> bool {
    let quoted = |word: &str| serde_json::to_string(word).unwrap();
    let (a, b) = (quoted(a), quoted(b));
    let (levels, more) = match place {
        "levels" => (format!("levels: {{ {a}: 0, {b}: 100 }}"), String::new()),
        "in" => ("rating: [0, 10]".to_owned(), format!("knockouts: [ {{ column: s, in: [{a}, {b}], reason: r }} ]")),
        _ => ("rating: [0, 10]".to_owned(), format!("tiers: [ {{ name: {a}, min_score: 50 }}, {{ name: {b} }} ]")),
    };
    let yaml = format!(
        "version: 1\naccount: {{ id: id }}\ncriteria: [ {{ id: c, weight: 1, scale: {{ {levels} }} }} ]\n{more}\n"
    );
    parse("criteria.yaml", yaml.as_bytes()).findings.iter().any(|finding| finding.code == code)
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Größe", "straße", "iptal", "in liquidation", "Key account", "οδος", "gesperrt"])
        .prop_map(str::to_owned)
}

/// The word as somebody else writes it.
fn variant(word: &str, how: u8, at: usize) -> String {
    let places: Vec<usize> = word.char_indices().map(|(place, _)| place).filter(|place| *place > 0).collect();
    let (before, behind) = word.split_at(places[at % places.len()]);
    match how {
        0 => word.to_uppercase(),
        1 => word.replace('ö', "o\u{308}"),
        2 => word.replace(' ', "\u{a0}"),
        3 => word.replace(' ', "  \u{202f}"),
        4 => format!("{before}\u{ad}{behind}"),
        5 => format!("{before}\u{200b}{behind}"),
        6 => word.replace('i', "İ"),
        7 => word.to_uppercase().replace("SS", "ẞ"),
        8 => format!("{before}x{behind}"),
        _ => format!("{before} {behind}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_check_calls_the_same_score_matches(a in word(), how in 0..10_u8, at in 0..12_usize) {
        let b = variant(&a, how, at);
        let same = same_text(&a, &b);
        // A duplicate key is no second level.
        let is_other = a != b;
        prop_assert_eq!(is_found("duplicate-level", "levels", [&a, &b]), same && is_other);
        prop_assert_eq!(is_found("repeated-entry", "in", [&a, &b]), same);
        prop_assert_eq!(is_found("duplicate-name", "tiers", [&a, &b]), same);

        let level = leaf("level", 1.0, Scale::Levels(vec![(a.clone(), 100.0)]), Missing::Worst);
        let mut plain = model(vec![level, rating("fit", 1.0, Missing::Worst)]);
        plain.account.status = Some(keyrank::model::Status::of("status"));
        plain.tiers = vec![tier(&a, Some(0.0), None, vec![column("word", texts(&[&a]))]), tier("Others", None, None, vec![])];
        let negated = Test::Texts { any_of: vec![a.clone()], negated: true };
        plain.flags = vec![Flag { name: "other".to_owned(), when: column("word", negated) }];
        let mut struck = plain.clone();
        struck.knockouts = vec![Knockout { condition: column("word", texts(&[&a])), reason: "out".to_owned() }];

        let text = format!("id|fit|level|word|status\nA|10|{b}|{b}|{b}");
        let engine = Engine::new(plain);
        let customers = table(&engine, &text);
        let ranking = Ranking::new(&engine, &customers);
        let account = ranking.accounts(&Selection::default()).next().unwrap();
        let score: f64 = if same { 100.0 } else { 50.0 };
        let is_score = (account.score - score).abs() < 1e-9;
        prop_assert!(is_score, "{}", account.score);
        prop_assert_eq!(account.tier, Some(if same { a.as_str() } else { "Others" }));
        prop_assert_eq!(account.change == Some(Change::Keep), same);
        prop_assert_eq!(account.flags.is_empty(), same);

        let engine = Engine::new(struck);
        let customers = table(&engine, &text);
        prop_assert_eq!(Ranking::new(&engine, &customers).knocked_out().count(), usize::from(same));
    }
}

/// The codes of what the ranking says where `words` customers have a word each, beside one who is `insolvnt`.
fn said_of(words: usize, sought: &[String]) -> Vec<&'static str> {
    let mut model = model(vec![rating("a", 1.0, Missing::Refuse)]);
    model.knockouts = sought
        .iter()
        .map(|word| Knockout { condition: column("s", texts(&[word.as_str()])), reason: "r".to_owned() })
        .collect();
    let engine = Engine::new(model);
    let mut data = "id|a|s\nX|5|insolvnt\n".to_owned();
    (0..words).for_each(|n| data.push_str(&format!("C{n}|5|customer {n}\n")));
    let table = table(&engine, &data);
    Ranking::new(&engine, &table).findings().iter().map(|finding| finding.code).collect()
}

#[test]
fn near_words_are_looked_for_among_a_thousand_and_not_in_free_text() {
    let one = ["insolvent".to_owned()];
    assert_eq!(said_of(999, &one), ["knockout-matches-nobody"]);
    assert_eq!(said_of(1000, &one), [""; 0]);
    let many: Vec<String> = (0..1200).map(|n| format!("{n} bankrupt in {n}")).chain(one).collect();
    let start = std::time::Instant::now();
    assert_eq!(said_of(1200, &many), [""; 0]);
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}
