//! The meaning of the headers of scored columns, in English and German.

use crate::profile::header::{holds, holds_any, is_count as says_count};

/// Words for things of which less is better.
const FALLING: [&str; 14] = [
    "wallet",
    "lieferanteil",
    "risk",
    "risiko",
    "churn",
    "kuendigung",
    "discount",
    "rabatt",
    "payment days",
    "zahlungsziel",
    "overdue",
    "schulnote",
    "reklamation",
    "complaint",
];

/// Words for grades, of which 1 is the best.
const GRADES: [&str; 3] = ["grade", "note", "schulnote"];

/// Words for things that are counted: small numbers of them are not ratings.
const COUNTS: [&str; 30] = [
    "countries",
    "laender",
    "projects",
    "projekte",
    "patents",
    "patente",
    "tickets",
    "months",
    "monate",
    "days",
    "tage",
    "segments",
    "segmente",
    "approvals",
    "introductions",
    "opportunities",
    "lines",
    "linien",
    "size",
    "offene",
    " open ",
    "angebote",
    "quotes",
    "deals",
    "chancen",
    "referrals",
    "empfehlungen",
    "employees",
    "mitarbeiter",
    "standorte",
];

/// Words that mark a number as a rating on a scale.
const RATINGS: [&str; 11] =
    ["rating", "score", "bewertung", "note", "grade", "punkte", "points", "sterne", "stars", "skala", "index"];

/// Shares in percent.
const SHARES: [&str; 6] = [" percent ", " prozent ", " share ", "anteil ", "quote ", " pct "];

pub(crate) fn is_falling(plain: &str) -> bool {
    holds_any(plain, &FALLING)
}

pub(crate) fn is_grade(plain: &str) -> bool {
    holds_any(plain, &GRADES)
}

pub(crate) fn is_count(plain: &str) -> bool {
    says_count(plain) || holds_any(plain, &COUNTS)
}

pub(crate) fn is_share(plain: &str) -> bool {
    holds_any(plain, &SHARES)
}

pub(crate) fn is_rating(plain: &str) -> bool {
    holds_any(plain, &RATINGS)
}

/// The place of the first of the words that a plain header contains.
pub(crate) fn found(plain: &str, words: &[&str]) -> Option<usize> {
    words.iter().position(|word| holds(plain, word))
}

/// The range that a header states in brackets at its end, as in `Potential (1-6)`.
pub(crate) fn stated_range(header: &str) -> Option<(f64, f64)> {
    let header = header.trim().strip_suffix([')', ']'])?;
    let (_, range) = header.rsplit_once(['(', '['])?;
    let ends = ["-", "–", "..", "bis", "to"].iter().find_map(|between| range.split_once(between));
    let (low, high) = ends.map(|(low, high)| (low.trim().parse().ok(), high.trim().parse().ok()))?;
    low.zip(high).filter(|(low, high): &(f64, f64)| low.is_finite() && high.is_finite() && low < high)
}
