//! The words of an explanation.

use super::Language;
use super::common::{Noun, and, counted};
use Language::{English, German};

pub(crate) const fn not_ranked(language: Language) -> &'static str {
    match language {
        English => "Not ranked.",
        German => "Nicht bewertet.",
    }
}

pub(crate) fn reason(language: Language, reason: &str) -> String {
    match language {
        English => format!("Reason: {reason}"),
        German => format!("Grund: {reason}"),
    }
}

pub(crate) fn read_from(language: Language, file: &str, line: u64) -> String {
    match language {
        English => format!("Read from {file}, line {line}."),
        German => format!("Gelesen aus {file}, Zeile {line}."),
    }
}

/// Where an account stands.
pub(crate) fn standing(language: Language, rank: u64, ranked: usize, score: &str, tier: Option<&str>) -> String {
    let tier = tier.map_or_else(String::new, |tier| format!(", {tier}"));
    match language {
        English => format!("Rank {rank} of {ranked}, score {score}{tier}."),
        German => format!("Rang {rank} von {ranked}, {score} Punkte{tier}."),
    }
}

/// By how much a score is above where its tier begins.
pub(crate) fn above_the_line(language: Language, points: &str) -> String {
    match language {
        English => format!("{points} points above the line of its tier."),
        German => format!("{points} Punkte über der Schwelle seiner Stufe."),
    }
}

/// That an account holds the last place of a full tier, and who would be next with how many points less.
pub(crate) fn last_place(language: Language, max_accounts: u64, next: Option<(&str, &str)>) -> String {
    let places = counted(language, max_accounts, Noun::Place);
    match (language, next) {
        (English, None) => {
            format!("It holds the last place of its tier, which is full ({places}); nobody else could be in it.")
        }
        (English, Some((name, behind))) => format!(
            "It holds the last place of its tier, which is full ({places}); next is {name}, {behind} points behind."
        ),
        (German, None) => {
            format!("Hat den letzten Platz seiner Stufe, die voll ist ({places}); sonst kommt niemand dafür in Frage.")
        }
        (German, Some((name, behind))) => format!(
            "Hat den letzten Platz seiner Stufe, die voll ist ({places}); als Nächstes käme {name}, {behind} Punkte dahinter."
        ),
    }
}

/// How the tier differs from the status of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Lower,
    Higher,
    Same,
    None,
}

pub(crate) const fn against_status(language: Language, status: Status) -> &'static str {
    match (status, language) {
        (Status::Lower, English) => "A promotion: its status today is a lower tier.",
        (Status::Lower, German) => "Hochgestuft: der heutige Status ist eine niedrigere Stufe.",
        (Status::Higher, English) => "A demotion: its status today is a higher tier.",
        (Status::Higher, German) => "Herabgestuft: heute gilt eine höhere Stufe.",
        (Status::Same, English) => "Its status today is the same tier.",
        (Status::Same, German) => "Der heutige Status ist dieselbe Stufe.",
        (Status::None, English) => "It is in no tier today.",
        (Status::None, German) => "Heute in keiner Stufe.",
    }
}

/// What a score could be, were its missing cells known.
pub(crate) fn could_be(language: Language, low: &str, high: &str, is_uncertain: bool) -> String {
    match (language, is_uncertain) {
        (English, false) => format!("Cells are missing: the score could be {low} to {high}."),
        (English, true) => format!("Cells are missing: the score could be {low} to {high}, so its tier is uncertain."),
        (German, false) => format!("Es fehlen Angaben: möglich sind {low} bis {high} Punkte."),
        (German, true) => {
            format!("Es fehlen Angaben: möglich sind {low} bis {high} Punkte, die Stufe ist also unsicher.")
        }
    }
}

pub(crate) fn flags(language: Language, flags: &str) -> String {
    format!("{}: {flags}.", super::common::flags(language))
}

pub(crate) fn portfolio(_: Language, quadrant: &str) -> String {
    format!("Portfolio: {quadrant}.")
}

/// The header of a criterion's cell.
pub(crate) const fn cell(language: Language) -> &'static str {
    match language {
        English => "Cell",
        German => "Angabe",
    }
}

/// The header of a criterion's points.
pub(crate) const fn points(language: Language) -> &'static str {
    match language {
        English => "Points",
        German => "Punkte",
    }
}

/// The header of what a criterion adds to the score.
pub(crate) const fn contribution(language: Language) -> &'static str {
    match language {
        English => "Contribution",
        German => "Beitrag",
    }
}

/// The row in which the contributions add up.
pub(crate) const fn sum(language: Language) -> &'static str {
    match language {
        English => "Score",
        German => "Gesamt",
    }
}

/// In place of the points of a criterion that does not count for this account.
pub(crate) const fn left_out(language: Language) -> &'static str {
    match language {
        English => "left out",
        German => "ausgelassen",
    }
}

pub(crate) const fn neighbours(language: Language) -> &'static str {
    match language {
        English => "Neighbours in the ranking",
        German => "Nachbarn in der Rangliste",
    }
}

