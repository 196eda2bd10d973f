//! The YAML tree as it stands in the file: every value with its text as written and its place.
//!
//! Built from the parser's events in one pass. Nothing is ever expanded: an alias is recorded where it stands, and
//! depth and values are counted before they are kept.

mod advice;
mod build;
pub(crate) mod scalar;
pub(crate) mod source;

pub(crate) use advice::{Advice, BULLETS};
pub(crate) use build::read;
pub(crate) use scalar::Value;

use std::ops::Range;

/// How deep lists and mappings may nest.
pub(crate) const DEPTH: usize = 32;
/// How many values a file may have.
pub(crate) const VALUES: usize = 100_000;
/// How many indicators such as brackets, commas and colons a file may have anywhere: the parser reads everything in
/// brackets before it reports the first value.
pub(crate) const INDICATORS: usize = 80_000;

/// A feature of YAML that a criteria file may not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!name`
    Tag,
    /// `%NAME …`
    Directive,
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    /// In the order of the file, with duplicate keys.
    Map(Vec<Entry>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: Node,
    pub(crate) value: Node,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scalar {
    /// As written, without quotes.
    pub(crate) text: String,
    pub(crate) value: Value,
    /// Whether it is written without quotes.
    pub(crate) is_plain: bool,
}

impl Node {
    /// The text of a scalar as written.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The value behind a key of a mapping.
    pub(crate) fn value(&self, key: &str) -> Option<&Node> {
        let Kind::Map(entries) = &self.kind else { return None };
        entries.iter().find(|entry| entry.key.text() == Some(key)).map(|entry| &entry.value)
    }

    /// The items of the list behind a key; none where there is no list.
    pub(crate) fn items(&self, key: &str) -> &[Node] {
        match self.value(key).map(|value| &value.kind) {
            Some(Kind::List(items)) => items,
            _ => &[],
        }
    }

    /// Whether nothing at all is written here.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(Scalar { text, value: Value::Null, .. }) if text.is_empty())
    }
}

/// A whole document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) properties: Vec<(Property, Range<usize>)>,
    /// The place where a second document begins.
    pub(crate) second: Option<Range<usize>>,
}

/// Why there is no tree.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing in the file but blanks and comments.
    Empty,
    /// Deeper than [`DEPTH`].
    Deep(usize),
    /// More than [`VALUES`].
    Many(usize),
    /// The file has an alias or a directive among them, so its content is not known.
    Properties(Vec<(Property, Range<usize>)>),
    /// Not YAML.
    Syntax(Advice),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every scalar, read alone from its place, is the same text; brackets enclose what is in brackets.
    fn places_hold(source: &str) {
        let Ok(document) = read(source) else { return };
        let mut stack = vec![&document.root];
        let mut last = 0;
        while let Some(node) = stack.pop() {
            let written = source.get(node.span.clone()).expect("a span is within the source");
            // The place of a block scalar is that of its lines, without the sign before them.
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let alone = |written: &str| {
                let read = serde_yaml::from_str::<String>(&format!(" {written}"));
                read.unwrap_or_default().trim_end().to_owned()
            };
            match &node.kind {
                Kind::Scalar(scalar) => {
                    let same = scalar.text.is_empty()
                        || alone(written) == scalar.text.trim_end()
                        || words(written) == words(&scalar.text);
                    assert!(same, "{:?} stands not at {written:?} in {source:?}", scalar.text);
                    assert!(node.span.start >= last, "{written:?} comes too early in {source:?}");
                    last = node.span.end;
                }
                Kind::List(items) => {
                    assert!(
                        !written.starts_with('[') || written.ends_with(']') || is_first(written, items),
                        "{written:?}"
                    );
                    stack.extend(items.iter().rev());
                }
                Kind::Map(entries) => stack.extend(entries.iter().rev().flat_map(|entry| [&entry.value, &entry.key])),
            }
        }
    }

    /// A block may begin with something in brackets.
    fn is_first(written: &str, items: &[Node]) -> bool {
        written.starts_with('-') || items.is_empty()
    }

    #[test]
    fn every_scalar_stands_where_it_is_said_to() {
        for source in [
            crate::criteria::DEFAULT,
            include_str!("../../../tests/criteria/rich.yaml"),
            include_str!("../../../tests/criteria/bad/every-place.yaml"),
            "a: |\n\n   x\n    y\n\nb: [ \"a\\\"b\" , 'it''s' ] # c\n? - k\n  - l\n: >2-\n     m\n  n\nc: x\n  y # d\n",
            "---\n[ { \"a\\tb\": 'c''d', e }, [f: \"\\\"\"], ]\n",
        ] {
            assert!(read(source).is_ok(), "{source}");
            places_hold(source);
        }
    }

    proptest! {
        #[test]
        fn every_scalar_of_any_yaml_stands_where_it_is_said_to(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "a", "b: ", "c: ", "- ", "- ", "? ", "\n", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "\"x\\ty\"", "'it''s'",
                "\"\\\"\"",
                " # c\n", "|\n  t\n", "|\n    t\n   u\n", ">-\n  t\n\n  u\n", "1", "d e\n  f", "ü", "%YAML 1.2\n", "--- ", "\r\n",
            ]),
            0..14,
        )) {
            places_hold(&parts.concat());
        }
    }
}
