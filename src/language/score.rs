//! The words of the ranking.

use super::Language;
use super::common::{Noun, agreement, counted};
use Language::{English, German};

/// Where lines were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source<'a> {
    File(&'a str),
    Files(u64),
    /// Left out where room is short.
    Untold,
}

/// `7 lines of customers.csv`
fn lines_of(language: Language, lines: u64, source: Source<'_>) -> String {
    let lines = counted(language, lines, Noun::Line);
    match (source, language) {
        (Source::File(name), English) => format!("{lines} of {name}"),
        (Source::File(name), German) => format!("{lines} von {name}"),
        (Source::Files(files), _) => format!("{lines} in {}", counted(language, files, Noun::File)),
        (Source::Untold, _) => lines,
    }
}

/// How many customers are ranked, and how many are not; nothing where all are.
fn ranked(language: Language, ranked: u64, out: u64) -> String {
    if out == 0 {
        return String::new();
    }
    let (ranked, out) = (language.count(ranked), language.count(out));
    match language {
        English => format!(": {ranked} ranked, {out} not"),
        German => format!(": {ranked} bewertet, {out} nicht"),
    }
}

/// What was read.
pub(crate) fn read(language: Language, customers: u64, lines: u64, source: Source<'_>, in_out: (u64, u64)) -> String {
    let customers = counted(language, customers, Noun::Customer);
    let lines = lines_of(language, lines, source);
    let ranked = ranked(language, in_out.0, in_out.1);
    match language {
        English => format!("{customers} read from {lines}{ranked}"),
        German => format!("{customers} aus {lines} gelesen{ranked}"),
    }
}

/// The same in short, with how many accounts are listed where that is not all of them.
pub(crate) fn read_shortly(
    language: Language,
    customers: u64,
    lines: u64,
    source: Source<'_>,
    (ranked_accounts, out, listed): (u64, u64, Option<u64>),
) -> String {
    let customers = counted(language, customers, Noun::Customer);
    let lines = lines_of(language, lines, source);
    let ranked = ranked(language, ranked_accounts, out);
    let listed = listed.map(|listed| language.count(listed));
    match language {
        English => {
            let listed = listed.map_or_else(String::new, |listed| format!("; {listed} listed, --all lists every one"));
            format!("{customers} from {lines}{ranked}{listed}")
        }
        German => {
            let listed = listed.map_or_else(String::new, |listed| format!("; {listed} gezeigt, --all zeigt alle"));
            format!("{customers} aus {lines}{ranked}{listed}")
        }
    }
}

/// What one of several files held.
pub(crate) fn file(language: Language, name: &str, customers: u64, lines: u64) -> String {
    let (customers, lines) = (counted(language, customers, Noun::Customer), counted(language, lines, Noun::Line));
    match language {
        English => format!("{name}: {customers} from {lines}"),
        German => format!("{name}: {customers} aus {lines}"),
    }
}

pub(crate) const fn files(language: Language) -> &'static str {
    match language {
        English => "Files",
        German => "Dateien",
    }
}

pub(crate) const fn not_ranked(language: Language) -> &'static str {
    match language {
        English => "Not ranked",
        German => "Nicht bewertet",
    }
}

pub(crate) const fn summary(language: Language) -> &'static str {
    match language {
        English => "Summary",
        German => "Zusammenfassung",
    }
}

/// The header of the number of accounts.
pub(crate) const fn accounts(language: Language) -> &'static str {
    match language {
        English => "Accounts",
        German => "Kunden",
    }
}

/// The header of the part of an account's weights for which there are cells.
pub(crate) const fn complete(language: Language) -> &'static str {
    match language {
        English => "Complete",
        German => "Vollständig",
    }
}

/// Which of the accounts are listed, when they are limited to a tier.
pub(crate) fn accounts_of(language: Language, accounts: u64, tier: Option<&str>) -> String {
    let accounts = counted(language, accounts, Noun::Account);
    match (tier, language) {
        (None, _) => accounts,
        (Some(tier), English) => format!("{accounts} of tier {tier}"),
        (Some(tier), German) => format!("{accounts} der Stufe {tier}"),
    }
}

pub(crate) const fn nobody_is_ranked(language: Language) -> &'static str {
    match language {
        English => "No account is ranked",
        German => "Kein Kunde ist bewertet",
    }
}

/// The share of a tier in a sum.
pub(crate) fn of_sum(language: Language, column: &str) -> String {
    match language {
        English => format!("of {column}"),
        German => format!("von {column}"),
    }
}

