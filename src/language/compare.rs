//! The words of a comparison of two rankings.

use super::Language;
use super::common::{self, Noun, counted};
use Language::{English, German};

pub(crate) fn what_changed(language: Language, title: &str) -> String {
    match language {
        English => format!("{title}: what changed"),
        German => format!("{title}: was sich geändert hat"),
    }
}

pub(crate) fn old_side(language: Language, side: &str) -> String {
    match language {
        English => format!("Old: {side}"),
        German => format!("Alt: {side}"),
    }
}

pub(crate) fn new_side(language: Language, side: &str) -> String {
    match language {
        English => format!("New: {side}"),
        German => format!("Neu: {side}"),
    }
}

pub(crate) const fn built_in(language: Language) -> &'static str {
    match language {
        English => "the built-in criteria",
        German => "den eingebauten Kriterien",
    }
}

/// `q2.csv by criteria.yaml, weight of know_how 20 -> 40: 47 of 48 customers ranked`
pub(crate) fn side(
    language: Language,
    files: &str,
    criteria: &str,
    changed: &str,
    ranked: &str,
    customers: &str,
) -> String {
    match language {
        English => format!("{files} by {criteria}{changed}: {ranked} of {customers} ranked"),
        German => format!("{files} nach {criteria}{changed}: {ranked} von {customers} bewertet"),
    }
}

/// Promoted, demoted, in another tier, no longer ranked, ranked now, new, gone.
pub(crate) fn movements(language: Language) -> [&'static str; 7] {
    match language {
        English => ["promoted", "demoted", "other tier", "no longer ranked", "ranked now", "new", "gone"],
        German => [
            "hochgestuft",
            "herabgestuft",
            "in anderer Stufe",
            "nicht mehr bewertet",
            "jetzt bewertet",
            "neu",
            "weggefallen",
        ],
    }
}

/// The same as headings.
pub(crate) fn movement_headings(language: Language) -> [&'static str; 7] {
    match language {
        English => {
            ["Promoted", "Demoted", "In another tier", "No longer ranked", "Ranked now, but not before", "New", "Gone"]
        }
        German => [
            "Hochgestuft",
            "Herabgestuft",
            "In anderer Stufe",
            "Nicht mehr bewertet",
            "Jetzt bewertet, vorher nicht",
            "Neu",
            "Weggefallen",
        ],
    }
}

pub(crate) fn nobody_changed(language: Language) -> &'static str {
    match language {
        English => "Nobody changed tier, nobody came or went",
        German => "Niemand hat die Stufe gewechselt, niemand kam hinzu oder fiel weg",
    }
}

/// How many moved up, down, or not at all; of the last how many have another score.
pub(crate) fn ways(
    language: Language,
    all: u64,
    [up, down, kept]: [u64; 3],
    rescored: u64,
    is_shifted: bool,
) -> String {
    let (accounts, [up, down, kept]) =
        (counted(language, all, Noun::Account), [up, down, kept].map(|n| language.count(n)));
    let rescored = (rescored > 0).then(|| language.count(rescored));
    match language {
        English => {
            let of_them = rescored.map_or_else(String::new, |n| format!(" ({n} of them with another score)"));
            let shifted = if is_shifted { "; ranks also shift by those who came and went" } else { "" };
            format!(
                "Of {accounts} ranked on both sides {up} moved up, {down} moved down, {kept} kept their rank{of_them}{shifted}"
            )
        }
        German => {
            let of_them = rescored.map_or_else(String::new, |n| format!(" ({n} davon mit anderer Punktzahl)"));
            let shifted =
                if is_shifted { "; Ränge verschieben sich auch durch die, die hinzukamen oder wegfielen" } else { "" };
            format!(
                "Von {accounts}, die auf beiden Seiten bewertet sind, gingen {up} nach oben, {down} nach unten, {kept} behielten ihren Rang{of_them}{shifted}"
            )
        }
    }
}

