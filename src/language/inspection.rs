//! The words of `check` and `lint`.

use super::Language;
use super::common::{Noun, counted};
use Language::{English, German};

pub(crate) const fn check_title(language: Language) -> &'static str {
    match language {
        English => "Check",
        German => "Prüfung",
    }
}

pub(crate) const fn lint_title(language: Language) -> &'static str {
    match language {
        English => "Lint",
        German => "Prüfung des Modells",
    }
}

pub(crate) const fn findings(language: Language) -> &'static str {
    match language {
        English => "Findings",
        German => "Befunde",
    }
}

/// `48 customers in 49 lines and 5 criteria: 1 warning (2 allowed)`
pub(crate) fn looked_at(
    language: Language,
    [customers, lines, criteria]: [u64; 3],
    found: [u64; 3],
    allowed: u64,
) -> String {
    let nouns = [Noun::Error, Noun::Warning, Noun::Notice];
    let found = found.into_iter().zip(nouns).filter(|(count, _)| *count > 0);
    let found: Vec<String> = found.map(|(count, noun)| counted(language, count, noun)).collect();
    let (and, none, are_allowed) = match language {
        English => ("and", "no findings", "allowed"),
        German => ("und", "keine Befunde", "erlaubt"),
    };
    let mut text = String::new();
    if customers > 0 {
        let [customers, lines] =
            [(customers, Noun::Customer), (lines, Noun::Line)].map(|(n, of)| counted(language, n, of));
        text.push_str(&format!("{customers} in {lines} {and} "));
    }
    if criteria > 0 {
        text.push_str(&format!("{}: ", counted(language, criteria, Noun::Criterion)));
    }
    text.push_str(&if found.is_empty() { none.to_owned() } else { found.join(", ") });
    if allowed > 0 {
        text.push_str(&format!(" ({} {are_allowed})", language.count(allowed)));
    }
    text
}

/// The name of a criteria file and what is still open in it: `7 CHECK marks open, 3 of the five criteria filled`.
pub(crate) fn open_work(language: Language, file: &str, checks: u64, filled: Option<u64>) -> String {
    let marks = match (language, checks) {
        (English, 1) => "1 CHECK mark open".to_owned(),
        (English, _) => format!("{} CHECK marks open", language.count(checks)),
        (German, 1) => "1 CHECK-Stelle offen".to_owned(),
        (German, _) => format!("{} CHECK-Stellen offen", language.count(checks)),
    };
    let filled = filled.map(|filled| match language {
        English => format!("{filled} of the five criteria filled"),
        German => format!("{filled} der fünf Kriterien ausgefüllt"),
    });
    let parts: Vec<String> = (checks > 0).then_some(marks).into_iter().chain(filled).collect();
    format!("{file}: {}", parts.join(", "))
}

pub(crate) fn few_ranked(language: Language, ranked: u64, needed: u64) -> String {
    match language {
        English => format!("{ranked} ranked: too few to compare orders, which takes {needed}"),
        German => format!("{ranked} bewertet: zu wenige, um Reihenfolgen zu vergleichen; dafür braucht es {needed}"),
    }
}

/// Why a run without errors fails all the same: `this fails: 3 warnings (--strict): 2 status-unknown, 1 title-lines`.
pub(crate) fn fails_strictly(language: Language, warnings: u64, codes: &str) -> String {
    let warnings = counted(language, warnings, Noun::Warning);
    match language {
        English => format!("this fails: {warnings} (--strict): {codes}"),
        German => format!("Nicht bestanden: {warnings} (--strict): {codes}"),
    }
}

pub(crate) fn wrote(language: Language, file: &str) -> String {
    match language {
        English => format!("wrote {file}"),
        German => format!("Geschrieben: {file}"),
    }
}

pub(crate) fn as_stored(language: Language, accounts: u64) -> String {
    let accounts = counted(language, accounts, Noun::Account);
    match language {
        English => format!("the ranking is as stored: {accounts}"),
        German => format!("Die Rangliste ist wie gespeichert: {accounts}"),
    }
}

/// The figures of a ranking that differs from the stored one.
pub(crate) fn moved(language: Language, counts: [u64; 4]) -> String {
    let [moved, new, gone, unmoved] = counts.map(|n| language.count(n));
    match language {
        English => format!("the ranking moved: {moved} moved, {new} new, {gone} gone, {unmoved} as stored"),
        German => format!(
            "Die Rangliste hat sich geändert: {moved} verschoben, {new} neu, {gone} weggefallen, {unmoved} wie gespeichert"
        ),
    }
}

/// Moved, new, gone.
pub(crate) const fn movements(language: Language) -> [&'static str; 3] {
    match language {
        English => ["moved", "new", "gone"],
        German => ["verschoben", "neu", "weggefallen"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_only_what_was_looked_at() {
        let said = |looked, found, allowed| looked_at(English, looked, found, allowed);
        assert_eq!(said([48, 49, 5], [0, 0, 0], 0), "48 customers in 49 lines and 5 criteria: no findings");
        assert_eq!(said([0, 49, 5], [0, 1, 0], 2), "5 criteria: 1 warning (2 allowed)");
        assert_eq!(said([0, 0, 0], [2, 1, 0], 0), "2 errors, 1 warning");
        let german = looked_at(German, [4312, 4313, 1], [1, 2, 1], 1);
        assert_eq!(
            german,
            "4.312 Kunden in 4.313 Zeilen und 1 Kriterium: 1 Fehler, 2 Warnungen, 1 Hinweis (1 erlaubt)"
        );
    }

    #[test]
    fn open_work_names_only_what_is_open() {
        assert_eq!(
            open_work(English, "c.yaml", 7, Some(3)),
            "c.yaml: 7 CHECK marks open, 3 of the five criteria filled"
        );
        assert_eq!(open_work(German, "c.yaml", 1, None), "c.yaml: 1 CHECK-Stelle offen");
        assert_eq!(open_work(English, "c.yaml", 0, Some(4)), "c.yaml: 4 of the five criteria filled");
    }
}
