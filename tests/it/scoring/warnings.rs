//! What a ranking says about words and requirements that fit nobody.

use crate::build::{column, criterion, model, rating, table, table_in_batches, texts, tier};
use keyrank::model::{Knockout, Missing, Model, Test, Tier};
use keyrank::scoring::{BatchTop, Engine, Ranking, TopScorer};

/// Knocks out by the column `state`; today's tier stands in `class`.
fn watching(words: &[&str], tiers: Vec<Tier>) -> Model {
    let mut model = model(vec![rating("a", 1.0, Missing::Skip)]);
    model.knockouts = vec![Knockout { condition: column("state", texts(words)), reason: "out".to_owned() }];
    model.account.status = Some(keyrank::model::Status::of("class"));
    model.tiers = tiers;
    model
}

fn key_and_core() -> Vec<Tier> {
    vec![tier("Key account", Some(70.0), None, vec![]), tier("Core customer", None, None, vec![])]
}

/// Code, column, message and help of all that is said; the same however the customers are cut into batches, and where
/// only the best of each batch are kept.
fn said(model: Model, text: &str) -> Vec<(String, String, String, String)> {
    let engine = Engine::new(model);
    let of = |ranking: &Ranking<'_>| -> Vec<_> {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let said = ranking
            .findings()
            .iter()
            .map(|f| (f.code.to_owned(), own(&f.place.header), f.message.clone(), own(&f.help)));
        said.collect()
    };
    let whole = table(&engine, text);
    let said = of(&Ranking::new(&engine, &whole));
    for rows in [1, 2, 3] {
        let cut = table_in_batches(&engine, text, rows);
        assert_eq!(of(&Ranking::new(&engine, &cut)), said);
        let scorer = TopScorer::new(&engine, 1).unwrap();
        let scored = cut.batches.into_iter().rev().map(|batch| scorer.score(batch.into())).collect();
        let (kept, counts) = BatchTop::join(scored, cut.files);
        assert_eq!(of(&Ranking::best(&scorer, &kept, &counts)), said);
    }
    said
}

#[test]
fn a_knockout_word_that_is_nearly_one_of_the_column_is_named_with_it() {
    let text = "id|a|state|class
        A|9|active|
        B|8|Insolvent |
        C|7|Insolvent|
        D|6|insolvant|
        E|5||";
    let found = said(watching(&["insolvnt", "blocked"], key_and_core()), text);
    let message = "the knockout \"insolvnt\" strikes nobody, but 2 customers have \"Insolvent\" there";
    let help = "is \"Insolvent\" meant? write the same word in the criteria file and in the data (the column also holds \
                \"active\", \"insolvant\")";
    let expected = ("knockout-matches-nobody", "state", message, help);
    assert_eq!(found.len(), 1);
    let (code, column, message, help) = &found[0];
    assert_eq!((code.as_str(), column.as_str(), message.as_str(), help.as_str()), expected);
}

#[test]
fn a_knockout_that_strikes_nobody_today_is_normal() {
    let text = |state: &str| format!("id|a|state|class\nA|9|{state}|\nB|8|active|");
    for (word, state) in [
        ("insolvent", "solvent"),
        ("inactive", "active"),
        ("zone 1", "zone 2"),
        ("insolvent", ""),
        ("insolvent", "INSOLVENT"),
    ] {
        assert!(said(watching(&[word], key_and_core()), &text(state)).is_empty(), "{word} {state}");
    }
    // Both spellings are looked for.
    assert!(said(watching(&["insolvent", "insolvant"], key_and_core()), &text("insolvant")).is_empty());
    let mut kept = watching(&["active"], key_and_core());
    kept.knockouts[0].condition = column("state", Test::Texts { any_of: vec!["actiwe".to_owned()], negated: true });
    // A slip here strikes all who were to be kept.
    assert_eq!(said(kept, &text("active"))[0].0, "condition-matches-nobody");
}

#[test]
fn every_status_that_names_no_tier_is_counted() {
    let text = "id|a|state|class
        A|9||key account
        B|8||Keyaccount
        C|7||Keyaccount
        D|6||prospect
        E|5||
        F|||old";
    let found = said(watching(&["gone"], key_and_core()), text);
    assert_eq!(found.len(), 1);
    let (code, column, message, help) = &found[0];
    assert_eq!((code.as_str(), column.as_str()), ("status-unknown", "class"));
    assert_eq!(
        message,
        "4 customers have a status that matches no tier and is taken as empty: \"Keyaccount\" (2), \"old\" (1), \"prospect\" (1)"
    );
    assert_eq!(
        help,
        "is \"Key account\" meant by \"Keyaccount\"? name a tier or leave the cell empty; the tiers are \"Key account\", \
         \"Core customer\""
    );
    let many: String = (0..7).map(|i| format!("{i}|5||word {i}\n")).collect();
    let found = said(watching(&["gone"], key_and_core()), &format!("id|a|state|class\n{many}"));
    assert!(found[0].2.ends_with("\"word 4\" (1) and 2 more"), "{}", found[0].2);
    assert!(said(watching(&["gone"], vec![]), text).is_empty());
}

#[test]
fn a_column_of_names_is_no_status_and_is_not_kept() {
    let many: String = (0..1500).map(|i| format!("{i}|5||word {i}\n")).collect();
    let engine = Engine::new(watching(&["gone"], key_and_core()));
    for rows in [200, 1500] {
        let table = table_in_batches(&engine, &format!("id|a|state|class\n{many}"), rows);
        let ranking = Ranking::new(&engine, &table);
        let message = &ranking.findings().iter().next().unwrap().message;
        assert_eq!(
            message,
            "1500 customers have a status that matches no tier and is taken as empty: more than 1000 different words"
        );
    }
}

#[test]
fn a_tier_whose_requirements_nobody_meets_is_told_where_somebody_reaches_it() {
    let text = "id|a|state|class\nA|9|active|\nB|8|active|\nC|3|idle|";
    let key = |min, requires| {
        watching(&["gone"], vec![tier("Key", Some(min), None, vec![requires]), tier("Core", None, None, vec![])])
    };
    let found = said(key(70.0, criterion("a", Test::AtLeast(100.5))), text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "tier-requires-nobody-meets");
    assert_eq!(found[0].2, "2 accounts reach the min_score of tier \"Key\", but nobody meets all that it requires");
    // Nobody reaches it, or somebody meets it, if only below its line.
    assert!(said(key(95.0, criterion("a", Test::AtLeast(100.5))), text).is_empty());
    assert!(said(key(70.0, column("state", texts(&["idle"]))), text).is_empty());
    assert!(said(key(70.0, criterion("a", Test::AtLeast(85.0))), text).is_empty());
}
