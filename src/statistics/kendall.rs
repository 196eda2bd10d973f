//! How alike two orders are.

use std::cmp::Ordering;

/// Kendall tau-b of two lists of finite numbers, -1..1: `(P - Q) / sqrt((P + Q + T) (P + Q + U))` with P concordant and Q
/// discordant pairs, T pairs tied only in `x` and U only in `y`.
///
/// `None` where one list is all ties (or has fewer than two numbers), or the lists differ in length.
///
/// M. G. Kendall, Biometrika 33, 1945, 239-251, doi 10.1093/biomet/33.3.239; in O(n log n) by W. R. Knight, J. Amer.
/// Statist. Assoc. 61, 1966, 436-439, doi 10.1080/01621459.1966.10480879: sorted by x, the discordant pairs are the
/// exchanges that sorting by y takes.
pub fn kendall_tau_b(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() {
        return None;
    }
    // Adding 0 makes -0 and 0 one number for total_cmp.
    let mut points: Vec<(f64, f64)> = x.iter().zip(y).map(|(x, y)| (x + 0.0, y + 0.0)).collect();
    let by_x = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0);
    let by_both = |a: &(f64, f64), b: &(f64, f64)| by_x(a, b).then(a.1.total_cmp(&b.1));
    points.sort_unstable_by(by_both);
    let all = pairs(points.len());
    let tied_x = tied_pairs(&points, by_x);
    let tied_both = tied_pairs(&points, by_both);
    let mut ys: Vec<f64> = points.into_iter().map(|point| point.1).collect();
    let discordant = sort_counting_exchanges(&mut ys);
    let tied_y = tied_pairs(&ys, f64::total_cmp);

    let (untied_x, untied_y) = (all - tied_x, all - tied_y);
    if untied_x == 0 || untied_y == 0 {
        return None;
    }
    let concordant = all + tied_both - tied_x - tied_y - discordant;
    let excess = float(concordant) - float(discordant);
    Some((excess / (float(untied_x) * float(untied_y)).sqrt()).clamp(-1.0, 1.0))
}

/// How many pairs `n` things make.
fn pairs(n: usize) -> u64 {
    let n = n as u64;
    n * n.saturating_sub(1) / 2
}

fn float(count: u64) -> f64 {
    count as f64
}

/// How many pairs of a sorted list are equal.
fn tied_pairs<T>(sorted: &[T], compare: impl Fn(&T, &T) -> Ordering) -> u64 {
    sorted.chunk_by(|a, b| compare(a, b).is_eq()).map(|run| pairs(run.len())).sum()
}

/// Sorts, and says how many pairs stood in the wrong order. A merge sort, for it meets every such pair.
fn sort_counting_exchanges(list: &mut [f64]) -> u64 {
    let mut merged = Vec::with_capacity(list.len());
    let mut exchanges = 0;
    let mut width = 1;
    while width < list.len() {
        for part in list.chunks_mut(2 * width) {
            let (mut left, mut right) = part.split_at(width.min(part.len()));
            merged.clear();
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if a.total_cmp(b).is_gt() {
                    // b jumps over all that is left of the left half.
                    exchanges += left.len() as u64;
                    merged.push(*b);
                    right = right_rest;
                } else {
                    merged.push(*a);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
            part.copy_from_slice(&merged);
        }
        width *= 2;
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, pair by pair.
    fn by_definition(x: &[f64], y: &[f64]) -> Option<f64> {
        let (mut p, mut q, mut t, mut u) = (0.0_f64, 0.0, 0.0, 0.0);
        for i in 0..x.len() {
            for j in 0..i {
                match (x[i].partial_cmp(&x[j]).unwrap(), y[i].partial_cmp(&y[j]).unwrap()) {
                    (Ordering::Equal, Ordering::Equal) => {}
                    (Ordering::Equal, _) => t += 1.0,
                    (_, Ordering::Equal) => u += 1.0,
                    (a, b) if a == b => p += 1.0,
                    _ => q += 1.0,
                }
            }
        }
        let root = f64::sqrt((p + q + t) * (p + q + u));
        (root > 0.0).then(|| (p - q) / root)
    }

    #[test]
    fn agrees_with_a_published_example() {
        // The example in the reference of scipy.stats.kendalltau, whose default is tau-b.
        let tau = kendall_tau_b(&[12.0, 2.0, 1.0, 12.0, 2.0], &[1.0, 4.0, 7.0, 1.0, 0.0]).unwrap();
        assert!((tau - -0.471_404_520_791_031_7).abs() < 1e-15);
    }

    #[test]
    fn is_one_for_the_same_order_and_minus_one_for_the_reverse() {
        let rising: Vec<f64> = (0..100).map(f64::from).collect();
        let falling: Vec<f64> = rising.iter().map(|x| -x).collect();
        assert_eq!(kendall_tau_b(&rising, &rising), Some(1.0));
        assert_eq!(kendall_tau_b(&rising, &falling), Some(-1.0));
    }

    #[test]
    fn is_undefined_where_a_list_is_all_ties() {
        assert_eq!(kendall_tau_b(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(kendall_tau_b(&[1.0, 2.0], &[0.0, -0.0]), None);
        assert_eq!(kendall_tau_b(&[1.0], &[1.0]), None);
        assert_eq!(kendall_tau_b(&[], &[]), None);
        assert_eq!(kendall_tau_b(&[1.0, 2.0], &[1.0]), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(points in prop::collection::vec((0..9i32, 0..9i32), 0..60)) {
            let (x, y): (Vec<f64>, Vec<f64>) =
                points.into_iter().map(|(x, y)| (f64::from(x), f64::from(y) - 4.0)).unzip();
            match (kendall_tau_b(&x, &y), by_definition(&x, &y)) {
                (Some(fast), Some(slow)) => prop_assert!((fast - slow).abs() < 1e-14),
                (fast, slow) => prop_assert_eq!(fast, slow),
            }
        }
    }
}
