//! The words of the sensitivity analysis.

use super::Language;
use super::common::{Noun, counted};
use Language::{English, German};

pub(crate) fn how_sure(language: Language, title: &str) -> String {
    match language {
        English => format!("How sure are we? {title}"),
        German => format!("Wie sicher sind wir? {title}"),
    }
}

pub(crate) fn only_one_account(language: Language) -> &'static str {
    match language {
        English => {
            "Only one account is ranked, so there is no order that weights or ratings could change; keyrank explain says why it is in its tier"
        }
        German => {
            "Nur ein Kunde ist bewertet, also gibt es keine Reihenfolge, die Gewichte oder Bewertungen ändern könnten; keyrank explain sagt, warum er in seiner Stufe ist"
        }
    }
}

/// `Top 8`
pub(crate) fn top(_language: Language, n: u64) -> String {
    format!("Top {n}")
}

/// So many accounts would stay in a tier in nearly all weightings.
pub(crate) fn sure_accounts(language: Language, tier: &str, sure: u64, size: u64, at_least: &str) -> String {
    let sure = language.count(sure);
    match language {
        English => format!(
            "{tier}: {sure} of {} would be in it in at least {at_least} % of the weightings near yours",
            counted(language, size, Noun::Account)
        ),
        German => format!(
            "{tier}: {sure} von {} wären bei mindestens {at_least} % der Gewichtungen nahe Ihrer darin",
            counted(language, size, Noun::Account)
        ),
    }
}

pub(crate) fn nobody_inside(language: Language, tier: &str) -> String {
    match language {
        English => format!("Nobody is in {tier}"),
        German => format!("Niemand ist in {tier}"),
    }
}

pub(crate) fn least_sure(language: Language, name: &str, share: &str) -> String {
    match language {
        English => format!("Least sure in it: {name}, in {share} of them"),
        German => format!("Am wenigsten sicher darin: {name}, bei {share} davon"),
    }
}

/// `is_near` tells that the weightings near ours were not named before.
pub(crate) fn nearest_outside(language: Language, name: &str, share: &str, is_near: bool) -> String {
    match (language, is_near) {
        (English, false) => format!("Nearest outside: {name}, which would be in it in {share} of them"),
        (English, true) => {
            format!("Nearest outside: {name}, which would be in it in {share} of the weightings near yours")
        }
        (German, false) => format!("Am nächsten dran: {name}, bei {share} davon darin"),
        (German, true) => format!("Am nächsten dran: {name}, bei {share} der Gewichtungen nahe Ihrer darin"),
    }
}

pub(crate) fn leader(language: Language, name: &str, near: &str, any: &str) -> String {
    match language {
        English => format!("Rank 1: {name}, in {near} of the weightings near yours and in {any} of all there are"),
        German => format!("Rang 1: {name}, bei {near} der Gewichtungen nahe Ihrer und bei {any} aller möglichen"),
    }
}

/// The weights in which the same accounts are in a tier. `is_inner` tells that they may be more.
pub(crate) fn interval_of(language: Language, interval: &str, is_inner: bool) -> String {
    match (language, is_inner) {
        (_, false) => format!("{interval} %"),
        (English, true) => format!("{interval} % at least"),
        (German, true) => format!("mindestens {interval} %"),
    }
}

pub(crate) fn most_sensitive(language: Language, tier: &str, criterion: &str, now: &str, interval: &str) -> String {
    match language {
        English => format!(
            "{tier} depends most on the weight of {criterion}: now {now}, and the same accounts are in it from {interval}"
        ),
        German => format!(
            "{tier} hängt am stärksten vom Gewicht von {criterion} ab: jetzt {now}, und dieselben Kunden sind darin von {interval}"
        ),
    }
}

/// `Market importance 30.0 to 54.0 % (now 30.0 %)`
pub(crate) fn now(language: Language, criterion: &str, interval: &str, now: &str) -> String {
    match language {
        English => format!("{criterion} {interval} (now {now})"),
        German => format!("{criterion} {interval} (jetzt {now})"),
    }
}

pub(crate) fn equally_sensitive(language: Language, tier: &str, weights: &str) -> String {
    match language {
        English => format!(
            "{tier} depends equally on several weights, and the same accounts are in it as long as each stays within: {weights}"
        ),
        German => format!(
            "{tier} hängt von mehreren Gewichten gleich stark ab, und dieselben Kunden sind darin, solange jedes im Rahmen bleibt: {weights}"
        ),
    }
}

pub(crate) fn not_sensitive(language: Language, tier: &str) -> String {
    match language {
        English => format!("No single weight, however much it is changed, moves anybody into or out of {tier}"),
        German => {
            format!("Kein einzelnes Gewicht, wie stark man es auch ändert, bringt jemanden in {tier} oder heraus")
        }
    }
}

pub(crate) fn on_the_threshold(language: Language, names: &str, is_one: bool, tier: &str) -> String {
    match (language, is_one) {
        (English, true) => format!("{names} stands exactly on the threshold of {tier}"),
        (English, false) => format!("{names} stand exactly on the threshold of {tier}"),
        (German, true) => format!("{names} steht genau auf der Schwelle von {tier}"),
        (German, false) => format!("{names} stehen genau auf der Schwelle von {tier}"),
    }
}

pub(crate) fn tie_for_places(language: Language, names: &str, tier: &str) -> String {
    match language {
        English => format!("{names} tie for too few places of {tier}"),
        German => format!("{names} stehen gleichauf um zu wenige Plätze in {tier}"),
    }
}

pub(crate) fn so_the_least_change_decides(language: Language, causes: &str) -> String {
    match language {
        English => format!("{causes}, so that the least change of a weight decides who is in it"),
        German => format!("{causes}, sodass die kleinste Änderung eines Gewichts entscheidet, wer darin ist"),
    }
}