pub(crate) fn mean_parts(language: Language, data: &str, model: &str) -> String {
    match language {
        English => format!(
            "On average the data moved a score by {data} points and the model by {model}; in the lists Data and Model add up to Change"
        ),
        German => format!(
            "Im Mittel haben die Daten die Punktzahl um {data} Punkte verschoben und das Modell um {model}; in den Listen ergeben Daten und Modell zusammen die Änderung"
        ),
    }
}

pub(crate) fn old_tier(language: Language) -> &'static str {
    match language {
        English => "Old tier",
        German => "Alte Stufe",
    }
}

pub(crate) fn migration(language: Language) -> &'static str {
    match language {
        English => "From which tier (rows) to which (columns)",
        German => "Von welcher Stufe (Zeilen) in welche (Spalten)",
    }
}

/// Classes that are no tier: ranked without tiers, not ranked, new, gone.
pub(crate) fn classes(language: Language) -> [&'static str; 4] {
    match language {
        English => ["Ranked", "Not ranked", "New", "Gone"],
        German => ["Bewertet", "Nicht bewertet", "Neu", "Weggefallen"],
    }
}

/// Tiers that only one of the models has.
pub(crate) fn unmatched_tiers(language: Language, old: &str, new: &str) -> Option<String> {
    let said = |who: &str, names: &str| {
        (!names.is_empty()).then(|| match language {
            English => format!("only the {who} model has {names}"),
            German => format!("nur das {who} Modell hat {names}"),
        })
    };
    let [before, after] = match language {
        English => ["old", "new"],
        German => ["alte", "neue"],
    };
    let said: Vec<String> = [said(before, old), said(after, new)].into_iter().flatten().collect();
    let lead = match language {
        English => "Tiers are matched by name",
        German => "Stufen werden über den Namen zugeordnet",
    };
    (!said.is_empty()).then(|| format!("{lead}: {}", said.join("; ")))
}

pub(crate) fn how_alike(language: Language) -> &'static str {
    match language {
        English => "How alike the two orders are",
        German => "Wie ähnlich die beiden Reihenfolgen sind",
    }
}

pub(crate) fn alike(language: Language, accounts: &str, tau: &str, rho: &str) -> String {
    let (tau, rho, scale) =
        (language.with_marks(tau.to_owned()), language.with_marks(rho.to_owned()), common::scale_of_tau(language));
    match language {
        English => {
            format!("Kendall tau-b {tau}, Spearman {rho} over the {accounts} ranked on both sides ({scale})")
        }
        German => {
            format!(
                "Kendall tau-b {tau}, Spearman {rho} über {accounts}, die auf beiden Seiten bewertet sind ({scale})"
            )
        }
    }
}

pub(crate) fn not_comparable(language: Language, accounts: &str) -> String {
    match language {
        English => {
            format!("Over the {accounts} ranked on both sides no rank correlation is defined: one order is all ties")
        }
        German => format!(
            "Über {accounts}, die auf beiden Seiten bewertet sind, gibt es keine Rangkorrelation: in einer Reihenfolge sind alle gleich"
        ),
    }
}

pub(crate) fn largest_moves(language: Language) -> &'static str {
    match language {
        English => "Largest moves",
        German => "Größte Bewegungen",
    }
}

/// Headers of the lists: ranks moved, data, model, from, to.
pub(crate) fn move_headers(language: Language) -> [&'static str; 5] {
    match language {
        English => ["Ranks", "Data", "Model", "From", "To"],
        German => ["Ränge", "Daten", "Modell", "Von", "Nach"],
    }
}

pub(crate) fn old_rank_and_score(language: Language) -> [&'static str; 2] {
    match language {
        English => ["Old rank", "Old score"],
        German => ["Alter Rang", "Alte Punkte"],
    }
}

pub(crate) fn not_ranked_because(language: Language, before: bool) -> &'static str {
    match (language, before) {
        (English, true) => "Was not ranked because",
        (English, false) => "Not ranked because",
        (German, true) => "War nicht bewertet, weil",
        (German, false) => "Nicht bewertet, weil",
    }
}

