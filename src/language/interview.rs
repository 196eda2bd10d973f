//! The words of the interview about the columns of an export, and of the menu in which questions are answered.

use super::Language;
use Language::{English, German};

/// What one column is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Id,
    Name,
    Turnover,
    Status,
}

/// How to answer, before the first question.
pub(crate) const fn how_to_answer(language: Language) -> &'static str {
    match language {
        English => {
            "Type the key in front of a choice, or use arrows. Enter takes what is marked; Esc goes back one question; \
             Ctrl-C ends, and nothing is written."
        }
        German => {
            "Tippen Sie das Zeichen vor einer Auswahl, oder nehmen Sie die Pfeiltasten. Enter übernimmt, was markiert \
             ist; Esc geht eine Frage zurück; Strg+C bricht ab, dann wird nichts geschrieben."
        }
    }
}

/// The question for the column of a role.
pub(crate) const fn which_column(language: Language, role: Role) -> &'static str {
    match (language, role) {
        (English, Role::Id) => "Which column is unique for each customer (the id)?",
        (English, Role::Name) => "Which column names the customer?",
        (English, Role::Turnover) => "Which column holds your turnover with it?",
        (English, Role::Status) => "Which column says how it is treated today (A, B, C; key account)?",
        (German, Role::Id) => "Welche Spalte ist bei jedem Kunden anders (die Kundennummer)?",
        (German, Role::Name) => "In welcher Spalte steht der Name des Kunden?",
        (German, Role::Turnover) => "In welcher Spalte steht Ihr Umsatz mit dem Kunden?",
        (German, Role::Status) => "Welche Spalte sagt, wie der Kunde heute eingestuft ist (A, B, C; Key Account)?",
    }
}

/// The question for the columns of a criterion, with what the criterion is about.
pub(crate) fn which_columns(language: Language, criterion: &str, about: &str) -> String {
    match language {
        English => format!("Which columns speak for {criterion}? {about}"),
        German => format!("{criterion}: Welche Spalten sprechen dafür? {about}"),
    }
}

/// The question for the best word of a column, or for the next best once there is one.
pub(crate) fn which_word(language: Language, column: &str, is_first: bool) -> String {
    match (language, is_first) {
        (English, true) => format!("{column}: which of these is the best?"),
        (English, false) => format!("{column}: and which of the others?"),
        (German, true) => format!("{column}: Was davon ist am besten?"),
        (German, false) => format!("{column}: Und was von den übrigen?"),
    }
}

/// The choice of no column.
pub(crate) const fn none_of_them(language: Language) -> &'static str {
    match language {
        English => "none of them",
        German => "keine davon",
    }
}

/// The answer where nothing is ticked.
pub(crate) const fn none(language: Language) -> &'static str {
    match language {
        English => "none",
        German => "keine",
    }
}

/// How to tick choices.
pub(crate) const fn how_to_tick(language: Language) -> &'static str {
    match language {
        English => "Keys and the space bar tick and untick; Enter takes what is ticked",
        German => "Zeichen und Leertaste haken an und ab; Enter übernimmt, was angehakt ist",
    }
}

/// The keys that can be typed, after another one was.
pub(crate) fn keys(language: Language, keys: &str) -> String {
    match language {
        English => format!("Type {keys}; or arrows and Enter"),
        German => format!("Tippen Sie {keys}, oder nehmen Sie Pfeiltasten und Enter"),
    }
}
