//! Keys as people write them without knowing YAML or the English words, and the keys that they mean.

use super::keys::Keys;
use super::yaml::scalar::decimal;
use super::yaml::{BULLETS, Entry, Node};
use crate::text::folded;

/// German words for keys.
const GERMAN: [(&str, &str); 34] = [
    ("titel", "title"),
    ("konto", "account"),
    ("kunde", "account"),
    ("kunden", "account"),
    ("zahlen", "numbers"),
    ("dezimal", "decimal"),
    ("dezimalzeichen", "decimal"),
    ("fehlend", "missing"),
    ("fehlende_werte", "missing_values"),
    ("kriterien", "criteria"),
    ("kriterium", "criteria"),
    ("ausschluss", "knockouts"),
    ("ausschlüsse", "knockouts"),
    ("stufen", "tiers"),
    ("klassen", "tiers"),
    ("kennzeichen", "flags"),
    ("gewicht", "weight"),
    ("gewichtung", "weight"),
    ("gewichte", "weight"),
    ("spalte", "column"),
    ("skala", "scale"),
    ("bewertung", "rating"),
    ("bezeichnung", "label"),
    ("beschriftung", "label"),
    ("beschreibung", "about"),
    ("punkte", "points"),
    ("schritte", "steps"),
    ("stufenwerte", "levels"),
    ("summe", "sum"),
    ("umsatz", "sum"),
    ("mindestpunkte", "min_score"),
    ("wenn", "when"),
    ("gleich", "equals"),
    ("urteile", "judgements"),
];

/// The key that an unknown key means, where its form tells.
pub(crate) fn meant(text: &str, keys: &Keys) -> Option<String> {
    let known = |name: &str| keys.keys.iter().any(|key| key.name == name);
    let bare = text.trim_start_matches(BULLETS).trim_start();
    if bare.len() < text.len() && text.chars().nth(1).is_some_and(char::is_whitespace) {
        return Some("begin each item of a list with \"- \"".to_owned());
    }
    if let Some((name, value)) = text.split_once([':', '=']).map(|(name, value)| (name.trim(), value.trim()))
        && known(name)
    {
        let value = super::diagnostics::shortened(value);
        return Some(format!("write \"{name}: {value}\", with a space after the colon"));
    }
    let lower = folded(text);
    if lower != text && known(&lower) {
        return Some(format!("write {lower}, in small letters"));
    }
    GERMAN
        .iter()
        .find(|(german, name)| *german == lower && known(name))
        .map(|(_, name)| format!("the keys are English: write {name}"))
}

/// The number with a decimal comma that braces split: YAML reads `weight: 1,5` as `weight: 1` and a key `5`.
pub(crate) fn taken_apart(before: &Node, entry: &Entry) -> Option<String> {
    let whole = before
        .text()
        .filter(|text| decimal(text) && text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()))?;
    let part = entry.key.text().filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    entry.value.is_blank().then(|| format!("{whole}.{part}"))
}
