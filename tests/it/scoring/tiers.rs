//! Which tier an account falls into, and what that means for today's status.

use crate::build::{column, criterion, model, rating, table, texts, tier};
use keyrank::model::{Missing, Test, Tier};
use keyrank::scoring::{Change, Changes, Engine, Ranking, Selection};

fn engine(tiers: Vec<Tier>) -> Engine {
    let mut model = model(vec![rating("a", 3.0, Missing::Refuse), rating("b", 1.0, Missing::Refuse)]);
    model.tiers = tiers;
    model.account.status = Some(keyrank::model::Status::of("status"));
    Engine::new(model)
}

/// Id and tier of each account from the top, and the findings.
fn placed(tiers: Vec<Tier>, text: &str) -> (Vec<String>, Vec<String>) {
    let engine = engine(tiers);
    let table = table(&engine, text);
    let ranking = Ranking::new(&engine, &table);
    let accounts = ranking.accounts(&Selection::default());
    let shown = accounts.map(|a| format!("{} {}", a.id, a.tier.unwrap_or("none"))).collect();
    (shown, ranking.findings().iter().map(|f| f.message.clone()).collect())
}

const FIVE: &str = "id|a|b|status\nA|9|9|\nB|8|8|\nC|8|8|\nD|7|7|\nE|1|1|";

#[test]
fn a_tier_begins_at_its_line() {
    let tiers = vec![
        tier("key", Some(80.0), None, vec![]),
        tier("core", Some(70.1), None, vec![]),
        tier("rest", None, None, vec![]),
    ];
    assert_eq!(placed(tiers, FIVE).0, ["A key", "B key", "C key", "D rest", "E rest"]);
}

#[test]
fn a_model_without_tiers_puts_nobody_in_one() {
    assert_eq!(placed(vec![], FIVE).0[0], "A none");
    let engine = engine(vec![]);
    let table = table(&engine, FIVE);
    let ranking = Ranking::new(&engine, &table);
    assert_eq!((ranking.account(0).unwrap().change, ranking.summary().changes), (None, None));
    assert!(ranking.summary().tiers.is_empty());
}

#[test]
fn a_requirement_on_points_or_on_a_cell_keeps_an_account_out() {
    let text = "id|a|b|status\nA|9|2|\nB|8|3|\nC|8|9|gone";
    let rest = || tier("rest", None, None, vec![]);
    let points = criterion("b", Test::AtLeast(30.0));
    assert_eq!(
        placed(vec![tier("key", Some(60.0), None, vec![points.clone()]), rest()], text).0,
        ["C key", "A rest", "B key"]
    );
    let here = column("status", Test::Missing(true));
    assert_eq!(
        placed(vec![tier("key", Some(60.0), None, vec![points, here]), rest()], text).0,
        ["C rest", "A rest", "B key"]
    );
    let gone = column("status", texts(&["GONE"]));
    assert_eq!(placed(vec![tier("gone", None, None, vec![gone]), rest()], text).0, ["C gone", "A rest", "B rest"]);
}

#[test]
fn a_requirement_compares_points_without_the_noise_of_the_arithmetic() {
    // In doubles 4.4 on 0..10 is a hair above 44.
    let text = "id|a|b|status\nA|9|4.4|";
    let exact = criterion("b", Test::AtMost(44.0));
    assert_eq!(placed(vec![tier("key", None, None, vec![exact]), tier("rest", None, None, vec![])], text).0, ["A key"]);
}

#[test]
fn a_full_tier_hands_on_to_the_next() {
    let tiers = vec![
        tier("key", Some(60.0), Some(3), vec![]),
        tier("core", Some(60.0), None, vec![]),
        tier("rest", None, None, vec![]),
    ];
    let (shown, findings) = placed(tiers, FIVE);
    assert_eq!(shown, ["A key", "B key", "C key", "D core", "E rest"]);
    assert!(findings.is_empty());
}

#[test]
fn the_limit_counts_only_those_who_may_enter() {
    let text = "id|a|b|status\nA|9|1|\nB|8|8|\nC|7|7|\nD|6|6|";
    let tiers = vec![
        tier("key", Some(10.0), Some(2), vec![criterion("b", Test::AtLeast(50.0))]),
        tier("rest", None, None, vec![]),
    ];
    assert_eq!(placed(tiers, text).0, ["B key", "A rest", "C key", "D rest"]);
}

#[test]
fn a_limit_that_would_cut_a_tie_admits_none_of_it_and_nobody_after_it() {
    let tiers = vec![
        tier("key", Some(60.0), Some(2), vec![]),
        tier("core", Some(60.0), Some(9), vec![]),
        tier("rest", None, None, vec![]),
    ];
    let (shown, findings) = placed(tiers, FIVE);
    assert_eq!(shown, ["A key", "B core", "C core", "D core", "E rest"]);
    assert_eq!(
        findings,
        ["tier \"key\" has room for 2, and 2 accounts with the score 80 tie for its last place: none of them is in it"]
    );
}

#[test]
fn the_last_tier_catches_the_rest() {
    let tiers = vec![tier("key", Some(85.0), None, vec![]), tier("rest", Some(50.0), Some(1), vec![])];
    assert_eq!(placed(tiers, FIVE).0, ["A key", "B rest", "C rest", "D rest", "E rest"]);
}

#[test]
fn status_and_tier_together_are_the_change() {
    let tiers = vec![
        tier("Key", Some(80.0), None, vec![]),
        tier("Core", Some(50.0), None, vec![]),
        tier("Rest", None, None, vec![]),
    ];
    let engine = engine(tiers);
    let table = table(&engine, "id|a|b|status\nA|9|9| core\nB|8|8|KEY\nC|6|6|Key\nD|6|6|\nE|1|1|prospect\nF|1|1|core");
    let ranking = Ranking::new(&engine, &table);
    let changes: Vec<Change> = ranking.accounts(&Selection::default()).filter_map(|a| a.change).collect();
    use Change::{Demote, Keep, New, Promote};
    assert_eq!(changes, [Promote, Keep, Demote, New, New, Demote]);
    assert_eq!(ranking.summary().changes, Some(Changes { promote: 1, keep: 1, demote: 2, new: 2 }));
}

#[test]
fn a_selection_takes_the_top_of_a_tier() {
    let engine = engine(vec![tier("key", Some(80.0), None, vec![]), tier("rest", None, None, vec![])]);
    let table = table(&engine, FIVE);
    let ranking = Ranking::new(&engine, &table);
    let ids = |top, tier| -> Vec<&str> { ranking.accounts(&Selection { top, tier }).map(|a| a.id).collect() };
    assert_eq!(ids(Some(2), None), ["A", "B"]);
    assert_eq!(ids(Some(1), Some(1)), ["D"]);
    assert_eq!(ids(None, Some(0)), ["A", "B", "C"]);
    assert_eq!(ranking.selected(&Selection { top: Some(1), tier: Some(1) }), 2);
    assert_eq!(ranking.selected(&Selection::default()), 5);
}
