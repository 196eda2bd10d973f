//! What holds of every ranking, whatever the model and the customers.
use crate::build::{criterion, group, leaf, model, rating, table, table_in_batches, tier};
use keyrank::finding::{Finding, Place};
use keyrank::model::{
    Axis, Curve, Direction, LogSpan, Missing, Model, Portfolio, Quadrants, Scale, Span, Test, Weight,
};
use keyrank::scoring::{Account, Engine, ListLine, Ranking, Selection};
use keyrank::table::{Draft, Table};
use proptest::prelude::*;

/// The leaves of every model here; each is its own column.
const LEAVES: [&str; 9] = ["rating", "falling", "linear", "log", "points", "steps", "levels", "minmax", "percentile"];

/// A customer: one cell for each leaf and an amount; `None` is missing.
type Row = (Vec<Option<u32>>, Option<u32>);

fn rows(gaps: bool) -> impl Strategy<Value = Vec<Row>> {
    let cell = (0..=20u32, prop::bool::weighted(0.25)).prop_map(move |(x, gap)| (!(gaps && gap)).then_some(x));
    let amount = prop::option::weighted(0.9, 0..9_000_000u32);
    prop::collection::vec((prop::collection::vec(cell, LEAVES.len()), amount), 1..25)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((1..1000u32).prop_map(|w| f64::from(w) / 8.0), LEAVES.len() + 3)
}

fn policies() -> impl Strategy<Value = Vec<Missing>> {
    prop::collection::vec(prop::sample::select(vec![Missing::Worst, Missing::Skip]), LEAVES.len())
}

fn scale(name: &str) -> Scale {
    let curve = |pairs: &[(f64, f64)]| Curve::new(pairs.to_vec()).unwrap();
    match name {
        "rating" => Scale::Rating(Span::new(0.0, 20.0).unwrap()),
        "falling" => Scale::Rating(Span::new(20.0, 0.0).unwrap()),
        "linear" => Scale::Linear(Span::new(3.0, 17.0).unwrap()),
        "log" => Scale::Log(LogSpan::new(2.0, 16.0).unwrap()),
        "points" => Scale::Points(curve(&[(2.0, 10.0), (9.0, 35.0), (15.0, 90.0)])),
        "steps" => Scale::Steps(curve(&[(4.0, 20.0), (8.0, 70.0), (16.0, 100.0)])),
        "levels" => Scale::Levels((0..=20).map(|x| (format!("{x}"), f64::from(x * 5))).collect()),
        "minmax" => Scale::MinMax(Direction::Rising),
        "percentile" => Scale::Percentile(Direction::Rising),
        _ => panic!("{name} has no scale"),
    }
}

/// Three levels deep: the first three leaves, a group of four, and in it a group of all others.
fn whole_model(weights: &[f64], missing: &[Missing]) -> Model {
    let mut leaves = LEAVES.iter().zip(weights).zip(missing).map(|((&id, &weight), &m)| leaf(id, weight, scale(id), m));
    let mut take = |n: usize| leaves.by_ref().take(n).collect::<Vec<_>>();
    let (mut first, mut middle, inner) = (take(3), take(4), take(LEAVES.len()));
    let group_weights = weights.get(LEAVES.len()..).unwrap();
    middle.insert(1, group("inner", group_weights[0], inner));
    first.insert(2, group("middle", group_weights[1], middle));
    let mut model = model(first);
    model.account.sum = vec!["amount".to_owned()];
    model.tiers = vec![
        tier("key", Some(60.0), Some(4), vec![criterion("middle", Test::AtLeast(40.0))]),
        tier("core", Some(35.0), None, vec![]),
        tier("rest", None, None, vec![]),
    ];
    let axis = |ids: [&str; 2]| Axis { label: String::new(), criteria: ids.map(str::to_owned).to_vec(), split: 50.0 };
    let [high_high, low_high, high_low, low_low] = ["a", "b", "c", "d"].map(str::to_owned);
    let quadrants = Quadrants { high_high, low_high, high_low, low_low };
    model.portfolio = Some(Portfolio { x: axis(["rating", "inner"]), y: axis(["points", "linear"]), quadrants });
    model
}

fn text(rows: &[Row]) -> String {
    let cell = |cell: &Option<u32>| cell.map_or(String::new(), |x| x.to_string());
    let mut text = format!("id|amount|unused|{}\n", LEAVES.join("|"));
    for (place, (cells, amount)) in rows.iter().enumerate() {
        let cells: Vec<String> = cells.iter().map(cell).collect();
        text.push_str(&format!("{place}|{}|{place}|{}\n", cell(amount), cells.join("|")));
    }
    text
}

