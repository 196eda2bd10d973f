//! The words under the ranked table: what its marks mean, and what found no room.

use super::Language;
use super::common::{Noun, counted, noun};
use Language::{English, German};

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Promoted,
    Demoted,
    New,
    Uncertain,
    Flagged,
}

/// In a word.
pub(crate) const fn mark(language: Language, mark: Mark) -> &'static str {
    match (mark, language) {
        (Mark::Promoted, English) => "↑ promoted",
        (Mark::Promoted, German) => "↑ hochgestuft",
        (Mark::Demoted, English) => "↓ demoted",
        (Mark::Demoted, German) => "↓ herabgestuft",
        (Mark::New, English) => "+ new",
        (Mark::New, German) => "+ neu",
        (Mark::Uncertain, English) => "? uncertain",
        (Mark::Uncertain, German) => "? unsicher",
        (Mark::Flagged, English) => "⚑ flagged",
        (Mark::Flagged, German) => "⚑ mit Kennzeichen",
    }
}

/// What the marks of changes mean.
pub(crate) const fn marks_of_changes(language: Language) -> &'static str {
    match language {
        English => "↑ promoted, ↓ demoted, + in no tier today",
        German => "↑ hochgestuft, ↓ herabgestuft, + heute ohne Stufe",
    }
}

/// How wide a terminal must be to show the criteria.
pub(crate) fn criteria_need(language: Language, width: usize, format: &str) -> String {
    match language {
        English => format!("Criteria: widen the terminal to {width} columns, or -f {format}"),
        German => format!("Kriterien: Fenster auf {width} Zeichen verbreitern oder -f {format}"),
    }
}

/// The same with how many other columns are left out.
pub(crate) fn criteria_and_more_need(language: Language, width: usize, format: &str, more: u64) -> String {
    let (criteria, count) = (criteria_need(language, width, format), language.count(more));
    let columns = noun(language, more, Noun::Column);
    match language {
        English => format!("{criteria} (also {count} more {columns})"),
        German => format!("{criteria} (dazu {count} weitere {columns})"),
    }
}

/// The columns that are left out: by name, else how many.
pub(crate) fn not_shown(language: Language, columns: &[&str], format: &str) -> [String; 2] {
    let (names, count) = (columns.join(", "), counted(language, columns.len() as u64, Noun::Column));
    [names, count].map(|what| match language {
        English => format!("Not shown: {what}; widen the terminal, or -f {format}"),
        German => format!("Nicht gezeigt: {what}; Fenster verbreitern oder -f {format}"),
    })
}
