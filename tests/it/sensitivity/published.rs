//! Sensitivity against published cases, and against theorems that give exact values.

use super::{SAMPLES, assert_share, draw, place, plan, with_field};
use crate::build::{group, leaf, model};
use keyrank::analysis::sensitivity::intervals::{Event, stability};
use keyrank::analysis::sensitivity::smaa::Plan;
use keyrank::analysis::sensitivity::smaa::draws::Weighting;
use keyrank::model::{Criterion, Missing, Model, Scale, Span, Weight};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

/// A criterion that earns 0 points at `worst`, 100 at `best`, and so on the line between them.
fn linear(id: &str, weight: f64, worst: f64, best: f64) -> Criterion {
    leaf(id, weight, Scale::Linear(Span::new(worst, best).unwrap()), Missing::Refuse)
}

/// A model of criteria c0, c1 and so on; its scales are given by their ends.
fn flat(weights_and_ends: &[(f64, f64, f64)]) -> Model {
    let criterion =
        |(k, &(weight, worst, best)): (usize, &(f64, f64, f64))| linear(&format!("c{k}"), weight, worst, best);
    model(weights_and_ends.iter().enumerate().map(criterion).collect())
}

/// Customers A, B and so on, their cells in the order of the criteria `ids`.
fn customers<'a, R: AsRef<[f64]>>(ids: impl IntoIterator<Item = &'a str>, rows: &[R]) -> String {
    let mut data = ids.into_iter().fold("id".to_owned(), |header, id| format!("{header}|{id}"));
    for (row, name) in rows.iter().zip('A'..) {
        data.push_str(&format!("\n{name}"));
        row.as_ref().iter().for_each(|x| data.push_str(&format!("|{x}")));
    }
    data
}

const FLAT_IDS: [&str; 8] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"];

#[test]
fn weights_may_move_as_far_as_in_the_example_of_triantaphyllou_and_sanchez() {
    // E. Triantaphyllou and A. Sanchez, Decision Sciences 28, 1997, 151-194, doi 10.1111/j.1540-5915.1997.tb01306.x: the
    // example for the weighted sum, and its theorem 1: alternatives i and j change places when the weight of criterion k
    // falls by (P_j - P_i) / (a_jk - a_ik), the others kept. The preferences are printed; the ends follow from the
    // theorem.
    let weights = [0.3277, 0.3058, 0.2876, 0.0790];
    let rows = [
        [0.3088, 0.2897, 0.3867, 0.1922],
        [0.2163, 0.3458, 0.1755, 0.6288],
        [0.4509, 0.2473, 0.1194, 0.0575],
        [0.0240, 0.1172, 0.3184, 0.1215],
    ];
    let preference = |i: usize| (0..4).map(|k| weights[k] * rows[i][k]).sum::<f64>();
    for (i, printed) in [0.3162, 0.2768, 0.2621, 0.1450].into_iter().enumerate() {
        assert!((preference(i) - printed).abs() < 0.0003, "{}", preference(i));
    }
    let falls_by = |j: usize, k: usize| (preference(j) - preference(0)) / (rows[j][k] - rows[0][k]);
    let data = customers(FLAT_IDS.into_iter().take(4), &rows);
    with_field(&flat(&weights.map(|weight| (weight, 0.0, 1.0))), &data, |field| {
        // Who takes the first place from the first, and whether below the weight or above it.
        let ends = [(2, 0.707_127), (1, 1.008_235), (1, 0.101_016), (1, 0.169_258)];
        for ((found, (rival, weight)), k) in stability(field, 2, &|_| {}).iter().zip(ends).zip(0..) {
            let (end, other, beyond) = if weight < weights[k] {
                (found.leader.low, found.leader.high, 1.0)
            } else {
                (found.leader.high, found.leader.low, 0.0)
            };
            let written = found.written(end.share).unwrap();
            assert!((written - (weights[k] - falls_by(rival, k))).abs() < 1e-9, "{written}");
            assert!((written - weight).abs() < 5e-7, "{written} {weight}");
            assert_eq!(end.event, Some(Event::Swap { up: rival, down: 0 }));
            assert_eq!((other.share, other.event), (beyond, None));
        }
    });
}

