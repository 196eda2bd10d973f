//! Other methods for the same points and weights. They show how far a ranking depends on the method, and never replace
//! the score: their normalisation alone can change winners (S. Opricovic and G.-H. Tzeng, EJOR 156, 2004, doi
//! 10.1016/S0377-2217(03)00020-1).

use super::field::Field;
use crate::statistics::kendall::kendall_tau_b;

/// A method that turns points and weights into an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// [`weighted_product`]
    Product,
    /// [`topsis`]
    Topsis,
}

/// The ranking against that of another method on the same points.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossCheck {
    /// The other method.
    pub method: Method,
    /// Kendall tau-b, -1..1; `None` where one of the orders is all ties.
    pub tau_b: Option<f64>,
    /// How many accounts are compared: as many as are in the first tier, or the top n where the model has no tiers.
    pub picked: usize,
    /// Those that only the score picks, as places in the ranking.
    pub only_by_score: Vec<usize>,
    /// Those that only the method picks, its best first.
    pub only_by_method: Vec<usize>,
    /// The score and rank of each account by this method, in the order of the ranking.
    pub placed: Vec<MethodPlace>,
}

/// The place of an account by another method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MethodPlace {
    /// What the method computes: 0..100 for [`weighted_product`], 0..1 for [`topsis`]; to 10 decimals.
    pub score: f64,
    /// Its rank; equals share the rank of the first of them.
    pub rank: u64,
}

/// Scores without errors of the arithmetic, and their ranks.
fn placed(scores: &[f64]) -> Vec<MethodPlace> {
    let mut sorted: Vec<f64> = scores.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let rank = |score: f64| sorted.partition_point(|other| *other > score) as u64 + 1;
    scores.iter().map(|&score| MethodPlace { score: score / PER_UNIT + 0.0, rank: rank(score) }).collect()
}

/// Scores are whole numbers of these units, so that errors of the arithmetic split no tie.
const PER_UNIT: f64 = 1e10;

/// Compares the ranking with both methods. A method picks its best among the accounts that meet the requirements of the
/// first tier; ties go to the account that is higher in the ranking.
pub fn cross_checks(field: &Field<'_>, top: u64) -> Vec<CrossCheck> {
    let leaves = field.nodes.iter().enumerate().filter(|(_, node)| node.column.is_some());
    let columns: Vec<Vec<Option<Weighted>>> = leaves.map(|(leaf, _)| column(field, leaf)).collect();
    let product = (0..field.len()).map(|account| {
        let cells = columns.iter().filter_map(|column| column.get(account).copied().flatten());
        weighted_product(&cells.collect::<Vec<_>>())
    });
    let found = [(Method::Product, product.collect()), (Method::Topsis, topsis(&columns))];
    found.map(|(method, scores): (Method, Vec<f64>)| cross_check(field, top, method, &scores)).to_vec()
}

fn column(field: &Field<'_>, leaf: usize) -> Vec<Option<Weighted>> {
    let cell =
        |account| Some(Weighted { value: field.points_of(leaf, account)?, weight: field.weight_of(leaf, account) });
    (0..field.len()).map(cell).collect()
}

fn cross_check(field: &Field<'_>, top: u64, method: Method, theirs: &[f64]) -> CrossCheck {
    let theirs: Vec<f64> = theirs.iter().map(|score| (score * PER_UNIT).round()).collect();
    let ours: Vec<f64> = field.entries.iter().map(|entry| entry.score).collect();
    let has_tiers = !field.tiers.is_empty();
    let picks = |account: &usize| if has_tiers { field.tier(*account) == Some(0) } else { (*account as u64) < top };
    let by_score: Vec<usize> = (0..field.len()).filter(picks).collect();
    let mut by_method: Vec<usize> = (0..field.len()).filter(|&account| !has_tiers || field.meets(0, account)).collect();
    let score = |account: &usize| theirs.get(*account).copied().unwrap_or(0.0);
    by_method.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
    by_method.truncate(by_score.len());
    CrossCheck {
        method,
        placed: placed(&theirs),
        tau_b: kendall_tau_b(&ours, &theirs),
        picked: by_score.len(),
        only_by_score: by_score.iter().filter(|account| !by_method.contains(account)).copied().collect(),
        only_by_method: by_method.iter().filter(|account| !picks(account)).copied().collect(),
    }
}

/// A value and its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    /// Larger is better.
    pub value: f64,
    /// The weights of one alternative have the sum 1.
    pub weight: f64,
}

/// `prod_j v_j^w_j`, for values of at least 0; 0 where one of them is 0. Values that are missing or have no weight are
/// left out.
///
/// D. W. Miller and M. K. Starr, Executive Decisions and Operations Research, 1969.
pub fn weighted_product(values: &[Weighted]) -> f64 {
    // A weight of 0 times the logarithm of 0 is not a number.
    let counting = values.iter().filter(|cell| cell.weight > 0.0);
    counting.map(|cell| cell.weight * cell.value.ln()).sum::<f64>().exp()
}

