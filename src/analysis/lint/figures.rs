//! Numbers as the messages of the rules show them.

use crate::statistics::rounding::rounded;

/// `0.0375` as `3.75 %`.
pub(crate) fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Points or a score: at most two decimals.
pub(crate) fn points(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A tau-b or a correlation with three decimals, cut and not rounded, so that 0.9999 is never shown as 1.
pub(crate) fn three_digits(x: f64) -> String {
    format!("{:.3}", (x * 1000.0).floor() / 1000.0)
}

/// Whether the share is below the limit. Both are rounded first, so that errors of the last digits do not decide.
pub(crate) fn is_below(share: f64, limit: f64) -> bool {
    rounded(share) < rounded(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_figure_says_more_than_it_is() {
        assert_eq!((percent(0.0375), percent(0.05), percent(0.1)), ("3.75 %".into(), "5 %".into(), "10 %".into()));
        assert_eq!((points(63.25), points(40.0), points(0.0)), ("63.25".into(), "40".into(), "0".into()));
        assert_eq!((three_digits(0.9999), three_digits(1.0)), ("0.999".into(), "1.000".into()));
        assert!(!is_below(0.15 * (2.0 / 3.0) * 0.5, 0.05) && is_below(0.0499, 0.05));
    }
}