/// What sets an account apart from one with nearly the same score: the differences of the contributions, each with its
/// criterion.
pub(crate) fn near_tie(language: Language, name: &str, points: &str, is_ahead: bool, parts: &[String]) -> String {
    let lead = match (language, is_ahead) {
        (English, true) => format!("{name} is {points} points ahead."),
        (English, false) => format!("{name} is {points} points behind."),
        (German, true) => format!("{name} liegt {points} Punkte davor."),
        (German, false) => format!("{name} liegt {points} Punkte dahinter."),
    };
    let why = match (language, parts) {
        (English, []) => {
            "All contributions are the same to nine decimals: only the rounding of the scores tells them apart."
                .to_owned()
        }
        (English, parts) => format!("Its contributions less those of this account: {}.", parts.join(", ")),
        (German, []) => {
            "Alle Beiträge sind auf neun Nachkommastellen gleich: nur die Rundung der Punkte unterscheidet sie."
                .to_owned()
        }
        (German, parts) => format!("Seine Beiträge abzüglich der hiesigen: {}.", parts.join("; ")),
    };
    format!("{lead} {why}")
}

/// The heading of what leads to the next tier.
pub(crate) fn next_tier(language: Language, tier: &str) -> String {
    match language {
        English => format!("What it would take to become {tier}"),
        German => format!("Was fehlt bis {tier}"),
    }
}

/// Where the tier begins, and how many points are missing; `None` where the score is enough.
pub(crate) fn threshold(language: Language, threshold: &str, missing: Option<&str>) -> String {
    match (language, missing) {
        (English, None) => format!("Threshold {threshold}: reached."),
        (English, Some(missing)) => format!("Threshold {threshold}: {missing} points of score are missing."),
        (German, None) => format!("Schwelle {threshold}: erreicht."),
        (German, Some(missing)) => format!("Schwelle {threshold}: es fehlen {missing} Punkte."),
    }
}

/// What the tier requires, and what the account has.
pub(crate) fn requires(language: Language, requirement: &str, has: &str) -> String {
    match language {
        English => format!("It requires {requirement}; this account has {has}."),
        German => format!("Verlangt {requirement}; dieser Kunde hat {has}."),
    }
}

pub(crate) const fn no_value(language: Language) -> &'static str {
    match language {
        English => "no value",
        German => "keine Angabe",
    }
}

/// That a tier is full, who holds its last place, and what score it takes.
pub(crate) fn full(language: Language, max_accounts: u64, holder: Option<&str>, to_beat: &str, own: &str) -> String {
    let places = counted(language, max_accounts, Noun::Place);
    match language {
        English => {
            let holder = holder.map_or_else(String::new, |holder| format!("; the last is held by {holder}"));
            format!("It is full ({places}{holder}): only a score above {to_beat} gets in, and this account has {own}.")
        }
        German => {
            let holder = holder.map_or_else(String::new, |holder| format!("; den letzten hat {holder}"));
            format!(
                "Die Stufe ist voll ({places}{holder}): nur über {to_beat} Punkten kommt jemand hinein, hier sind es {own}."
            )
        }
    }
}

/// The same of a tier whose last places stay empty, because too many tie for them.
pub(crate) fn tied(language: Language, max_accounts: u64, names: &[String], to_beat: &str, own: &str) -> String {
    let (places, names) = (counted(language, max_accounts, Noun::Place), and(language, names));
    match language {
        English => format!(
            "Not all of its {places} are taken, since {names} tie for the last: only a score above {to_beat} gets in, and this \
             account has {own}."
        ),
        German => format!(
            "Nicht alle {places} sind vergeben, weil {names} punktgleich um den letzten stehen: nur über {to_beat} Punkten \
             kommt jemand hinein, hier sind es {own}."
        ),
    }
}

pub(crate) const fn nothing_alone_is_enough(language: Language) -> &'static str {
    match language {
        English => "No single change is enough.",
        German => "Keine einzelne Änderung genügt.",
    }
}

/// The headers of single changes: what is changed, from what, to what, and whether that is enough.
pub(crate) const fn single_changes(language: Language) -> [&'static str; 4] {
    match language {
        English => ["One change alone", "From", "To", "Enough?"],
        German => ["Eine Änderung allein", "Von", "Auf", "Genügt?"],
    }
}

/// Whether a single change is enough.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict<'a> {
    Enough,
    /// It would be knocked out.
    NotRanked,
    /// There is nothing to be had.
    AtBest,
    /// Even the best value is too little.
    TooLittle,
    /// The score would do, but these requirements would not be met.
    Unmet(Vec<&'a str>),
}

pub(crate) fn verdict(language: Language, verdict: &Verdict<'_>) -> String {
    match (verdict, language) {
        (Verdict::Enough, English) => "yes".to_owned(),
        (Verdict::Enough, German) => "ja".to_owned(),
        (Verdict::NotRanked, English) => "no, it would not be ranked".to_owned(),
        (Verdict::NotRanked, German) => "nein, würde nicht bewertet".to_owned(),
        (Verdict::AtBest, English) => "no, it is at its best".to_owned(),
        (Verdict::AtBest, German) => "nein, schon am besten Wert".to_owned(),
        (Verdict::TooLittle, English) => "no, not even at its maximum".to_owned(),
        (Verdict::TooLittle, German) => "nein, selbst am Maximum nicht".to_owned(),
        (Verdict::Unmet(subjects), English) => {
            let are = if subjects.len() == 1 { "is" } else { "are" };
            format!("no: score is, {} {are} not", subjects.join(" and "))
        }
        (Verdict::Unmet(subjects), German) => format!("nein: Punkte ja, {} nicht", and(language, subjects)),
    }
}
