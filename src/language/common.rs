//! The words that documents of several commands share.

use super::Language;
use Language::{English, German};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noun {
    Account,
    Column,
    Criterion,
    Customer,
    Day,
    Error,
    File,
    Line,
    Notice,
    Place,
    Warning,
}

/// One and many of it. The German plurals are the same in every case that follows a preposition.
const fn forms(language: Language, noun: Noun) -> (&'static str, &'static str) {
    match (noun, language) {
        (Noun::Account, English) => ("account", "accounts"),
        (Noun::Column, English) => ("column", "columns"),
        (Noun::Customer, English) => ("customer", "customers"),
        (Noun::Account | Noun::Customer, German) => ("Kunde", "Kunden"),
        (Noun::Column, German) => ("Spalte", "Spalten"),
        (Noun::Criterion, English) => ("criterion", "criteria"),
        (Noun::Criterion, German) => ("Kriterium", "Kriterien"),
        (Noun::Day, English) => ("day", "days"),
        (Noun::Day, German) => ("Tag", "Tage"),
        (Noun::Error, English) => ("error", "errors"),
        (Noun::Error, German) => ("Fehler", "Fehler"),
        (Noun::File, English) => ("file", "files"),
        (Noun::File, German) => ("Datei", "Dateien"),
        (Noun::Line, English) => ("line", "lines"),
        (Noun::Line, German) => ("Zeile", "Zeilen"),
        (Noun::Notice, English) => ("notice", "notices"),
        (Noun::Notice, German) => ("Hinweis", "Hinweise"),
        (Noun::Place, English) => ("place", "places"),
        (Noun::Place, German) => ("Platz", "Plätze"),
        (Noun::Warning, English) => ("warning", "warnings"),
        (Noun::Warning, German) => ("Warnung", "Warnungen"),
    }
}

/// The word for so many.
pub(crate) const fn noun(language: Language, count: u64, noun: Noun) -> &'static str {
    let (one, many) = forms(language, noun);
    if count == 1 { one } else { many }
}

/// `1 customer`, `4,312 customers`.
pub(crate) fn counted(language: Language, count: u64, of: Noun) -> String {
    format!("{} {}", language.count(count), noun(language, count, of))
}

/// How many a list leaves out.
pub(crate) fn and_more(language: Language, count: u64) -> String {
    let count = language.count(count);
    match language {
        English => format!("and {count} more"),
        German => format!("und {count} weitere"),
    }
}

/// The first `most` of some names, and how many more there are. The JSON of the same command must hold all of them.
pub(crate) fn first_few(language: Language, names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = names.len().saturating_sub(most) as u64;
    let named = names.take(most).collect::<Vec<_>>().join(", ");
    match (language, more) {
        (_, 0) => named,
        (English, _) => format!("{named} {} (-f json names all)", and_more(language, more)),
        (German, _) => format!("{named} {} (alle mit -f json)", and_more(language, more)),
    }
}

/// The same where room is short.
pub(crate) fn plus_more(language: Language, count: u64) -> String {
    let count = language.count(count);
    match language {
        English => format!("+{count} more"),
        German => format!("+{count} weitere"),
    }
}

/// `a, b and c`.
pub(crate) fn and(language: Language, names: &[impl AsRef<str>]) -> String {
    let and = match language {
        English => "and",
        German => "und",
    };
    joined(names, and)
}

/// `a, b or c`.
pub(crate) fn or(language: Language, names: &[impl AsRef<str>]) -> String {
    let or = match language {
        English => "or",
        German => "oder",
    };
    joined(names, or)
}

fn joined(names: &[impl AsRef<str>], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [others @ .., name] if !others.is_empty() => format!("{} {last} {name}", others.join(", ")),
        _ => names.concat(),
    }
}

/// The header of customers' names.
pub(crate) const fn account(language: Language) -> &'static str {
    match language {
        English => "Account",
        German => "Kunde",
    }
}

pub(crate) const fn rank(language: Language) -> &'static str {
    match language {
        English => "Rank",
        German => "Rang",
    }
}

pub(crate) const fn score(language: Language) -> &'static str {
    match language {
        English => "Score",
        German => "Punkte",
    }
}

pub(crate) const fn tier(language: Language) -> &'static str {
    match language {
        English => "Tier",
        German => "Stufe",
    }
}

pub(crate) const fn criterion(language: Language) -> &'static str {
    match language {
        English => "Criterion",
        German => "Kriterium",
    }
}

pub(crate) const fn weight(language: Language) -> &'static str {
    match language {
        English => "Weight",
        German => "Gewicht",
    }
}

pub(crate) const fn share(language: Language) -> &'static str {
    match language {
        English => "Share",
        German => "Anteil",
    }
}

pub(crate) const fn no_tier(language: Language) -> &'static str {
    match language {
        English => "no tier",
        German => "keine Stufe",
    }
}

/// The header of the column that tells customers apart.
pub(crate) const fn id(language: Language) -> &'static str {
    match language {
        English | German => "Id",
    }
}

pub(crate) const fn change(language: Language) -> &'static str {
    match language {
        English => "Change",
        German => "Änderung",
    }
}

pub(crate) const fn flags(language: Language) -> &'static str {
    match language {
        English => "Flags",
        German => "Kennzeichen",
    }
}

/// A tier above the status of today.
pub(crate) const fn promote(language: Language) -> &'static str {
    match language {
        English => "promote",
        German => "hochstufen",
    }
}

