//! Complexity and breadth can be good or bad, so the criteria file must say which.

use super::note::{DIRECTION_UNSTATED, Note};
use crate::finding::Finding;
use crate::model::Criterion;
use crate::scoring::Engine;
use crate::text::folded;

/// Parts of words for things of which more may be good or bad, in English and German.
const AMBIGUOUS: [&str; 4] = ["complex", "komplex", "breadth", "breite"];

/// Comparisons, folded: ß is written ss.
const COMPARISONS: [&str; 32] = [
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "wider",
    "narrower",
    "broader",
    "greater",
    "larger",
    "smaller",
    "bigger",
    "high",
    "low",
    "simple",
    "simpler",
    "easier",
    "mehr",
    "weniger",
    "höher",
    "höhere",
    "niedriger",
    "niedrigere",
    "breiter",
    "breitere",
    "schmaler",
    "enger",
    "grösser",
    "grössere",
    "kleiner",
    "einfacher",
    "einfachere",
];

/// Judgements: words that say what more or less means for the account.
const JUDGEMENTS: [&str; 30] = [
    "better",
    "best",
    "worse",
    "worst",
    "good",
    "bad",
    "count",
    "counts",
    "speak",
    "speaks",
    "earn",
    "earns",
    "raise",
    "raises",
    "score",
    "scores",
    "points",
    "favours",
    "besser",
    "schlechter",
    "gut",
    "schlecht",
    "zählt",
    "zählen",
    "spricht",
    "sprechen",
    "punkte",
    "wertvoller",
    "erhöht",
    "senkt",
];

/// Phrases that say it without a comparison.
const PHRASES: [&str; 12] = [
    "counts for",
    "counts against",
    "count for",
    "count against",
    "speaks for",
    "speaks against",
    "zählt für",
    "zählt gegen",
    "zählen für",
    "zählen gegen",
    "spricht für",
    "spricht gegen",
];

/// Criteria whose id or label names complexity or breadth while the file does not tell the direction. It is told where
/// `about`, of the criterion or of a group around it, holds a comparison (more, wider, …) and a judgement (better,
/// counts, …), or a phrase such as "counts against".
pub(crate) fn unstated(engine: &Engine) -> Vec<Note> {
    let mut notes = Vec::new();
    engine.model().criteria.iter().for_each(|criterion| look(criterion, &mut notes));
    notes
}

fn look(criterion: &Criterion, notes: &mut Vec<Note>) {
    if criterion.about.as_deref().is_some_and(states_direction) {
        return;
    }
    let Some(what) = ambiguous(criterion) else {
        criterion.children().iter().for_each(|child| look(child, notes));
        return;
    };
    let message =
        format!("\"{}\" does not say whether more {what} counts for or against a key account", criterion.label);
    let help = "say it in its `about`, as in \"More of it counts for a key account.\"; where less is better, reverse the scale, as in rating: [10, 0]";
    notes.push(Note::on_criterion(&criterion.id, Finding::warning(DIRECTION_UNSTATED, message).help(help)));
}

fn ambiguous(criterion: &Criterion) -> Option<&'static str> {
    let text = folded(&format!("{} {}", criterion.id, criterion.label));
    let found = AMBIGUOUS.iter().position(|part| text.contains(part))?;
    Some(if found < 2 { "complexity" } else { "breadth" })
}

fn states_direction(about: &str) -> bool {
    let lower = folded(about);
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let spaced = words.join(" ");
    (any(&COMPARISONS) && any(&JUDGEMENTS)) || PHRASES.iter().any(|phrase| spaced.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_is_a_comparison_with_a_judgement() {
        for about in [
            "More counts for a key account.",
            "Wider is better, up to a dozen.",
            "Complexity counts against it.",
            "Mehr ist besser.",
            "Hohe Komplexität spricht für einen Key Account.",
            "Je breiter, desto mehr Punkte.",
        ] {
            assert!(states_direction(about), "{about}");
        }
        for about in [
            "How complex is serving it, with its buying center and the sales process these ask for?",
            "Is it more complex than others?",
            "How wide is the field of opportunities?",
            "Wie breit ist das Feld?",
            "",
        ] {
            assert!(!states_direction(about), "{about}");
        }
    }
}
