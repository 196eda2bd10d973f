//! How alike two orders are by the ranks in them.

/// Spearman's rank correlation of two lists of finite numbers, -1..1: the Pearson correlation of their mid-ranks, where
/// equal numbers share the mean of the ranks that they take up together.
///
/// `None` where one list is all ties (or has fewer than two numbers), or the lists differ in length.
///
/// C. Spearman, Amer. J. Psychology 15, 1904, 72-101, doi 10.2307/1412159. The sums are taken in whole numbers, over
/// twice the distance of each mid-rank from the middle, so only the last division rounds.
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() {
        return None;
    }
    let (x, y) = (twice_from_the_middle(x), twice_from_the_middle(y));
    let sum = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(a, b)| i128::from(*a) * i128::from(*b)).sum::<i128>();
    let (xx, yy) = (sum(&x, &x), sum(&y, &y));
    if xx == 0 || yy == 0 {
        return None;
    }
    Some((sum(&x, &y) as f64 / (xx as f64 * yy as f64).sqrt()).clamp(-1.0, 1.0))
}

/// For each number `2 r - (n + 1)`, with r its mid-rank among all n.
fn twice_from_the_middle(list: &[f64]) -> Vec<i64> {
    // Adding 0 makes -0 and 0 one number for total_cmp.
    let mut rising: Vec<(f64, usize)> = list.iter().map(|x| x + 0.0).zip(0..).collect();
    rising.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut twice = vec![0; list.len()];
    let (mut before, all) = (0, list.len() as i64);
    for tie in rising.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let after = before + tie.len() as i64;
        for &(_, place) in tie {
            if let Some(twice) = twice.get_mut(place) {
                *twice = before + after - all;
            }
        }
        before = after;
    }
    twice
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, with mid-ranks found by counting.
    fn by_definition(x: &[f64], y: &[f64]) -> Option<f64> {
        let ranks = |list: &[f64]| -> Vec<f64> {
            let count = |test: &dyn Fn(&f64) -> bool| list.iter().filter(|other| test(other)).count() as f64;
            list.iter().map(|x| count(&|o| o < x) + (count(&|o| o.total_cmp(x).is_eq()) + 1.0) / 2.0).collect()
        };
        let (x, y) = (ranks(x), ranks(y));
        let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
        let (mx, my) = (mean(&x), mean(&y));
        let sum = |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(&y).map(|(x, y)| f(x - mx, y - my)).sum::<f64>();
        let root = (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
        (root > 0.0).then(|| sum(&|x, y| x * y) / root)
    }

    #[test]
    fn agrees_with_published_examples() {
        // The example in the reference of scipy.stats.spearmanr, with a tie; 8 / sqrt(95).
        let rho = spearman(&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0]).unwrap();
        assert!((rho - 0.820_782_681_668_123_3).abs() < 1e-15);
        // IQ and hours of television, the worked example of Wikipedia's "Spearman's rank correlation coefficient":
        // 1 - 6 * 194 / (10 (10^2 - 1)) = -29/165.
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        assert!((spearman(&iq, &hours).unwrap() - -29.0 / 165.0).abs() < 1e-15);
    }

    #[test]
    fn is_one_for_the_same_order_and_minus_one_for_the_reverse() {
        let rising: Vec<f64> = (0..1000).map(f64::from).collect();
        let falling: Vec<f64> = rising.iter().map(|x| -x).collect();
        assert_eq!(spearman(&rising, &rising), Some(1.0));
        assert_eq!(spearman(&rising, &falling), Some(-1.0));
    }

    #[test]
    fn is_undefined_where_a_list_is_all_ties() {
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0, 2.0], &[0.0, -0.0]), None);
        assert_eq!(spearman(&[1.0], &[1.0]), None);
        assert_eq!(spearman(&[], &[]), None);
        assert_eq!(spearman(&[1.0, 2.0], &[1.0]), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(points in prop::collection::vec((0..9i32, 0..9i32), 0..60)) {
            let (x, y): (Vec<f64>, Vec<f64>) =
                points.into_iter().map(|(x, y)| (f64::from(x), f64::from(y) - 4.0)).unzip();
            match (spearman(&x, &y), by_definition(&x, &y)) {
                (Some(exact), Some(rounded)) => prop_assert!((exact - rounded).abs() < 1e-12),
                (exact, rounded) => prop_assert_eq!(exact, rounded),
            }
        }
    }
}
