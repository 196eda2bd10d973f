//! The weighting methods against published numbers and their own laws.
use keyrank::analysis::weights::ahp::{Judgement, Priorities, priorities, worst};
use keyrank::analysis::weights::critic::{Contrast, critic_weights};
use keyrank::analysis::weights::entropy::{Spread, entropy_weights};
use keyrank::analysis::weights::roc::centroid_weights;
use proptest::prelude::*;

/// The judgements above the diagonal of a matrix, row by row; a number below 1 is the other way round.
fn judgements(upper: &[&[f64]]) -> Vec<Judgement> {
    let rows = upper.iter().enumerate();
    rows.flat_map(|(row, entries)| {
        entries.iter().enumerate().map(move |(at, &by)| {
            let column = row + 1 + at;
            if by < 1.0 {
                Judgement { more: column, less: row, by: 1.0 / by }
            } else {
                Judgement { more: row, less: column, by }
            }
        })
    })
    .collect()
}

fn solved(upper: &[&[f64]]) -> (Vec<Judgement>, Priorities) {
    let judgements = judgements(upper);
    let priorities = priorities(upper.len() + 1, &judgements).unwrap();
    (judgements, priorities)
}

/// Published weights and figures, each with how near it must be: what was printed is rounded, and worked out from rounded
/// numbers.
fn agree(found: &Priorities, weights: &[f64], within: f64, lambda_max: (f64, f64), ratio: (f64, f64)) {
    let near = found.weights.iter().zip(weights).all(|(w, e)| (w - e).abs() <= within);
    assert!(near && found.weights.len() == weights.len(), "{:?} {weights:?}", found.weights);
    assert!((found.lambda_max - lambda_max.0).abs() <= lambda_max.1, "{}", found.lambda_max);
    let cr = found.consistency_ratio.unwrap();
    assert!((cr - ratio.0).abs() <= ratio.1, "{cr}");
}

#[test]
fn agrees_with_saaty_on_the_wealth_of_nations() {
    // Saaty 1977, the wealth of seven nations: US, USSR, China, France, UK, Japan, West Germany. Printed figures; those
    // worked out anew from the matrix with another program are .4271 .2303 .0208 .0524 .0524 .1227 .0943, 7.60772 and
    // .07673.
    let (_, found) = solved(&[
        &[4.0, 9.0, 6.0, 6.0, 5.0, 5.0],
        &[7.0, 5.0, 5.0, 3.0, 4.0],
        &[1.0 / 5.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 5.0],
        &[1.0, 1.0 / 3.0, 1.0 / 3.0],
        &[1.0 / 3.0, 1.0 / 3.0],
        &[2.0],
    ]);
    let weights = [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094];
    agree(&found, &weights, 5e-4, (7.607_72, 5e-6), (0.076_73, 5e-6));
}

#[test]
fn agrees_with_saaty_on_the_brightness_of_chairs() {
    // Saaty 1977, the optics experiment: four chairs at growing distance from a source of light. Printed are .61 .24 .10
    // .05 and 4.39; worked out anew from the matrix with another program, the first weight is .6187.
    let (_, found) = solved(&[&[5.0, 6.0, 7.0], &[4.0, 6.0], &[4.0]]);
    agree(&found, &[0.6187, 0.2353, 0.1009, 0.0451], 5e-5, (4.390_73, 5e-6), (0.144_71, 5e-6));
    assert!(found.weights.iter().zip([0.61, 0.24, 0.10, 0.05]).all(|(w, printed)| (w - printed).abs() < 9e-3));
}

#[test]
fn agrees_with_saaty_on_drinks() {
    // Saaty 2008, Int. J. Services Sciences 1, 83-98: consumption of coffee, wine, tea, beer, sodas, milk, water; ratio
    // 0.022. The fourth digits of the weights are those of the tests of AHPy.
    let (_, found) = solved(&[
        &[9.0, 5.0, 2.0, 1.0, 1.0, 1.0 / 2.0],
        &[1.0 / 3.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0],
        &[1.0 / 3.0, 1.0 / 4.0, 1.0 / 3.0, 1.0 / 9.0],
        &[1.0 / 2.0, 1.0, 1.0 / 3.0],
        &[2.0, 1.0 / 2.0],
        &[1.0 / 3.0],
    ]);
    let weights = [0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268];
    agree(&found, &weights, 5.1e-5, (7.0 + 0.022 * 6.0 * 1.32, 4e-3), (0.022, 5e-4));
}

