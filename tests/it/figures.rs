//! Figures against plain loops: what `explain` proposes, and which numbers it finds.
use crate::build::{column, criterion, group, leaf, model, rating, table, tier};
use keyrank::analysis::explain::explain;
use keyrank::analysis::explain::single_change::Reach;
use keyrank::model::{Condition, Missing, Model, Scale, Span, Test};
use keyrank::scoring::{Engine, Ranking, Value};
use proptest::prelude::*;

/// The tier of the first customer.
fn tier_of(model: &Model, rows: &[[i32; 3]]) -> usize {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, &data(rows));
    let ranking = Ranking::new(&engine, &customers);
    ranking.tier(ranking.find_id("C0").unwrap()).unwrap()
}

fn data(rows: &[[i32; 3]]) -> String {
    let row = |(id, [a, b, c]): (usize, &[i32; 3])| format!("C{id}|{a}|{b}|{c}\n");
    format!("id|a|b|c\n{}", rows.iter().enumerate().map(row).collect::<String>())
}

/// By leaf the value that is proposed for the first customer.
fn proposed(model: &Model, rows: &[[i32; 3]]) -> Option<Vec<Option<f64>>> {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, &data(rows));
    let ranking = Ranking::new(&engine, &customers);
    let gap = explain(&ranking, ranking.find_id("C0").unwrap()).unwrap().gap?;
    let to = |reach: &Reach<'_>| match reach {
        Reach::Enough { to: Value::Number(x), .. } => Some(*x),
        _ => None,
    };
    Some(gap.single_changes.iter().map(|change| to(&change.reach)).collect())
}

fn sides(requires: Vec<Condition>, limit: Option<u64>, falling: bool) -> Model {
    let (from, to) = if falling { (10.0, 0.0) } else { (0.0, 10.0) };
    let a = leaf("a", 1.0, Scale::Rating(Span::new(from, to).unwrap()), Missing::Skip);
    let inner = group("g", 1.0, vec![a, rating("b", 1.0, Missing::Skip)]);
    let mut model = model(vec![inner, rating("c", 1.0, Missing::Skip)]);
    model.tiers = vec![tier("A", Some(50.0), limit, requires), tier("B", None, None, Vec::new())];
    model
}

#[test]
fn under_an_upper_limit_the_first_lower_value_that_it_lets_pass_is_proposed() {
    let at_most = |id: &str, points: f64| criterion(id, Test::AtMost(points));
    let rows = [[9, 6, 8], [1, 1, 1]];
    let ask = |requires: Vec<Condition>, falling| proposed(&sides(requires, None, falling), &rows).unwrap();
    assert_eq!(ask(vec![at_most("a", 70.0)], false), [Some(7.0), None, None]);
    // Two limits at once, and one on the group: 75 now.
    assert_eq!(ask(vec![at_most("a", 70.0), at_most("a", 50.0)], false), [Some(5.0), None, None]);
    assert_eq!(ask(vec![at_most("g", 60.0)], false), [Some(6.0), Some(3.0), None]);
    // A limit on the cell.
    assert_eq!(ask(vec![column("a", Test::Below(8.0))], false), [Some(7.0), None, None]);
    // Lower is better: 9 earns 10 points, and a cell of 2 would earn 80.
    assert_eq!(ask(vec![column("a", Test::AtMost(2.0)), at_most("a", 80.0)], true)[0], Some(2.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Among whole numbers something is proposed exactly where one of them is enough, and it is enough.
    #[test]
    fn something_is_proposed_where_anything_is_enough(
        rows in prop::collection::vec(prop::array::uniform3(0..=10i32), 2..6),
        requires in prop::collection::vec((prop::sample::select(vec!["a", "b", "c", "g", "column"]), 0..3u8, 2..9u8), 0..3),
        limit in prop::option::of(1..3u64),
        falling: bool,
    ) {
        let condition = |(id, kind, at): &(&str, u8, u8)| {
            let at = f64::from(*at);
            let scaled = if *id == "column" { at } else { at * 10.0 };
            let test = [Test::AtMost(scaled), Test::AtLeast(scaled), Test::Below(scaled)][usize::from(*kind)].clone();
            if *id == "column" { column("a", test) } else { criterion(id, test) }
        };
        let model = sides(requires.iter().map(condition).collect(), limit, falling);
        let Some(found) = proposed(&model, &rows) else { return Ok(()) };
        for (place, found) in found.into_iter().enumerate() {
            let with = |value: i32| {
                let mut rows = rows.clone();
                rows[0][place] = value;
                tier_of(&model, &rows) == 0
            };
            match found {
                Some(x) => prop_assert!(x.fract() == 0.0 && with(x as i32), "{x} for {place} is not enough"),
                None => prop_assert!(!(0..=10).any(with), "something is enough for {place}"),
            }
        }
    }
}
