//! What a draft was made from, and what to do next.

use super::super::Language;
use super::super::common::{Noun, counted, noun};
use Language::{English, German};

/// From how many customers and columns a draft is, and how many of the five criteria it has.
pub(crate) fn drafted_from(language: Language, customers: u64, columns: u64, criteria: usize) -> String {
    let used = counted(language, columns, Noun::Column);
    let of = match (language, criteria) {
        (English, 0) => format!("{used}, none of which says by its name which criterion it belongs to"),
        (English, 5) => format!("all five criteria, from {used}"),
        (English, n) => format!("{n} of the five criteria, from {used}"),
        (German, 0) => format!("{used}, doch kein Name sagt, zu welchem Kriterium die Werte gehören"),
        (German, 5) => format!("alle fünf Kriterien, aus {used}"),
        (German, n) => format!("{n} von fünf Kriterien, aus {used}"),
    };
    match language {
        English => format!("drafted from {}: {of}", counted(language, customers, Noun::Customer)),
        // The dative of one is that of many.
        German => format!("Entwurf aus {} {}: {of}", language.count(customers), noun(language, 2, Noun::Customer)),
    }
}

/// The command after a draft that was written to a file.
pub(crate) fn next(language: Language, command: &str) -> String {
    match language {
        English => format!("next: {command}"),
        German => format!("als Nächstes: {command}"),
    }
}

/// What to do with a draft that was printed.
pub(crate) fn save_and_check(language: Language, file: &str, command: &str) -> String {
    match language {
        English => format!("save it as {file}, look for CHECK in it, then: {command}"),
        German => format!("als {file} speichern, darin nach CHECK suchen, dann: {command}"),
    }
}
