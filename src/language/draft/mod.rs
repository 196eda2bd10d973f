//! The words of a drafted criteria file: its labels, and the comments that lead through it.
//!
//! Keys and ids are the same in every language.

mod criteria;
mod first_ranking;
mod outcome;
mod scale;

pub(crate) use criteria::{
    about_weights, german_criterion, left_out, not_sorted, not_sorted_comment, often_unknown, only_turnover, unclear,
    without_value,
};
pub(crate) use first_ranking::{guessed, guesses, nothing_speaks_for, tiers_line, top_of, word_means};
pub(crate) use outcome::{drafted_from, next, save_and_check};
pub(crate) use scale::{Found, Reason, found, otherwise, reason, scale_guess};

use super::Language;
use super::common::{Noun, counted};
use Language::{English, German};

/// The title of the model.
pub(crate) const fn title(language: Language) -> &'static str {
    match language {
        English => "Key account selection",
        German => "Auswahl der Key Accounts",
    }
}

/// The tiers, from the top.
pub(crate) const fn tiers(language: Language) -> [&'static str; 3] {
    match language {
        English => ["Key account", "Potential key account", "Core customer"],
        German => ["Key Account", "Potenzieller Key Account", "Stammkunde"],
    }
}

/// The comments above the file: what it is made from, and what to do with it.
pub(crate) fn head(language: Language, file: &str, customers: u64, columns: usize) -> [String; 6] {
    let customers = match customers {
        1 => counted(language, 1, Noun::Customer),
        more => format!("{more} {}", super::common::noun(language, more, Noun::Customer)),
    };
    let commands = ["#   keyrank lint CUSTOMERS -c THIS_FILE", "#   keyrank score CUSTOMERS -c THIS_FILE"];
    match language {
        English => [
            format!("# A first criteria file, drafted from {file} ({customers}, {columns} columns)."),
            "# It runs as it is, but it knows no more than what the columns are called and what stands in them today."
                .to_owned(),
            "# Read it from top to bottom: a line with \"CHECK\" holds a guess. Then ask what it does:".to_owned(),
            commands[0].to_owned(),
            commands[1].to_owned(),
            "# What each key means: keyrank criteria, and for an editor keyrank schema.".to_owned(),
        ],
        German => [
            format!("# Eine erste Kriteriendatei, entworfen aus {file} ({customers}, {columns} Spalten)."),
            "# Sie läuft, wie sie ist, kennt aber nur die Namen der Spalten und was heute darin steht.".to_owned(),
            "# Bitte von oben nach unten lesen: eine Zeile mit \"CHECK\" ist eine Vermutung. Dann ausprobieren:"
                .to_owned(),
            commands[0].replace("CUSTOMERS", "KUNDEN").replace("THIS_FILE", "DIESE_DATEI"),
            commands[1].replace("CUSTOMERS", "KUNDEN").replace("THIS_FILE", "DIESE_DATEI"),
            "# Was jeder Schlüssel bedeutet: keyrank criteria, für einen Editor keyrank schema.".to_owned(),
        ],
    }
}

pub(crate) const fn who_a_customer_is(language: Language) -> &'static str {
    match language {
        English => "# Which columns tell who a customer is.",
        German => "# Welche Spalten sagen, wer ein Kunde ist.",
    }
}

/// Behind the column of the id.
pub(crate) const fn unique(language: Language, is_guessed: bool) -> &'static str {
    match (language, is_guessed) {
        (English, false) => "is unique for each customer",
        (English, true) => "CHECK: not called an id, but it is unique for each customer",
        (German, false) => "ist bei jedem Kunden anders",
        (German, true) => "CHECK: heißt nicht wie eine Nummer, ist aber bei jedem Kunden anders",
    }
}

pub(crate) fn looks_like_an_id(language: Language, header: &str) -> String {
    match language {
        English => format!("  # {header} looks like an id, but it repeats or has empty cells"),
        German => format!("  # {header} sieht wie eine Nummer aus, kommt aber mehrfach vor oder ist zum Teil leer"),
    }
}

pub(crate) const fn a_person(language: Language) -> &'static str {
    match language {
        English => "   # CHECK: a person; name the column with the company, if there is one",
        German => "   # CHECK: eine Person; die Spalte mit der Firma nennen, falls es eine gibt",
    }
}

