//! CRITIC weights: a column tells more where customers differ more and where other columns do not say the same.

/// The figures of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Standard deviation (of the population) of the column between its smallest, 0, and its largest, 1.
    pub deviation: f64,
    /// `sum_k (1 - r_jk)` over the columns that are not constant, r the Pearson correlation.
    pub conflict: f64,
    /// `deviation * conflict`.
    pub information: f64,
    /// Its share of the information of all columns; 0 for a constant column.
    pub weight: f64,
}

/// The contrast of each column of numbers; `falling` marks those where less is better. All columns are equally long.
///
/// `z_ij` = min-max of column j, reversed where less is better; that matters, because it changes the signs of the
/// correlations. `C_j = sigma_j sum_k (1 - r_jk)`; `w_j = C_j / sum C`. A constant column weighs 0 and conflicts with
/// none.
///
/// `None` where the data say nothing: with fewer than two rows, or without information in any column, as with one
/// column alone or with columns that all say the same.
///
/// D. Diakoulaki, G. Mavrotas, L. Papayannakis, Computers & Operations Research 22, 1995, 763-770, doi
/// 10.1016/0305-0548(94)00059-H.
pub fn critic_weights(columns: &[Vec<f64>], falling: &[bool]) -> Option<Vec<Contrast>> {
    let rows = columns.first()?.len();
    let sound = |column: &Vec<f64>| column.len() == rows && column.iter().all(|x| x.is_finite());
    if rows < 2 || falling.len() != columns.len() || !columns.iter().all(sound) {
        return None;
    }
    let deviations: Vec<Option<Deviations>> =
        columns.iter().zip(falling).map(|(column, &falling)| Deviations::new(column, falling)).collect();
    let figures = |own: &Option<Deviations>| {
        let Some(own) = own else { return (0.0, 0.0) };
        let others = deviations.iter().flatten().filter(|other| !std::ptr::eq(*other, own));
        (own.standard, others.map(|other| 1.0 - own.correlation(other)).sum())
    };
    let figures: Vec<(f64, f64)> = deviations.iter().map(figures).collect();
    let total: f64 = figures.iter().map(|(deviation, conflict)| deviation * conflict).sum();
    let contrast = |(deviation, conflict): (f64, f64)| {
        let information = deviation * conflict;
        Contrast { deviation, conflict, information, weight: information / total }
    };
    // Columns that say the same leave only an error of the arithmetic.
    (total > 1e-12).then(|| figures.into_iter().map(contrast).collect())
}

/// Deviations of a column from its mean, after min-max.
struct Deviations {
    each: Vec<f64>,
    standard: f64,
}

impl Deviations {
    /// `None` for a constant column.
    fn new(column: &[f64], falling: bool) -> Option<Self> {
        let smallest = column.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Halves, so that no difference overflows.
        let width = largest / 2.0 - smallest / 2.0;
        if width <= 0.0 {
            return None;
        }
        let rows = column.len() as f64;
        let scaled: Vec<f64> = column.iter().map(|x| (x / 2.0 - smallest / 2.0) / width).collect();
        let mean = scaled.iter().sum::<f64>() / rows;
        let sign = if falling { -1.0 } else { 1.0 };
        let each: Vec<f64> = scaled.iter().map(|z| sign * (z - mean)).collect();
        let standard = (each.iter().map(|d| d * d).sum::<f64>() / rows).sqrt();
        Some(Deviations { each, standard })
    }