/// The closeness of each alternative to the best of every column, 0..1: `C = d- / (d+ + d-)`, with the distances to the
/// worst and to the best of the columns, each divided by its Euclidean norm and weighted. 0.5 where all are alike.
///
/// Columns hold the cells of one criterion; larger is better. A missing cell counts for neither distance. Hwang and
/// Yoon have no gaps and one list of weights. Here each cell has its own weight, so an alternative with gaps is
/// measured by weights rescaled to its cells.
///
/// C.-L. Hwang and K. Yoon, Multiple Attribute Decision Making, 1981, ch. III.
pub fn topsis(columns: &[Vec<Option<Weighted>>]) -> Vec<f64> {
    let alternatives = columns.first().map_or(0, Vec::len);
    let mut distances = vec![(0.0, 0.0); alternatives];
    for column in columns {
        let values = || column.iter().flatten().map(|cell| cell.value);
        let norm = values().map(|value| value * value).sum::<f64>().sqrt();
        if norm <= 0.0 {
            continue;
        }
        let (best, worst) = (values().fold(f64::NEG_INFINITY, f64::max), values().fold(f64::INFINITY, f64::min));
        for ((to_best, to_worst), cell) in distances.iter_mut().zip(column) {
            if let Some(Weighted { value, weight }) = cell {
                *to_best += (weight * (best - value) / norm).powi(2);
                *to_worst += (weight * (value - worst) / norm).powi(2);
            }
        }
    }
    let closeness = |(to_best, to_worst): (f64, f64)| {
        let (to_best, to_worst) = (to_best.sqrt(), to_worst.sqrt());
        if to_best + to_worst > 0.0 { to_worst / (to_best + to_worst) } else { 0.5 }
    };
    distances.into_iter().map(closeness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(rows: &[&[f64]], weights: &[f64]) -> Vec<Vec<Option<Weighted>>> {
        let column = |(j, weight): (usize, &f64)| {
            rows.iter().map(|row| Some(Weighted { value: row[j], weight: *weight })).collect()
        };
        weights.iter().enumerate().map(column).collect()
    }

    #[test]
    fn topsis_agrees_with_the_fighter_aircraft_of_hwang_and_yoon() {
        // Hwang and Yoon 1981: four aircraft; speed, range, payload, cost (less is better), reliability, manoeuvrability.
        let rows: [&[f64]; 4] = [
            &[2.0, 1500.0, 20_000.0, -5.5, 5.0, 9.0],
            &[2.5, 2700.0, 18_000.0, -6.5, 3.0, 5.0],
            &[1.8, 2000.0, 21_000.0, -4.5, 7.0, 7.0],
            &[2.2, 1800.0, 20_000.0, -5.0, 5.0, 5.0],
        ];
        let found = topsis(&columns(&rows, &[0.2, 0.1, 0.1, 0.1, 0.2, 0.3]));
        for (closeness, published) in found.iter().zip([0.643, 0.268, 0.613, 0.312]) {
            assert!((closeness - published).abs() < 0.001, "{found:?}");
        }
    }

    #[test]
    fn the_product_is_the_weighted_geometric_mean() {
        let cells = [Weighted { value: 80.0, weight: 0.5 }, Weighted { value: 20.0, weight: 0.5 }];
        assert!((weighted_product(&cells) - 40.0).abs() < 1e-12);
        assert!(weighted_product(&[Weighted { value: 0.0, weight: 0.1 }, Weighted { value: 9.0, weight: 0.9 }]) <= 0.0);
    }

    #[test]
    fn the_product_agrees_with_the_attendance_software() {
        // A. Tus, E. Aytac Adali, Opsearch 56, 2019, 528-538, doi 10.1007/s12597-019-00371-6, print the WASPAS of five
        // programs: the mean of the weighted sum and the weighted product of x / max, or min / x for the first column,
        // which is a cost.
        let rows = [
            [5000.0, 3.0, 3.0, 4.0, 3.0, 2.0],
            [680.0, 5.0, 3.0, 2.0, 2.0, 1.0],
            [2000.0, 3.0, 2.0, 3.0, 4.0, 3.0],
            [600.0, 4.0, 3.0, 1.0, 2.0, 2.0],
            [800.0, 2.0, 4.0, 3.0, 3.0, 4.0],
        ];
        let (least, most) = (600.0, [5.0, 4.0, 4.0, 4.0, 4.0]);
        let weights = [0.157, 0.249, 0.168, 0.121, 0.154, 0.151];
        for (row, printed) in rows.iter().zip([0.5622, 0.6575, 0.6192, 0.6409, 0.722]) {
            let shares = [least / row[0]].into_iter().chain(row[1..].iter().zip(most).map(|(x, most)| x / most));
            let cells: Vec<Weighted> = shares.zip(weights).map(|(value, weight)| Weighted { value, weight }).collect();
            let sum: f64 = cells.iter().map(|cell| cell.weight * cell.value).sum();
            let waspas = f64::midpoint(sum, weighted_product(&cells));
            // The last one is printed with three digits, and cut.
            assert!((waspas - printed).abs() < if printed > 0.7 { 1e-3 } else { 5e-5 }, "{waspas} {printed}");
        }
    }

    #[test]
    fn what_weighs_nothing_spoils_no_product() {
        let cells = [Weighted { value: 0.0, weight: 0.0 }, Weighted { value: 9.0, weight: 1.0 }];
        assert!((weighted_product(&cells) - 9.0).abs() < 1e-12);
    }

    #[test]
    fn equal_alternatives_are_equally_close_and_gaps_count_for_nothing() {
        assert_eq!(topsis(&columns(&[&[5.0, 0.0], &[5.0, 0.0]], &[0.5, 0.5])), [0.5, 0.5]);
        let mut gap = columns(&[&[1.0, 9.0], &[3.0, 9.0], &[2.0, 9.0]], &[0.5, 0.5]);
        gap[1][2] = None;
        let found = topsis(&gap);
        assert!((found[0], found[1]) == (0.0, 1.0) && (found[2] - 0.5).abs() < 1e-12, "{found:?}");
    }
}
