//! What the names of columns mean, in English and German.

pub(super) const NAMES: [&str; 16] = [
    "customer name",
    "kundenname",
    "company name",
    "firmenname",
    "account name",
    "name",
    "kunde",
    "customer",
    "firma",
    "company",
    "unternehmen",
    "organisation",
    "organization",
    "account",
    "client",
    "bezeichnung",
];

pub(super) const STATUSES: [&str; 12] = [
    "kam status",
    "kam",
    "key account",
    "class",
    "klasse",
    "klassifizierung",
    "tier",
    "einstufung",
    "abc",
    "kundengruppe",
    "status",
    "kategorie",
];

/// Words in cells by which a status is one of the company's business with a customer, not the tier of the customer.
const STATES: [&str; 12] = [
    "active",
    "aktiv",
    "inactive",
    "inaktiv",
    "blocked",
    "gesperrt",
    "insolvent",
    "closed",
    "geschlossen",
    "prospect",
    "interessent",
    "churned",
];

/// Words in cells that name a tier.
const TIERS: [&str; 5] = ["key account", "key", "core customer", "potential key account", "kernkunde"];

pub(super) const SUMS: [&str; 11] = [
    "revenue",
    "umsatz",
    "umsaetze",
    "turnover",
    "erloes",
    "net sales",
    "sales volume",
    "sales",
    "jahresvolumen",
    "invoiced",
    "fakturiert",
];

pub(super) const SHOWN: [&str; 16] = [
    "country",
    "land",
    "region",
    "owner",
    "manager",
    "betreuer",
    "verantwortlich",
    "sales rep",
    "vertreter",
    "branche",
    "industry",
    "segment",
    "city",
    "ort",
    "market",
    "markt",
];

/// Of which less is better.
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

/// Grades, of which 1 is the best.
const GRADES: [&str; 3] = ["grade", "note", "schulnote"];

/// Things that are counted: small numbers of them are no ratings.
const COUNTS: [&str; 22] = [
    "number of",
    "count",
    "anzahl",
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
];

/// Shares in percent.
const SHARES: [&str; 6] = [" percent ", " prozent ", " share ", "anteil ", "quote ", " pct "];

/// Numbers that only name something.
const CODES: [&str; 14] =
    ["id", "nr", "no", "number", "nummer", "code", "plz", "zip", "postcode", "phone", "telefon", "fax", "year", "jahr"];

