//! What is said about one account.

use crate::build::{column, criterion, group, model, rating, table, texts};
use keyrank::model::{Axis, Criterion, Flag, Knockout, Missing, Portfolio, Quadrants, Test};
use keyrank::scoring::{Engine, Ranking};

fn criteria(missing: Missing) -> Vec<Criterion> {
    let inner = vec![rating("a", 2.0, missing), rating("b", 1.0, missing)];
    vec![group("g", 3.0, inner), rating("c", 1.0, missing)]
}

#[test]
fn contributions_add_up_level_by_level() {
    let engine = Engine::new(model(criteria(Missing::Refuse)));
    let table = table(&engine, "id|a|b|c\nA|6|3|2");
    let ranking = Ranking::new(&engine, &table);
    let account = ranking.account(0).unwrap();
    // g = (2 x 60 + 30) / 3 = 50; score = 0.75 x 50 + 0.25 x 20.
    assert_eq!(account.score, 42.5);
    let shown: Vec<_> =
        account.criteria.iter().map(|c| (&*c.node.id, c.node.depth, c.points, c.contribution)).collect();
    assert_eq!(
        shown,
        [
            ("g", 0, Some(50.0), Some(37.5)),
            ("a", 1, Some(60.0), Some(30.0)),
            ("b", 1, Some(30.0), Some(7.5)),
            ("c", 0, Some(20.0), Some(5.0))
        ]
    );
    let weights: Vec<_> = engine.nodes().iter().map(|n| (n.parent, n.weight, n.share, n.effective_weight)).collect();
    assert_eq!(
        weights,
        [
            (None, 3.0, 0.75, 0.75),
            (Some(0), 2.0, 2.0 / 3.0, 0.5),
            (Some(0), 1.0, 1.0 / 3.0, 0.25),
            (None, 1.0, 0.25, 0.25)
        ]
    );
}

#[test]
fn an_account_carries_its_name_and_columns_as_they_stand() {
    let mut model = model(criteria(Missing::Refuse));
    model.account.name = Some("customer".to_owned());
    model.account.show = vec!["owner".to_owned(), "a".to_owned()];
    let engine = Engine::new(model);
    let table = table(&engine, "id|a|b|c|customer|owner\nA|6|3|2|Acme|\nB|6.0|3|1||Bo");
    let ranking = Ranking::new(&engine, &table);
    let (a, b) = (ranking.account(0).unwrap(), ranking.account(1).unwrap());
    assert_eq!((a.id, a.name, a.file, a.line, a.show), ("A", "Acme", "customers.csv", 2, vec!["", "6"]));
    assert_eq!((b.name, b.show), ("B", vec!["Bo", "6.0"]));
}

#[test]
fn flags_look_at_points_or_cells_and_change_no_score() {
    let mut model = model(criteria(Missing::Worst));
    let flag = |name: &str, when| Flag { name: name.to_owned(), when };
    model.flags = vec![
        flag("broad", column("a", Test::AtLeast(6.0))),
        flag("weak group", criterion("g", Test::Below(50.0))),
        flag("silent", criterion("c", Test::Missing(true))),
    ];
    let engine = Engine::new(model);
    let table = table(&engine, "id|a|b|c\nA|6|3|2\nB|5|3|\nC|5|3|0");
    let ranking = Ranking::new(&engine, &table);
    let flags = |place| ranking.account(place).unwrap().flags;
    assert_eq!((flags(0), flags(1), flags(2)), (vec!["broad"], vec!["weak group", "silent"], vec!["weak group"]));
    let counts: Vec<_> = ranking.summary().flags.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(counts, [("broad", 1), ("weak group", 2), ("silent", 1)]);
}

#[test]
fn a_knocked_out_customer_names_every_reason() {
    let mut model = model(criteria(Missing::Refuse));
    let out = |condition, reason: &str| Knockout { condition, reason: reason.to_owned() };
    model.knockouts = vec![
        out(column("status", texts(&["insolvent"])), "no business"),
        out(column("a", Test::Numbers { any_of: vec![0.0], negated: false }), "no potential"),
    ];
    let engine = Engine::new(model);
    let table = table(&engine, "id|a|b|c|status\nA|6|3|2|\nB|0|3|2| Insolvent\nC|9|9|9|insolvent");
    let ranking = Ranking::new(&engine, &table);
    let out: Vec<_> = ranking.knocked_out().map(|k| (k.id, k.line, k.reasons)).collect();
    assert_eq!(out, [("B", 3, vec!["no business", "no potential"]), ("C", 4, vec!["no business"])]);
    assert_eq!((ranking.len(), ranking.account(0).unwrap().rank), (1, 1));
    let summary = ranking.summary();
    assert_eq!((summary.accounts, summary.ranked, summary.knocked_out), (3, 1, 2));
}

#[test]
fn a_portfolio_weighs_as_the_score_does_and_rescales_over_what_is_there() {
    let axis = |label: &str, ids: &[&str], split| Axis {
        label: label.to_owned(),
        criteria: ids.iter().map(|&id| id.to_owned()).collect(),
        split,
    };
    let mut model = model(criteria(Missing::Skip));
    let quadrants = ["hh", "lh", "hl", "ll"].map(str::to_owned);
    let [high_high, low_high, high_low, low_low] = quadrants;
    let quadrants = Quadrants { high_high, low_high, high_low, low_low };
    // Effective weights: a 0.5, b 0.25, c 0.25.
    model.portfolio = Some(Portfolio { x: axis("X", &["a", "c"], 50.0), y: axis("Y", &["b"], 40.0), quadrants });
    let engine = Engine::new(model);
    let table = table(&engine, "id|a|b|c\nA|6|4|3\nB|9||9\nC||3|1\nD|4|9|6");
    let ranking = Ranking::new(&engine, &table);
    let position = |id: &str| {
        let account = ranking.account(ranking.find_id(id).unwrap()).unwrap();
        account.portfolio.map(|p| (p.x, p.y, p.quadrant.map(str::to_owned))).unwrap()
    };
    let field = |name: &str| Some(name.to_owned());
    assert_eq!(position("A"), (Some(50.0), Some(40.0), field("hh")));
    assert_eq!(position("B"), (Some(90.0), None, None));
    assert_eq!(position("C"), (Some(10.0), Some(30.0), field("ll")));
    assert_eq!(position("D"), (Some(46.666_666_667), Some(90.0), field("lh")));
}
