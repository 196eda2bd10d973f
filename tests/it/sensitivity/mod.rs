//! Sensitivity through the public API: against brute force on random models, and against what is known exactly.
mod published;

use crate::build::{criterion, group, model, rating, table, tier};
use keyrank::analysis::sensitivity::close::{StepSize, close_calls};
use keyrank::analysis::sensitivity::field::Field;
use keyrank::analysis::sensitivity::intervals::{End, Event, Interval, Stability, stability};
use keyrank::analysis::sensitivity::methods::cross_checks;
use keyrank::analysis::sensitivity::smaa::draws::Weighting;
use keyrank::analysis::sensitivity::smaa::weights::Level;
use keyrank::analysis::sensitivity::smaa::{Acceptabilities, Plan, acceptabilities};
use keyrank::model::{Missing, Model, Test, Weight};
use keyrank::scoring::{Engine, Ranking, Selection};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::num::NonZero;

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
        // Beside the round shares, at which alone accounts of whole numbers may tie: an interval passes over such a weight.
        let share = (f64::from(step) + 0.137) / 50.0;
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
        prop_assert!(changed, "nothing changes past {end:?}");
    }
    Ok(())
}

fn check_all(model: &Model, data: &str, top: usize) -> Result<(), TestCaseError> {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, data);
    let ranking = Ranking::new(&engine, &customers);
    let field = Field::new(&ranking);
    let now = Answer::new(model, data);
    for found in stability(&field, top as u64, &|_| {}) {
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

/// Whom the ends of the first tier's intervals name does what is said, just beyond.
fn check_named(model: &Model, data: &str) -> Result<(), TestCaseError> {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, data);
    let ranking = Ranking::new(&engine, &customers);
    let field = Field::new(&ranking);
    let id = |account: usize| field.entries[account].id.to_owned();
    for found in stability(&field, 1, &|_| {}) {
        let Interval { low, high, is_inner } = found.tiers[0];
        for (end, away) in [(low, -1.0), (high, 1.0)] {
            let Some(event) = end.event.filter(|_| !is_inner) else { continue };
            let past = [1e-7, 1e-6, 1e-5, 1e-4].map(|step| end.share + away * step);
            let models =
                past.iter().filter_map(|&share| moved(model, field.nodes[found.node].id.as_str(), &found, share));
            let answers: Vec<Answer> = models.map(|model| Answer::new(&model, data)).collect();
            let score = |answer: &Answer, of: &String| answer.scores.iter().find(|(id, _)| id == of).unwrap().1;
            let holds = |answer: &Answer| match event {
                Event::Swap { up, down } => score(answer, &id(up)) > score(answer, &id(down)),
                Event::Reaches { account, tier } => answer.tiers[tier].contains(&id(account)),
                Event::Misses { account, tier } => !answer.tiers[tier].contains(&id(account)),
            };
            prop_assert!(answers.is_empty() || answers.iter().any(holds), "{end:?} of {}", field.nodes[found.node].id);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn who_really_gets_the_place_that_a_tie_kept_empty_is_named(
        weights in prop::collection::vec(1..3u32, 3),
        limit in 1..4u64,
        cells in prop::collection::vec(prop::array::uniform3(prop::option::weighted(0.95, 4..8u8)), 3..9),
    ) {
        let leaves = [0, 1, 2].map(|i| rating(&format!("c{i}"), f64::from(weights[i]), Missing::Skip));
        let mut model = model(leaves.to_vec());
        model.tiers = vec![tier("Key", Some(30.0), Some(limit), Vec::new()), tier("Core", None, None, Vec::new())];
        let mut data = "id|c0|c1|c2\n".to_owned();
        for (customer, row) in cells.iter().enumerate() {
            let [a, b, c] = row.map(|cell| cell.map_or(String::new(), |cell| cell.to_string()));
            data.push_str(&format!("C{customer}|{a}|{b}|{c}\n"));
        }
        check_named(&model, &data)?;
    }
}

#[test]
fn accounts_whose_scores_only_touch_do_not_change_places() {
    // At a quarter for c2 all three have 60 points, and C0 stays above C1 on both sides of it.
    let leaves = [("c0", 1.0), ("c1", 2.0), ("c2", 2.0)].map(|(id, weight)| rating(id, weight, Missing::Skip));
    let mut model = model(leaves.to_vec());
    model.tiers = vec![tier("Key", Some(30.0), Some(2), Vec::new()), tier("Core", None, None, Vec::new())];
    check_named(&model, "id|c0|c1|c2\nC0|7||5\nC1|6|7|4\nC2|||6\n").unwrap();
}

#[test]
fn of_two_that_tie_for_a_place_each_gets_it_at_one_end() {
    let mut model = model(["x", "y"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec());
    model.tiers = vec![tier("Key", Some(40.0), Some(1), Vec::new()), tier("Core", None, None, Vec::new())];
    with_field(&model, "id|x|y\nA|8|4\nB|4|8\n", |field| {
        let [a, b] = ["A", "B"].map(|id| Some(Event::Reaches { account: place(field, id), tier: 0 }));
        let found = stability(field, 1, &|_| {});
        let ends: Vec<_> = found.iter().map(|s| (s.tiers[0].low.event, s.tiers[0].high.event)).collect();
        assert_eq!(ends, [(b, a), (a, b)]);
    });
}

#[test]
fn equals_who_fall_below_a_line_change_nothing_in_a_tier_that_never_held_them() {
    // A and B tie for one place; C reaches the line of 50 only where x weighs little, far beyond where A and B fall below it.
    let mut model = model(["x", "y"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec());
    model.tiers = vec![tier("Key", Some(50.0), Some(1), Vec::new()), tier("Core", None, None, Vec::new())];
    let data = "id|x|y\nA|8|4\nB|8|4\nC|1|6\n";
    check_all(&model, data, 1).unwrap();
    with_field(&model, data, |field| {
        let found = stability(field, 1, &|_| {});
        let c = place(field, "C");
        assert_eq!(found[0].tiers[0].low.event, Some(Event::Reaches { account: c, tier: 0 }));
        assert_eq!(found[0].tiers[0].high.event, None);
    });
    let alone = "id|x|y\nA|8|4\nB|8|4\nC|1|2\n";
    check_all(&model, alone, 1).unwrap();
    with_field(&model, alone, |field| assert_eq!(stability(field, 1, &|_| {})[0].tiers[0], NO_END));
}

#[test]
fn equals_on_a_line_who_fall_below_it_at_once_find_no_place() {
    // A and B tie on the line for one place. As the weight of x rises both fall below it, A less than B.
    let mut model = model(["x", "y"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec());
    model.tiers = vec![tier("Key", Some(50.0), Some(1), Vec::new()), tier("Core", None, None, Vec::new())];
    let data = "id|x|y\nA|4|6\nB|3|7\n";
    check_all(&model, data, 1).unwrap();
    with_field(&model, data, |field| {
        let b = place(field, "B");
        let tier = &stability(field, 1, &|_| {})[0].tiers[0];
        assert_eq!((tier.low.event, tier.high.event), (Some(Event::Reaches { account: b, tier: 0 }), None));
    });
}

fn random_model(weights: &[u32], limits: [Option<u64>; 2], requires: Option<&str>) -> Model {
    let weight = |i: usize| f64::from(weights[i]);
    let leaf = |i: usize| rating(&format!("c{i}"), weight(i), Missing::Skip);
    let mut model = model(vec![leaf(0), group("g", weight(4), vec![leaf(1), leaf(2), leaf(3)]), leaf(5)]);
    let requires = requires.map(|id| criterion(id, Test::AtLeast(40.0))).into_iter().collect();
    model.tiers = vec![
        tier("Key", Some(60.0), limits[0], requires),
        tier("Candidate", Some(45.0), limits[1], Vec::new()),
        tier("Core", None, None, Vec::new()),
    ];
    model
}

const NO_END: Interval =
    Interval { low: End { share: 0.0, event: None }, high: End { share: 1.0, event: None }, is_inner: false };

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
        requires in prop::option::of(prop::sample::select(vec!["c0", "g"])),
        top in 1..5usize,
        cells in prop::collection::vec(prop::array::uniform5(prop::option::weighted(0.85, 0..=10u8)), 5..14),
    ) {
        let model = random_model(&weights, limits, requires);
        check_all(&model, &random_data(&cells), top)?;
    }
}

#[test]
fn requirements_on_a_group_are_tested_with_the_points_under_the_drawn_weights() {
    // With 90 and 0 points in the group, a has to hold 4/9 of it, and its part of the group is uniform in 0..1 under any
    // weights: 5/9. Whoever meets that has 40 points of c's 90 or more, so the line of 30 decides nothing.
    let leaf = |id: &str| rating(id, 1.0, Missing::Skip);
    let mut model = model(vec![group("g", 1.0, vec![leaf("a"), leaf("b")]), leaf("c")]);
    let at_least = |points: f64| vec![criterion("g", Test::AtLeast(points))];
    model.tiers = vec![tier("A", Some(30.0), None, at_least(40.0)), tier("B", None, None, Vec::new())];
    let data = "id|a|b|c\nx|9|0|9\ny|1|2|3\nz||8|9\n";
    with_field(&model, data, |field| {
        let found = draw(field, &Plan { level: Level::Leaves, ..plan(Weighting::Any) });
        assert_share(found.accounts[place(field, "x")].tiers[0], 5.0 / 9.0);
        // What is left of its group is b, whatever it weighs.
        assert_share(found.accounts[place(field, "z")].tiers[0], 1.0);
        // The points of a group stay as they are where only the first level varies.
        let found = draw(field, &Plan { level: Level::Top, ..plan(Weighting::Any) });
        assert_share(found.accounts[place(field, "x")].tiers[0], 1.0);
        let ends: Vec<_> =
            stability(field, 1, &|_| {}).iter().map(|s| (s.tiers[0].low.share, s.tiers[0].high.share)).collect();
        assert!((ends[1].0 - 4.0 / 9.0).abs() < 1e-9 && (ends[2].1 - 5.0 / 9.0).abs() < 1e-9, "{ends:?}");
    });
}

#[test]
fn each_account_has_its_score_and_rank_by_the_other_methods() {
    let model = model(vec![rating("x", 1.0, Missing::Refuse), rating("y", 1.0, Missing::Refuse)]);
    with_field(&model, "id|x|y\nA|9|4\nB|4|9\nC|8|2\n", |field| {
        let product = &cross_checks(field, 1)[0];
        let found: Vec<(f64, u64)> = product.placed.iter().map(|placed| (placed.score, placed.rank)).collect();
        assert_eq!(found, [(60.0, 1), (60.0, 1), (40.0, 3)]);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    /// Groups in groups, limits from above and below on each of them, and few whole numbers, so that many tie.
    #[test]
    fn intervals_follow_the_points_of_groups_that_tiers_require(
        weights in prop::collection::vec(1..4u32, 6),
        limit in prop::option::weighted(0.3, 1..4u64),
        requires in prop::collection::vec((prop::sample::select(vec!["g", "h"]), any::<bool>(), 2..8u8), 1..3),
        cells in prop::collection::vec(prop::array::uniform5(prop::option::weighted(0.9, 2..8u8)), 3..8),
    ) {
        let weight = |i: usize| f64::from(weights[i]);
        let leaf = |i: usize, id: &str| rating(id, weight(i), Missing::Skip);
        let inner = group("h", weight(5), vec![leaf(1, "c1"), leaf(2, "c2")]);
        let mut model = model(vec![leaf(0, "c0"), group("g", 2.0, vec![inner, leaf(3, "c3")]), leaf(4, "c5")]);
        let test = |(id, up, at): &(&str, bool, u8)| {
            let points = f64::from(*at) * 10.0;
            criterion(id, if *up { Test::AtLeast(points) } else { Test::AtMost(points) })
        };
        model.tiers = vec![
            tier("Key", Some(50.0), None, requires.iter().map(test).collect()),
            tier("Candidate", Some(40.0), limit, requires.iter().take(1).map(test).collect()),
            tier("Core", None, None, Vec::new()),
        ];
        check_all(&model, &random_data(&cells), 2)?;
    }
}

fn with_field(model: &Model, data: &str, ask: impl FnOnce(&Field<'_>)) {
    let engine = Engine::new(model.clone());
    let customers = table(&engine, data);
    ask(&Field::new(&Ranking::new(&engine, &customers)));
}

const SAMPLES: u64 = 20_000;

fn plan(weighting: Weighting) -> Plan {
    let threads = NonZero::new(2).unwrap();
    Plan { level: Level::Top, weighting, samples: SAMPLES, seed: 1, top: 2, threads }
}

fn draw(field: &Field<'_>, plan: &Plan) -> Acceptabilities {
    acceptabilities(field, plan, &|_| {}).unwrap()
}

/// Within three standard errors of a share.
fn assert_share(found: f64, exact: f64) {
    let error = (exact * (1.0 - exact) / SAMPLES as f64).sqrt();
    assert!((found - exact).abs() <= 3.0 * error, "{found} is not {exact}");
}

/// A scores 20 + 80 w, B 100 - 80 w and C 70 when the first of two criteria weighs w: B is first up to 3/8, A from 5/8 on,
/// and C between them.
fn two_criteria() -> (Model, &'static str) {
    let mut model = model(vec![rating("x", 1.0, Missing::Refuse), rating("y", 1.0, Missing::Refuse)]);
    model.tiers = vec![tier("Key", Some(70.0), None, Vec::new()), tier("Core", None, None, Vec::new())];
    (model, "id|x|y\nA|10|2\nB|2|10\nC|7|7\n")
}

/// The place in the ranking of each id.
fn place(field: &Field<'_>, id: &str) -> usize {
    field.entries.iter().position(|entry| entry.id == id).unwrap()
}

#[test]
fn two_criteria_give_the_exact_shares_under_any_weights() {
    let (model, data) = two_criteria();
    with_field(&model, data, |field| {
        let found = draw(field, &plan(Weighting::Any));
        let of = |id| &found.accounts[place(field, id)];
        for (id, first, second, central) in [("A", 0.375, 0.125, 13.0 / 16.0), ("B", 0.375, 0.125, 3.0 / 16.0)] {
            assert_share(of(id).first, first);
            assert_share(of(id).ranks[1], second);
            assert_share(of(id).tiers[0], 0.375);
            // The first weight is uniform over 3/8, so its mean has the standard error 3/8 / sqrt(12 n).
            let error = 0.375 / (12.0 * 0.375 * SAMPLES as f64).sqrt();
            assert!((of(id).central_weights.as_ref().unwrap()[0] - central).abs() < 3.0 * error);
            assert_eq!(of(id).confidence, Some(1.0));
        }
        assert_share(of("C").first, 0.25);
        assert_eq!(of("C").tiers, [1.0, 0.0]);
        assert_eq!(of("C").top, 1.0);
        assert!((of("A").mean_rank + of("B").mean_rank + of("C").mean_rank - 6.0).abs() < 1e-12);
    });
}

#[test]
fn two_criteria_give_the_exact_shares_near_ours() {
    let (model, data) = two_criteria();
    with_field(&model, data, |field| {
        // Two weights of 1/2 with concentration 4 follow Beta(2, 2), whose distribution is 3 x^2 - 2 x^3.
        let weighting = Weighting::near(&[0.5, 0.5], 100.0 * 0.05_f64.sqrt()).unwrap();
        let Weighting::Near { concentration } = weighting else { panic!("not near") };
        assert!((concentration - 4.0).abs() < 1e-9);
        let found = draw(field, &plan(weighting));
        let beyond = 1.0 - (3.0 * 0.625_f64.powi(2) - 2.0 * 0.625_f64.powi(3));
        assert_share(found.accounts[place(field, "A")].first, beyond);
        assert_share(found.accounts[place(field, "B")].tiers[0], beyond);
        assert_share(found.accounts[place(field, "C")].first, 1.0 - 2.0 * beyond);
    });
}

#[test]
fn who_is_best_at_one_thing_each_is_first_in_a_third_with_the_rank_order_centroid() {
    // Account j is first where weight j is the largest; the centroid of that part of the simplex are the weights
    // (1/3 (1 + 1/2 + 1/3), and for the others the mean of 1/3 (1/2 + 1/3) and 1/9): Barron and Barrett, Management
    // Science 42, 1996, doi 10.1287/mnsc.42.11.1515.
    let model = model(["x", "y", "z"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec());
    with_field(&model, "id|x|y|z\nA|10|0|0\nB|0|10|0\nC|0|0|10\n", |field| {
        let found = draw(field, &plan(Weighting::Any));
        for (own, account) in found.accounts.iter().enumerate() {
            assert_share(account.first, 1.0 / 3.0);
            for (j, weight) in account.central_weights.as_ref().unwrap().iter().enumerate() {
                let exact = if j == own { 11.0 / 18.0 } else { 7.0 / 36.0 };
                assert!((weight - exact).abs() < 0.006, "{weight} {exact}");
            }
        }
    });
}

#[test]
fn who_ties_shares_a_rank_however_many_there_are() {
    let model = model(["x", "y"].map(|id| rating(id, 1.0, Missing::Refuse)).to_vec());
    // Pairs of equals in the same order under all weights; of 2,200 accounts not all ranks have a counter.
    for pairs in [5_u32, 1100] {
        let line = |account: u32| format!("C{account:04}|{}|0\n", 10.0 - f64::from(account / 2) / 110.0);
        let data: String = std::iter::once("id|x|y\n".to_owned()).chain((0..2 * pairs).map(line)).collect();
        with_field(&model, &data, |field| {
            let found = draw(field, &Plan { samples: 300, top: 3, ..plan(Weighting::Any) });
            for (account, place) in found.accounts.iter().zip(0..) {
                let rank = place / 2 * 2 + 1;
                assert_eq!((account.mean_rank, account.top), (f64::from(rank), if rank <= 3 { 1.0 } else { 0.0 }));
                let counted = account.ranks.iter().position(|share| *share > 0.0);
                assert!(counted.is_none_or(|counted| counted + 1 == rank as usize), "{rank}: {counted:?}");
            }
        });
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let data = random_data(
        &[[Some(3), Some(8), None, Some(4), Some(9)], [Some(7), Some(2), Some(5), None, Some(6)]].repeat(6),
    );
    with_field(&random_model(&[3, 1, 2, 2, 4, 1], [Some(3), None], Some("c0")), &data, |field| {
        let weighting = Weighting::near(&[0.3, 0.4, 0.3], 5.0).unwrap();
        let with = |threads| draw(field, &Plan { threads: NonZero::new(threads).unwrap(), ..plan(weighting) });
        let one = with(1);
        for threads in 2..=4 {
            assert_eq!(with(threads), one);
        }
        assert_ne!(draw(field, &Plan { seed: 2, ..plan(weighting) }), one);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn weights_next_to_ours_give_our_ranks_and_tiers(
        weights in prop::collection::vec(1..6u32, 6),
        limits in prop::array::uniform2(prop::option::weighted(0.4, 1..5u64)),
        requires in prop::option::of(prop::sample::select(vec!["c0", "g"])),
        leaves: bool,
        cells in prop::collection::vec(prop::array::uniform5(prop::option::weighted(0.8, 0..=10u8)), 3..10),
    ) {
        let model = random_model(&weights, limits, requires);
        with_field(&model, &random_data(&cells), |field| {
            let scores: Vec<f64> = field.entries.iter().map(|entry| entry.score).collect();
            let apart = scores.windows(2).all(|pair| pair[0] - pair[1] > 0.1);
            let clear = scores.iter().all(|score| (score - 60.0).abs() > 0.1 && (score - 45.0).abs() > 0.1);
            // The weights within the group move its points, too.
            let points_of_group = |row: &[Option<u8>; 5]| {
                let parts = (1..4).filter_map(|leaf| Some((f64::from(row[leaf]?) * 10.0, f64::from(weights[leaf]))));
                let (sum, weight) = parts.fold((0.0, 0.0), |(sum, all), (points, weight)| (sum + points * weight, all + weight));
                sum / weight
            };
            let group_is_clear = requires != Some("g")
                || cells.iter().map(points_of_group).all(|points| points.is_nan() || (points - 40.0).abs() > 0.1);
            if !apart || !clear || !group_is_clear {
                return;
            }
            let level = if leaves { Level::Leaves } else { Level::Top };
            let weighting = Weighting::Near { concentration: 1e8 };
            let found = draw(field, &Plan { level, samples: 20, ..plan(weighting) });
            for (entry, account) in field.entries.iter().zip(&found.accounts) {
                assert_eq!(account.usual_ranks, Some((entry.rank, entry.rank)));
                assert_eq!(account.tiers[entry.tier.unwrap()], 1.0);
            }
        });
    }
}

#[test]
fn other_methods_pick_who_is_balanced() {
    // A product has no mercy on a zero: L leads by the sum, B by the product.
    let mut model = model(vec![rating("x", 2.0, Missing::Refuse), rating("y", 1.0, Missing::Refuse)]);
    model.tiers = vec![tier("Key", Some(62.0), None, Vec::new()), tier("Core", None, None, Vec::new())];
    with_field(&model, "id|x|y\nL|10|0\nB|6|6\nE|1|1\n", |field| {
        let checks = cross_checks(field, 1);
        assert_eq!((checks[0].picked, &checks[0].only_by_score, &checks[0].only_by_method), (1, &vec![0], &vec![1]));
        assert!((checks[0].tau_b.unwrap() + 1.0 / 3.0).abs() < 1e-12);
        // TOPSIS: L has distances 0.329 to the best and 0.513 to the worst, B 0.228 and 0.435, so B is closer by 0.656 to
        // 0.609; E is the worst in x and far behind.
        assert!((checks[1].tau_b.unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(checks[1].only_by_method, vec![1]);
    });
}

#[test]
fn a_close_call_names_the_cell_and_whom_it_puts_out() {
    let mut model = model(vec![rating("x", 1.0, Missing::Skip), rating("y", 1.0, Missing::Skip)]);
    let requires = vec![criterion("y", Test::AtLeast(30.0))];
    model.tiers = vec![tier("Key", Some(60.0), Some(2), requires), tier("Core", None, None, Vec::new())];
    let data = "id|x|y\nA|9|9\nB|6|7\nC|6|6.5\nD|10|2.5\nE|1|1\n";
    let engine = Engine::new(model);
    let customers = table(&engine, data);
    let ranking = Ranking::new(&engine, &customers);
    let field = Field::new(&ranking);
    let (calls, steps) = close_calls(&ranking, &field);
    assert_eq!(steps[0].size, Some(StepSize::Number(1.0)));
    let told: Vec<(&str, &str, f64, usize, Vec<&str>)> = calls
        .iter()
        .map(|c| {
            let id = |account: usize| field.entries[account].id;
            (
                id(c.account),
                field.nodes[c.node].id.as_str(),
                c.score,
                c.tier,
                c.moves.iter().map(|moved| id(moved.account)).collect(),
            )
        })
        .collect();
    // B has 65, C 62.5 and D, who lacks a half of y, 62.5; A stays in whatever it loses.
    let expected = [
        ("B", "x", 60.0, 1, vec!["C"]),
        ("B", "y", 60.0, 1, vec!["C"]),
        ("C", "x", 67.5, 0, vec!["B"]),
        ("C", "y", 67.5, 0, vec!["B"]),
        ("D", "y", 67.5, 0, vec!["B"]),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_close_call_names_all_who_tie_for_the_places() {
    let told = |places: u64, data: &str| -> Vec<String> {
        let mut model = model(vec![rating("x", 1.0, Missing::Skip), rating("y", 1.0, Missing::Skip)]);
        let requires = vec![criterion("y", Test::AtLeast(30.0))];
        model.tiers = vec![tier("Key", Some(50.0), Some(places), requires), tier("Core", None, None, Vec::new())];
        let engine = Engine::new(model);
        let customers = table(&engine, data);
        let ranking = Ranking::new(&engine, &customers);
        let field = Field::new(&ranking);
        let id = |account: usize| field.entries[account].id;
        let (calls, _) = close_calls(&ranking, &field);
        calls
            .iter()
            .map(|c| {
                let others: Vec<&str> = c.moves.iter().map(|moved| id(moved.account)).collect();
                format!("{} {} {} {}: {}", id(c.account), field.nodes[c.node].id, c.score, c.tier, others.join(" "))
            })
            .collect()
    };
    // B and C tie for one place, so nobody has it until A is gone; where A ties with them nobody of the three has one.
    let expected = ["A x 60 1: ", "A y 60 1: B C", "B x 65 0: ", "B y 65 0: ", "C x 65 0: ", "C y 65 0: "];
    assert_eq!(told(2, "id|x|y\nA|10|3\nB|6|6\nC|6|6\nE|1|1\n"), expected);
    // B and C have two of three places, and D leaves them one.
    assert_eq!(told(3, "id|x|y\nA|9|9\nB|6|6\nC|6|6\nD|10|2.5\nE|1|1\n"), ["D y 67.5 0: B C"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Each is what a new ranking says, and there are no others.
    #[test]
    fn close_calls_are_what_a_new_ranking_says(
        cells in prop::collection::vec((0..=10u32, 0..=10u32), 3..9),
        places in (1..3u64, 1..3u64),
        least in 0..5u32,
    ) {
        let mut model = model(vec![rating("x", 1.0, Missing::Skip), rating("y", 1.618, Missing::Skip)]);
        let requires = vec![criterion("y", Test::AtLeast(f64::from(least * 10)))];
        model.tiers = vec![
            tier("Key", Some(50.0), Some(places.0), requires),
            tier("Potential", Some(30.0), Some(places.1), Vec::new()),
            tier("Core", None, None, Vec::new()),
        ];
        let data = |cells: &[(u32, u32)]| {
            let rows: String = (0..).zip(cells).map(|(id, (x, y)): (u32, _)| format!("{id}|{x}|{y}\n")).collect();
            format!("id|x|y\n{rows}")
        };
        let tier_of = |answer: &Answer, id: &str| answer.tiers.iter().position(|tier| tier.contains(id));
        let before = Answer::new(&model, &data(&cells));
        let engine = Engine::new(model.clone());
        let customers = table(&engine, &data(&cells));
        let ranking = Ranking::new(&engine, &customers);
        let field = Field::new(&ranking);
        let (calls, _) = close_calls(&ranking, &field);
        for (account, (x, y)) in cells.iter().enumerate() {
            let changes = [(0, x + 1, *y), (0, x.wrapping_sub(1), *y), (1, *x, y + 1), (1, *x, y.wrapping_sub(1))];
            for (node, x, y) in changes.into_iter().filter(|(_, x, y)| *x <= 10 && *y <= 10) {
                let mut changed = cells.clone();
                changed[account] = (x, y);
                let after = Answer::new(&model, &data(&changed));
                let id = account.to_string();
                let score = after.scores.iter().find(|(other, _)| *other == id).unwrap().1;
                let call = calls.iter().find(|call| {
                    field.entries[call.account].id == id && call.node == node && call.score == score
                });
                let (was, is) = (tier_of(&before, &id), tier_of(&after, &id));
                prop_assert_eq!(call.map(|call| call.tier), is.filter(|_| was != is), "{} {} {}", id, x, y);
                let ids = (0..cells.len()).map(|other| other.to_string()).filter(|other| *other != id);
                let moved = |other: String| {
                    let (from, to) = (tier_of(&before, &other)?, tier_of(&after, &other)?);
                    (from != to).then_some((other, from, to))
                };
                let expected: BTreeSet<_> = ids.filter_map(moved).collect();
                if let Some(call) = call {
                    let named = call.moves.iter().map(|m| (field.entries[m.account].id.to_owned(), m.from, m.to));
                    prop_assert_eq!(named.collect::<BTreeSet<_>>(), expected, "{} {} {}", id, x, y);
                }
            }
        }
    }
}
