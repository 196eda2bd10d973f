//! What a missing cell does to score, range, completeness and the tier.

use crate::build::{column, criterion, group, leaf, model, rating, table, texts, tier};
use keyrank::model::{Criterion, Missing, Model, Scale, Test};
use keyrank::scoring::{Engine, KnockedOut, Ranking, Value};

/// Score, low, high and completeness of each account, by id.
fn figures(model: Model, text: &str) -> Vec<(f64, f64, f64, f64)> {
    let engine = Engine::new(model);
    let table = table(&engine, text);
    let ranking = Ranking::new(&engine, &table);
    let mut accounts: Vec<_> = (0..ranking.len()).map(|place| ranking.account(place).unwrap()).collect();
    accounts.sort_by_key(|account| account.id);
    accounts.iter().map(|a| (a.score, a.score_low, a.score_high, a.completeness_percent)).collect()
}

/// Weights 2 (of it 3 and 1) and 3.
fn nested(missing: Missing) -> Vec<Criterion> {
    let inner = vec![rating("a", 3.0, missing), rating("b", 1.0, missing)];
    vec![group("g", 2.0, inner), rating("c", 3.0, missing)]
}

#[test]
fn nothing_missing_leaves_no_range() {
    // 0.4 (0.75 x 40 + 0.25 x 80) + 0.6 x 50 = 20 + 30
    assert_eq!(figures(model(nested(Missing::Skip)), "id|a|b|c\nA|4|8|5"), [(50.0, 50.0, 50.0, 100.0)]);
}

#[test]
fn worst_earns_nothing_and_is_still_missing() {
    // a is missing: 0.1 x 80 + 0.6 x 50 = 38; with a at 100: + 0.3 x 100.
    assert_eq!(figures(model(nested(Missing::Worst)), "id|a|b|c\nA||8|5"), [(38.0, 38.0, 68.0, 70.0)]);
    let engine = Engine::new(model(nested(Missing::Worst)));
    let table = table(&engine, "id|a|b|c\nA||8|5");
    let ranking = Ranking::new(&engine, &table);
    let a = &ranking.account(0).unwrap().criteria[1];
    assert_eq!((a.value, a.points, a.contribution), (Some(Value::Missing), Some(0.0), Some(0.0)));
    assert_eq!(ranking.summary().incomplete, 1);
}

#[test]
fn a_missing_cell_of_a_required_column_never_makes_an_account_look_better() {
    assert_eq!(figures(model(nested(Missing::Refuse)), "id|a|b|c\nA||8|5"), [(38.0, 38.0, 68.0, 70.0)]);
}

#[test]
fn all_worst_is_ranked_at_zero() {
    assert_eq!(figures(model(nested(Missing::Worst)), "id|a|b|c\nA|||"), [(0.0, 0.0, 100.0, 0.0)]);
}

#[test]
fn skip_hands_the_weight_to_the_siblings_in_the_group() {
    // Without a the group is b alone: 0.4 x 80 + 0.6 x 50 = 62; the range takes a as there.
    assert_eq!(figures(model(nested(Missing::Skip)), "id|a|b|c\nA||8|5"), [(62.0, 38.0, 68.0, 70.0)]);
}

#[test]
fn a_group_with_nothing_left_is_left_out_itself() {
    assert_eq!(figures(model(nested(Missing::Skip)), "id|a|b|c\nA|||5"), [(50.0, 30.0, 70.0, 60.0)]);
    // Two levels deep: g and the group around it both go.
    let deep = vec![group("outer", 1.0, nested(Missing::Skip)), rating("d", 1.0, Missing::Skip)];
    assert_eq!(
        figures(model(deep), "id|a|b|c|d\nA|||5|3\nB||||3"),
        [(40.0, 30.0, 50.0, 80.0), (30.0, 15.0, 65.0, 50.0)]
    );
}

#[test]
fn a_group_left_out_has_neither_points_nor_weight() {
    let engine = Engine::new(model(nested(Missing::Skip)));
    let table = table(&engine, "id|a|b|c\nA|||5");
    let ranking = Ranking::new(&engine, &table);
    let account = ranking.account(0).unwrap();
    let shown: Vec<_> = account.criteria.iter().map(|c| (c.value, c.points, c.weight, c.contribution)).collect();
    let gone = Some(Value::Missing);
    assert_eq!(
        shown,
        [
            (None, None, 0.0, None),
            (gone, None, 0.0, None),
            (gone, None, 0.0, None),
            (Some(Value::Number(5.0)), Some(50.0), 1.0, Some(50.0))
        ]
    );
}

#[test]
fn an_account_with_nothing_left_is_not_ranked() {
    let engine = Engine::new(model(nested(Missing::Skip)));
    let table = table(&engine, "id|a|b|c\nA|||\nB|1||");
    let ranking = Ranking::new(&engine, &table);
    let out: Vec<KnockedOut<'_>> = ranking.knocked_out().collect();
    assert_eq!((out.len(), out[0].id, out[0].line, out[0].reasons.as_slice()), (1, "A", 2, ["no data"].as_slice()));
    assert_eq!((ranking.len(), ranking.summary().knocked_out), (1, 1));
}

