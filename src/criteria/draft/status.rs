//! The tiers that the words of a status column mean.

use super::account::levels;
use super::word_orders::in_order;
use super::yaml_scalar::{mentioned, scalar};
use crate::language::Language;
use crate::language::draft::{tiers, word_means};
use crate::profile::Column;
use crate::profile::header::plain;

/// Words that mean one of the tiers in every file.
const MEANT: [(&str, usize); 12] = [
    ("key account", 0),
    ("key", 0),
    ("schluesselkunde", 0),
    ("grosskunde", 0),
    ("strategic account", 0),
    ("vip", 0),
    ("potential key account", 1),
    ("core customer", 2),
    ("core", 2),
    ("kernkunde", 2),
    ("standard", 2),
    ("basis", 2),
];

/// The words of a status column with the places of the tiers that they mean, without those that name a tier.
pub(crate) fn meanings(column: &Column, language: Language) -> Vec<(String, usize)> {
    let words = levels(column).unwrap_or_default();
    let (own, others): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| meant(word).is_some());
    let mut meanings: Vec<(String, usize)> =
        own.into_iter().filter_map(|word| Some((word.trim().to_owned(), meant(word)?))).collect();
    meanings.retain(|(word, tier)| tiers(language).get(*tier).is_some_and(|name| plain(name) != plain(word)));
    let others: Vec<String> = others.into_iter().map(|word| letter(word)).collect();
    if let Some(order) = in_order(&others) {
        let mut steps: Vec<usize> = order.iter().rev().map(|(_, step)| *step).collect();
        steps.dedup();
        let tier = |step: usize| match steps.iter().position(|other| *other == step) {
            Some(0) | None => 0,
            Some(1) if steps.len() > 2 => 1,
            Some(_) => 2,
        };
        let tiers: Vec<(String, usize)> = order.iter().map(|(word, step)| ((*word).to_owned(), tier(*step))).collect();
        let of = |word: &str| tiers.iter().find(|(other, _)| *other == letter(word)).map(|(_, tier)| *tier);
        let ordered = words.iter().filter(|word| meant(word).is_none());
        meanings.extend(ordered.filter_map(|word| Some((word.trim().to_owned(), of(word)?))));
    }
    meanings.sort_by_key(|(_, tier)| *tier);
    meanings
}

fn meant(word: &str) -> Option<usize> {
    let plain = plain(word);
    MEANT.iter().find(|(own, _)| *own == plain.trim()).map(|(_, tier)| *tier)
}

/// `A` of `A-Kunde` and `A customer`; any other word as it stands.
fn letter(word: &str) -> String {
    let plain = plain(word);
    let bare = plain.trim();
    let first = bare.strip_suffix(" kunde").or(bare.strip_suffix(" customer")).or(bare.strip_prefix("tier "));
    match first {
        Some("1") => "a".to_owned(),
        Some("2") => "b".to_owned(),
        Some("3") => "c".to_owned(),
        Some(first) => first.to_owned(),
        None => word.trim().to_owned(),
    }
}

/// The meanings of the words, as text.
pub(crate) fn as_text(meanings: &[(String, usize)], language: Language) -> String {
    let named =
        |(word, tier): &(String, usize)| Some(word_means(language, &mentioned(word), tiers(language).get(*tier)?));
    let words: Vec<String> = meanings.iter().filter_map(named).collect();
    if words.is_empty() { String::new() } else { format!("; {}", words.join(", ")) }
}

/// The status column as the draft writes it.
pub(crate) fn written(header: &str, meanings: &[(String, usize)], language: Language) -> String {
    if meanings.is_empty() {
        return scalar(header);
    }
    let named = |(word, tier): &(String, usize)| Some(format!("{}: {}", scalar(word), tiers(language).get(*tier)?));
    let words: Vec<String> = meanings.iter().filter_map(named).collect();
    format!("{{ column: {}, {} }}", scalar(header), words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Content, Shape, Texts};

    fn of(words: &[&str]) -> String {
        let levels: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let texts = Texts { distinct: words.len(), levels: Some(levels), odd: None, shape: Shape::Other };
        let column = Column { header: "ABC".into(), filled: 9, missing: 0, content: Content::Texts(texts) };
        written("ABC", &meanings(&column, Language::English), Language::English)
    }

    #[test]
    fn letters_and_metals_mean_tiers_by_their_order() {
        assert_eq!(of(&["A", "C", "B"]), "{ column: ABC, A: Key account, B: Potential key account, C: Core customer }");
        assert_eq!(
            of(&["B-Kunde", "A-Kunde"]),
            "{ column: ABC, \"A-Kunde\": Key account, \"B-Kunde\": Core customer }"
        );
        assert_eq!(
            of(&["Bronze", "Gold", "Silber"]),
            "{ column: ABC, Gold: Key account, Silber: Potential key account, Bronze: Core customer }"
        );
        assert_eq!(of(&["Key Account", "Kernkunde"]), "{ column: ABC, Kernkunde: Core customer }");
        assert_eq!(of(&["Nord", "Süd"]), "ABC");
    }
}
