//! Numbers such as `10.000`, which are 10 in YAML, but ten thousand where a point groups digits.

use super::codes;
use super::diagnostics::{Found, shortened};
use super::yaml::Node;

/// Warns about these numbers among several others, unless one of them shows that the point is a decimal mark.
pub(crate) fn check<'n>(numbers: impl Iterator<Item = &'n Node> + Clone, found: &mut Found<'_>) {
    let texts = numbers.clone().filter_map(Node::text);
    if texts.map(decimals).any(|decimals| decimals == Decimals::Sure) {
        return;
    }
    for node in numbers {
        let Some(text) = node.text() else { continue };
        let Decimals::Unsure { whole, part } = decimals(text) else { continue };
        let one = if part.ends_with('0') { part.trim_end_matches('0') } else { part };
        let tail = if one.is_empty() || one.len() == 3 { "0" } else { "" };
        let number = format!("{whole}.{one}{tail}");
        let message =
            format!("{} is read as {number}: its point is a decimal mark, not a thousands separator", shortened(text));
        let help = format!("write {whole}{part} if you mean thousands, or {number} if this is right");
        found.warning(codes::NUMBER_THREE_DECIMALS, &node.span, message, help);
    }
}

/// The meaning of the point in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decimals<'t> {
    /// There is none.
    None,
    /// A decimal mark: not followed by a group of three digits, or preceded only by a zero.
    Sure,
    /// A decimal mark in YAML, but between one to three digits and exactly three.
    Unsure { whole: &'t str, part: &'t str },
}

fn decimals(text: &str) -> Decimals<'_> {
    let text = text.trim();
    let Some((whole, part)) = text.split_once('.') else { return Decimals::None };
    let digits = whole.trim_start_matches(['+', '-']);
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_group = part.len() == 3 && are_digits(part);
    let may_lead = (1..=3).contains(&digits.len()) && are_digits(digits) && !digits.starts_with('0');
    if is_group && may_lead { Decimals::Unsure { whole, part } } else { Decimals::Sure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_behind_a_point_may_be_thousands() {
        for text in ["10.000", "1.234", "-999.500", "+1.000", "100.250"] {
            assert!(matches!(decimals(text), Decimals::Unsure { .. }), "{text}");
        }
        for text in ["0.250", "-0.500", ".500", "1.5", "10.0", "1.2340", "1234.500", "1.00e3", "1.000e3", "007.000"] {
            assert_eq!(decimals(text), Decimals::Sure, "{text}");
        }
        for text in ["10000", "1e3", "0x10"] {
            assert_eq!(decimals(text), Decimals::None, "{text}");
        }
    }

    #[test]
    fn what_the_help_says_is_not_warned_of() {
        let file = |scale: &str| {
            format!(
                "version: 1\naccount: {{ id: id }}\ncriteria:\n  - {{ id: a, column: a, weight: 1, scale: {scale} }}\n"
            )
        };
        let codes = |scale: &str| -> Vec<&str> {
            let checked = super::super::parse("c.yaml", file(scale).as_bytes());
            assert!(checked.model.is_some(), "{scale}: {:?}", checked.findings.iter().collect::<Vec<_>>());
            checked.findings.iter().map(|finding| finding.code).collect()
        };
        for (scale, warnings) in [
            ("{ linear: [10.000, 100.000] }", 2),
            ("{ log: [1.000, 100000] }", 1),
            ("{ rating: [0, 1.000] }", 1),
            ("{ points: { 0: 0, 10.000: 60, 50.000: 100 } }", 2),
            ("{ points: { \"10.000\": 60, \"50.000\": 100 } }", 2),
            ("{ steps: { 1.234: 10.000 } }", 1),
            ("{ linear: [10000, 100000] }", 0),
            ("{ linear: [10.0, 100.0] }", 0),
            ("{ linear: [1.2340, 100.0] }", 0),
            ("{ linear: [0.250, 1.750] }", 0),
            ("{ linear: [1.5, 10.000] }", 0),
            ("{ levels: { a: 12.500, b: 100 } }", 0),
        ] {
            assert_eq!(codes(scale), vec![codes::NUMBER_THREE_DECIMALS; warnings], "{scale}");
        }
    }
}