#[test]
fn agrees_with_saaty_on_houses_by_transportation_and_financing() {
    // Saaty 1990, EJOR 48, 9-26, table 3: three houses, once with judgements that contradict each other and once with
    // some that do not. Weights are printed with three digits.
    let (_, transportation) = solved(&[&[7.0, 1.0 / 5.0], &[1.0 / 8.0]]);
    agree(&transportation, &[0.233, 0.055, 0.713], 6e-4, (3.247, 5e-4), (0.213, 5e-4));
    assert!(transportation.is_inconsistent());
    let (_, financing) = solved(&[&[1.0 / 7.0, 1.0 / 5.0], &[3.0]]);
    agree(&financing, &[0.072, 0.650, 0.278], 1.1e-3, (3.065, 5e-4), (0.056, 5e-4));
    assert!(!financing.is_inconsistent());
}

#[test]
fn agrees_with_wang_and_chin_on_six_criteria() {
    // Y.-M. Wang, K.-S. Chin, Information Sciences 181, 2011, 5240-5248: the weights of the eigenvector, as in the tests
    // of pymcdm. Lambda max and ratio are worked out anew with another program.
    let (_, found) = solved(&[
        &[4.0, 3.0, 1.0, 3.0, 4.0],
        &[7.0, 3.0, 1.0 / 5.0, 1.0],
        &[1.0 / 5.0, 1.0 / 5.0, 1.0 / 6.0],
        &[1.0, 1.0 / 3.0],
        &[3.0],
    ]);
    let weights = [0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391];
    agree(&found, &weights, 5e-5, (7.419_870, 5e-7), (0.2290, 5e-5));
}

/// Saaty's house: size, transport, neighbourhood, age, yard, facilities, condition, financing.
const HOUSE: [&[f64]; 7] = [
    &[5.0, 3.0, 7.0, 6.0, 6.0, 1.0 / 3.0, 1.0 / 4.0],
    &[1.0 / 3.0, 5.0, 3.0, 3.0, 1.0 / 5.0, 1.0 / 7.0],
    &[6.0, 3.0, 4.0, 6.0, 1.0 / 5.0],
    &[1.0 / 3.0, 1.0 / 4.0, 1.0 / 7.0, 1.0 / 8.0],
    &[1.0 / 2.0, 1.0 / 5.0, 1.0 / 6.0],
    &[1.0 / 5.0, 1.0 / 6.0],
    &[1.0 / 2.0],
];

#[test]
fn agrees_with_saaty_on_a_house_and_names_the_judgement_that_he_names() {
    // Saaty 1990, EJOR 48, 9-26, table 2, and 2003, EJOR 145, 85-91: lambda max 9.669, ratio 0.169; the judgement of
    // neighbourhood against condition, 6, is the most inconsistent one, with 5.32156 times what the weights say (5.32136 by weights that are not
    // rounded).
    let (judgements, found) = solved(&HOUSE);
    let weights = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333];
    agree(&found, &weights, 1.1e-3, (9.669, 1e-3), (0.169, 1e-3));
    let off = worst(&judgements, &found.weights).unwrap();
    let named = judgements[off.place];
    assert_eq!((named.more, named.less, named.by), (2, 6, 6.0));
    assert!((off.fits - found.weights[2] / found.weights[6]).abs() < 1e-12);
    assert!((named.by / off.fits - 5.321_56).abs() < 3e-4, "{}", named.by / off.fits);
    let mut mended = judgements;
    mended[off.place] = Judgement { more: 6, less: 2, by: 2.0 };
    // With 1/2 in its place the ratio falls to .0822, worked out anew with another program and with the random index 1.41
    // of the table used here; the 0.083 that is printed is by 1.40.
    let ratio = priorities(8, &mended).unwrap().consistency_ratio.unwrap();
    assert!((ratio - 0.0822).abs() < 1e-4, "{ratio}");
    assert!((ratio * 1.41 / 1.40 - 0.083).abs() < 5e-4, "{ratio}");
}

