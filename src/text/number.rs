//! Numbers as text: in full for programs, short for people.

use std::io::Write as _;

/// Appends the shortest text that reads back as the same number: `87.5`, `100`, `1.5e300`. It is never `-0`;
/// for NaN and infinities nothing is appended.
pub(crate) fn push_full(value: f64, to: &mut Vec<u8>) {
    if !value.is_finite() || push_short(value, to) {
        return;
    }
    // Adding zero turns -0 into 0 and changes nothing else.
    let value = value + 0.0;
    let size = value.abs();
    // Writing to memory cannot fail.
    let _ = if size >= 1e16 || (size > 0.0 && size < 1e-6) { write!(to, "{value:e}") } else { write!(to, "{value}") };
}

/// Appends a number below a million with at most nine decimals; does nothing and returns false for any other. Such a
/// number has at most fifteen digits, and no other double has the same ones, so they are the shortest text that reads
/// back as it.
fn push_short(value: f64, to: &mut Vec<u8>) -> bool {
    match units(value) {
        #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
        Some(units) if (units as f64 / 1e9).to_bits() == value.to_bits() => {
            push_units(units, to);
            true
        }
        _ => false,
    }
}

/// Appends a number rounded to nine decimals, just as [`nine`] and [`push_full`] do.
pub(crate) fn push_nine(value: f64, to: &mut Vec<u8>) {
    match units(value) {
        Some(units) => push_units(units, to),
        None => push_full(nine(value), to),
    }
}

/// The nearest whole number of units of 1e-9, halves upwards, for numbers that are written without an exponent.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "below 2^53")]
fn units(value: f64) -> Option<u64> {
    if !(value == 0.0 || (1e-6..1e6).contains(&value)) {
        return None;
    }
    let scaled = value * 1e9;
    let below = scaled as u64;
    Some(below + u64::from(scaled - below as f64 >= 0.5))
}

/// Appends so many units of 1e-9.
fn push_units(units: u64, to: &mut Vec<u8>) {
    let mut digits = Digits::default();
    let part = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let (whole, mut decimals) = (part(units / 1_000_000_000), part(units % 1_000_000_000));
    if decimals > 0 {
        // Most numbers have few decimals.
        let mut left = 9;
        for (zeros, power) in [(6, 1_000_000), (3, 1000), (1, 10), (1, 10)] {
            if decimals.is_multiple_of(power) {
                decimals /= power;
                left -= zeros;
            }
        }
        for _ in 0..left {
            digits.put(b'0' + u8::try_from(decimals % 10).unwrap_or(0));
            decimals /= 10;
        }
        digits.put(b'.');
    }
    digits.put_count(whole.into());
    to.extend_from_slice(digits.text());
}

/// Appends a whole number.
pub(crate) fn push_count(count: u64, to: &mut Vec<u8>) {
    let mut digits = Digits::default();
    digits.put_count(count);
    to.extend_from_slice(digits.text());
}

/// The digits of a number, put from the last one to the first.
#[derive(Debug, Default)]
struct Digits {
    /// Right-aligned. A count has twenty digits at most.
    bytes: [u8; 32],
    len: usize,
}

impl Digits {
    fn put(&mut self, byte: u8) {
        self.len += 1;
        if let Some(place) = self.bytes.len().checked_sub(self.len).and_then(|at| self.bytes.get_mut(at)) {
            *place = byte;
        }
    }

    fn put_count(&mut self, mut count: u64) {
        loop {
            self.put(b'0' + u8::try_from(count % 10).unwrap_or(0));
            count /= 10;
            if count == 0 {
                return;
            }
        }
    }

    fn text(&self) -> &[u8] {
        self.bytes.len().checked_sub(self.len).and_then(|start| self.bytes.get(start..)).unwrap_or_default()
    }
}

