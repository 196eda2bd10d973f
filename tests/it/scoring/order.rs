//! Who comes before whom.

use crate::build::{model, rating, table, table_in_batches};
use keyrank::model::Missing;
use keyrank::scoring::{Engine, Ranking, Selection};

#[test]
fn equals_share_a_rank_and_are_listed_by_id() {
    let engine = Engine::new(model(vec![rating("a", 1.0, Missing::Refuse)]));
    let text = "id|a\nd|5\nb|7\nZ|7\ne|9\n a |1";
    for rows in [1, 2, 100] {
        let table = table_in_batches(&engine, text, rows);
        let ranking = Ranking::new(&engine, &table);
        let listed: Vec<_> =
            ranking.accounts(&Selection::default()).map(|a| (a.rank, a.id.to_owned(), a.line)).collect();
        let expected = [(1, "e", 5), (2, "Z", 4), (2, "b", 3), (4, "d", 2), (5, "a", 6)];
        assert_eq!(listed, expected.map(|(rank, id, line)| (rank, id.to_owned(), line)));
        assert_eq!((ranking.find_id(" b "), ranking.find_id("B")), (Some(2), None));
    }
}

#[test]
fn the_noise_of_the_arithmetic_splits_no_tie() {
    let engine = Engine::new(model(["a", "b", "c"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec()));
    // Thirds of 90, 10 + 80 and 20 + 50 + 20 are three different doubles next to 30.
    let table = table(&engine, "id|a|b|c\nx|0|0|9\ny|0|1|8\nz|2|5|2");
    let ranking = Ranking::new(&engine, &table);
    assert!(ranking.accounts(&Selection::default()).all(|a| a.rank == 1 && a.score == 30.0));
}

#[test]
fn weights_of_any_size_are_only_compared_with_each_other() {
    let at = |a: f64, b: f64| {
        let engine = Engine::new(model(vec![rating("a", a, Missing::Skip), rating("b", b, Missing::Skip)]));
        let table = table(&engine, "id|a|b\nx|10|2\ny||7");
        let ranking = Ranking::new(&engine, &table);
        [0, 1].map(|place| ranking.account(place).unwrap().score)
    };
    assert_eq!(at(1.0, 3.0), [70.0, 40.0]);
    assert_eq!(at(1e-300, 3e-300), [70.0, 40.0]);
    assert_eq!(at(f64::MAX, f64::MAX), [70.0, 60.0]);
}

#[test]
fn an_empty_table_ranks_nobody() {
    let engine = Engine::new(model(vec![rating("a", 1.0, Missing::Refuse)]));
    let table = table(&engine, "id|a");
    let ranking = Ranking::new(&engine, &table);
    assert!(ranking.is_empty() && ranking.account(0).is_none() && ranking.findings().is_empty());
}
