//! Customers that nobody sells to any more: insolvent, blocked, inactive. The words in a column show them, or the yes
//! and no in a column whose header is such a word.

use super::yaml_scalar::scalar;
use crate::profile::header::{Sense, holds_any, plain};
use crate::profile::{Column, Content};

/// A condition of the draft.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Knockout {
    pub(crate) header: String,
    /// The test, as in `in: [insolvent]`.
    pub(crate) test: String,
    /// The other words of the column.
    pub(crate) others: Vec<String>,
}

/// The column of the built-in model, plain, and the words that it knocks out, whether or not they occur in the file.
const BUILT_IN: &str = " business status ";
const BUILT_IN_WORDS: [&str; 2] = ["insolvent", "blocked"];

/// Words that count anywhere in a cell.
const OUT: [&str; 24] = [
    "insolv",
    "liquidat",
    "bankrupt",
    "konkurs",
    "bankrott",
    "gesperrt",
    "blocked",
    "blockiert",
    "out of business",
    "geschaeftsaufgabe",
    "geschaeft aufgegeben",
    "geloescht",
    "deleted",
    "archiviert",
    "archived",
    "inaktiv",
    "inactive",
    "erloschen",
    "aufgeloest",
    "dissolved",
    "stillgelegt",
    "deaktiviert",
    "deactivated",
    "ceased trading",
];
/// Words that must be the whole cell.
const OUT_ALONE: [&str; 16] = [
    "shut down",
    "shutdown",
    "market failed",
    "closed",
    "permanently closed",
    "geschlossen",
    "dauerhaft geschlossen",
    "nicht aktiv",
    "not active",
    "nicht mehr aktiv",
    "no longer active",
    "disabled",
    "defunct",
    "in administration",
    "suspended",
    "sperre",
];
/// Words of headers whose cells say yes or no, or hold a code where the answer is yes.
const OUT_HEADERS: [&str; 21] = [
    "order block",
    "sales block",
    "central block",
    "posting block",
    "gesperrt",
    "sperr",
    "blocked",
    "blockiert",
    "inaktiv",
    "inactive",
    "insolv",
    "bankrupt",
    "deleted",
    "geloescht",
    "loeschvormerk",
    "loeschkenn",
    "archiviert",
    "archived",
    "liquidat",
    "out of business",
    "deactivated",
];
const ACTIVE_HEADERS: [&str; 8] = [
    " aktiv ",
    " active ",
    " ist aktiv ",
    " is active ",
    " aktiver kunde ",
    " active customer ",
    " kunde aktiv ",
    " customer active ",
];
const YES: [&str; 9] = ["ja", "yes", "true", "wahr", "x", "1", "y", "j", "t"];
const NO: [&str; 7] = ["nein", "no", "false", "falsch", "0", "n", "f"];
/// The subjects of such headers that are not the customer.
const OF_OTHERS: [&str; 14] = [
    "opportunit",
    "deal",
    "ticket",
    "order",
    "auftrags",
    "invoice",
    "rechnung",
    "angebot",
    "project",
    "projekt",
    "task",
    "stage",
    "phase",
    "contact",
];

/// The condition that a column suggests, if any.
pub(crate) fn knockout(column: &Column) -> Option<Knockout> {
    let header = plain(&column.header);
    if holds_any(&header, &OF_OTHERS) && !holds_any(&header, &["auftragssperre", "rechnungssperre", "order block"]) {
        return None;
    }
    let made = |test: String, others: Vec<String>| Some(Knockout { header: column.header.clone(), test, others });
    let sense = Sense::of(&header);
    let says_out = holds_any(&header, &OUT_HEADERS) && sense != Sense::Code;
    let says_active = ACTIVE_HEADERS.contains(&header.as_str());
    match &column.content {
        Content::Numbers(numbers) if says_out || says_active => {
            let is_flag = numbers.whole && !numbers.padded && numbers.min >= 0.0 && numbers.max <= 1.0;
            match (is_flag, numbers.distinct, column.missing) {
                (true, 2, _) => made(format!("equals: {}", u8::from(says_out)), Vec::new()),
                (true, 1, gaps) if gaps > 0 && numbers.max > 0.0 && says_out => made("equals: 1".into(), Vec::new()),
                (false, _, gaps) if gaps > 0 && says_out => made("missing: false".into(), Vec::new()),
                _ => None,
            }
        }
        Content::Texts(texts) => {
            let words = texts.levels.as_deref().unwrap_or(&[]);
            let is_either = |word: &String| is_of(word, &YES) || is_of(word, &NO);
            let is_out = |word: &&String| {
                if !words.is_empty() && words.iter().all(is_either) {
                    return says_out && is_of(word, &YES) || says_active && is_of(word, &NO);
                }
                names_end(word, sense != Sense::Note)
            };
            let (out, others): (Vec<&String>, Vec<&String>) = words.iter().partition(is_out);
            if header == BUILT_IN {
                let known = BUILT_IN_WORDS.iter().filter(|known| !out.iter().any(|word| is_of(word, &[known])));
                let found = out.iter().map(|word| scalar(word.trim()));
                let all: Vec<String> = found.chain(known.map(|word| (*word).to_owned())).collect();
                return made(format!("in: [{}]", all.join(", ")), others.into_iter().cloned().collect());
            }
            let is_everybody = others.is_empty() && column.missing == 0;
            if !out.is_empty() && !is_everybody {
                let out: Vec<String> = out.into_iter().map(|word| scalar(word.trim())).collect();
                return made(format!("in: [{}]", out.join(", ")), others.into_iter().cloned().collect());
            }
            // A code or a day that is written only where the answer is yes.
            let is_marked = says_out && column.missing > 0 && !words.iter().any(|word| is_of(word, &NO));
            if is_marked { made("missing: false".into(), Vec::new()) } else { None }
        }
        _ => None,
    }
}

