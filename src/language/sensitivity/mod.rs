//! The words of the sensitivity analysis.

mod checks;

pub(crate) use checks::{
    another_method, close_call, in_exchange_for, instead_of, intervals_are_exact, method_agrees, near_yours,
    nobodys_tier, nothing_drawn, one_step, only_by_method, only_by_our_score, picks_the_same_for, samples, steps, then,
    way, weighted_product, which_vary, whose_tier, worked_out, would_change_tier,
};

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
