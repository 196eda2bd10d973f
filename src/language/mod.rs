//! The words of documents, interviews and the welcome, in every language they come in.
//!
//! A sentence is a function that matches on [`Language`], so a language that lacks it does not compile. Findings and the
//! help of commands are English.
//!
//! `numbers` writes numbers, `common` has the words that several commands share, and each command has a file of its own.

pub(crate) mod common;
pub(crate) mod compare;
pub(crate) mod condition;
pub(crate) mod draft;
pub(crate) mod explain;
pub(crate) mod inspection;
pub(crate) mod interview;
pub(crate) mod legend;
mod numbers;
pub(crate) mod pairwise;
pub(crate) mod portfolio;
pub(crate) mod score;
pub(crate) mod sensitivity;
pub(crate) mod weights;
pub(crate) mod welcome;
pub(crate) mod written;

/// A language that documents come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// `1,234.5`
    #[default]
    English,
    /// `1.234,5`
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code of two letters (ISO 639-1).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("fr"), None);
    }
}