/// Whether a column holds words about the state of the business, so that a first knockout may appear next month.
pub(crate) fn names_states(column: &Column) -> bool {
    const STATES: [&str; 10] =
        ["active", "aktiv", "prospect", "interessent", "churned", "former", "ehemalig", "dormant", "ruhend", "lead"];
    let words = match &column.content {
        Content::Texts(texts) => texts.levels.as_deref().unwrap_or(&[]),
        _ => &[],
    };
    words.iter().any(|word| is_of(word, &STATES) || names_end(word, false))
}

fn is_of(word: &str, list: &[&str]) -> bool {
    let plain = plain(word);
    list.contains(&plain.trim())
}

fn names_end(word: &str, anywhere: bool) -> bool {
    let plain = plain(word);
    let bare = plain.trim();
    if OUT_ALONE.contains(&bare) {
        return true;
    }
    let words = || bare.split(' ');
    let is_denied =
        words().any(|word| matches!(word, "nicht" | "not" | "kein" | "keine" | "no" | "never" | "nie" | "non"));
    let begins = |word: &str| OUT.iter().any(|out| !out.contains(' ') && word.starts_with(out));
    let says = if anywhere {
        words().any(begins) || OUT.iter().any(|out| out.contains(' ') && bare.contains(out))
    } else {
        begins(bare) && words().count() == 1
    };
    says && !is_denied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Numbers, Shape, Texts};

    fn words(header: &str, levels: &[&str], missing: u64) -> Option<String> {
        let texts = Texts {
            distinct: levels.len(),
            levels: Some(levels.iter().map(|level| (*level).to_owned()).collect()),
            shape: Shape::Other,
            odd: None,
        };
        let column = Column { header: header.to_owned(), filled: 9, missing, content: Content::Texts(texts) };
        knockout(&column).map(|knockout| knockout.test)
    }

    #[test]
    fn words_of_an_end_are_knocked_out_as_they_stand_in_the_file() {
        for (levels, test) in [
            (&["aktiv", "insolvent", "gesperrt"][..], "in: [insolvent, gesperrt]"),
            (&["Active", "Out of Business"], "in: [\"Out of Business\"]"),
            (&["aktiv", "Insolvenz eröffnet", "in Liquidation"], "in: [\"Insolvenz eröffnet\", \"in Liquidation\"]"),
            (&["Kunde", "Gesperrt (Mahnung)", "nicht aktiv"], "in: [\"Gesperrt (Mahnung)\", \"nicht aktiv\"]"),
            (&["open", "closed"], "in: [closed]"),
        ] {
            assert_eq!(words("Status", levels, 0).as_deref(), Some(test), "{levels:?}");
        }
        for levels in [
            &["aktiv", "ruhend"][..],
            &["nicht gesperrt", "aktiv"],
            &["unblocked", "x"],
            &["closed won", "closed lost"],
        ] {
            assert_eq!(words("Status", levels, 0), None, "{levels:?}");
        }
        assert_eq!(words("Ticket status", &["open", "closed"], 0), None);
        assert_eq!(words("Status", &["inactive"], 0), None, "not everybody");
    }

    #[test]
    fn a_column_that_says_yes_or_no_is_understood() {
        assert_eq!(words("Gesperrt", &["ja", "nein"], 0).as_deref(), Some("in: [ja]"));
        assert_eq!(words("Aktiv", &["TRUE", "FALSE"], 0).as_deref(), Some("in: [\"FALSE\"]"));
        assert_eq!(words("Löschvormerkung", &["X"], 5).as_deref(), Some("in: [X]"));
        assert_eq!(words("Auftragssperre", &["Z1", "Z2"], 5).as_deref(), Some("missing: false"));
        assert_eq!(words("Newsletter", &["ja", "nein"], 0), None);
        let numbers = |min, distinct| Numbers {
            min,
            max: 1.0,
            least_positive: Some(1.0),
            distinct,
            whole: true,
            skewness: 0.0,
            plain: true,
            padded: false,
            dealt: false,
        };
        let of = |header: &str, numbers| {
            let content = Content::Numbers(numbers);
            knockout(&Column { header: header.to_owned(), filled: 9, missing: 0, content }).map(|k| k.test)
        };
        assert_eq!(of("is_active", numbers(0.0, 2)).as_deref(), Some("equals: 0"));
        assert_eq!(of("Inactive", numbers(0.0, 2)).as_deref(), Some("equals: 1"));
        assert_eq!(of("is_active", numbers(1.0, 1)), None);
    }
}
