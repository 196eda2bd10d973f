//! One shape of condition for knockouts, requirements and flags.

use super::Day;
use crate::text::same_text;

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A cell as it stands.
    Column(String),
    /// The points of the criterion with that id.
    Criterion(String),
}

/// The test that a condition makes. For a missing cell all but `Missing` are false.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Greater or equal.
    AtLeast(f64),
    /// Less or equal.
    AtMost(f64),
    /// Greater.
    Above(f64),
    /// Less.
    Below(f64),
    /// One of these numbers (`negated`: none of them).
    Numbers {
        /// The numbers, at least one.
        any_of: Vec<f64>,
        /// `not_in`
        negated: bool,
    },
    /// One of these texts, compared by [`same_text`] (`negated`: none of them).
    Texts {
        /// The texts, trimmed, at least one.
        any_of: Vec<String>,
        /// `not_in`
        negated: bool,
    },
    /// A date before this day.
    Before(Day),
    /// A date after this day.
    After(Day),
    /// The cell is missing; with `false`, it is not.
    Missing(bool),
}

/// A subject and a test.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it looks at.
    pub subject: Subject,
    /// The test.
    pub test: Test,
}

impl Test {
    /// Whether it tests a number, not a text and not only whether there is a value.
    pub fn is_numeric(&self) -> bool {
        !matches!(self, Test::Texts { .. } | Test::Missing(_)) && !self.is_of_dates()
    }

    /// Whether it tests a date.
    pub fn is_of_dates(&self) -> bool {
        matches!(self, Test::Before(_) | Test::After(_))
    }

    /// Whether a number passes it. A date is its [`Day::number`].
    #[allow(clippy::float_cmp, reason = "a condition on equality means the very number")]
    pub fn holds_of_number(&self, value: Option<f64>) -> bool {
        match (self, value) {
            (Test::Missing(wanted), value) => value.is_none() == *wanted,
            (_, None) | (Test::Texts { .. }, _) => false,
            (Test::AtLeast(limit), Some(x)) => x >= *limit,
            (Test::AtMost(limit), Some(x)) => x <= *limit,
            (Test::Above(limit), Some(x)) => x > *limit,
            (Test::Below(limit), Some(x)) => x < *limit,
            (Test::Before(day), Some(x)) => x < day.number(),
            (Test::After(day), Some(x)) => x > day.number(),
            (Test::Numbers { any_of, negated }, Some(x)) => any_of.contains(&x) != *negated,
        }
    }

    /// Whether a text passes it.
    pub fn holds_of_text(&self, value: Option<&str>) -> bool {
        match (self, value) {
            (Test::Missing(wanted), value) => value.is_none() == *wanted,
            (Test::Texts { any_of, negated }, Some(text)) => any_of.iter().any(|t| same_text(t, text)) != *negated,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_cell_satisfies_only_missing() {
        assert!(!Test::Below(5.0).holds_of_number(None));
        assert!(!Test::Texts { any_of: vec!["a".into()], negated: true }.holds_of_text(None));
        assert!(Test::Missing(true).holds_of_number(None));
        assert!(Test::Missing(false).holds_of_text(Some("a")));
    }

    #[test]
    fn texts_compare_as_people_read_them() {
        let umlauts = Test::Texts { any_of: vec!["Übergabe".into()], negated: false };
        assert!(umlauts.holds_of_text(Some(" übergabe ")));
        assert!(!umlauts.holds_of_text(Some("ubergabe")));
    }
}
