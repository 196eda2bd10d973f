//! How alike two orders are.

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
    let mut points: Vec<(u64, u64)> = x.iter().zip(y).map(|(x, y)| (key(*x), key(*y))).collect();
    sort(&mut points);
    let all = pairs(points.len());
    let tied_x = tied_pairs(&points, |a, b| a.0 == b.0);
    let tied_both = tied_pairs(&points, |a, b| a == b);
    let mut ys: Vec<u64> = points.into_iter().map(|point| point.1).collect();
    let discordant = sort_counting_exchanges(&mut ys);
    let tied_y = tied_pairs(&ys, |a, b| a == b);

    let (untied_x, untied_y) = (all - tied_x, all - tied_y);
    if untied_x == 0 || untied_y == 0 {
        return None;
    }
    let concordant = all + tied_both - tied_x - tied_y - discordant;
    let excess = float(concordant) - float(discordant);
    Some((excess / (float(untied_x) * float(untied_y)).sqrt()).clamp(-1.0, 1.0))
}

/// A whole number in the order of the numbers, the same for -0 and 0.
fn key(number: f64) -> u64 {
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Sorts by x, then by y. Scores of a ranking fall already, so that only ties are left to sort.
fn sort(points: &mut [(u64, u64)]) {
    if points.is_sorted_by(|a, b| a.0 >= b.0) {
        points.reverse();
    }
    if points.is_sorted_by(|a, b| a.0 <= b.0) {
        points.chunk_by_mut(|a, b| a.0 == b.0).for_each(<[(u64, u64)]>::sort_unstable);
    } else {
        points.sort_unstable();
    }
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
fn tied_pairs<T>(sorted: &[T], is_equal: impl Fn(&T, &T) -> bool) -> u64 {
    sorted.chunk_by(is_equal).map(|run| pairs(run.len())).sum()
}

/// The length of the parts that are sorted by insertion.
const SHORT: usize = 8;

/// Sorts, and counts the pairs in the wrong order. A merge sort compares every such pair.
fn sort_counting_exchanges(list: &mut Vec<u64>) -> u64 {
    let mut exchanges: u64 = list.chunks_mut(SHORT).map(insert_counting).sum();
    let mut merged = vec![0; list.len()];
    let mut width = SHORT;
    while width < list.len() {
        for (from, to) in list.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            exchanges += merge_counting(from.split_at(width.min(from.len())), to);
        }
        std::mem::swap(list, &mut merged);
        width *= 2;
    }
    exchanges
}

fn insert_counting(list: &mut [u64]) -> u64 {
    let mut exchanges = 0;
    for end in 1..list.len() {
        for at in (1..=end).rev() {
            match list.get_mut(at - 1..=at) {
                Some([a, b]) if *a > *b => std::mem::swap(a, b),
                _ => break,
            }
            exchanges += 1;
        }
    }
    exchanges
}

/// Merges two sorted lists, without a branch on what is compared.
fn merge_counting((left, right): (&[u64], &[u64]), to: &mut [u64]) -> u64 {
    let (mut l, mut r, mut exchanges) = (0, 0, 0);
    let mut to = to.iter_mut();
    while let (Some(&a), Some(&b)) = (left.get(l), right.get(r)) {
        let is_right = b < a;
        if let Some(to) = to.next() {
            *to = if is_right { b } else { a };
        }
        // b jumps over all that is left of the left list.
        exchanges += if is_right { (left.len() - l) as u64 } else { 0 };
        r += usize::from(is_right);
        l += usize::from(!is_right);
    }
    let rest = left.get(l..).unwrap_or_default().iter().chain(right.get(r..).unwrap_or_default());
    to.zip(rest).for_each(|(to, from)| *to = *from);
    exchanges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

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
        fn agrees_with_the_definition(points in prop::collection::vec((0..9i32, 0..9i32), 0..60), is_falling in any::<bool>()) {
            let mut points = points;
            if is_falling {
                points.sort_by_key(|point| -point.0);
            }
            let (x, y): (Vec<f64>, Vec<f64>) =
                points.into_iter().map(|(x, y)| (f64::from(x), f64::from(y) - 4.0)).unzip();
            match (kendall_tau_b(&x, &y), by_definition(&x, &y)) {
                (Some(fast), Some(slow)) => prop_assert!((fast - slow).abs() < 1e-14),
                (fast, slow) => prop_assert_eq!(fast, slow),
            }
        }
    }
}
