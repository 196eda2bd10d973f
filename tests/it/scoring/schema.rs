//! Which columns scoring asks for.

use crate::build::{column, leaf, model, rating, texts};
use keyrank::model::{Condition, Flag, Knockout, Missing, Scale, Span, Test};
use keyrank::scoring::Engine;
use keyrank::table::{Column, Kind};

#[test]
fn every_column_is_wanted_once_in_each_kind() {
    let levels = Scale::Levels(vec![("low".into(), 0.0), ("high".into(), 100.0)]);
    let mut model = model(vec![
        rating("a", 1.0, Missing::Refuse),
        leaf("b", 1.0, levels, Missing::Skip),
        leaf("c", 1.0, Scale::Linear(Span::new(0.0, 1.0).unwrap()), Missing::Worst),
    ]);
    model.account.name = Some("name".to_owned());
    model.account.status = Some(keyrank::model::Status::of("status"));
    model.account.show = vec!["a".to_owned()];
    model.account.sum = vec!["c".to_owned()];
    let out = |condition: Condition| Knockout { condition, reason: String::new() };
    model.knockouts = vec![
        out(column("status", texts(&["gone"]))),
        out(column("a", Test::Missing(true))),
        out(column("note", Test::Missing(true))),
    ];
    let up = |when: Condition| Flag { name: String::new(), when };
    model.flags =
        vec![up(column("b", texts(&["low"]))), up(column("a", Test::Above(9.0))), up(column("age", Test::Below(1.0)))];
    let engine = Engine::new(model);
    let number = |scale| Kind::Number { scale };
    let category = |known: Option<[&str; 2]>| Kind::Category { known: known.map(|k| k.map(str::to_owned).to_vec()) };
    let expected = [
        ("id", Kind::Id, true),
        ("name", Kind::Text, false),
        ("status", category(None), false),
        ("a", Kind::Text, false),
        ("c", number(None), false),
        ("a", number(Some((0.0, 10.0))), true),
        ("b", category(Some(["low", "high"])), false),
        ("note", category(None), false),
        ("age", number(None), false),
    ];
    let expected = expected.map(|(name, kind, required)| Column { name: name.to_owned(), kind, required });
    assert_eq!(engine.schema().columns(), expected);
}
