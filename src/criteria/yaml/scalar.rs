//! What a scalar without quotes means: nothing, true or false, a number, or a text.
//!
//! YAML 1.2, with `0b` beside `0x` and `0o`: `yes`, `no` and `on` are texts, and so are dates, `05` and `1_000`.

/// The kinds of scalars in YAML.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text,
}

/// The meaning of a scalar without quotes.
pub(crate) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or(Value::Text, Value::Number),
    }
}

fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    for (mark, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = digits.strip_prefix(mark) {
            return whole(rest, radix).map(|number| sign * number);
        }
    }
    match digits {
        ".inf" | ".Inf" | ".INF" => return Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" if digits == text => return Some(f64::NAN),
        _ => {}
    }
    let is_code = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    // Rust also reads words such as `inf` as numbers.
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let read = (is_number && !is_code).then(|| digits.parse::<f64>().ok()).flatten()?;
    // -0 is 0.
    read.is_finite().then_some(sign * read + 0.0)
}

#[expect(clippy::cast_precision_loss, reason = "a number of more than 53 bits is rounded, as a decimal one is")]
fn whole(digits: &str, radix: u32) -> Option<f64> {
    if digits.starts_with(['+', '-']) {
        return None;
    }
    u128::from_str_radix(digits, radix).ok().map(|number| number as f64)
}

/// Whether Rust reads it as a finite number.
pub(crate) fn decimal(text: &str) -> bool {
    starts_as_number(text) && text.parse().is_ok_and(f64::is_finite)
}

pub(crate) fn starts_as_number(text: &str) -> bool {
    text.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `serde_yaml` says.
    fn reference(text: &str) -> Option<Value> {
        Some(match serde_yaml::from_str::<serde_yaml::Value>(text).ok()? {
            serde_yaml::Value::Null => Value::Null,
            serde_yaml::Value::Bool(value) => Value::Bool(value),
            serde_yaml::Value::Number(number) => Value::Number(number.as_f64()?),
            serde_yaml::Value::String(_) => Value::Text,
            _ => return None,
        })
    }

    fn same(a: Value, b: Value) -> bool {
        match (a, b) {
            // Zero has no sign in a criteria file.
            (Value::Number(a), Value::Number(b)) => (a + 0.0).total_cmp(&(b + 0.0)).is_eq() || a.is_nan() && b.is_nan(),
            (a, b) => a == b,
        }
    }

    #[test]
    fn words_and_codes_are_texts() {
        for text in
            ["yes", "no", "on", "05", "-05", "1_000", "inf", "nan", "2026-12-01", "1e400", "0xg", "1,5", "--1", "+-1"]
        {
            assert_eq!(plain(text), Value::Text, "{text}");
        }
        assert_eq!(
            [plain("0x10"), plain("1e3"), plain(".5"), plain("-0b11")].map(|v| same(v, Value::Text)),
            [false; 4]
        );
    }

    proptest! {
        #[test]
        fn a_second_parser_agrees(text in "[-+]{0,2}(0[xob]?)?[0-9a-f._eE]{0,6}|[-+]?\\.(inf|Inf|nan|NAN)|true|TRUE|null|~|yes|[-+]?[0-9]{30,40}") {
            if let Some(reference) = reference(&text) {
                prop_assert!(same(plain(&text), reference), "{text}: {:?} {reference:?}", plain(&text));
            }
        }
    }
}
