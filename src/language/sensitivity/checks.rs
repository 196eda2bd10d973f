//! Other methods, close calls, and how all of it was worked out.

use super::super::Language;
use super::super::common::{Noun, counted};
use Language::{English, German};

pub(crate) fn weighted_product(language: Language) -> &'static str {
    match language {
        English => "Weighted product",
        German => "Gewichtetes Produkt",
    }
}

pub(crate) fn another_method(language: Language) -> &'static str {
    match language {
        English => "Would another method say the same?",
        German => "Würde eine andere Methode dasselbe sagen?",
    }
}

/// The Kendall tau-b of a method, where there is one.
pub(crate) fn method_agrees(language: Language, method: &str, tau: Option<&str>) -> String {
    match (language, tau) {
        (English, Some(tau)) => format!("{method}: Kendall tau-b {tau} (1 is the same order, 0 is unrelated)"),
        (English, None) => format!("{method}: no Kendall tau-b, for one of the orders is all ties"),
        (German, Some(tau)) => {
            format!(
                "{method}: Kendall tau-b {} (1 ist dieselbe Reihenfolge, 0 kein Zusammenhang)",
                language.with_marks(tau.to_owned())
            )
        }
        (German, None) => format!("{method}: kein Kendall tau-b, denn in einer der Reihenfolgen sind alle gleich"),
    }
}

pub(crate) fn picks_the_same_for(language: Language, agreement: &str, tier: &str) -> String {
    match language {
        English => format!("{agreement}; it picks the same accounts for {tier}"),
        German => format!("{agreement}; sie wählt dieselben Kunden für {tier}"),
    }
}

pub(crate) fn only_by_our_score(language: Language, tier: &str, names: &str) -> String {
    match language {
        English => format!("{tier} only by our score: {names}"),
        German => format!("{tier} nur nach unserer Punktzahl: {names}"),
    }
}

pub(crate) fn only_by_method(language: Language, method: &str, names: &str) -> String {
    match language {
        English => format!("only by {method}: {names}"),
        German => format!("nur mit der Methode {method}: {names}"),
    }
}

pub(crate) fn whose_tier(language: Language) -> &'static str {
    match language {
        English => "Whose tier depends on a single rating?",
        German => "Wessen Stufe hängt von einer einzigen Bewertung ab?",
    }
}

pub(crate) fn nobodys_tier(language: Language) -> &'static str {
    match language {
        English => "Nobody's: no single step of one rating moves an account to another tier",
        German => "Niemandes: kein einzelner Schritt einer Bewertung bringt einen Kunden in eine andere Stufe",
    }
}

pub(crate) fn would_change_tier(language: Language, n: u64) -> String {
    match language {
        English => format!(
            "{} would change tier if one rating were one step higher or lower",
            counted(language, n, Noun::Account)
        ),
        German => {
            format!(
                "{} wären in einer anderen Stufe, wenn eine Bewertung um einen Schritt höher oder niedriger wäre",
                counted(language, n, Noun::Account)
            )
        }
    }
}

/// One account and the ways to another tier.
pub(crate) fn close_call(language: Language, name: &str, score: &str, ways: &str) -> String {
    match language {
        English => format!("{name} ({score}) would be {ways}"),
        German => format!("{name} ({score}) wäre {ways}"),
    }
}

/// To which tier, in exchange for whom, with which changes.
pub(crate) fn way(language: Language, tier: &str, exchange: &str, changes: &str) -> String {
    match language {
        English => format!("{tier}{exchange} with {changes}"),
        German => format!("{tier}{exchange} mit {changes}"),
    }
}

pub(crate) fn in_exchange_for(language: Language, names: &str) -> String {
    match language {
        English => format!("in exchange for {names}"),
        German => format!("im Tausch gegen {names}"),
    }
}

pub(crate) fn then(language: Language, name: &str, tier: &str) -> String {
    match language {
        English => format!("{name} then {tier}"),
        German => format!("{name} dann {tier}"),
    }
}

pub(crate) fn instead_of(language: Language, criterion: &str, to: &str, from: &str) -> String {
    match language {
        English => format!("{criterion} {to} instead of {from}"),
        German => format!("{criterion} {to} statt {from}"),
    }
}

pub(crate) fn worked_out(language: Language) -> &'static str {
    match language {
        English => "How this was worked out",
        German => "Wie das berechnet ist",
    }
}

pub(crate) fn samples(language: Language, n: u64, seed: u64, error: &str) -> String {
    let (n, error) = (language.count(n), language.with_marks(error.to_owned()));
    match language {
        English => format!(
            "SMAA-2: {n} weightings near yours and as many of all, seed {seed}; the standard error of a percentage is at most {error} percentage points"
        ),
        German => format!(
            "SMAA-2: {n} Gewichtungen nahe Ihrer und ebenso viele aller möglichen, Startwert {seed}; der Standardfehler eines Prozentwerts ist höchstens {error} Prozentpunkte"
        ),
    }
}

/// Which weights vary; `all_leaves` or those of the first level.
pub(crate) fn which_vary(language: Language, all_leaves: bool) -> &'static str {
    match (language, all_leaves) {
        (English, false) => "Weights that vary: the criteria of the first level; inside a group all stays as it is",
        (English, true) => "Weights that vary: all single criteria, whatever group they are in",
        (German, false) => {
            "Veränderte Gewichte: die Kriterien der ersten Ebene; innerhalb einer Gruppe bleibt alles, wie es ist"
        }
        (German, true) => "Veränderte Gewichte: alle einzelnen Kriterien, gleich in welcher Gruppe",
    }
}

pub(crate) fn near_yours(language: Language, spread: &str, weights: &str, concentration: &str) -> String {
    let (shown, concentration) = (spread, language.with_marks(concentration.to_owned()));
    match language {
        English => format!(
            "Near yours (--spread {shown}): {weights}; Dirichlet with concentration {concentration}. 5 % of the weightings lie on each side of the ranks shown"
        ),
        German => format!(
            "Nahe Ihrer (--spread {shown}): {weights}; Dirichlet-Verteilung mit Konzentration {concentration}. Je 5 % der Gewichtungen liegen auf jeder Seite der gezeigten Ränge"
        ),
    }
}

pub(crate) fn nothing_drawn(language: Language) -> &'static str {
    match language {
        English => "There is only one weight or nobody is ranked, so no weights were drawn",
        German => "Es gibt nur ein Gewicht oder niemand ist bewertet, also wurden keine Gewichte gezogen",
    }
}

pub(crate) fn intervals_are_exact(language: Language) -> &'static str {
    match language {
        English => {
            "Intervals are exact: points of single criteria, requirements and limits of the tiers are as in the ranking, points of groups follow the weights, a skipped cell gives its weight to the others"
        }
        German => {
            "Die Bereiche sind exakt: Punkte einzelner Kriterien, Bedingungen und Plätze der Stufen sind wie in der Rangliste, Punkte von Gruppen folgen den Gewichten, eine ausgelassene Angabe gibt ihr Gewicht an die anderen"
        }
    }
}

pub(crate) fn one_step(language: Language, steps: &str) -> String {
    match language {
        English => format!("One step of a rating: {steps}"),
        German => format!("Ein Schritt einer Bewertung: {steps}"),
    }
}

/// Steps that are no numbers: none, one level.
pub(crate) fn steps(language: Language) -> [&'static str; 2] {
    match language {
        English => ["none (its points depend on the other customers)", "one level"],
        German => ["keiner (die Punkte hängen von den anderen Kunden ab)", "eine Stufe der Skala"],
    }
}