pub(crate) fn and_more_accounts(language: Language, n: u64) -> String {
    match language {
        English => format!("and {}; --all lists every one", one_or_many(language, n, "more account", "more accounts")),
        German => format!("und {}; --all zeigt alle", one_or_many(language, n, "weiterer Kunde", "weitere Kunden")),
    }
}

/// So many ranks up or down.
pub(crate) fn climb(language: Language, ranks: u64, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("up {ranks}"),
        (English, false) => format!("down {ranks}"),
        (German, true) => format!("+{ranks}"),
        (German, false) => format!("-{ranks}"),
    }
}

pub(crate) fn score_crossed(language: Language, tier: &str, line: &str, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("The score rose to the threshold of {tier}, {line}"),
        (English, false) => format!("The score fell below the threshold of {tier}, {line}"),
        (German, true) => format!("Die Punktzahl stieg auf die Schwelle von {tier}, {line}"),
        (German, false) => format!("Die Punktzahl fiel unter die Schwelle von {tier}, {line}"),
    }
}

/// The threshold of a tier moved; `is_up` tells that the account went up.
pub(crate) fn threshold_moved(language: Language, tier: &str, from: &str, to: &str, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("The threshold of {tier} fell from {from} to {to}"),
        (English, false) => format!("The threshold of {tier} rose from {from} to {to}"),
        (German, true) => format!("Die Schwelle von {tier} sank von {from} auf {to}"),
        (German, false) => format!("Die Schwelle von {tier} stieg von {from} auf {to}"),
    }
}

pub(crate) fn score_and_threshold(language: Language, tier: &str, from: &str, to: &str, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("The score rose and the threshold of {tier} fell from {from} to {to}"),
        (English, false) => format!("The score fell and the threshold of {tier} rose from {from} to {to}"),
        (German, true) => format!("Die Punktzahl stieg, und die Schwelle von {tier} sank von {from} auf {to}"),
        (German, false) => format!("Die Punktzahl fiel, und die Schwelle von {tier} stieg von {from} auf {to}"),
    }
}

pub(crate) fn meets(language: Language, tier: &str, asked: &str, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("It now meets what {tier} requires ({asked})"),
        (English, false) => format!("It no longer meets what {tier} requires ({asked})"),
        (German, true) => format!("Erfüllt jetzt, was {tier} verlangt ({asked})"),
        (German, false) => format!("Erfüllt nicht mehr, was {tier} verlangt ({asked})"),
    }
}

pub(crate) fn no_such_tier(language: Language, tier: &str, is_up: bool) -> String {
    match (language, is_up) {
        (English, true) => format!("The old model has no tier {tier}"),
        (English, false) => format!("The new model has no tier {tier}"),
        (German, true) => format!("Das alte Modell hat keine Stufe {tier}"),
        (German, false) => format!("Das neue Modell hat keine Stufe {tier}"),
    }
}

/// Full, or with places that stay empty because equals tie for them.
pub(crate) fn full_tier(language: Language, tier: &str, places: &str, tied: Option<&str>, was: bool) -> String {
    match (language, tied, was) {
        (English, None, true) => format!("{tier} ({places}) was full before"),
        (English, None, false) => format!("{tier} is full ({places})"),
        (English, Some(names), true) => {
            format!("Not all of the {places} of {tier} were taken before, since {names} tied for the last")
        }
        (English, Some(names), false) => {
            format!("Not all of the {places} of {tier} are taken, since {names} tie for the last")
        }
        (German, None, true) => format!("{tier} ({places}) war vorher voll"),
        (German, None, false) => format!("{tier} ist voll ({places})"),
        (German, Some(names), true) => {
            format!("In {tier} ({places}) waren vorher nicht alle Plätze besetzt, denn {names} standen gleichauf")
        }
        (German, Some(names), false) => {
            format!("In {tier} ({places}) sind nicht alle Plätze besetzt, denn {names} stehen gleichauf")
        }
    }
}

fn one_or_many(language: Language, n: u64, one: &str, many: &str) -> String {
    format!("{} {}", language.count(n), if n == 1 { one } else { many })
}
