//! What a draft takes for granted, and what it makes of its export.

use super::super::Language;
use Language::{English, German};

/// What is guessed of the columns: id, name, today's status, turnover, decimal mark, knockout.
pub(crate) const fn guesses(language: Language) -> [&'static str; 6] {
    match language {
        English => ["id", "name", "today's status", "turnover, the newest first", "the decimal mark", "not ranked"],
        German => {
            ["Nummer", "Name", "heutiger Status", "Umsatz, der neueste zuerst", "das Dezimalzeichen", "nicht bewertet"]
        }
    }
}

/// `A is Key account`
pub(crate) fn word_means(language: Language, word: &str, tier: &str) -> String {
    match language {
        English => format!("{word} is {tier}"),
        German => format!("{word} ist {tier}"),
    }
}

/// What a draft makes of its export: the first few accounts by a file.
pub(crate) fn top_of(language: Language, shown: usize, customers: &str, file: &str) -> String {
    match language {
        English => format!("Top {shown} of {customers} by {file}"),
        German => format!("Die ersten {shown} von {customers} nach {file}"),
    }
}

pub(crate) fn tiers_line(language: Language, tiers: &str) -> String {
    match language {
        English => format!("Tiers: {tiers}"),
        German => format!("Stufen: {tiers}"),
    }
}

pub(crate) fn guessed(language: Language, file: &str) -> String {
    match language {
        English => format!("Guessed, by the lines of {file}:"),
        German => format!("Vermutet, nach den Zeilen von {file}:"),
    }
}

pub(crate) fn nothing_speaks_for(language: Language, criteria: &str) -> String {
    match language {
        English => format!("Nothing in the export speaks for: {criteria}. The file says what to collect."),
        German => format!("Nichts im Export spricht für: {criteria}. Die Datei sagt, was zu sammeln ist."),
    }
}