    /// Pearson's r, -1..1.
    fn correlation(&self, other: &Deviations) -> f64 {
        let product: f64 = self.each.iter().zip(&other.each).map(|(a, b)| a * b).sum();
        (product / (self.each.len() as f64 * self.standard * other.standard)).clamp(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(rows: &[&[f64]], falling: &[bool]) -> Vec<f64> {
        let columns: Vec<Vec<f64>> = (0..falling.len()).map(|j| rows.iter().map(|row| row[j]).collect()).collect();
        critic_weights(&columns, falling).unwrap().iter().map(|contrast| contrast.weight).collect()
    }

    fn near(weights: &[f64], expected: &[f64], within: f64) {
        assert!(weights.iter().zip(expected).all(|(w, e)| (w - e).abs() < within), "{weights:?} {expected:?}");
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn agrees_with_the_pharmaceutical_firms() {
        // The eight firms of Diakoulaki et al. 1995 by profitability, market share and productivity; the weights to
        // eight digits are those of the reference tests of scikit-criteria.
        let firms: [&[f64]; 8] = [
            &[61.0, 1.08, 4.33],
            &[20.7, 0.26, 4.34],
            &[16.3, 1.98, 2.53],
            &[9.0, 3.29, 1.65],
            &[5.4, 2.77, 2.33],
            &[4.0, 4.12, 1.21],
            &[-6.1, 3.52, 2.10],
            &[-34.6, 3.31, 0.98],
        ];
        near(&weights(&firms, &[false; 3]), &[0.202_225_54, 0.480_901_73, 0.316_872_73], 5e-9);
    }

    #[test]
    fn agrees_with_the_attendance_software() {
        // A. Tus, E. Aytac Adali, Opsearch 56, 2019, 528-538, doi 10.1007/s12597-019-00371-6: five programs, six
        // criteria, normalised from the worst to the best value of each column as it stands.
        let programs: [&[f64]; 5] = [
            &[5000.0, 3.0, 3.0, 4.0, 3.0, 2.0],
            &[680.0, 5.0, 3.0, 2.0, 2.0, 1.0],
            &[2000.0, 3.0, 2.0, 3.0, 4.0, 3.0],
            &[600.0, 4.0, 3.0, 1.0, 2.0, 2.0],
            &[800.0, 2.0, 4.0, 3.0, 3.0, 4.0],
        ];
        near(&weights(&programs, &[false; 6]), &[0.157, 0.249, 0.168, 0.121, 0.154, 0.151], 5.1e-4);
        // The first column is a cost, which the paper does not turn round. Turned round the weights are others (worked
        // out with another program).
        let falling = [true, false, false, false, false, false];
        let turned = [0.184_07, 0.213_03, 0.142_21, 0.158_30, 0.168_38, 0.134_01];
        near(&weights(&programs, &falling), &turned, 5.1e-6);
    }

    #[test]
    fn the_direction_decides_the_weights() {
        // z1 = (0, .5, 1), z2 = (0, 1, .5): r12 = .5 and sigma is the same, so both weigh a half; a third column that
        // runs with z1 until it is turned round.
        let rows: [&[f64]; 4] = [&[1.0, 2.0, 1.0], &[2.0, 4.0, 3.0], &[3.0, 3.0, 2.0], &[4.0, 1.0, 4.0]];
        let (rising, falling) = (weights(&rows, &[false; 3]), weights(&rows, &[false, false, true]));
        assert!((rising[0] - falling[0]).abs() > 0.05, "{rising:?} {falling:?}");
        // Turning every column round changes no correlation.
        near(&weights(&rows, &[true; 3]), &rising, 1e-15);
    }

    #[test]
    fn a_constant_column_weighs_exactly_nothing_and_touches_no_other() {
        let with: Vec<f64> = weights(&[&[1.0, 7.0, 5.0], &[2.0, 7.0, 3.0], &[4.0, 7.0, 4.0]], &[false; 3]);
        let without = weights(&[&[1.0, 5.0], &[2.0, 3.0], &[4.0, 4.0]], &[false; 2]);
        assert_eq!(with, [without[0], 0.0, without[1]]);
    }

    #[test]
    fn nothing_is_told_by_columns_that_say_the_same() {
        assert_eq!(critic_weights(&[vec![1.0, 2.0, 4.0], vec![10.0, 20.0, 40.0]], &[false; 2]), None);
        assert_eq!(critic_weights(&[vec![1.0, 2.0]], &[false]), None);
        assert_eq!(critic_weights(&[vec![1.0], vec![2.0]], &[false; 2]), None);
    }
}