/// The lead of many tiers in one line, with the sum of which the percentages are shares.
pub(crate) fn accounts_with_shares(language: Language, column: Option<&str>) -> String {
    let accounts = accounts(language);
    column.map_or_else(|| accounts.to_owned(), |column| format!("{accounts} ({})", of_sum(language, column)))
}

/// How well the ranking agrees with one by turnover; `None` where one of the two is all ties.
pub(crate) fn with_turnover(language: Language, tau_b: Option<f64>) -> String {
    let said = tau_b.map(|tau_b| (agreement(language, tau_b), language.rounded(tau_b, 2)));
    match (language, said) {
        (English, Some((word, tau))) => format!("Agreement with a pure turnover ranking: {word} (Kendall tau-b {tau})"),
        (English, None) => {
            "Agreement with a pure turnover ranking: no Kendall tau-b, because one of the two orders is all ties"
                .to_owned()
        }
        (German, Some((word, tau))) => {
            format!("Übereinstimmung mit einer reinen Umsatz-Rangliste: {word} (Kendalls tau-b {tau})")
        }
        (German, None) => {
            "Übereinstimmung mit einer reinen Umsatz-Rangliste: kein Kendalls tau-b, weil in einer der beiden \
                           Reihenfolgen alle gleich stehen"
                .to_owned()
        }
    }
}

/// Where turnover alone picks the same accounts for a tier.
pub(crate) fn same_by_turnover(language: Language, tier: &str) -> String {
    match language {
        English => format!("Turnover alone would pick the same accounts for {tier}"),
        German => format!("Der Umsatz allein würde für {tier} dieselben Kunden wählen"),
    }
}

/// Those of a tier whom turnover alone would not pick.
pub(crate) fn missed_by_turnover(language: Language, tier: &str, count: u64, names: &str) -> String {
    let count = language.count(count);
    match language {
        English => format!("In {tier}, but turnover alone would miss them ({count}): {names}"),
        German => format!("In {tier}, aber nach Umsatz allein nicht ({count}): {names}"),
    }
}

/// Those whom turnover alone would pick for a tier in their place.
pub(crate) fn picked_by_turnover(language: Language, count: u64, names: &str) -> String {
    let count = language.count(count);
    match language {
        English => format!("Turnover alone would pick instead ({count}): {names}"),
        German => format!("Der Umsatz allein würde stattdessen wählen ({count}): {names}"),
    }
}

/// One class of an ABC analysis: how many accounts, and their share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Class {
    pub(crate) accounts: u64,
    pub(crate) share_percent: f64,
    pub(crate) up_to_percent: f64,
}

/// The classes of a sum, with how many accounts of the first tier are in the first class, and its concentration.
pub(crate) fn abc(
    language: Language,
    column: &str,
    classes: [Class; 3],
    keys: Option<(u64, u64, &str)>,
    hhi: f64,
) -> String {
    let shown =
        |class: Class| format!("{} ({})", language.count(class.accounts), language.percent(class.share_percent, 1));
    let [a, b, c] = classes.map(shown);
    let [first, second, _] = classes.map(|class| language.full(class.up_to_percent));
    let hhi = language.amount(hhi.round());
    let most = language.count(10_000);
    match language {
        English => {
            let keys = keys.map_or_else(String::new, |(of_a, all, tier)| {
                format!("; {} of {} in {tier} are A", language.count(of_a), language.count(all))
            });
            format!(
                "ABC by {column} (A up to {first} %, B up to {second} % of it): A {a}, B {b}, C {c}{keys}. HHI {hhi} of at \
                 most {most}"
            )
        }
        German => {
            let keys = keys.map_or_else(String::new, |(of_a, all, tier)| {
                format!("; {} von {} in {tier} sind A", language.count(of_a), language.count(all))
            });
            format!(
                "ABC nach {column} (A bis {first} %, B bis {second} % davon): A {a}, B {b}, C {c}{keys}. HHI {hhi} von \
                 höchstens {most}"
            )
        }
    }
}

/// How the tiers differ from the status of today.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changes {
    pub(crate) promote: u64,
    pub(crate) demote: u64,
    pub(crate) keep: u64,
    pub(crate) new: u64,
}

/// All of it; nothing where nobody has a status.
pub(crate) fn changes(language: Language, changes: Changes) -> Option<String> {
    let words = match language {
        English => ["promoted", "demoted", "unchanged", "without a tier today"],
        German => ["hochgestuft", "herabgestuft", "unverändert", "heute ohne Stufe"],
    };
    let Changes { promote, demote, keep, new } = changes;
    let counts = [promote, demote, keep, new].into_iter().zip(words).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{} {word}", language.count(count))).collect();
    (!counts.is_empty()).then(|| against_status(language, &counts.join(", ")))
}

