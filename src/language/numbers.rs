//! How a language writes numbers. The marks are chosen here and nowhere else.

use super::Language;
use crate::text::number;

impl Language {
    /// A count, in groups of three: `4,312` and `4.312`.
    pub(crate) fn count(self, count: u64) -> String {
        self.with_marks(number::grouped(count))
    }

    /// So many decimals, a half rounded away from zero, and no negative zero.
    pub(crate) fn rounded(self, value: f64, decimals: usize) -> String {
        self.with_marks(number::rounded(value, decimals))
    }

    /// The same with its sign, but for zero.
    pub(crate) fn signed(self, value: f64, decimals: usize) -> String {
        let text = self.rounded(value, decimals);
        let is_zero = text.bytes().all(|b| matches!(b, b'0' | b'.' | b','));
        if value > 0.0 && !is_zero { format!("+{text}") } else { text }
    }

    /// A number from 0 to 100 in percent: `75.0 %` and `75,0 %`.
    pub(crate) fn percent(self, value: f64, decimals: usize) -> String {
        format!("{} %", self.rounded(value, decimals))
    }

    /// An amount without decimals where it is large, with two where it is small.
    pub(crate) fn amount(self, value: f64) -> String {
        self.with_marks(number::amount(value))
    }

    /// All digits that a number has.
    pub(crate) fn full(self, value: f64) -> String {
        self.with_marks(number::full(value))
    }

    /// A number that is written with a decimal point and with commas between groups, with the marks of this language.
    pub(crate) fn with_marks(self, number: String) -> String {
        match self {
            Language::English => number,
            Language::German => number
                .chars()
                .map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    other => other,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_marks() {
        let both = |write: fn(Language) -> String| Language::ALL.map(write);
        assert_eq!(both(|l| l.amount(-1_234_567.0)), ["-1,234,567", "-1.234.567"]);
        assert_eq!(both(|l| l.amount(234.5)), ["234.50", "234,50"]);
        assert_eq!(both(|l| l.signed(0.04, 1)), ["0.0", "0,0"]);
        assert_eq!(both(|l| l.signed(-2.0, 1)), ["-2.0", "-2,0"]);
        assert_eq!(both(|l| l.full(0.25)), ["0.25", "0,25"]);
    }
}
