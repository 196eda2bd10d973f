//! The places of criteria, tiers and amount columns in a criteria file, for findings about the finished model.

use super::decode;
use super::yaml::source::Source;
use super::yaml::{self, Node};
use crate::finding::Place;
use std::collections::HashMap;

/// The places of a file's parts, each with its source line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places {
    file: Place,
    criteria: HashMap<String, Place>,
    tiers: HashMap<String, Place>,
    sum: Option<Place>,
    encoding: Option<Place>,
    checks: usize,
}

impl Places {
    /// Finds the parts of a sound criteria file; `file` is its name in the places. In a file with errors some parts may
    /// be missing.
    pub fn of(file: &str, bytes: &[u8]) -> Self {
        let mut places = Places { file: Place::file(file), ..Places::default() };
        let Ok(text) = decode::text(file, bytes) else { return places };
        let source = Source::new(file, &text);
        places.checks = super::checks::checks(source.text());
        if let Ok(document) = yaml::read(source.text()) {
            places.note(&document.root, &source);
        }
        places
    }

    fn note(&mut self, root: &Node, source: &Source<'_>) {
        let mut open: Vec<&Node> = root.items("criteria").iter().collect();
        while let Some(criterion) = open.pop() {
            if let Some((id, place)) = named(criterion, "id", source) {
                self.criteria.insert(id, place);
            }
            open.extend(criterion.items("criteria"));
        }
        self.tiers = root.items("tiers").iter().filter_map(|tier| named(tier, "name", source)).collect();
        let sum = root.value("account").and_then(|account| account.items("sum").first());
        let encoding = root.value("read").and_then(|read| read.value("encoding"));
        self.encoding = encoding.map(|encoding| source.place(&encoding.span));
        self.sum = sum.map(|column| source.place(&column.span));
    }

    /// The place of the criterion's id, or the file where that is not known.
    pub fn criterion(&self, id: &str) -> &Place {
        self.criteria.get(id).unwrap_or(&self.file)
    }

    /// The place of the tier's name, or the file where that is not known.
    pub fn tier(&self, name: &str) -> &Place {
        self.tiers.get(name).unwrap_or(&self.file)
    }

    /// The number of lines that ask to check a guess.
    pub(crate) fn checks(&self) -> usize {
        self.checks
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file.file
    }

    /// The place of the encoding of the customer files, or the file where that is not known.
    pub fn encoding(&self) -> &Place {
        self.encoding.as_ref().unwrap_or(&self.file)
    }

    /// The place of the first amount column, or the file where that is not known.
    pub fn sum(&self) -> &Place {
        self.sum.as_ref().unwrap_or(&self.file)
    }
}

/// The text behind a key, with its place.
fn named(node: &Node, key: &str, source: &Source<'_>) -> Option<(String, Place)> {
    let value = node.value(key)?;
    Some((value.text()?.to_owned(), source.place(&value.span)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_default_file_has_its_line() {
        let places = Places::of("criteria.yaml", super::super::DEFAULT.as_bytes());
        let line = |text: &str| super::super::DEFAULT.lines().position(|l| l.contains(text)).map(|i| i as u64 + 1);
        assert_eq!(places.criterion("door_opener").line, line("- id: door_opener"));
        assert_eq!(places.tier("Potential key account").line, line("- name: Potential key account"));
        assert_eq!(places.sum().line, line("sum: [revenue_eur]"));
        assert_eq!(places.criterion("nothing"), &Place::file("criteria.yaml"));
    }

    #[test]
    fn finds_criteria_inside_groups_behind_a_byte_order_mark() {
        let file = "\u{feff}criteria:\n  - id: a\n    criteria:\n      - { weight: 1, id: \"b c\" }\n";
        let place = Places::of("f", file.as_bytes()).criterion("b c").clone();
        assert_eq!((place.line, place.column), (Some(4), Some(26)));
        assert_eq!(Places::of("f", b"\xff").criterion("a"), &Place::file("f"));
    }
}