/// A tier below the status of today.
pub(crate) const fn demote(language: Language) -> &'static str {
    match language {
        English => "demote",
        German => "herabstufen",
    }
}

/// The tier that the status of today names.
pub(crate) const fn keep(language: Language) -> &'static str {
    match language {
        English => "keep",
        German => "bleibt",
    }
}

/// In a tier now, and in none today.
pub(crate) const fn new(language: Language) -> &'static str {
    match language {
        English => "new",
        German => "neu",
    }
}

/// Where a cell is empty that a criterion reads.
pub(crate) const fn missing(language: Language) -> &'static str {
    match language {
        English => "missing",
        German => "fehlt",
    }
}

/// What the figures of a rank correlation mean, in brackets.
pub(crate) const fn scale_of_tau(language: Language) -> &'static str {
    match language {
        English => "1 is the same order, 0 is unrelated, -1 is reversed",
        German => "1 ist dieselbe Reihenfolge, 0 kein Zusammenhang, -1 die umgekehrte",
    }
}

pub(crate) const fn nobody_is_ranked(language: Language) -> &'static str {
    match language {
        English => "No account is ranked",
        German => "Kein Kunde ist bewertet",
    }
}

/// Which part of a list is shown.
pub(crate) fn part(language: Language, shown: u64, all: &str) -> String {
    let shown = language.count(shown);
    match language {
        English => format!("{shown} of {all}"),
        German => format!("{shown} von {all}"),
    }
}

/// How to see the rest of a list.
pub(crate) const fn all_shows_every_one(language: Language) -> &'static str {
    match language {
        English => "--all shows every one",
        German => "--all zeigt alle",
    }
}

/// The columns for which there was no room.
pub(crate) fn not_shown(language: Language, columns: &[&str], format: &str) -> String {
    let columns = columns.join(", ");
    match language {
        English => format!("Not shown at this width: {columns}; widen the terminal or use -f {format}"),
        German => format!("In dieser Breite nicht gezeigt: {columns}; Fenster breiter machen oder -f {format}"),
    }
}

/// That weights were changed on the command line.
pub(crate) fn what_if(language: Language, weights: &str) -> String {
    match language {
        English => format!("What-if: {weights}. This is not the ranking of the criteria file"),
        German => format!("Was wäre wenn: {weights}. Das ist nicht die Rangliste der Kriteriendatei"),
    }
}

/// One weight that was changed on the command line.
pub(crate) fn changed_weight(language: Language, criterion: &str, from: f64, to: f64) -> String {
    let (from, to) = (language.full(from), language.full(to));
    match language {
        English => format!("weight of {criterion} {from} -> {to}"),
        German => format!("Gewicht von {criterion} {from} -> {to}"),
    }
}

/// How well two orders agree, in a word, by a Kendall tau-b taken as it is shown, with two decimals.
///
/// 0.1, 0.3 and 0.5 are what Cohen (Statistical Power Analysis for the Behavioral Sciences, 1988) calls a small, medium and
/// large correlation; Hopkins (A Scale of Magnitudes for Effect Statistics, 2002) adds 0.7 for a very large one. Both
/// speak of Pearson's r. Taking their thresholds for tau-b, which is mostly smaller, is a convention of our own.
pub(crate) fn agreement(language: Language, tau_b: f64) -> &'static str {
    let (english, german) = match (tau_b * 100.0).round() {
        hundredths if hundredths >= 70.0 => ("very high", "sehr hoch"),
        hundredths if hundredths >= 50.0 => ("high", "hoch"),
        hundredths if hundredths >= 30.0 => ("moderate", "mittel"),
        hundredths if hundredths >= 10.0 => ("low", "gering"),
        hundredths if hundredths <= -10.0 => ("reversed", "umgekehrt"),
        _ => ("none", "keine"),
    };
    match language {
        English => english,
        German => german,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(Language::ALL.map(|l| counted(l, 1, Noun::Customer)), ["1 customer", "1 Kunde"]);
        assert_eq!(Language::ALL.map(|l| counted(l, 4312, Noun::Line)), ["4,312 lines", "4.312 Zeilen"]);
    }

    #[test]
    fn names_are_joined() {
        assert_eq!(Language::ALL.map(|l| and(l, &["a", "b", "c"])), ["a, b and c", "a, b und c"]);
        assert_eq!([or(English, &["a"]), or(English, &["a", "b"]), or(English, &[] as &[&str])], ["a", "a or b", ""]);
    }

    #[test]
    fn each_word_of_agreement_begins_at_its_threshold() {
        let words = [
            (1.0, "very high"),
            (0.7, "very high"),
            (0.69, "high"),
            (0.5, "high"),
            (0.49, "moderate"),
            (0.3, "moderate"),
            (0.29, "low"),
            (0.1, "low"),
            (0.09, "none"),
            (0.0, "none"),
            (-0.09, "none"),
            (-0.1, "reversed"),
            (-1.0, "reversed"),
        ];
        for (tau_b, word) in words {
            assert_eq!(agreement(English, tau_b), word, "{tau_b}");
        }
    }

    #[test]
    fn the_word_of_agreement_fits_the_number_that_is_shown() {
        assert_eq!([agreement(English, 0.2951), agreement(English, 0.2949)], ["moderate", "low"]);
        assert_eq!([English.rounded(0.2951, 2), English.rounded(0.2949, 2)], ["0.30", "0.29"]);
    }
}