/// Who moves up and down.
pub(crate) fn promoted_and_demoted(language: Language, up: u64, down: u64) -> String {
    let (shown_up, shown_down) = (language.count(up), language.count(down));
    let moved = match (language, up, down) {
        (English, 0, 0) => "nobody promoted, nobody demoted".to_owned(),
        (German, 0, 0) => "niemand hochgestuft, niemand herabgestuft".to_owned(),
        (English, ..) => format!("{shown_up} promoted, {shown_down} demoted"),
        (German, ..) => format!("{shown_up} hochgestuft, {shown_down} herabgestuft"),
    };
    against_status(language, &moved)
}

fn against_status(language: Language, changes: &str) -> String {
    match language {
        English => format!("Against today's status: {changes}"),
        German => format!("Gegenüber dem heutigen Status: {changes}"),
    }
}

/// Which flags are up, and on how many accounts.
pub(crate) fn flags<'a>(language: Language, up: impl Iterator<Item = (&'a str, u64)>) -> Option<String> {
    let up: Vec<String> = up
        .map(|(name, count)| match language {
            English => format!("{name} on {}", counted(language, count, Noun::Account)),
            German => format!("{name} ({})", counted(language, count, Noun::Account)),
        })
        .collect();
    let header = super::common::flags(language);
    (!up.is_empty()).then(|| format!("{header} (⚑): {}", up.join(", ")))
}

/// How many accounts have missing cells, and for how many of them the tier is open.
pub(crate) fn missing(language: Language, incomplete: u64, uncertain: u64) -> String {
    let (accounts, open) = (counted(language, incomplete, Noun::Account), language.count(uncertain));
    match (language, incomplete == 1, uncertain) {
        (English, one, 0) => {
            let have = if one { "has" } else { "have" };
            format!("{accounts} {have} missing cells; the tier is sure all the same")
        }
        (English, one, _) => {
            let have = if one { "has" } else { "have" };
            format!("{accounts} {have} missing cells; for {open} of them this leaves the tier open (marked ?)")
        }
        (German, _, 0) => format!("{accounts} mit fehlenden Angaben; die Stufe steht trotzdem fest"),
        (German, ..) => {
            format!("{accounts} mit fehlenden Angaben; bei {open} davon bleibt die Stufe offen (mit ? markiert)")
        }
    }
}

/// That points of some criteria depend on the other customers.
pub(crate) fn data_driven(language: Language, criteria: &str) -> String {
    match language {
        English => format!(
            "Points of {criteria} depend on who else is in the data: one customer more or less can move every score"
        ),
        German => format!(
            "Die Punkte von {criteria} hängen davon ab, wer sonst in den Daten steht: ein Kunde mehr oder weniger kann alle \
             Punkte verschieben"
        ),
    }
}

/// What somebody should look at, in three lengths, the longest first.
pub(crate) fn to_check(language: Language, uncertain: u64, out: u64, warnings: u64, notices: u64) -> Vec<String> {
    let some = |count: u64, text: String| (count > 0).then_some(text);
    let out = match language {
        English => some(out, format!("{} not ranked", language.count(out))),
        German => some(out, format!("{} nicht bewertet", language.count(out))),
    };
    let others = [
        out,
        some(warnings, counted(language, warnings, Noun::Warning)),
        some(notices, counted(language, notices, Noun::Notice)),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    if uncertain == 0 && others.is_empty() {
        let nothing = match language {
            English => "Nothing to check; --details shows more",
            German => "Nichts zu prüfen; --details zeigt mehr",
        };
        return vec![nothing.to_owned()];
    }
    let (number, accounts) = (language.count(uncertain), counted(language, uncertain, Noun::Account));
    let lengths = match language {
        English => [
            format!("{accounts} uncertain (missing cells)"),
            format!("{number} uncertain (missing cells)"),
            format!("{number} uncertain"),
        ],
        German => [
            format!("{accounts} unsicher (fehlende Angaben)"),
            format!("{number} unsicher (fehlende Angaben)"),
            format!("{number} unsicher"),
        ],
    };
    let line = |uncertain: String| {
        let uncertain = Some(uncertain).filter(|text| !text.is_empty());
        let items: Vec<String> = uncertain.into_iter().chain(others.iter().cloned()).collect();
        match language {
            English => format!("To check: {}; see --details", items.join(", ")),
            German => format!("Zu prüfen: {}; siehe --details", items.join(", ")),
        }
    };
    if uncertain == 0 { vec![line(String::new())] } else { lengths.map(line).into() }
}