/// All that is said, but for the lines that the customers stand on.
fn said(engine: &Engine, table: &Table) -> (Vec<String>, Vec<String>) {
    let ranking = Ranking::new(engine, table);
    let of_account = |account: Account<'_>| format!("{:?}", Account { line: 0, ..account });
    let accounts = ranking.accounts(&Selection::default()).map(of_account).collect();
    let mut out: Vec<String> = ranking.knocked_out().map(|k| format!("{} {:?}", k.id, k.reasons)).collect();
    out.sort();
    let without_line = |finding: &Finding| {
        let place = Place { line: None, ..finding.place.clone() };
        format!("{:?}", Finding { place, ..finding.clone() })
    };
    out.push(format!("{:?}", ranking.summary()));
    out.extend(ranking.findings().iter().map(without_line));
    (accounts, out)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * 1.5
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn figures_stay_within_their_bounds(rows in rows(true), weights in weights(), missing in policies()) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let table = table(&engine, &text(&rows));
        let ranking = Ranking::new(&engine, &table);
        for a in ranking.accounts(&Selection::default()) {
            prop_assert!(0.0 <= a.score_low && a.score_low <= a.score && a.score <= a.score_high && a.score_high <= 100.0);
            prop_assert!((0.0..=100.0).contains(&a.completeness_percent));
            let gaps = rows[a.id.parse::<usize>().unwrap()].0.contains(&None);
            prop_assert_eq!(a.completeness_percent < 100.0, gaps);
            prop_assert!(gaps || (a.score_low == a.score_high && !a.uncertain));
            prop_assert!(a.criteria.iter().filter_map(|c| c.points).all(|p| (0.0..=100.0).contains(&p)));
        }
    }

    #[test]
    fn contributions_of_a_level_add_up(rows in rows(true), weights in weights(), missing in policies()) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let table = table(&engine, &text(&rows));
        let ranking = Ranking::new(&engine, &table);
        for a in ranking.accounts(&Selection::default()) {
            let below = |parent: Option<usize>| -> (f64, f64) {
                let level = a.criteria.iter().filter(|c| c.node.parent == parent);
                (level.clone().filter_map(|c| c.contribution).sum(), level.map(|c| c.weight).sum())
            };
            let (contributions, weights) = below(None);
            prop_assert!(close(contributions, a.score) && close(weights, 1.0));
            for (place, group) in a.criteria.iter().enumerate().filter(|(_, c)| c.value.is_none()) {
                let (contributions, weights) = below(Some(place));
                prop_assert!(close(contributions, group.contribution.unwrap_or(0.0)) && close(weights, group.weight));
            }
        }
    }

    #[test]
    fn a_better_cell_never_lowers_a_score(
        rows in rows(false), weights in weights(), who in any::<prop::sample::Index>(), which in 0..LEAVES.len(), by in 1..20u32,
    ) {
        let engine = Engine::new(whole_model(&weights, &[Missing::Refuse; LEAVES.len()]));
        let who = who.index(rows.len());
        let score = |rows: &[Row]| {
            let table = table(&engine, &text(rows));
            let ranking = Ranking::new(&engine, &table);
            ranking.account(ranking.find_id(&who.to_string()).unwrap()).unwrap().score
        };
        let mut better = rows.clone();
        let cell = better[who].0[which].as_mut().unwrap();
        *cell = if LEAVES[which] == "falling" { cell.saturating_sub(by) } else { (*cell + by).min(20) };
        prop_assert!(score(&rows) <= score(&better));
    }

    #[test]
    fn the_order_of_rows_and_the_size_of_batches_change_nothing(
        rows in rows(true), weights in weights(), missing in policies(), size in 1..9usize, seed in any::<prop::sample::Index>(),
    ) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let text = text(&rows);
        let (header, body) = text.split_once('\n').unwrap();
        let mut lines: Vec<&str> = body.lines().collect();
        let turn = seed.index(lines.len());
        lines.rotate_left(turn);
        lines[turn..].reverse();
        let shuffled = format!("{header}\n{}", lines.join("\n"));
        prop_assert_eq!(said(&engine, &table(&engine, &text)), said(&engine, &table_in_batches(&engine, &shuffled, size)));
    }

    #[test]
    fn where_customers_are_in_memory_changes_nothing(
        rows in rows(true), weights in weights(), missing in policies(), size in 1..9usize,
        others in weights(), other_policies in policies(),
    ) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let another = Engine::new(whole_model(&others, &other_policies));
        let mut plain = table_in_batches(&engine, &text(&rows), size);
        // Only what is kept has a place of its own.
        plain.batches = plain.batches.into_iter().map(|batch| Draft::from(batch).whole()).collect();
        let mut arranged = plain.clone();
        let all = |ranking: &Ranking<'_>| {
            let accounts: Vec<String> = ranking.accounts(&Selection::default()).map(|a| format!("{a:?}")).collect();
            let out: Vec<String> = ranking.knocked_out().map(|out| format!("{out:?}")).collect();
            (accounts, out, format!("{:?} {:?}", ranking.summary(), ranking.findings()))
        };
        let expected = all(&Ranking::new(&engine, &plain));
        prop_assert_eq!(all(&Ranking::arranging(&engine, &mut arranged)), expected.clone());
        prop_assert_eq!(arranged.rows(), plain.rows());
        prop_assert_eq!(all(&Ranking::new(&another, &arranged)), all(&Ranking::new(&another, &plain)));
        prop_assert_eq!(all(&Ranking::arranging(&engine, &mut arranged)), expected);
    }

    #[test]
    fn a_list_says_what_its_accounts_say(
        rows in rows(true), weights in weights(), missing in policies(), from in 0..9usize, tier in prop::option::of(0..3usize),
    ) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let table = table(&engine, &text(&rows));
        let ranking = Ranking::new(&engine, &table);
        let mut accounts = ranking.accounts(&Selection { top: None, tier });
        let (before, from) = (from.min(ranking.len()), from.min(ranking.len()));
        let not_listed = ranking.standings().take(before).filter(|standing| {
            tier.is_none_or(|tier| standing.tier == Some(engine.model().tiers[tier].name.as_str()))
        });
        (0..not_listed.count()).for_each(|_| drop(accounts.next()));
        ranking.show_between(from..ranking.len(), tier, &mut |listed| {
            assert_eq!(listed, &ListLine::from(accounts.next().unwrap()));
        });
        prop_assert!(accounts.next().is_none());
    }

    #[test]
    fn unused_columns_change_nothing(rows in rows(true), weights in weights(), missing in policies()) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let with = text(&rows);
        let without: Vec<String> = with.lines().map(|line| {
            let mut cells: Vec<&str> = line.split('|').collect();
            cells.remove(2);
            cells.join("|")
        }).collect();
        prop_assert_eq!(said(&engine, &table(&engine, &with)), said(&engine, &table(&engine, &without.join("\n"))));
    }

    #[test]
    fn only_the_ratio_of_weights_counts(
        rows in rows(true), weights in weights(), missing in policies(), power in -300..300i32, factor in 0.001..1000.0f64,
    ) {
        let scaled = |factor: f64| {
            let mut model = whole_model(&weights, &missing);
            let ids: Vec<String> = model.walk().map(|c| c.id.clone()).collect();
            for id in ids {
                let criterion = model.criterion_mut(&id).unwrap();
                criterion.weight = Weight::new(criterion.weight.get() * factor).unwrap();
            }
            Engine::new(model)
        };
        let scores = |engine: &Engine| -> Vec<f64> {
            let table = table(engine, &text(&rows));
            let ranking = Ranking::new(engine, &table);
            (0..rows.len()).map(|id| ranking.find_id(&id.to_string()).map_or(-1.0, |p| ranking.account(p).unwrap().score)).collect()
        };
        let plain = scores(&scaled(1.0));
        prop_assert_eq!(&plain, &scores(&scaled(2f64.powi(power))));
        prop_assert!(plain.iter().zip(scores(&scaled(factor))).all(|(a, b)| close(*a, b)));
    }

    #[test]
    fn ranks_follow_scores_and_tiers_follow_the_rules(rows in rows(true), weights in weights(), missing in policies()) {
        let engine = Engine::new(whole_model(&weights, &missing));
        let table = table(&engine, &text(&rows));
        let ranking = Ranking::new(&engine, &table);
        let accounts: Vec<Account<'_>> = ranking.accounts(&Selection::default()).collect();
        for (place, a) in accounts.iter().enumerate() {
            prop_assert_eq!(a.rank, accounts.iter().filter(|b| b.score > a.score).count() as u64 + 1);
            prop_assert!(place == 0 || (accounts[place - 1].score, a.id) >= (a.score, accounts[place - 1].id));
        }
        let key = |a: &Account<'_>| a.tier == Some("key");
        prop_assert!(accounts.iter().filter(|a| key(a)).count() <= 4);
        let worthy = |a: &&Account<'_>| a.score >= 60.0 && a.criteria[2].points.is_some_and(|p| p >= 40.0);
        prop_assert!(accounts.iter().all(|a| !key(a) || worthy(&a)));
        // Whoever is worthy and not in is outnumbered by those at or above its score.
        for out in accounts.iter().filter(|a| !key(a)).filter(worthy) {
            let ahead = accounts.iter().filter(worthy).filter(|a| a.score >= out.score).count();
            prop_assert!(ahead > 4, "{} of {}", out.id, ahead);
        }
        let counted: Vec<u64> = ranking.summary().tiers.iter().map(|t| t.accounts).collect();
        prop_assert_eq!(counted.iter().sum::<u64>(), ranking.len() as u64);
        prop_assert_eq!(ranking.len() + ranking.knocked_out().count(), rows.len());
    }
}

#[test]
fn the_range_holds_whatever_the_missing_cell_turns_out_to_be() {
    let engine = Engine::new(model(vec![rating("a", 2.0, Missing::Skip), rating("b", 3.0, Missing::Skip)]));
    let gap = table(&engine, "id|a|b\nA||4");
    let ranking = Ranking::new(&engine, &gap);
    let account = ranking.account(0).unwrap();
    for a in 0..=10 {
        let whole = table(&engine, &format!("id|a|b\nA|{a}|4"));
        let score = Ranking::new(&engine, &whole).account(0).unwrap().score;
        assert!(account.score_low <= score && score <= account.score_high);
    }
}