/// The seven offices of P. Goodwin and G. Wright, Decision Analysis for Management Judgment, 3rd ed., 2004, ch. 3:
/// closeness to customers, visibility and image make for turnover (weight 250), size, comfort and car parking for the
/// working conditions (weight 60).
fn offices() -> (Model, String) {
    let of = |id: &str, weight| linear(id, weight, 0.0, 100.0);
    let turnover = vec![of("closeness", 100.0), of("visibility", 80.0), of("image", 70.0)];
    let conditions = vec![of("size", 30.0), of("comfort", 20.0), of("parking", 10.0)];
    let rows = [
        [100.0, 60.0, 100.0, 75.0, 0.0, 90.0],
        [20.0, 80.0, 10.0, 30.0, 100.0, 30.0],
        [80.0, 70.0, 0.0, 0.0, 10.0, 100.0],
        [70.0, 50.0, 30.0, 55.0, 30.0, 90.0],
        [40.0, 60.0, 90.0, 100.0, 60.0, 70.0],
        [0.0, 0.0, 70.0, 0.0, 80.0, 0.0],
        [60.0, 100.0, 20.0, 50.0, 50.0, 80.0],
    ];
    let ids = ["closeness", "visibility", "image", "size", "comfort", "parking"];
    let groups = vec![group("turnover", 250.0, turnover), group("conditions", 60.0, conditions)];
    (model(groups), customers(ids, &rows))
}

#[test]
fn turnover_may_weigh_as_little_as_goodwin_and_wright_say() {
    // P. 48: "Elton Street gives the highest value of benefits as long as the weight placed on turnover is less than
    // 52.1", and above this Addison Square does, up to 100.
    let (model, data) = offices();
    with_field(&model, &data, |field| {
        let (addison, elton) = (place(field, "A"), place(field, "E"));
        let found = stability(field, 1, &|_| {});
        let turnover = found.iter().find(|found| field.nodes[found.node].id == "turnover").unwrap();
        assert!((turnover.leader.low.share - 0.521).abs() < 5e-4);
        assert!((turnover.leader.low.share - 875.0 / 1679.0).abs() < 1e-9);
        assert_eq!(turnover.leader.low.event, Some(Event::Swap { up: elton, down: addison }));
        assert_eq!((turnover.leader.high.share, turnover.leader.high.event), (1.0, None));
    });
    let score = |model: &Model, id: &str| {
        let mut score = 0.0;
        with_field(model, &data, |field| score = field.entries[place(field, id)].score);
        score
    };
    let with = |weights: &[(&str, f64)]| {
        let mut model = model.clone();
        for &(id, weight) in weights {
            model.criterion_mut(id).unwrap().weight = Weight::new(weight).unwrap();
        }
        model
    };
    // Elton Street has 81.7 where turnover weighs nothing and 60.4 where it weighs all.
    assert!((score(&with(&[("turnover", 1e-6)]), "E") - 81.7).abs() < 0.05);
    assert!((score(&with(&[("turnover", 1e9)]), "E") - 60.4).abs() < 0.05);
    // P. 44 and 46 work with weights rounded to whole percents.
    let rounded = with(&[
        ("turnover", 81.0),
        ("closeness", 32.0),
        ("visibility", 26.0),
        ("image", 23.0),
        ("conditions", 19.0),
        ("size", 10.0),
        ("comfort", 6.0),
        ("parking", 3.0),
    ]);
    for (id, printed) in [("A", 80.8), ("C", 47.4), ("G", 60.2)] {
        assert!((score(&rounded, id) - printed).abs() < 0.051, "{id} {}", score(&rounded, id));
    }
}

#[test]
fn where_goodwin_and_wright_break_even_is_what_two_groups_share_under_any_weights() {
    // The office lines of p. 48 cross at fixed weights of turnover, so under a uniform weight each office has each rank
    // in a part of 0..1 that is known exactly. 875/1679 = .521144 is the 52.1 of the book; the other crossings are worked
    // out from its figures in fractions.
    let (model, data) = offices();
    let exact = [
        ("A", [0.478_856, 0.432_176, 0.072_829, 0.016_139, 0.0, 0.0, 0.0]),
        ("B", [0.0, 0.0, 0.016_139, 0.033_366, 0.599_846, 0.350_649, 0.0]),
        ("C", [0.0, 0.0, 0.0, 0.057_971, 0.292_678, 0.488_579, 0.160_772]),
        ("D", [0.0, 0.0, 0.0, 0.892_524, 0.107_476, 0.0, 0.0]),
        ("E", [0.521_144, 0.435_794, 0.043_062, 0.0, 0.0, 0.0, 0.0]),
        ("F", [0.0, 0.0, 0.0, 0.0, 0.0, 0.160_772, 0.839_228]),
        ("G", [0.0, 0.132_030, 0.867_970, 0.0, 0.0, 0.0, 0.0]),
    ];
    with_field(&model, &data, |field| {
        let found = draw(field, &plan(Weighting::Any));
        for (id, shares) in exact {
            let account = &found.accounts[place(field, id)];
            for (rank, share) in shares.into_iter().enumerate() {
                assert_share(account.ranks.get(rank).copied().unwrap_or(0.0), share);
            }
        }
        // The mean weight of turnover where each is first: the middle of its part.
        for (id, exact, width) in [("A", 0.760_572, 0.478_856), ("E", 0.260_572, 0.521_144)] {
            let central = found.accounts[place(field, id)].central_weights.as_ref().unwrap()[0];
            let error = width / (12.0 * width * SAMPLES as f64).sqrt();
            assert!((central - exact).abs() < 3.0 * error, "{central} is not {exact}");
        }
    });
}

