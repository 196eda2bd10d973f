//! Changes weights in a criteria file: only the numbers change, every comment and every space stays.

use super::yaml::{Entry, Kind, Node};
use super::{parse, yaml};
use crate::model::{Model, Weight};
use std::ops::Range;

/// Why weights cannot be written into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file itself has errors.
    Unsound,
    /// The file has no such criterion, or the new text is not a weight.
    NoWeight(String),
    /// The file with the new numbers would not mean what it should.
    Changed,
}

/// The text of a criteria file with other weights: `weights` pairs each id with its number as the file is to show it.
///
/// The result is read again and must differ from the file in these weights alone.
///
/// # Errors
/// Where the file has errors or lacks one of the criteria, or where a text is not a weight.
pub fn with_weights(bytes: &[u8], weights: &[(String, String)]) -> Result<String, Refusal> {
    let (Ok(text), Some(mut wanted)) = (std::str::from_utf8(bytes), model(bytes)) else {
        return Err(Refusal::Unsound);
    };
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = yaml::read(unmarked).map_err(|_| Refusal::Unsound)?;
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    for (id, number) in weights {
        let no_weight = || Refusal::NoWeight(id.clone());
        let span = weight_of(&document.root, id).ok_or_else(no_weight)?;
        let weight = number.parse().ok().and_then(Weight::new).ok_or_else(no_weight)?;
        wanted.criterion_mut(id).ok_or_else(no_weight)?.weight = weight;
        edits.push((span, number));
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut edited = text.get(..text.len() - unmarked.len()).unwrap_or_default().to_owned();
    let mut copied = 0;
    for (span, number) in edits {
        edited.push_str(unmarked.get(copied..span.start).ok_or(Refusal::Changed)?);
        edited.push_str(number);
        copied = span.end;
    }
    edited.push_str(unmarked.get(copied..).ok_or(Refusal::Changed)?);
    if model(edited.as_bytes()).as_ref() == Some(&wanted) { Ok(edited) } else { Err(Refusal::Changed) }
}

fn model(bytes: &[u8]) -> Option<Model> {
    parse("", bytes).model
}

/// The place of a criterion's weight, at any depth.
fn weight_of(node: &Node, id: &str) -> Option<Range<usize>> {
    let Kind::Map(entries) = &node.kind else { return None };
    let Kind::List(criteria) = &value(entries, "criteria")?.kind else { return None };
    criteria.iter().find_map(|criterion| {
        let Kind::Map(entries) = &criterion.kind else { return None };
        if value(entries, "id").and_then(Node::text) == Some(id) {
            return value(entries, "weight").map(|weight| weight.span.clone());
        }
        weight_of(criterion, id)
    })
}

fn value<'n>(entries: &'n [Entry], key: &str) -> Option<&'n Node> {
    entries.iter().find(|entry| entry.key.text() == Some(key)).map(|entry| &entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\u{feff}# weight: 30\r\nversion: 1\r\naccount: { id: id } # weight\r\ncriteria:\r\n\
        \x20 - id: a   # the weight: 7\r\n    weight:   30   # was 20\r\n    criteria:\r\n\
        \x20   - { id: x, weight: 2.50, scale: { levels: { weight: 0, b: 100 } } }\r\n\
        \x20   - { weight: 1e0 , id: \"y\", scale: { rating: [0, 10] } }\r\n\
        \x20 - { id: b, weight: 15, label: 'weight: 15', scale: { rating: [0, 10] } } # 15\r\n";

    fn edited(weights: &[(&str, &str)]) -> Result<String, Refusal> {
        let weights: Vec<(String, String)> = weights.iter().map(|(i, w)| ((*i).into(), (*w).into())).collect();
        with_weights(FILE.as_bytes(), &weights)
    }

    #[test]
    fn only_the_numbers_change() {
        let expected = FILE.replace("  30  ", "  61.1111  ").replace("weight: 15, label", "weight: 38.8889, label");
        assert_eq!(edited(&[("b", "38.8889"), ("a", "61.1111")]), Ok(expected));
        let expected = FILE.replace("2.50", "90").replace("1e0 ,", "10 ,");
        assert_eq!(edited(&[("x", "90"), ("y", "10")]), Ok(expected));
        assert_eq!(edited(&[]), Ok(FILE.to_owned()));
    }

    #[test]
    fn what_is_no_criterion_or_no_weight_is_refused() {
        assert_eq!(edited(&[("z", "1")]), Err(Refusal::NoWeight("z".into())));
        assert_eq!(edited(&[("a", "0")]), Err(Refusal::NoWeight("a".into())));
        assert_eq!(edited(&[("a", "1, label: no")]), Err(Refusal::NoWeight("a".into())));
        assert_eq!(with_weights(b"version: 1", &[]), Err(Refusal::Unsound));
    }

    #[test]
    fn a_number_that_the_file_would_read_otherwise_is_refused() {
        // Rust reads it as a number, YAML as a text.
        assert_eq!(edited(&[("a", "Infinity")]), Err(Refusal::NoWeight("a".into())));
        assert!(matches!(edited(&[("a", "+1.5E+01")]), Ok(_) | Err(Refusal::Changed)));
    }
}