/// A header as the words are looked for in it: in small letters, umlauts written out, words apart by one space, with one
/// at either end.
pub(super) fn plain(header: &str) -> String {
    let mut plain = String::from(" ");
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        match c.to_lowercase().next().unwrap_or(c) {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            lower if lower.is_alphanumeric() => plain.push(lower),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
        before = c;
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// The place of the first word that is in a plain header. Words of up to four letters must stand alone, longer ones may be
/// part of a compound.
pub(super) fn found(plain: &str, words: &[&str]) -> Option<usize> {
    words.iter().position(|word| holds(plain, word))
}

pub(super) fn holds(plain: &str, word: &str) -> bool {
    if word.len() <= 4 { plain.contains(&format!(" {word} ")) } else { plain.contains(word) }
}

pub(super) fn is_falling(plain: &str) -> bool {
    found(plain, &FALLING).is_some()
}

pub(super) fn is_grade(plain: &str) -> bool {
    found(plain, &GRADES).is_some()
}

pub(super) fn is_count(plain: &str) -> bool {
    found(plain, &COUNTS).is_some()
}

pub(super) fn is_share(plain: &str) -> bool {
    found(plain, &SHARES).is_some()
}

pub(super) fn is_code(plain: &str) -> bool {
    plain.split(' ').any(|word| CODES.contains(&word))
}

pub(super) fn names_state(levels: &[String]) -> bool {
    levels.iter().any(|level| STATES.contains(&crate::text::folded(level).as_str()))
}

pub(super) fn names_tier(levels: &[String]) -> bool {
    levels.iter().any(|level| TIERS.contains(&crate::text::folded(level).as_str()))
}

/// Words of levels from the worst to the best.
const LADDERS: [&[&str]; 4] = [
    &[
        "none",
        "no",
        "keine",
        "kein",
        "nein",
        "never",
        "nie",
        "very low",
        "sehr gering",
        "sehr niedrig",
        "low",
        "niedrig",
        "gering",
        "small",
        "klein",
        "local",
        "lokal",
        "regional",
        "medium",
        "mittel",
        "moderate",
        "average",
        "vielleicht",
        "maybe",
        "teilweise",
        "partly",
        "national",
        "high",
        "hoch",
        "large",
        "gross",
        "groß",
        "yes",
        "ja",
        "very high",
        "sehr hoch",
        "global",
        "international",
        "strategic",
        "strategisch",
    ],
    &["f", "e", "d", "c", "b", "a"],
    &["false", "falsch", "true", "wahr"],
    &["bronze", "silver", "silber", "gold", "platinum", "platin"],
];

/// The range that a header states in brackets at its end, as in `Potential (1-6)`.
pub(super) fn stated_range(header: &str) -> Option<(f64, f64)> {
    let header = header.trim().strip_suffix([')', ']'])?;
    let (_, range) = header.rsplit_once(['(', '['])?;
    let ends = ["-", "–", "..", "bis", "to"].iter().find_map(|between| range.split_once(between));
    let (low, high) = ends.map(|(low, high)| (low.trim().parse().ok(), high.trim().parse().ok()))?;
    low.zip(high).filter(|(low, high): &(f64, f64)| low.is_finite() && high.is_finite() && low < high)
}

/// How many of the words of levels say which is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    All,
    /// At least two, so that the others stand between the worst and the best of them.
    Some,
    Nothing,
}

/// The levels from the worst to the best, as far as their words say so; by the alphabet where they do not.
pub(super) fn ranked(levels: &[String]) -> (Vec<&str>, Told) {
    let lower = |level: &str| crate::text::folded(level);
    let rank = |ladder: &[&str], level: &str| ladder.iter().position(|rung| *rung == lower(level));
    let mut sorted: Vec<&str> = levels.iter().map(String::as_str).collect();
    sorted.sort_by_key(|level| lower(level));
    let known = |ladder: &[&str]| -> Vec<usize> { levels.iter().filter_map(|level| rank(ladder, level)).collect() };
    // Of two ladders with as many words the first counts.
    let best = LADDERS.iter().map(|ladder| (ladder, known(ladder))).rev().max_by_key(|(_, known)| known.len());
    let Some((ladder, known)) = best else { return (sorted, Told::Nothing) };
    let is_all = known.len() == levels.len();
    match (known.iter().min(), known.iter().max()) {
        (Some(worst), Some(best)) if is_all || worst < best => {
            sorted.sort_by_key(|level| rank(ladder, level).map_or(worst + best, |place| 2 * place));
            (sorted, if is_all { Told::All } else { Told::Some })
        }
        _ => (sorted, Told::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_become_plain_words() {
        assert_eq!(plain("Kunden-Nr."), " kunden nr ");
        assert!(is_code(" plz ") && !is_code(" notiz "));
    }

    #[test]
    fn levels_go_from_the_worst_to_the_best_where_their_words_tell() {
        let levels = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let of = |words: &[&str]| {
            let levels = levels(words);
            let (sorted, told) = ranked(&levels);
            (sorted.into_iter().map(str::to_owned).collect::<Vec<_>>(), told)
        };
        assert_eq!(of(&["global", "None", "regional"]), (levels(&["None", "regional", "global"]), Told::All));
        assert_eq!(of(&["A", "C", "B"]), (levels(&["C", "B", "A"]), Told::All));
        assert_eq!(of(&["pumps", "drives"]), (levels(&["drives", "pumps"]), Told::Nothing));
        assert_eq!(of(&["ja", "nein", "vielleicht"]), (levels(&["nein", "vielleicht", "ja"]), Told::All));
        assert_eq!(of(&["ja", "nein", "offen"]), (levels(&["nein", "offen", "ja"]), Told::Some));
        assert_eq!(of(&["ja", "unklar", "offen"]), (levels(&["ja", "offen", "unklar"]), Told::Nothing));
    }
}