/// In what part of all weightings is the first of two accounts above the second, whose points it exceeds by `ahead`? No
/// two of these differences are the same, but for zeros.
///
/// `sum_{j: d_j > 0} prod_{k != j} d_j / (d_j - d_k)`: G. Varsi, Pacific J. Math. 46, 1973, 303-314; M. M. Ali, Pacific
/// J. Math. 48, 1973, 313-322.
fn part_ahead(ahead: &[f64]) -> f64 {
    let product = |j: usize| {
        let others = (0..ahead.len()).filter(move |k| *k != j);
        others.map(|k| ahead[j] / (ahead[j] - ahead[k])).product::<f64>()
    };
    (0..ahead.len()).filter(|j| ahead[*j] > 0.0).map(product).sum()
}

#[test]
fn of_two_accounts_each_is_first_as_often_as_the_theorem_of_varsi_and_ali_says() {
    // The houses of Saaty 1990, EJOR 48, 9-26, table 4, by eight criteria.
    let a = [75.4, 23.3, 75.4, 33.3, 67.4, 74.7, 20.0, 7.2];
    let b = [18.1, 5.5, 6.5, 33.3, 10.1, 6.0, 40.0, 65.0];
    let c = [6.5, 71.3, 18.1, 33.3, 22.6, 19.3, 40.0, 27.8];
    let cases: [(&[f64], &[f64], f64); 5] = [
        (&[60.0, 20.0, 0.0, 0.0], &[0.0, 0.0, 10.0, 50.0], 20.0 / 33.0),
        (&[0.0, 0.0, 10.0, 50.0], &[60.0, 20.0, 0.0, 0.0], 13.0 / 33.0),
        (&b, &a, 1.0 - 0.939_499),
        (&a, &c, 0.885_710),
        (&b, &c, 0.212_968),
    ];
    for (first, second, exact) in cases {
        let ahead: Vec<f64> = first.iter().zip(second).map(|(x, y)| x - y).collect();
        assert!((part_ahead(&ahead) - exact).abs() < 1e-6, "{} is not {exact}", part_ahead(&ahead));
        let ids = || FLAT_IDS.into_iter().take(ahead.len());
        let criteria = model(ids().map(|id| linear(id, 1.0, 0.0, 100.0)).collect());
        with_field(&criteria, &customers(ids(), &[first, second]), |field| {
            let found = draw(field, &plan(Weighting::Any));
            assert_share(found.accounts[place(field, "A")].first, part_ahead(&ahead));
            assert_share(found.accounts[place(field, "B")].first, 1.0 - part_ahead(&ahead));
        });
    }
}

#[test]
fn two_alternatives_have_the_central_weights_of_the_tests_of_jsmaa() {
    // JSMAA, SMAA2SimulationTest: two alternatives with the values 1 0 1 and 0 1 0. The first is ahead where the second
    // weight is below 1/2, which leaves out the corner of a quarter of the simplex; the means are its exact centroids.
    let rows = [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]];
    let data = customers(FLAT_IDS.into_iter().take(3), &rows);
    with_field(&flat(&[(1.0, 0.0, 1.0); 3]), &data, |field| {
        let found = draw(field, &plan(Weighting::Any));
        for (id, share, central) in
            [("A", 0.75, [7.0 / 18.0, 2.0 / 9.0, 7.0 / 18.0]), ("B", 0.25, [1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0])]
        {
            let account = &found.accounts[place(field, id)];
            assert_share(account.first, share);
            for (weight, exact) in account.central_weights.as_ref().unwrap().iter().zip(central) {
                // A weight of the simplex deviates by at most 1/sqrt(18) from its mean.
                let error = 1.0 / (18.0 * share * SAMPLES as f64).sqrt();
                assert!((weight - exact).abs() < 3.0 * error, "{weight} is not {exact}");
            }
        }
    });
}

