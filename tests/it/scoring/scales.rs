//! Every scale, cell by cell.

use crate::build::{column, leaf, model, table_in_batches, texts};
use keyrank::model::{Curve, Direction, Knockout, LogSpan, Missing, Scale, Span};
use keyrank::scoring::{Engine, Ranking};

/// What each of the cells earns on a scale, alone in a model; in the order of the cells.
fn points(scale: Scale, cells: &[&str]) -> Vec<Option<f64>> {
    let mut model = model(vec![leaf("x", 1.0, scale, Missing::Skip), leaf("y", 1.0, steps(), Missing::Worst)]);
    let condition = column("status", texts(&["blocked"]));
    model.knockouts.push(Knockout { condition, reason: "blocked".to_owned() });
    let engine = Engine::new(model);
    let mut text = String::from("id|x|y|status\n");
    for (row, cell) in cells.iter().enumerate() {
        let (cell, status) = cell.strip_prefix('!').map_or((*cell, ""), |cell| (cell, "Blocked"));
        text.push_str(&format!("{row}|{cell}|1|{status}\n"));
    }
    let table = table_in_batches(&engine, &text, 2);
    let ranking = Ranking::new(&engine, &table);
    let of = |row: usize| ranking.account(ranking.find_id(&row.to_string())?)?.criteria[0].points;
    (0..cells.len()).map(of).collect()
}

fn steps() -> Scale {
    Scale::Steps(Curve::new(vec![(0.0, 50.0)]).unwrap())
}

fn somes<const N: usize>(points: [f64; N]) -> Vec<Option<f64>> {
    points.into_iter().map(Some).collect()
}

#[test]
fn a_rating_is_a_straight_line() {
    let rising = Scale::Rating(Span::new(0.0, 10.0).unwrap());
    assert_eq!(points(rising, &["0", "3", "10", ""]), [Some(0.0), Some(30.0), Some(100.0), None]);
    let falling = Scale::Rating(Span::new(5.0, 1.0).unwrap());
    assert_eq!(points(falling, &["5", "2", "1"]), somes([0.0, 75.0, 100.0]));
}

#[test]
fn an_impossible_value_counts_as_missing() {
    let rating = Scale::Rating(Span::new(0.0, 10.0).unwrap());
    assert_eq!(points(rating, &["11", "-1", "NaN", "10"]), [None, None, None, Some(100.0)]);
    let levels = Scale::Levels(vec![("none".into(), 0.0)]);
    assert_eq!(points(levels, &["some", "none"]), [None, Some(0.0)]);
}

#[test]
fn a_linear_scale_is_held_at_its_ends() {
    let linear = Scale::Linear(Span::new(1000.0, 5000.0).unwrap());
    assert_eq!(points(linear, &["0", "1000", "2000", "9000"]), somes([0.0, 0.0, 25.0, 100.0]));
}

#[test]
fn a_log_scale_counts_decades() {
    let log = Scale::Log(LogSpan::new(1.0, 100.0).unwrap());
    assert_eq!(points(log, &["-3", "1", "10", "100", "1000"]), somes([0.0, 0.0, 50.0, 100.0, 100.0]));
}

#[test]
fn points_are_joined_by_lines_and_steps_are_not() {
    let curve = Curve::new(vec![(1.0, 20.0), (3.0, 100.0), (5.0, 0.0)]).unwrap();
    let cells = ["0", "1", "2", "3", "4", "6"];
    assert_eq!(points(Scale::Points(curve.clone()), &cells), somes([20.0, 20.0, 60.0, 100.0, 50.0, 0.0]));
    assert_eq!(points(Scale::Steps(curve), &cells), somes([0.0, 20.0, 20.0, 100.0, 100.0, 0.0]));
}

#[test]
fn levels_are_compared_without_case() {
    let levels = Scale::Levels(vec![("none".into(), 0.0), ("Global".into(), 100.0), ("regional".into(), 40.0)]);
    assert_eq!(points(levels, &["global", "REGIONAL", "None"]), somes([100.0, 40.0, 0.0]));
}

#[test]
fn minmax_spans_the_ranked_accounts_only() {
    let cells = ["2", "6", "!1000", "4", "!-1000", ""];
    assert_eq!(
        points(Scale::MinMax(Direction::Rising), &cells),
        [Some(0.0), Some(100.0), None, Some(50.0), None, None]
    );
    assert_eq!(
        points(Scale::MinMax(Direction::Falling), &cells),
        [Some(100.0), Some(0.0), None, Some(50.0), None, None]
    );
}

#[test]
fn minmax_gives_everybody_100_where_all_are_equal() {
    assert_eq!(points(Scale::MinMax(Direction::Falling), &["7", "!9", "7"]), [Some(100.0), None, Some(100.0)]);
}

#[test]
fn minmax_stands_the_widest_span() {
    let cells = ["-1.7e308", "1.7e308", "0"];
    assert_eq!(points(Scale::MinMax(Direction::Rising), &cells), somes([0.0, 100.0, 50.0]));
}

#[test]
fn percentile_counts_those_below_and_ties_share_the_lowest() {
    let cells = ["10", "20", "20", "!15", "40", "30"];
    assert_eq!(
        points(Scale::Percentile(Direction::Rising), &cells),
        [Some(0.0), Some(25.0), Some(25.0), None, Some(100.0), Some(75.0)]
    );
    assert_eq!(
        points(Scale::Percentile(Direction::Falling), &cells),
        [Some(100.0), Some(50.0), Some(50.0), None, Some(0.0), Some(25.0)]
    );
}

#[test]
fn percentile_gives_the_only_value_100() {
    assert_eq!(points(Scale::Percentile(Direction::Rising), &["5", "!9", ""]), [Some(100.0), None, None]);
    assert_eq!(points(Scale::Percentile(Direction::Falling), &["5"]), somes([100.0]));
}
