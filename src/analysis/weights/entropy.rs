//! Entropy weights: a column in which customers differ more counts more.

/// The figures of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// 0..1; 1 where all customers are alike.
    pub entropy: f64,
    /// `1 - entropy`; exactly 0 for a constant column.
    pub divergence: f64,
    /// Its share of the divergence of all columns; 0 for a constant column.
    pub weight: f64,
}

/// The spread of each column of numbers without negative ones; all columns are equally long.
///
/// `p_ij = x_ij / sum_i x_ij`, `E_j = -(1/ln m) sum_i p_ij ln p_ij` with `0 ln 0 = 0`, `w_j = (1 - E_j) / sum_k (1 - E_k)`.
/// The direction of a column makes no difference.
///
/// `None` where the data say nothing: fewer than two rows, a negative number, or every column constant.
///
/// C.-L. Hwang, K. Yoon, Multiple Attribute Decision Making, 1981; E. K. Zavadskas, V. Podvezko, Int. J. Inf. Technol.
/// Decis. Mak. 15, 2016, 267-283, doi 10.1142/S0219622016500036.
pub fn entropy_weights(columns: &[Vec<f64>]) -> Option<Vec<Spread>> {
    let rows = columns.first()?.len();
    let sound = |column: &Vec<f64>| column.len() == rows && column.iter().all(|x| x.is_finite() && *x >= 0.0);
    if rows < 2 || !columns.iter().all(sound) {
        return None;
    }
    let entropies: Vec<f64> = columns.iter().map(|column| entropy(column)).collect();
    let divergences: Vec<f64> = entropies.iter().map(|entropy| 1.0 - entropy).collect();
    let total: f64 = divergences.iter().sum();
    let spread = |(&entropy, &divergence): (&f64, &f64)| Spread { entropy, divergence, weight: divergence / total };
    (total > 0.0).then(|| entropies.iter().zip(&divergences).map(spread).collect())
}

fn entropy(column: &[f64]) -> f64 {
    let largest = column.iter().copied().fold(0.0, f64::max);
    let smallest = column.iter().copied().fold(f64::INFINITY, f64::min);
    if smallest >= largest {
        return 1.0;
    }
    // Divided by the largest, so that no sum overflows.
    let sum: f64 = column.iter().map(|x| x / largest).sum();
    let part = |x: &f64| x / largest / sum;
    let terms = column.iter().map(part).filter(|p| *p > 0.0).map(|p| p * p.ln());
    (-terms.sum::<f64>() / (column.len() as f64).ln()).clamp(0.0, 1.0) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(columns: [[f64; 4]; 4], printed: [f64; 4]) {
        let spreads = entropy_weights(&columns.map(|column| column.to_vec())).unwrap();
        for (spread, printed) in spreads.iter().zip(printed) {
            assert!((spread.weight - printed).abs() < 5e-5, "{spread:?} {printed}");
        }
        assert!((spreads.iter().map(|s| s.weight).sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn agrees_with_xu() {
        // X. Xu, EJOR 156, 2004, 530-532, doi 10.1016/S0377-2217(03)00146-2; one column is next to constant.
        let columns =
            [[30.0, 19.0, 19.0, 68.0], [30.0, 54.0, 15.0, 70.0], [38.0, 86.0, 85.0, 60.0], [29.0, 29.0, 28.9, 29.0]];
        agree(columns, [0.4630, 0.3992, 0.1378, 0.0000]);
    }

    #[test]
    fn agrees_with_zavadskas_and_podvezko() {
        // E. K. Zavadskas, V. Podvezko, Int. J. Inf. Technol. Decis. Mak. 15, 2016, 267-283.
        let columns = [[3.0, 2.5, 1.8, 2.2], [100.0, 80.0, 50.0, 70.0], [10.0, 8.0, 20.0, 12.0], [7.0, 5.0, 11.0, 9.0]];
        agree(columns, [0.1146, 0.1981, 0.4185, 0.2689]);
    }

    #[test]
    fn a_constant_column_weighs_exactly_nothing() {
        let spreads = entropy_weights(&[vec![0.3; 7], vec![1.0, 2.0, 0.0, 0.0, 5.0, 1.0, 1.0], vec![0.0; 7]]).unwrap();
        assert_eq!(spreads.iter().map(|s| s.weight).collect::<Vec<_>>(), [0.0, 1.0, 0.0]);
    }

    #[test]
    fn nothing_is_told_by_one_customer_or_constants_or_negative_numbers() {
        assert_eq!(entropy_weights(&[vec![1.0]]), None);
        assert_eq!(entropy_weights(&[vec![1.0, 1.0], vec![2.0, 2.0]]), None);
        assert_eq!(entropy_weights(&[vec![1.0, -1.0]]), None);
        assert_eq!(entropy_weights(&[]), None);
    }

    #[test]
    fn huge_numbers_do_not_overflow() {
        let spreads = entropy_weights(&[vec![1.7e308, 1.7e308, 1e308], vec![1.0, 2.0, 3.0]]).unwrap();
        assert!(spreads.iter().all(|s| s.weight.is_finite() && s.weight > 0.0));
    }
}