/// Means and deviations of fluoxetine, paroxetine, sertraline and venlafaxine by efficacy (of the logarithm of its ratio
/// to fluoxetine's), and by how many in a hundred suffer from diarrhea, dizziness, headache, insomnia and nausea.
const DRUGS: [[(f64, f64); 6]; 4] = [
    [(0.0, 0.0), (11.7, 2.5), (7.2, 1.45), (16.6, 3.27), (13.7, 1.89), (18.6, 1.79)],
    [(0.086, 0.056), (9.2, 1.86), (10.6, 1.58), (21.2, 5.15), (14.3, 2.93), (18.3, 3.7)],
    [(0.095, 0.044), (15.4, 2.65), (7.5, 1.48), (20.2, 3.78), (15.0, 3.21), (19.5, 2.6)],
    [(0.113, 0.048), (5.5, 2.32), (15.7, 4.44), (12.8, 2.45), (11.2, 3.98), (31.0, 1.68)],
];

/// The worst and the best value of each criterion: the hull of the intervals that hold 95 percent of each measurement.
const DRUG_ENDS: [(f64, f64); 6] =
    [(0.9765, 1.2301), (20.5939, 0.9529), (24.4022, 4.3581), (31.2938, 7.9981), (21.2915, 3.3993), (34.2927, 11.0481)];

#[test]
fn antidepressants_have_the_published_acceptabilities() {
    // T. Tervonen, G. van Valkenhoef, E. Buskens, H. L. Hillege, D. Postmus, Statistics in Medicine 30, 2011, 1419-1428,
    // doi 10.1002/sim.4194: SMAA-2 without any information on weights, the shares as in JSMAA's own test of that model
    // (SMAA2SimulationTest.testCorrectResultsWithBRModel), which holds them to 0.02.
    //
    // There the measurements are random too. The acceptability of a rank is then the mean, over the measurements, of the
    // acceptability for exact ones; the central weights are the mean over all draws in which a drug is first. So tables of
    // exact measurements are drawn here, each with its mirror image at the other side of the means, and what is found for
    // each is averaged: ranks by table, weights by how often the drug is first. The confidence factors of the paper come
    // from measuring noise at fixed weights, which is nothing that keyrank knows, and so are not compared.
    let published_ranks =
        [[0.20, 0.28, 0.30, 0.22], [0.25, 0.29, 0.27, 0.19], [0.17, 0.25, 0.29, 0.30], [0.39, 0.18, 0.15, 0.29]];
    let published_weights = [
        [0.08, 0.14, 0.23, 0.18, 0.16, 0.22],
        [0.18, 0.17, 0.15, 0.13, 0.15, 0.22],
        [0.21, 0.10, 0.22, 0.13, 0.15, 0.20],
        [0.18, 0.21, 0.12, 0.21, 0.19, 0.09],
    ];
    let tables = 800;
    let model = flat(&DRUG_ENDS.map(|(worst, best)| (1.0, worst, best)));
    let (mut ranks, mut weights, mut firsts) = ([[0.0; 4]; 4], [[0.0; 6]; 4], [0.0; 4]);
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut noise = [[0.0; 6]; 4];
    for seed in 0..tables {
        if seed % 2 == 0 {
            noise.iter_mut().flatten().for_each(|z| *z = StandardNormal.sample(&mut random));
        } else {
            noise.iter_mut().flatten().for_each(|z: &mut f64| *z = -*z);
        }
        let mut rows = [[0.0_f64; 6]; 4];
        for ((row, drug), noise) in rows.iter_mut().zip(DRUGS).zip(noise) {
            for ((cell, (mean, deviation)), z) in row.iter_mut().zip(drug).zip(noise) {
                *cell = mean + deviation * z;
            }
            row[0] = row[0].exp();
        }
        with_field(&model, &customers(FLAT_IDS.into_iter().take(6), &rows), |field| {
            let found = draw(field, &Plan { samples: 512, seed, ..plan(Weighting::Any) });
            for (drug, id) in ["A", "B", "C", "D"].into_iter().enumerate() {
                let account = &found.accounts[place(field, id)];
                for (sum, share) in ranks[drug].iter_mut().zip(&account.ranks) {
                    *sum += share / tables as f64;
                }
                firsts[drug] += account.first;
                for (sum, weight) in weights[drug].iter_mut().zip(account.central_weights.iter().flatten()) {
                    *sum += account.first * weight;
                }
            }
        });
    }
    let near = |found: f64, published: f64| (found - published).abs() <= 0.02;
    for (found, published) in ranks.iter().zip(&published_ranks) {
        assert!(found.iter().zip(published).all(|(f, p)| near(*f, *p)), "{found:?} {published:?}");
    }
    for ((sums, published), first) in weights.iter().zip(&published_weights).zip(firsts) {
        let found = sums.map(|sum| sum / first);
        assert!(found.iter().zip(published).all(|(f, p)| near(*f, *p)), "{found:?} {published:?}");
    }
}