#[test]
fn two_criteria_cannot_contradict_each_other_and_eleven_have_no_random_index() {
    let two = priorities(2, &[Judgement { more: 1, less: 0, by: 3.0 }]).unwrap();
    assert!((two.weights[1] - 0.75).abs() < 1e-15);
    assert_eq!((two.consistency_ratio, two.lambda_max), (Some(0.0), 2.0));
    let pairs = (0..11).flat_map(|more| (more + 1..11).map(move |less| Judgement { more, less, by: 1.0 }));
    let eleven = priorities(11, &pairs.collect::<Vec<_>>()).unwrap();
    assert_eq!((eleven.consistency_ratio, eleven.random_index), (None, None));
}

#[test]
fn pairs_that_follow_from_others_change_nothing() {
    // By the completion of Harker, leaving out what the others say exactly leaves the weights, and one short circuit still
    // checks them. No published number: the weights are 8 4 2 1 by construction.
    let all = judgements(&[&[2.0, 4.0, 8.0], &[2.0, 4.0], &[2.0]]);
    let (complete, gappy) = (priorities(4, &all).unwrap(), priorities(4, &all[..4]).unwrap());
    assert!(complete.weights.iter().zip(&gappy.weights).all(|(a, b)| (a - b).abs() < 1e-12));
    // Two of the six pairs are open: a third of the checks is left, and a third of the random index.
    assert_eq!(gappy.open_pairs, 2);
    assert!((gappy.random_index.unwrap() - 0.90 / 3.0).abs() < 1e-12);
    assert_eq!(priorities(4, &all[..3]).unwrap().consistency_ratio, None);
    assert_eq!(priorities(4, &all[..2]), None);
}

#[test]
fn a_pair_left_open_counts_as_harker_says() {
    // The help of SuperDecisions on incomplete comparisons (Harker 1987): complete with 2, 3, 2 the weights are these.
    let (_, complete) = solved(&[&[2.0, 3.0], &[2.0]]);
    let printed = [0.539_614_5, 0.296_961_3, 0.163_424_1];
    assert!(complete.weights.iter().zip(printed).all(|(w, p)| (w - p).abs() < 1e-7), "{:?}", complete.weights);
    // Without the 3 they follow from the other two: 4, 2 and 1 sevenths.
    let all = judgements(&[&[2.0, 3.0], &[2.0]]);
    let open = priorities(3, &[all[0], all[2]]).unwrap();
    assert!(open.weights.iter().zip([4.0, 2.0, 1.0]).all(|(w, p)| (w - p / 7.0).abs() < 1e-14), "{:?}", open.weights);
    assert!((open.lambda_max - 3.0).abs() < 1e-12);
}

#[test]
fn one_open_pair_among_judgements_that_disagree_is_near_the_best_completion() {
    // S. Bozóki, J. Fülöp, L. Rónyai, Math. Comput. Modelling 52, 2010, 318-333, doi 10.1016/j.mcm.2010.02.047: a12 = 1,
    // a13 = 5, a14 = 2, a23 = 3, a24 = 4, a34 open. Printed are the weights of the completion with the least lambda max;
    // Harker's, used here, is near it (to 4e-4) and no better. Its own figures are worked out anew with another program.
    let all = judgements(&[&[1.0, 5.0, 2.0], &[3.0, 4.0], &[1.0]]);
    let found = priorities(4, &all[..5]).unwrap();
    let best = [0.3738, 0.3920, 0.0985, 0.1357];
    assert!(found.weights.iter().zip(best).all(|(w, b)| (w - b).abs() < 5e-4), "{:?}", found.weights);
    assert!(found.lambda_max > 4.092_367);
    agree(&found, &[0.373_579, 0.392_123, 0.098_177, 0.136_122], 5e-7, (4.092_388, 5e-7), (0.051_33, 5e-6));
}

/// A full matrix of Saaty's numbers for up to seven criteria.
fn matrices() -> impl Strategy<Value = (usize, Vec<Judgement>)> {
    (2..8_usize).prop_flat_map(|n| {
        prop::collection::vec((1..=9_u8, any::<bool>()), n * (n - 1) / 2).prop_map(move |entries| {
            let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
            let judgement = |((a, b), (by, turned)): ((usize, usize), (u8, bool))| {
                let (more, less) = if turned { (b, a) } else { (a, b) };
                Judgement { more, less, by: f64::from(by) }
            };
            (n, pairs.zip(entries).map(judgement).collect())
        })
    })
}

