//! The words of the portfolio.

use super::Language;
use super::common::{Noun, counted};
use Language::{English, German};

/// The title of the matrix.
pub(crate) fn portfolio(language: Language, accounts: u64) -> String {
    let accounts = counted(language, accounts, Noun::Account);
    match language {
        English => format!("Portfolio of {accounts}"),
        German => format!("Portfolio: {accounts}"),
    }
}

/// An axis of the portfolio, and where it begins to be high.
pub(crate) fn axis(language: Language, label: &str, split: f64) -> String {
    let split = language.full(split);
    match language {
        English => format!("{label} (high from {split})"),
        German => format!("{label} (hoch ab {split})"),
    }
}

pub(crate) fn without_place(language: Language, accounts: u64) -> String {
    let accounts = counted(language, accounts, Noun::Account);
    match language {
        English => format!("{accounts} without a place in it: nothing is known on one of the axes"),
        German => format!("{accounts} ohne Platz darin: zu einer der Achsen ist nichts bekannt"),
    }
}

pub(crate) const fn low(language: Language) -> &'static str {
    match language {
        English => "low",
        German => "niedrig",
    }
}

pub(crate) const fn high(language: Language) -> &'static str {
    match language {
        English => "high",
        German => "hoch",
    }
}