/// What [`push_full`] appends, as a text of its own.
pub(crate) fn full(value: f64) -> String {
    let mut text = Vec::new();
    push_full(value, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// One decimal, as the table shows contributions and shares.
pub(crate) fn short(value: f64) -> String {
    rounded(value, 1)
}

/// The value with so many decimals, a half rounded away from zero as people do it (78.25 is 78.3), and no negative zero.
///
/// Meant for what the model rounds to 9 decimals: a tenth of the last one makes every exact half fall the same way.
pub(crate) fn rounded(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value + 1e-10_f64.copysign(value));
    let zero = text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
    if zero { text.trim_start_matches('-').to_owned() } else { text }
}

/// The value with so many decimals, and with as many more decimals as it takes (nine at most) to stand on the same side of each line as the value
/// itself: 69.9997 is not shown as 70.0 where a tier begins at 70. A value that is on a line has reached it.
pub(crate) fn rounded_beside(value: f64, decimals: usize, lines: &[f64]) -> String {
    let tells = |text: &String| {
        text.parse::<f64>().is_ok_and(|shown| lines.iter().all(|line| (shown >= *line) == (value >= *line)))
    };
    (decimals..9).map(|more| rounded(value, more)).find(tells).unwrap_or_else(|| nine(value).to_string())
}

/// How many decimals it takes (two to nine) to show numbers that differ as different ones.
pub(crate) fn telling_apart(values: &[f64]) -> usize {
    let all_differ = |decimals: &usize| {
        values.iter().enumerate().all(|(at, a)| {
            let mut others = values.iter().take(at).filter(|b| nine(**b).total_cmp(&nine(*a)).is_ne());
            others.all(|b| rounded(*a, *decimals) != rounded(*b, *decimals))
        })
    };
    (2..9).find(all_differ).unwrap_or(9)
}

/// Nine decimals, as the model rounds a score: what points and contributions have beyond them is the noise of the
/// arithmetic.
pub(crate) fn nine(value: f64) -> f64 {
    let rounded = (value * 1e9).round() / 1e9;
    // Adding zero turns -0 into 0.
    if value.abs() < 1e6 { rounded + 0.0 } else { value }
}

/// The 14 digits that arithmetic on doubles keeps; what lies beyond is its noise. Never `-0`.
pub(crate) fn sound(value: f64) -> f64 {
    format!("{value:.13e}").parse().unwrap_or(value) + 0.0
}

/// A count with a comma between groups of three: `4,312`.
pub(crate) fn grouped(count: u64) -> String {
    group(&count.to_string())
}

/// `1 customer`, `4,312 customers`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// An amount without decimals where it is large, with two where it is small.
pub(crate) fn amount(value: f64) -> String {
    let size = value.abs();
    if size >= 1e15 {
        return full(value);
    }
    let digits = if size >= 1000.0 || size.fract() == 0.0 { format!("{size:.0}") } else { format!("{size:.2}") };
    let sign = if value < 0.0 && digits.bytes().any(|b| b.is_ascii_digit() && b != b'0') { "-" } else { "" };
    match digits.split_once('.') {
        Some((whole, decimals)) => format!("{sign}{}.{decimals}", group(whole)),
        None => format!("{sign}{}", group(&digits)),
    }
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn in_full_reads_back_as_the_same_number() {
        for value in [0.1 + 0.2, 87.5, 100.0, 1e300, 5e-324, -2.5, 33.333_333_333, 123_456_789_012_345.6] {
            assert_eq!(full(value).parse::<f64>().map(f64::to_bits), Ok(value.to_bits()));
        }
        assert_eq!([full(100.0), full(-0.0), full(1e16), full(f64::NAN)], ["100", "0", "1e16", ""]);
    }

    #[test]
    fn short_numbers_have_one_decimal_and_no_negative_zero() {
        assert_eq!([short(87.25), short(-0.01), short(100.0)], ["87.3", "0.0", "100.0"]);
    }

    #[test]
    fn no_rounding_crosses_a_line() {
        let lines = [70.0, 55.0];
        let shown = |value| rounded_beside(value, 1, &lines);
        assert_eq!([shown(69.9997), shown(69.94), shown(70.0)], ["69.9997", "69.9", "70.0"]);
        assert_eq!([shown(69.96), shown(54.999_999_999), shown(70.000_1)], ["69.96", "54.999999999", "70.0"]);
        assert_eq!(rounded_beside(70.04, 1, &[70.04]), "70.04");
        assert_eq!(rounded_beside(69.9997, 1, &[]), "70.0");
    }

    #[test]
    fn numbers_that_differ_are_told_apart() {
        assert_eq!(telling_apart(&[72.0, 71.9985, 72.0, 94.0]), 3);
        assert_eq!([telling_apart(&[]), telling_apart(&[1.0, 1.0]), telling_apart(&[1.0, 1.000_000_001])], [2, 2, 9]);
    }

    #[test]
    fn nine_decimals_take_the_noise_away() {
        assert_eq!([nine(2.699_999_999_999_999_7), nine(0.1 + 0.2), nine(-1e-12)].map(full), ["2.7", "0.3", "0"]);
        assert_eq!([nine(100.0 / 3.0), nine(1e300)].map(full), ["33.333333333", "1e300"]);
    }

    proptest! {
        #[test]
        fn the_quick_way_writes_what_the_long_way_writes(units in 0..=1_000_000_000_000_000u64, decimals in 0..10u32, count: u64) {
            let value = (units / 10u64.pow(decimals)) as f64 / 1e9;
            let long = if value > 0.0 && value < 1e-6 { format!("{value:e}") } else { format!("{value}") };
            prop_assert_eq!(full(value), long);
            let mut text = Vec::new();
            push_count(count, &mut text);
            prop_assert_eq!(text, count.to_string().into_bytes());
        }

        #[test]
        fn nine_decimals_are_written_as_they_are_rounded(value in -1e7..1e7f64, small in -1e-5..1e-5f64) {
            for value in [value, value / 1e5, small, small / 1e6] {
                let mut text = Vec::new();
                push_nine(value, &mut text);
                prop_assert_eq!(String::from_utf8(text).unwrap(), full(nine(value)));
            }
        }

        #[test]
        fn contributions_of_nine_decimals_still_add_up(parts in prop::collection::vec(0.0..100.0f64, 1..19)) {
            let (exact, written) = (parts.iter().sum::<f64>(), parts.iter().copied().map(nine).sum::<f64>());
            prop_assert!((exact - written).abs() < 1e-8);
        }

        #[test]
        fn what_is_shown_stands_where_the_score_stands(units in 0..=100_000_000_000u64, lines in prop::collection::vec(0..=1000u32, 0..4)) {
            // Any score of nine decimals beside lines of one, and beside those that it all but touches.
            #[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
            let score = units as f64 / 1e9;
            let lines: Vec<f64> = lines.iter().map(|line| f64::from(*line) / 10.0).chain([nine(score + 1e-9)]).collect();
            let shown: f64 = rounded_beside(score, 1, &lines).parse().unwrap();
            prop_assert!(lines.iter().all(|line| (shown >= *line) == (score >= *line)), "{} {:?}", shown, lines);
        }
    }

    #[test]
    fn counts_and_amounts_are_grouped() {
        assert_eq!([grouped(0), grouped(999), grouped(4312), grouped(1_234_567)], ["0", "999", "4,312", "1,234,567"]);
        assert_eq!([amount(1_234_567.8), amount(-1200.0), amount(12.345)], ["1,234,568", "-1,200", "12.35"]);
        assert_eq!([amount(-0.001), amount(7.0)], ["0.00", "7"]);
        assert_eq!([counted(1, "line", "lines"), counted(1000, "line", "lines")], ["1 line", "1,000 lines"]);
    }
}