pub(crate) const fn no_name(language: Language) -> &'static str {
    match language {
        English => "  # name: the column with what people call a customer; none was found, so the id is shown",
        German => "  # name: die Spalte mit dem Namen des Kunden; keine gefunden, darum steht die Nummer da",
    }
}

pub(crate) fn status(language: Language, found: &str) -> String {
    match (language, found) {
        (English, "") => "   # CHECK: the tier it is treated as today".to_owned(),
        (English, found) => format!("   # CHECK: the tier it is treated as today; found {found}"),
        (German, "") => "   # CHECK: die Stufe, in der er heute geführt wird".to_owned(),
        (German, found) => format!("   # CHECK: die Stufe, in der er heute geführt wird; gefunden {found}"),
    }
}

pub(crate) const fn no_status(language: Language) -> &'static str {
    match language {
        English => "  # status: the column with the tier a customer is treated as today; none was found",
        German => "  # status: die Spalte mit der Stufe, in der ein Kunde heute geführt wird; keine gefunden",
    }
}

pub(crate) const fn carried(language: Language) -> &'static str {
    match language {
        English => "carried into every output, never scored",
        German => "steht in jeder Ausgabe, wird nie bewertet",
    }
}

pub(crate) const fn no_turnover(language: Language) -> &'static str {
    match language {
        English => "  # sum: [the turnover]; no column was found by its name",
        German => "  # sum: [der Umsatz]; keine Spalte heißt so",
    }
}

pub(crate) const fn what_share(language: Language) -> &'static str {
    match language {
        English => "what share of these does each tier hold?",
        German => "welchen Anteil daran hat jede Stufe?",
    }
}

/// A turnover of the customer itself, in two lines.
pub(crate) fn own_turnover(language: Language, header: &str, written: &str) -> [String; 2] {
    match language {
        English => [
            format!("  # CHECK: {header} is read as what a customer sells itself. Does it buy that from you? Then"),
            format!("  # write sum: [{written}]"),
        ],
        German => [
            format!("  # CHECK: {header} gilt als eigener Umsatz des Kunden. Kauft er das bei Ihnen? Dann"),
            format!("  # sum: [{written}] schreiben"),
        ],
    }
}

pub(crate) const fn how_it_is_read(language: Language) -> &'static str {
    match language {
        English => "# How the export is read.",
        German => "# Wie der Export gelesen wird.",
    }
}

pub(crate) const fn decimal_mark_guessed(language: Language) -> &'static str {
    match language {
        English => "   # CHECK: a guess, for the cells do not tell, or contradict each other",
        German => "   # CHECK: eine Vermutung, denn die Zellen sagen es nicht oder widersprechen sich",
    }
}

pub(crate) const fn missing(language: Language) -> [&'static str; 2] {
    match language {
        English => [
            "# A cell without a value: error refuses the file, worst gives 0 points, skip leaves the criterion out for that",
            "# customer. Columns that have such cells today say skip below.",
        ],
        German => [
            "# Eine Zelle ohne Wert: error weist die Datei zurück, worst gibt 0 Punkte, skip lässt das Kriterium bei diesem",
            "# Kunden weg. Bei Spalten, die heute solche Zellen haben, steht unten skip.",
        ],
    }
}

pub(crate) const fn not_used(language: Language) -> &'static str {
    match language {
        English => "# Not used; to score one, write a criterion for it as above:",
        German => "# Nicht verwendet; um eine zu bewerten, oben ein Kriterium dafür schreiben:",
    }
}

pub(crate) fn not_looked_at(language: Language, header: &str) -> String {
    match language {
        English => {
            format!(
                "#   {header}: not looked at; another column has the same header, or it is too long, or there are too many"
            )
        }
        German => format!(
            "#   {header}: nicht angesehen; eine andere Spalte heißt genauso, oder der Name ist zu lang, oder es sind zu viele"
        ),
    }
}