#[test]
fn policies_may_differ_within_a_group() {
    let mixed =
        vec![rating("a", 1.0, Missing::Skip), rating("b", 1.0, Missing::Worst), rating("c", 2.0, Missing::Refuse)];
    // a is left out: b at 0 with a third, c at 60 with two thirds.
    assert_eq!(figures(model(mixed), "id|a|b|c\nA|||6"), [(40.0, 30.0, 80.0, 50.0)]);
}

fn uncertain(tiers: Vec<keyrank::model::Tier>, text: &str) -> Vec<bool> {
    let colour = Scale::Levels(vec![("red".into(), 0.0), ("blue".into(), 100.0)]);
    let criteria = vec![
        rating("a", 8.0, Missing::Worst),
        rating("b", 1.0, Missing::Worst),
        leaf("colour", 1.0, colour, Missing::Skip),
    ];
    let mut model = model(criteria);
    model.tiers = tiers;
    let engine = Engine::new(model);
    let with_note = text.lines().enumerate().map(|(i, line)| format!("{line}|{}\n", if i == 0 { "note" } else { "" }));
    let table = table(&engine, &with_note.collect::<String>());
    let ranking = Ranking::new(&engine, &table);
    let all: Vec<bool> = (1..=table.rows())
        .map(|id| ranking.account(ranking.find_id(&id.to_string()).unwrap()).unwrap().uncertain)
        .collect();
    assert_eq!(ranking.summary().uncertain, all.iter().filter(|u| **u).count() as u64);
    all
}

#[test]
fn a_range_that_crosses_a_tier_line_is_uncertain() {
    let tiers = || {
        vec![
            tier("top", Some(70.0), None, vec![]),
            tier("mid", Some(30.0), None, vec![]),
            tier("rest", None, None, vec![]),
        ]
    };
    let rows = "id|a|b|colour
        1|8||blue
        2|7||blue
        3|6||red
        4|1|0|
        5|2|4|
        6|7.5||blue";
    // 1: 74..84. 2: 66..76 crosses 70. 3: 48..58. 4: 8..18. 5: 20..30 touches 30 from below, which is in. 6: from 70 on.
    assert_eq!(uncertain(tiers(), rows), [false, true, false, false, true, false]);
    assert_eq!(uncertain(vec![], rows), [false; 6]);
    assert_eq!(uncertain(vec![tier("all", None, None, vec![])], rows), [false; 6]);
}

#[test]
fn a_requirement_on_a_missing_criterion_is_uncertain() {
    let top = |requires| vec![tier("top", Some(20.0), None, vec![requires]), tier("rest", None, None, vec![])];
    let rows = "id|a|b|colour\n1|9||red\n2|9|3|\n3|9|3|red\n4|0||red";
    let open = |first, second| vec![first, second, false, false];
    assert_eq!(uncertain(top(criterion("b", Test::AtLeast(30.0))), rows), open(true, false));
    assert_eq!(uncertain(top(criterion("b", Test::AtLeast(0.0))), rows), open(false, false));
    assert_eq!(uncertain(top(criterion("b", Test::Below(30.0))), rows), open(true, false));
    let fifty = Test::Numbers { any_of: vec![50.0], negated: true };
    assert_eq!(uncertain(top(criterion("b", fifty)), rows), open(true, false));
    assert_eq!(uncertain(top(criterion("colour", Test::AtMost(50.0))), rows), open(false, true));
    assert_eq!(uncertain(top(column("b", Test::Above(2.0))), rows), open(true, false));
    assert_eq!(uncertain(top(column("colour", texts(&["red"]))), rows), open(false, true));
    // The range of b is all or nothing but a point, and no number beyond it matters.
    let thirty = |negated| Test::Numbers { any_of: vec![30.0], negated };
    assert_eq!(uncertain(top(criterion("b", thirty(false))), rows), open(true, false));
    let beyond = Test::Numbers { any_of: vec![101.0], negated: false };
    assert_eq!(uncertain(top(criterion("b", beyond)), rows), open(false, false));
    // A missing cell that no criterion reads leaves nothing open: no score misses it.
    assert_eq!(uncertain(top(column("note", texts(&["yes"]))), rows), open(false, false));
    // Whether a cell is missing is known.
    assert_eq!(uncertain(top(column("b", Test::Missing(false))), rows), open(false, false));
    assert_eq!(uncertain(top(criterion("b", Test::Missing(true))), rows), open(false, false));
}

#[test]
fn a_condition_on_a_missing_criterion_sees_the_cell_not_the_points() {
    let tiers =
        vec![tier("gap", None, None, vec![criterion("g", Test::Missing(true))]), tier("rest", None, None, vec![])];
    let mut model = model(nested(Missing::Worst));
    model.tiers = tiers;
    let engine = Engine::new(model);
    let table = table(&engine, "id|a|b|c\nA|||5\nB|1||5\nC|0|0|0");
    let ranking = Ranking::new(&engine, &table);
    let tier = |id: &str| ranking.account(ranking.find_id(id).unwrap()).unwrap().tier.map(str::to_owned);
    assert_eq!([tier("A"), tier("B"), tier("C")].map(Option::unwrap), ["gap", "rest", "rest"]);
}