proptest! {
    #[test]
    fn the_weights_are_an_eigenvector_that_sums_to_one((n, judgements) in matrices()) {
        let found = priorities(n, &judgements).unwrap();
        prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(found.weights.iter().all(|w| *w > 0.0) && found.lambda_max >= n as f64);
        for row in 0..n {
            let others: f64 = judgements.iter().map(|j| match row {
                _ if j.more == row => j.by * found.weights[j.less],
                _ if j.less == row => found.weights[j.more] / j.by,
                _ => 0.0,
            }).sum();
            let image = others + found.weights[row];
            prop_assert!((image - found.lambda_max * found.weights[row]).abs() < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn renaming_criteria_renames_their_weights((n, judgements) in matrices(), turn in 1..7_usize) {
        let renamed = |place: usize| (place + turn) % n;
        let moved: Vec<Judgement> =
            judgements.iter().rev().map(|j| Judgement { more: renamed(j.more), less: renamed(j.less), by: j.by }).collect();
        let (before, after) = (priorities(n, &judgements).unwrap(), priorities(n, &moved).unwrap());
        for place in 0..n {
            prop_assert!((before.weights[place] - after.weights[renamed(place)]).abs() < 1e-10);
        }
        prop_assert!((before.lambda_max - after.lambda_max).abs() < 1e-9);
    }

    #[test]
    fn judgements_that_agree_give_their_weights_exactly(truth in prop::collection::vec(1..=9_u8, 2..10)) {
        let sum: f64 = truth.iter().copied().map(f64::from).sum();
        let n = truth.len();
        let ratio = |a: usize, b: usize| f64::from(truth[a]) / f64::from(truth[b]);
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let judgements: Vec<Judgement> = pairs.map(|(more, less)| Judgement { more, less, by: ratio(more, less) }).collect();
        let found = priorities(n, &judgements).unwrap();
        for (weight, truth) in found.weights.iter().zip(&truth) {
            prop_assert!((weight - f64::from(*truth) / sum).abs() < 1e-14);
        }
        prop_assert_eq!(found.consistency_ratio, Some(0.0));
        prop_assert_eq!(worst(&judgements, &found.weights), None);
    }

    #[test]
    fn centroid_weights_fall_from_rank_to_rank_and_sum_to_one(sizes in prop::collection::vec(1..4_usize, 1..8)) {
        let weights = centroid_weights(&sizes);
        prop_assert!(weights.windows(2).all(|pair| pair[0] > pair[1]));
        let sum: f64 = weights.iter().zip(&sizes).map(|(w, size)| w * *size as f64).sum();
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn data_weights_depend_on_neither_order_nor_unit(
        rows in prop::collection::vec([0.0..100.0f64, 0.0..100.0f64, 0.0..100.0f64], 3..30),
        unit in 0.001..1000.0f64,
    ) {
        let column = |j: usize| rows.iter().map(|row| row[j]).collect::<Vec<f64>>();
        let columns = [column(0), column(1), column(2)];
        // The last column first, all rows upside down, one column in another unit.
        let upside_down = |j: usize, unit: f64| column(j).iter().rev().map(|x| x * unit).collect::<Vec<f64>>();
        let turned = [upside_down(2, 1.0), upside_down(0, unit), upside_down(1, 1.0)];
        let same = |a: &[f64], b: &[f64]| (0..3).all(|j| (a[j] - b[(j + 1) % 3]).abs() < 1e-9);
        if let (Some(a), Some(b)) = (entropy_weights(&columns), entropy_weights(&turned)) {
            let weights = |s: Vec<Spread>| s.iter().map(|s| s.weight).collect::<Vec<_>>();
            prop_assert!(same(&weights(a), &weights(b)));
        }
        let rising = [false; 3];
        if let (Some(a), Some(b)) = (critic_weights(&columns, &rising), critic_weights(&turned, &rising)) {
            let weights = |s: Vec<Contrast>| s.iter().map(|s| s.weight).collect::<Vec<_>>();
            prop_assert!(same(&weights(a), &weights(b)));
        }
    }
}
