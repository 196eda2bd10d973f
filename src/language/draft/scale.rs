//! Why the cells of a column become points as the draft proposes.

use super::super::Language;
use Language::{English, German};

/// How a guess about a scale is told, by its column, scale and reason.
pub(crate) fn scale_guess(language: Language, criterion: &str, header: &str, scale: &str, reason: &str) -> String {
    match language {
        English => format!("{criterion}: {header} as {scale}; {reason}"),
        German => format!("{criterion}: {header} als {scale}; {reason}"),
    }
}

/// The numbers that a column holds, and the range that its header states, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) ends: [String; 2],
    pub(crate) stated: Option<[String; 2]>,
}

pub(crate) fn found(language: Language, found: &Found) -> String {
    let [low, high] = &found.ends;
    match (language, &found.stated) {
        (English, None) => format!("found {low} to {high}"),
        (English, Some([from, to])) => format!("found {low} to {high}, and the header says {from} to {to}"),
        (German, None) => format!("gefunden {low} bis {high}"),
        (German, Some([from, to])) => format!("gefunden {low} bis {high}, und die Überschrift sagt {from} bis {to}"),
    }
}

/// Why a scale runs as it does, behind `CHECK: `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Rated between these ends.
    Rated(String, String),
    /// Grades of which the first is the best, and the scale if the other end is.
    Grades(String, String, String),
    /// Less is better, and the scale if more is.
    Less(String),
    /// More is better, and the scale if less is.
    More(String),
    /// All cells hold one word.
    Only(String),
    /// Words in falling order.
    LessOfWords,
    /// Words in rising order.
    Words,
    /// Words in the order that somebody gave.
    Answered,
}

/// What separates a reason from what to do if it is wrong.
pub(crate) const fn otherwise(language: Language) -> &'static str {
    match language {
        English => "; if ",
        German => "; falls ",
    }
}

pub(crate) fn reason(language: Language, reason: &Reason) -> String {
    let otherwise = otherwise(language);
    match (language, reason) {
        (English, Reason::Rated(low, high)) => format!("rated from {low} to {high}, more is better"),
        (English, Reason::Grades(best, worst, scale)) => {
            format!("read as grades, {best} is best{otherwise}{worst} is best write {scale}")
        }
        (English, Reason::Less(scale)) => format!("assumes that less is better{otherwise}more is, write {scale}"),
        (English, Reason::More(scale)) => format!("assumes that more is better{otherwise}less is, write {scale}"),
        (English, Reason::Only(word)) => format!("all cells hold {word}; other levels need a line here too"),
        (English, Reason::LessOfWords) => "assumes that less is better; evenly spaced".to_owned(),
        (English, Reason::Words) => "evenly spaced from the worst to the best by what the words say".to_owned(),
        (English, Reason::Answered) => "evenly spaced from the worst to the best, as answered".to_owned(),
        (German, Reason::Rated(low, high)) => format!("bewertet von {low} bis {high}, mehr ist besser"),
        (German, Reason::Grades(best, worst, scale)) => {
            format!("als Noten gelesen, {best} ist die beste{otherwise}{worst} die beste ist, {scale} schreiben")
        }
        (German, Reason::Less(scale)) => {
            format!("nimmt an, dass weniger besser ist{otherwise}mehr besser ist, {scale} schreiben")
        }
        (German, Reason::More(scale)) => {
            format!("nimmt an, dass mehr besser ist{otherwise}weniger besser ist, {scale} schreiben")
        }
        (German, Reason::Only(word)) => {
            format!("in allen Zellen steht {word}; andere Wörter brauchen hier auch eine Zeile")
        }
        (German, Reason::LessOfWords) => "nimmt an, dass weniger besser ist; gleichmäßig verteilt".to_owned(),
        (German, Reason::Words) => "gleichmäßig vom schlechtesten zum besten, wie die Wörter es sagen".to_owned(),
        (German, Reason::Answered) => "gleichmäßig vom schlechtesten zum besten, wie geantwortet".to_owned(),
    }
}
