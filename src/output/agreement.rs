//! How well two orders agree, in a word.

/// The word for a Kendall tau-b, taken as it is shown, with two decimals.
///
/// 0.1, 0.3 and 0.5 are what Cohen (Statistical Power Analysis for the Behavioral Sciences, 1988) calls a small, medium and
/// large correlation; Hopkins (A Scale of Magnitudes for Effect Statistics, 2002) adds 0.7 for a very large one. Both
/// speak of Pearson's r. Taking their thresholds for tau-b, which is mostly smaller, is a convention of our own.
pub(crate) fn agreement(tau_b: f64) -> &'static str {
    match (tau_b * 100.0).round() {
        hundredths if hundredths >= 70.0 => "very high",
        hundredths if hundredths >= 50.0 => "high",
        hundredths if hundredths >= 30.0 => "moderate",
        hundredths if hundredths >= 10.0 => "low",
        hundredths if hundredths <= -10.0 => "reversed",
        _ => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_begins_at_its_threshold() {
        let words = [
            (1.0, "very high"),
            (0.7, "very high"),
            (0.69, "high"),
            (0.5, "high"),
            (0.49, "moderate"),
            (0.3, "moderate"),
            (0.29, "low"),
            (0.1, "low"),
            (0.09, "none"),
            (0.0, "none"),
            (-0.09, "none"),
            (-0.1, "reversed"),
            (-1.0, "reversed"),
        ];
        for (tau_b, word) in words {
            assert_eq!(agreement(tau_b), word, "{tau_b}");
        }
    }

    #[test]
    fn the_word_fits_the_number_that_is_shown() {
        assert_eq!([agreement(0.2951), agreement(0.2949)], ["moderate", "low"]);
        assert_eq!([format!("{:.2}", 0.2951), format!("{:.2}", 0.2949)], ["0.30", "0.29"]);
    }
}
