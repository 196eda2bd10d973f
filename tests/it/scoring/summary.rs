//! Figures over all accounts.

use crate::build::{column, leaf, model, rating, table, texts, tier};
use keyrank::finding::Severity;
use keyrank::model::{Direction, Knockout, Missing, Scale};
use keyrank::scoring::{Engine, Ranking};

fn engine() -> Engine {
    let mut model = model(vec![rating("a", 1.0, Missing::Refuse)]);
    model.account.sum = vec!["revenue".to_owned(), "margin".to_owned()];
    model.account.name = Some("name".to_owned());
    model.tiers = vec![tier("key", Some(70.0), None, vec![]), tier("rest", None, None, vec![])];
    model.knockouts = vec![Knockout { condition: column("name", texts(&["out"])), reason: "out".to_owned() }];
    Engine::new(model)
}

const TEXT: &str = "id|a|revenue|margin|name
    A|9|100|-5|Ann
    B|8|300||Ben
    C|7|100|3|Cyd
    D|6||2|Dee
    E|5|400|0|Eve
    F|4|100|0|Fay
    X|9|9999|999|out";

#[test]
fn tiers_share_the_amounts_of_the_ranked() {
    let engine = engine();
    let table = table(&engine, TEXT);
    let ranking = Ranking::new(&engine, &table);
    let tiers = &ranking.summary().tiers;
    let of = |tier: usize, sum: usize| (tiers[tier].sums[sum].total, tiers[tier].sums[sum].share_percent);
    assert_eq!((tiers[0].accounts, tiers[1].accounts), (3, 3));
    assert_eq!((of(0, 0), of(1, 0)), ((500.0, Some(50.0)), (500.0, Some(50.0))));
    // The margins add up to nothing, so nobody has a share of them.
    assert_eq!((of(0, 1), of(1, 1)), ((-2.0, None), (2.0, None)));
    assert_eq!(tiers[0].sums[1].column, "margin");
}

#[test]
fn missing_amounts_are_counted_in_a_warning() {
    let engine = engine();
    let table = table(&engine, TEXT);
    let ranking = Ranking::new(&engine, &table);
    let found: Vec<_> = ranking.findings().iter().map(|f| (f.severity, f.code, f.place.header.as_deref())).collect();
    let expected = |column| (Severity::Warning, "amount-missing", Some(column));
    assert_eq!(found, [expected("revenue"), expected("margin")]);
    assert!(ranking.findings().iter().all(|f| f.message.starts_with("1 ranked account has no amount")));
}

#[test]
fn the_baseline_is_the_order_by_the_first_amount() {
    let engine = engine();
    let table = table(&engine, TEXT);
    let ranking = Ranking::new(&engine, &table);
    let baseline = ranking.summary().baseline.as_ref().unwrap();
    // A 90/100, B 80/300, C 70/100, E 50/400, F 40/100; D has no amount, X is knocked out.
    // Agree: BC, BF, EF. Disagree: AB, AE, BE, CE. Tied by amount: AC, AF, CF.
    let tau = -1.0 / (10.0f64 * 7.0).sqrt();
    assert!((baseline.tau_b.unwrap() - tau).abs() < 1e-15);
    // By amount: E, B, then A before C and F by id.
    assert_eq!((baseline.column.as_str(), baseline.key_accounts), ("revenue", 3));
    let names =
        |list: &[keyrank::scoring::Named]| list.iter().map(|n| format!("{} {}", n.id, n.name)).collect::<Vec<_>>();
    assert_eq!((baseline.only_by_score_count, names(&baseline.only_by_score)), (1, vec!["C Cyd".to_owned()]));
    assert_eq!((baseline.only_by_amount_count, names(&baseline.only_by_amount)), (1, vec!["E Eve".to_owned()]));
}

#[test]
fn without_an_amount_column_there_is_no_baseline() {
    let engine = Engine::new(model(vec![rating("a", 1.0, Missing::Refuse)]));
    let table = table(&engine, "id|a\nA|1");
    assert_eq!(Ranking::new(&engine, &table).summary().baseline, None);
}

#[test]
fn criteria_that_depend_on_the_data_are_named() {
    let criteria = vec![
        rating("a", 1.0, Missing::Refuse),
        leaf("b", 1.0, Scale::MinMax(Direction::Rising), Missing::Refuse),
        leaf("c", 1.0, Scale::Percentile(Direction::Rising), Missing::Refuse),
    ];
    let engine = Engine::new(model(criteria));
    let table = table(&engine, "id|a|b|c\nA|1|1|1");
    assert_eq!(Ranking::new(&engine, &table).summary().data_driven, ["b", "c"]);
}
