//! Swing weights.

use super::shares::normalised;

/// `p_j / sum p`, where p are the points of each criterion's swing: the value of the step from the worst to the best
/// end of its scale, 100 for the most important one. `None` unless all are finite, none is negative and one is above
/// zero.
///
/// P. Goodwin, G. Wright, Decision Analysis for Management Judgment, ch. 3; D. von Winterfeldt, W. Edwards, Decision
/// Analysis and Behavioral Research, 1986.
pub fn swing_weights(points: &[f64]) -> Option<Vec<f64>> {
    let sound = points.iter().all(|p| p.is_finite() && *p >= 0.0) && points.iter().any(|p| *p > 0.0);
    sound.then(|| normalised(points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_a_published_example() {
        // Goodwin & Wright, ch. 3, the office location: closeness, visibility, image, size, comfort, car parking.
        let weights = swing_weights(&[100.0, 80.0, 70.0, 30.0, 20.0, 10.0]).unwrap();
        let percent: Vec<f64> = weights.iter().map(|w| (w * 100.0).round()).collect();
        assert_eq!(percent, [32.0, 26.0, 23.0, 10.0, 6.0, 3.0]);
    }

    #[test]
    fn points_are_no_less_than_nothing_and_not_all_nothing() {
        assert_eq!(swing_weights(&[100.0, -1.0]), None);
        assert_eq!(swing_weights(&[0.0, 0.0]), None);
        assert_eq!(swing_weights(&[100.0, f64::NAN]), None);
        assert_eq!(swing_weights(&[100.0, 0.0]), Some(vec![1.0, 0.0]));
    }
}
