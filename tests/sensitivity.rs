//! Sensitivity through the public API: against brute force on random models, and against what is known exactly.
#![allow(clippy::unwrap_used, clippy::panic, clippy::float_cmp, reason = "a test fails by panicking")]

#[path = "scoring/build.rs"]
mod build;

use build::{criterion, group, model, rating, table, tier};
use keyrank::analysis::sensitivity::field::Field;
use keyrank::analysis::sensitivity::stability::{End, Event, Interval, Stability, stability};
use keyrank::model::{Missing, Model, Test, Weight};
use keyrank::scoring::{Engine, Ranking, Selection};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What the intervals speak of, for one set of weights.
#[derive(Debug, Clone, PartialEq)]
struct Answer {
    /// Score of each id.
    scores: Vec<(String, f64)>,
    /// Ids of each tier.
    tiers: Vec<BTreeSet<String>>,
}

impl Answer {
    fn new(model: &Model, data: &str) -> Self {
        let engine = Engine::new(model.clone());
        let table = table(&engine, data);
        let ranking = Ranking::new(&engine, &table);
        let mut tiers = vec![BTreeSet::new(); model.tiers.len()];
        let mut scores = Vec::new();
        for account in ranking.accounts(&Selection::default()) {
            scores.push((account.id.to_owned(), account.score));
            let tier = model.tiers.iter().position(|t| Some(t.name.as_str()) == account.tier);
            if let Some(tier) = tier {
                tiers[tier].insert(account.id.to_owned());
            }
        }
        Answer { scores, tiers }
    }

    /// Those of rank n or better.
    fn top(&self, n: usize) -> BTreeSet<String> {
        let line = self.scores.get(n - 1).map_or(f64::NEG_INFINITY, |last| last.1);
        self.scores.iter().filter(|(_, score)| *score >= line).map(|(id, _)| id.clone()).collect()
    }

    /// Is nobody else above one of these?
    fn leads(&self, set: &BTreeSet<String>) -> bool {
        let (inside, outside): (Vec<_>, Vec<_>) = self.scores.iter().partition(|(id, _)| set.contains(id));
        let least = inside.iter().map(|(_, score)| *score).fold(f64::INFINITY, f64::min);
        outside.iter().all(|(_, score)| *score <= least)
    }
}

/// The model with the criterion at that share of its siblings' weights.
fn moved(model: &Model, id: &str, stability: &Stability, share: f64) -> Option<Model> {
    let mut model = model.clone();
    let weight = stability.written(share).and_then(Weight::new)?;
    model.criterion_mut(id)?.weight = weight;
    Some(model)
}

/// Inside the interval `holds`; just outside each end where something happens, it does not.
fn check(
    interval: Interval,
    now: f64,
    model_at: &dyn Fn(f64) -> Option<Model>,
    data: &str,
    holds: &dyn Fn(&Answer) -> bool,
) -> Result<(), TestCaseError> {
    let Interval { low, high, is_inner } = interval;
    prop_assert!(0.0 <= low.share && low.share <= now + 1e-9 && now <= high.share + 1e-9 && high.share <= 1.0);
    for step in 1..50 {
        let share = f64::from(step) / 50.0;
        if share < low.share + 1e-6 || share > high.share - 1e-6 {
            continue;
        }
        let answer = Answer::new(&model_at(share).unwrap(), data);
        prop_assert!(holds(&answer), "changed inside, at {share} of {interval:?}");
    }
    for (end, away) in [(low, -1.0), (high, 1.0)] {
        if end.event.is_none() || is_inner {
            continue;
        }
        let past = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4].map(|step| end.share + away * step);
        let past: Vec<f64> = past.into_iter().filter(|share| *share > 1e-9 && *share < 1.0 - 1e-9).collect();
        let changed = past.iter().any(|&share| !holds(&Answer::new(&model_at(share).unwrap(), data)));
        prop_assert!(past.is_empty() || changed, "nothing changes past {end:?}");
    }
    Ok(())
}

fn check_all(model: &Model, data: &str, top: usize) -> Result<(), TestCaseError> {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, data);
    let ranking = Ranking::new(&engine, &customers);
    let field = Field::new(&ranking);
    let now = Answer::new(model, data);
    for found in stability(&field, top as u64) {
        let id = field.nodes[found.node].id.clone();
        let model_at = |share: f64| moved(model, &id, &found, share);
        check(found.leader, found.share, &model_at, data, &|answer| answer.leads(&now.top(1)))?;
        check(found.top, found.share, &model_at, data, &|answer| answer.leads(&now.top(top)))?;
        for (tier, interval) in found.tiers.iter().enumerate() {
            check(*interval, found.share, &model_at, data, &|answer| answer.tiers[tier] == now.tiers[tier])?;
        }
    }
    Ok(())
}

fn random_model(weights: &[u32], limits: [Option<u64>; 2], requires: bool) -> Model {
    let weight = |i: usize| f64::from(weights[i]);
    let leaf = |i: usize| rating(&format!("c{i}"), weight(i), Missing::Skip);
    let mut model = model(vec![leaf(0), group("g", weight(4), vec![leaf(1), leaf(2), leaf(3)]), leaf(5)]);
    let requires = if requires { vec![criterion("c0", Test::AtLeast(40.0))] } else { Vec::new() };
    model.tiers = vec![
        tier("Key", Some(60.0), limits[0], requires),
        tier("Candidate", Some(45.0), limits[1], Vec::new()),
        tier("Core", None, None, Vec::new()),
    ];
    model
}

const LEAVES: [&str; 5] = ["c0", "c1", "c2", "c3", "c5"];

fn random_data(cells: &[[Option<u8>; 5]]) -> String {
    let mut data = format!("id|{}\n", LEAVES.join("|"));
    for (customer, row) in cells.iter().enumerate() {
        let row = row.map(|cell| cell.map_or(String::new(), |cell| cell.to_string()));
        data.push_str(&format!("C{customer:02}|{}\n", row.join("|")));
    }
    data
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn intervals_hold_on_a_grid_of_weights_and_break_past_their_ends(
        weights in prop::collection::vec(1..6u32, 6),
        limits in prop::array::uniform2(prop::option::weighted(0.4, 1..5u64)),
        requires: bool,
        top in 1..5usize,
        cells in prop::collection::vec(prop::array::uniform5(prop::option::weighted(0.85, 0..=10u8)), 5..14),
    ) {
        let model = random_model(&weights, limits, requires);
        check_all(&model, &random_data(&cells), top)?;
    }
}
