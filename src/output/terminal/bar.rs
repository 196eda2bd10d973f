//! A bar of block characters.

/// From an eighth to seven eighths of a column.
const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar for `percent` (0..100) of `columns`, in steps of an eighth of a column; what is above zero shows at least that.
pub(crate) fn bar(percent: f64, columns: usize) -> String {
    // A column count is far below 2^52, and the clamp keeps the product within it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let eighths = {
        let share = if percent.is_finite() { percent.clamp(0.0, 100.0) / 100.0 } else { 0.0 };
        let exact = share * (columns * 8) as f64;
        if exact > 0.0 { exact.round().max(1.0) as usize } else { 0 }
    };
    let mut text = "█".repeat(eighths / 8);
    text.push_str(PARTS.get(eighths % 8).copied().unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_by_eighths() {
        assert_eq!([bar(0.0, 8), bar(100.0, 8), bar(50.0, 8)], ["", "████████", "████"]);
        assert_eq!([bar(87.5, 10), bar(0.01, 10), bar(99.99, 2)], ["████████▊", "▏", "██"]);
        assert_eq!([bar(f64::NAN, 4), bar(-3.0, 4), bar(120.0, 2)], ["", "", "██"]);
    }
}
