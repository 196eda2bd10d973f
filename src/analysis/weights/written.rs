//! Weights as a person would write them: percents with few decimals.

/// Weights for a criteria file.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Percents as they are written, each above 0; their sum is 100, apart from the last decimal.
    pub texts: Vec<String>,
    /// How many decimals they have at most.
    pub decimals: u32,
    /// Rounding the weights moves no score by more points than this, as long as no cells are missing.
    pub shift: f64,
}

/// The decimals without customers to check: scores then move by some hundred-thousandths of a point.
const USUAL: u32 = 4;
/// With so many decimals no score moves in its ninth decimal, to which scores are rounded.
const MOST: u32 = 12;

impl Written {
    /// The weights as numbers, in percent.
    pub fn numbers(&self) -> Vec<f64> {
        self.texts.iter().map(|text| text.parse().unwrap_or(0.0)).collect()
    }
}

/// Writes weights (0..1, sum 1) with the fewest decimals that are exact, or else with four, and with more until `holds`
/// accepts them. `whole` is the part of the score that they share, 0..1. `None` where a weight would become 0.
pub fn write(weights: &[f64], whole: f64, holds: impl Fn(&Written) -> bool) -> Option<Written> {
    if !weights.iter().all(|weight| is_writable(*weight)) {
        return None;
    }
    let is_whole = |written: &Written| written.numbers().iter().all(|number| *number > 0.0);
    let mut coarse = (0..USUAL).map(|decimals| round(weights, whole, decimals));
    let exact = coarse.find(|written| is_whole(written) && written.shift < 5e-10);
    let mut fine = (USUAL..MOST).map(|decimals| round(weights, whole, decimals));
    let fitting = || fine.find(|written| is_whole(written) && holds(written));
    Some(exact.or_else(fitting).unwrap_or_else(|| round(weights, whole, MOST)))
}

/// Whether a weight (0..1) stays above 0 when it is written with the most decimals.
pub fn is_writable(weight: f64) -> bool {
    weight * 100.0 * 10_f64.powi(MOST.cast_signed()) >= 0.5
}

/// Rounds each to the nearest, so that equal weights stay equal.
fn round(weights: &[f64], whole: f64, decimals: u32) -> Written {
    let unit = 10_f64.powi(decimals.cast_signed());
    let units: Vec<f64> = weights.iter().map(|weight| (weight * 100.0 * unit).round()).collect();
    let sum: f64 = units.iter().sum();
    // What one weight loses others gain, so a score moves by half of it at most.
    let off: f64 = units.iter().zip(weights).map(|(units, weight)| (units / sum - weight).abs()).sum();
    let texts = units.iter().map(|units| text(*units, decimals)).collect();
    Written { texts, decimals, shift: 100.0 * whole * off / 2.0 }
}

/// So many units of the last decimal, without zeros at the end.
fn text(units: f64, decimals: u32) -> String {
    let digits = format!("{units:0>width$}", width = decimals as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn round_weights_are_written_without_decimals() {
        let written = write(&[0.5, 0.4, 0.1], 1.0, |_| false).unwrap();
        assert_eq!((written.texts, written.decimals), (vec!["50".into(), "40".into(), "10".into()], 0));
        assert_eq!(write(&[0.125, 0.875], 1.0, |_| false).unwrap().texts, ["12.5", "87.5"]);
    }

    #[test]
    fn others_have_four_decimals_and_equals_stay_equal() {
        let written = write(&[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0], 1.0, |_| true).unwrap();
        assert_eq!(written.texts, ["61.1111", "27.7778", "11.1111"]);
        assert!(written.shift < 1e-4 && written.shift > 1e-5, "{}", written.shift);
        let tied = write(&[25.0 / 48.0, 10.0 / 48.0, 10.0 / 48.0, 3.0 / 48.0], 1.0, |_| true).unwrap().texts;
        assert_eq!(tied, ["52.0833", "20.8333", "20.8333", "6.25"]);
        // Equal weights are exact without decimals: only the proportions matter.
        assert_eq!(write(&[1.0 / 3.0; 3], 1.0, |_| true).unwrap().texts, ["33"; 3]);
    }

    #[test]
    fn decimals_are_added_until_the_ranking_holds() {
        let sevenths = [1.0 / 7.0, 2.0 / 7.0, 4.0 / 7.0];
        assert_eq!(write(&sevenths, 1.0, |written| written.decimals >= 6).unwrap().decimals, 6);
        let finest = write(&sevenths, 1.0, |_| false).unwrap();
        assert!(finest.decimals == MOST && finest.shift < 5e-10);
    }

    #[test]
    fn nothing_cannot_be_written() {
        assert_eq!(write(&[1.0, 0.0], 1.0, |_| true), None);
        assert_eq!(write(&[1.0 - 1e-20, 1e-20], 1.0, |_| true), None);
        assert_eq!(write(&[1.0 - 1e-12, 1e-12], 1.0, |_| true).unwrap().texts, ["99.9999999999", "0.0000000001"]);
    }

    proptest! {
        #[test]
        fn a_score_moves_by_no_more_than_is_said(
            raw in prop::collection::vec((0.01..1.0f64, 0.0..100.0f64), 2..12),
        ) {
            let sum: f64 = raw.iter().map(|(w, _)| w).sum();
            let weights: Vec<f64> = raw.iter().map(|(w, _)| w / sum).collect();
            let written = write(&weights, 1.0, |_| true).unwrap();
            let numbers = written.numbers();
            let total: f64 = numbers.iter().sum();
            prop_assert!((total - 100.0).abs() < 1e-3);
            let moved: f64 = raw.iter().zip(&numbers).zip(&weights).map(|(((_, v), n), w)| (n / total - w) * v).sum();
            prop_assert!(moved.abs() <= written.shift + 1e-12, "{moved} {written:?}");
        }
    }
}