/// Headers: near yours, any weights, first near, ranks near, tier now.
pub(crate) fn sureness_headers(language: Language) -> [&'static str; 5] {
    match language {
        English => ["Near yours", "Any weights", "First, near", "Ranks, near", "Tier now"],
        German => ["Nahe Ihrer", "Beliebige Gewichte", "Erster, nahe", "Ränge, nahe", "Stufe heute"],
    }
}

pub(crate) fn top_near(language: Language, n: u64) -> String {
    match language {
        English => format!("Top {n}, near"),
        German => format!("Top {n}, nahe"),
    }
}

pub(crate) fn how_sure_is(language: Language, tier: &str) -> String {
    match language {
        English => format!("How sure is {tier}?"),
        German => format!("Wie sicher ist {tier}?"),
    }
}

pub(crate) fn in_how_many(language: Language, tier: &str, spread: &str) -> String {
    let spread = language.with_marks(spread.to_owned());
    match language {
        English => format!(
            "In how many of the weightings is an account in {tier}? Near yours: weights that deviate by about {spread} percentage points. Any weights: as if nothing were known of them"
        ),
        German => format!(
            "Bei wie vielen Gewichtungen ist ein Kunde in {tier}? Nahe Ihrer: Gewichte, die um etwa {spread} Prozentpunkte abweichen. Beliebige Gewichte: als wüsste man nichts über sie"
        ),
    }
}

pub(crate) fn so_many_of(language: Language, shown: &str, all: &str) -> String {
    match language {
        English => format!("{shown} of {all}; --all shows every one"),
        German => format!("{shown} von {all}; --all zeigt alle"),
    }
}

pub(crate) fn the_others(language: Language, n: u64, share: &str) -> String {
    match (language, n) {
        (English, 1) => format!("The other one is in it in less than {share} of the weightings near yours"),
        (English, n) => {
            format!("The other {} are in it in less than {share} of the weightings near yours", language.count(n))
        }
        (German, 1) => format!("Der andere ist bei weniger als {share} der Gewichtungen nahe Ihrer darin"),
        (German, n) => {
            format!("Die anderen {} sind bei weniger als {share} der Gewichtungen nahe Ihrer darin", language.count(n))
        }
    }
}

/// Ranks from the best to the worst.
pub(crate) fn low_to_high(language: Language, low: &str, high: &str) -> String {
    match language {
        English => format!("{low} to {high}"),
        German => format!("{low} bis {high}"),
    }
}

pub(crate) fn about(language: Language, rank: &str) -> String {
    match language {
        English => format!("about {rank}"),
        German => format!("etwa {rank}"),
    }
}

pub(crate) fn any_weight(language: Language) -> &'static str {
    match language {
        English => "any",
        German => "beliebig",
    }
}

pub(crate) fn weight_now(language: Language) -> &'static str {
    match language {
        English => "Weight now",
        German => "Gewicht jetzt",
    }
}

pub(crate) fn leader_header(language: Language) -> &'static str {
    match language {
        English => "Leader",
        German => "Erster",
    }
}

pub(crate) fn all_tiers(language: Language) -> &'static str {
    match language {
        English => "All tiers",
        German => "Alle Stufen",
    }
}

pub(crate) fn how_far(language: Language) -> &'static str {
    match language {
        English => "How far can a weight move?",
        German => "Wie weit kann sich ein Gewicht verschieben?",
    }
}

pub(crate) fn change_one_weight(language: Language) -> &'static str {
    match language {
        English => {
            "Change one weight and leave those beside it in proportion: as long as its share stays between these percentages nothing changes"
        }
        German => {
            "Ein Gewicht ändern und die daneben im Verhältnis lassen: solange sein Anteil zwischen diesen Prozenten bleibt, ändert sich nichts"
        }
    }
}

pub(crate) fn what_happens_beyond(language: Language, tier: &str) -> String {
    match language {
        English => format!("What happens to {tier} beyond"),
        German => format!("Was jenseits davon mit {tier} geschieht"),
    }
}

pub(crate) fn may_be_wider(language: Language) -> &'static str {
    match language {
        English => {
            "Tiers at or below one that holds only so many accounts: their intervals keep the tiers above as they are, so they may really be wider"
        }
        German => {
            "Stufen mit begrenzten Plätzen und alle darunter: ihre Bereiche lassen die Stufen darüber, wie sie sind, und können in Wahrheit weiter sein"
        }
    }
}

/// Beyond an end of an interval; `is_below` tells which.
pub(crate) fn beyond(language: Language, criterion: &str, share: &str, is_below: bool, event: &str) -> String {
    match (language, is_below) {
        (English, true) => format!("{criterion} below {share} %: {event}"),
        (English, false) => format!("{criterion} above {share} %: {event}"),
        (German, true) => format!("{criterion} unter {share} %: {event}"),
        (German, false) => format!("{criterion} über {share} %: {event}"),
    }
}

pub(crate) fn passes(language: Language, up: &str, down: &str) -> String {
    match language {
        English => format!("{up} passes {down}"),
        German => format!("{up} überholt {down}"),
    }
}

pub(crate) fn reaches(language: Language, name: &str, tier: &str) -> String {
    match language {
        English => format!("{name} reaches {tier}"),
        German => format!("{name} erreicht {tier}"),
    }
}

pub(crate) fn falls_below(language: Language, name: &str, tier: &str) -> String {
    match language {
        English => format!("{name} falls below {tier}"),
        German => format!("{name} fällt unter {tier}"),
    }
}

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
        German => format!("nur nach {method}: {names}"),
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
