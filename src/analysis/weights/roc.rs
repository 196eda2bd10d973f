//! Rank order centroid weights.

/// The weight of each member of the classes of a ranking, the most important class first; `sizes` are the numbers of
/// members.
///
/// Rank k of n weighs `(1/n) sum_{i=k..n} 1/i`: the centroid of all weights in that order. Members that tie share the
/// mean weight of their ranks.
///
/// W. Edwards, F. H. Barron, Organ. Behav. Hum. Decis. Process. 60, 1994, 306-325, doi 10.1006/obhd.1994.1087; F. H.
/// Barron, B. E. Barrett, Management Science 42, 1996, 1515-1523, doi 10.1287/mnsc.42.11.1515.
pub fn centroid_weights(sizes: &[usize]) -> Vec<f64> {
    let n: usize = sizes.iter().sum();
    let mut by_rank: Vec<f64> = (1..=n)
        .rev()
        .scan(0.0, |sum, i| {
            *sum += 1.0 / i as f64;
            Some(*sum / n as f64)
        })
        .collect();
    by_rank.reverse();
    let mut left = by_rank.as_slice();
    let mean = |&size: &usize| {
        let (class, rest) = left.split_at(size.min(left.len()));
        left = rest;
        if class.is_empty() { 0.0 } else { class.iter().sum::<f64>() / class.len() as f64 }
    };
    sizes.iter().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_table() {
        // Barron & Barrett 1996, table 1: ROC weights for 2 to 6 attributes.
        let table: [&[f64]; 5] = [
            &[0.75, 0.25],
            &[0.6111, 0.2778, 0.1111],
            &[0.5208, 0.2708, 0.1458, 0.0625],
            &[0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
            &[0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
        ];
        for expected in table {
            let weights = centroid_weights(&vec![1; expected.len()]);
            assert!(weights.iter().zip(expected).all(|(w, e)| (w - e).abs() < 5e-5), "{weights:?}");
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn those_that_tie_share_the_mean_of_their_ranks() {
        let weights = centroid_weights(&[1, 2, 1]);
        assert!((weights[1] - (0.270_833_333_333 + 0.145_833_333_333) / 2.0).abs() < 1e-12);
        assert!((weights[0] + 2.0 * weights[1] + weights[2] - 1.0).abs() < 1e-15);
        assert!(centroid_weights(&[4]).iter().all(|w| (w - 0.25).abs() < 1e-15));
    }
}