/// What a column holds that is not used.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held<'a> {
    Nothing,
    Always(&'a str),
    Numbers(&'a str, &'a str),
    /// Numbers but for a text on a line.
    Odd(u64, &'a str),
    Levels(&'a str),
    Texts(usize),
}

pub(crate) fn held(language: Language, held: Held<'_>) -> String {
    match (language, held) {
        (English, Held::Nothing) => "no value in any cell".to_owned(),
        (English, Held::Always(x)) => format!("always {x}, which is the same for everyone"),
        (English, Held::Numbers(low, high)) => format!("numbers from {low} to {high}"),
        (English, Held::Odd(line, text)) => {
            format!("numbers, but line {line} holds {text}: mend it, or list it under missing_values")
        }
        (English, Held::Levels(words)) => format!("texts: {words}"),
        (English, Held::Texts(n)) => format!("{n} different texts"),
        (German, Held::Nothing) => "keine Zelle hat einen Wert".to_owned(),
        (German, Held::Always(x)) => format!("immer {x}, also bei allen gleich"),
        (German, Held::Numbers(low, high)) => format!("Zahlen von {low} bis {high}"),
        (German, Held::Odd(line, text)) => {
            format!("Zahlen, aber in Zeile {line} steht {text}: berichtigen oder unter missing_values nennen")
        }
        (German, Held::Levels(words)) => format!("Texte: {words}"),
        (German, Held::Texts(n)) => format!("{n} verschiedene Texte"),
    }
}

/// How many more columns are not used.
pub(crate) fn and_more(language: Language, more: usize) -> String {
    match language {
        English => format!("#   and {more} more"),
        German => format!("#   und {more} weitere"),
    }
}

pub(crate) const fn knockouts(language: Language) -> &'static str {
    match language {
        English => "# Who is not ranked at all, and why. CHECK: the words are those that stand in the file today.",
        German => {
            "# Wer gar nicht bewertet wird, und warum. CHECK: die Wörter sind die, die heute in der Datei stehen."
        }
    }
}

pub(crate) fn stay_in(language: Language, header: &str, words: &str) -> String {
    match language {
        English => format!("  # {header} also holds {words}: they stay in"),
        German => format!("  # In {header} steht auch {words}: diese bleiben dabei"),
    }
}

pub(crate) const fn no_business(language: Language) -> &'static str {
    match language {
        English => "no business possible",
        German => "kein Geschäft möglich",
    }
}

/// A column that may tell who is not ranked, and words to look for.
pub(crate) fn open_knockouts(language: Language, header: &str, words: &str) -> (String, &'static str) {
    match language {
        English => (format!("# Who is not ranked at all, and why. {header} holds {words}."), "insolvent, blocked"),
        German => {
            (format!("# Wer gar nicht bewertet wird, und warum. In {header} steht {words}."), "insolvent, gesperrt")
        }
    }
}

pub(crate) const fn about_tiers(language: Language) -> [&'static str; 2] {
    match language {
        English => [
            "# From the top; the last tier catches the rest. CHECK the lines: keyrank lint says where nobody reaches one.",
            "# max_accounts is how many the company can really care for.",
        ],
        German => [
            "# Von oben nach unten; die letzte Stufe nimmt den Rest. CHECK: keyrank lint sagt, welche Schwelle niemand erreicht.",
            "# max_accounts ist, wie viele Kunden das Unternehmen wirklich betreuen kann.",
        ],
    }
}

/// The comment above the flag of breadth, and its name.
pub(crate) const fn fragmentation(language: Language) -> [&'static str; 2] {
    match language {
        English => [
            "# Breadth is good, but whoever pursues every chance gets nowhere with any. A flag changes no score.",
            "fragmentation risk",
        ],
        German => [
            "# Breite ist gut, aber wer jeder Chance nachgeht, kommt mit keiner weit. Ein Kennzeichen ändert keine Punkte.",
            "Verzettelungsgefahr",
        ],
    }
}

/// The comment above the portfolio, its axes x and y, and its fields: both high, y high, x high, both low.
pub(crate) const fn portfolio(language: Language) -> (&'static str, [&'static str; 2], [&'static str; 4]) {
    match language {
        English => (
            "# Two axes; from split on, a customer is on the high side. The fields are named x_y.",
            ["Importance today", "Potential"],
            ["Invest", "Develop", "Protect", "Standard"],
        ),
        German => (
            "# Zwei Achsen; ab split ist ein Kunde auf der hohen Seite. Die Felder heißen x_y.",
            ["Bedeutung heute", "Potenzial"],
            ["Investieren", "Entwickeln", "Absichern", "Standard"],
        ),
    }
}
