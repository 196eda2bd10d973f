//! Defuses a text cell that a spreadsheet could run as a formula.
//!
//! The danger and the apostrophe: OWASP, "CSV Injection".

use super::visible::is_silent;
use std::borrow::Cow;

/// The text, led by an apostrophe where a spreadsheet could run it: where it begins, after spaces, with `=`, `@`, a
/// control character or a full-width `＝＠＋－`, or with `+` or `-` and is neither a number nor a telephone number.
#[inline]
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn is_dangerous(text: &str) -> bool {
    // Most texts begin with a letter.
    !text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) && begins_dangerously(text)
}

fn begins_dangerously(text: &str) -> bool {
    // A tab, a line end or another control character is a danger by itself, so it does not count as a space here.
    let start = text.trim_start_matches(|c: char| !c.is_control() && (c.is_whitespace() || is_silent(c)));
    match start.chars().next() {
        None => false,
        Some('=' | '@' | '＝' | '＠' | '＋' | '－') => true,
        Some('+') => !is_number(start) && !is_telephone(start),
        Some('-') => !is_number(start),
        Some(c) => c.is_control(),
    }
}

/// A sign and digits with marks between them, perhaps an exponent: `-1.234,56`, `+3e5`.
fn is_number(text: &str) -> bool {
    let digits = text.trim_end().get(1..).unwrap_or_default();
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let marks = ['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}'];
    mantissa.bytes().any(|b| b.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || marks.contains(&c))
        && !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// `+49 (0) 30 / 123-45`: a plus, then at least five digits and what people write between them. Nothing of it can call
/// anything.
fn is_telephone(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    rest.chars().filter(char::is_ascii_digit).count() >= 5
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '(' | ')' | '/' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_could_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            " =cmd",
            "\u{a0}@SUM(A1)",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            " \t=x",
            "＝1",
            "＋x",
            "－x",
            "＠x",
            "+x",
            "-x",
            "-",
            "-2+3+cmd|' /C calc'!A0",
            "+1+1",
            "-1-1",
            "\u{feff}=1",
            "\u{200b}=1",
            "+49 30 1234=x",
            "-e5",
            "--5",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn ordinary_text_numbers_and_telephone_numbers_stay() {
        for text in [
            "",
            " ",
            "Acme",
            "a=b",
            "'=1",
            "-5",
            "+4.2",
            "-1.234,56",
            "-1 234.5",
            "+3e5",
            "-3E-5",
            "+49 30 123456",
            "+49 (0) 30 / 123-45",
            "x@y.de",
            "5-3",
            "3M",
        ] {
            assert_eq!(guarded(text), text, "{text:?}");
        }
    }
}
