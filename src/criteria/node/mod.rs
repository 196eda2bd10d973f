//! The YAML tree as it stands in the file: every value with its text as written and its place.
//!
//! Made in two passes over the same text. The first learns the shape and what the scalars are; the second, which knows
//! the shape, asks for every scalar as text and so gets it as written, with its place.

mod fill;
mod shape;

use super::cursor::{Cursor, Property};
use fill::Fill;
use serde::de::{DeserializeSeed, Error};
use shape::Shape;
use std::cell::Cell;
use std::ops::Range;

/// How deep lists and mappings may nest.
pub(super) const DEPTH: usize = 32;
/// How many values a file may have, those behind aliases counted each time; and how many opening brackets, wherever
/// they stand: the parser takes time with the square of their depth.
pub(super) const VALUES: usize = 50_000;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    /// In the order of the file, duplicate keys too.
    Map(Vec<Entry>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) key: Node,
    pub(super) value: Node,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scalar {
    /// As written, without quotes.
    pub(super) text: String,
    pub(super) value: Value,
}

/// What YAML takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text,
}

impl Node {
    fn new(kind: Kind) -> Self {
        Node { span: 0..0, kind }
    }

    fn scalar(value: Value) -> Self {
        Node::new(Kind::Scalar(Scalar { text: String::new(), value }))
    }

    /// The text of a scalar as written.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Is nothing written here at all?
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(Scalar { text, value: Value::Null }) if text.is_empty())
    }
}

/// A whole document.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) root: Node,
    pub(super) properties: Vec<(Property, Range<usize>)>,
    /// Where a second document begins.
    pub(super) second: Option<Range<usize>>,
}

/// Why there is no tree.
#[derive(Debug)]
pub(super) enum Failure {
    /// Nothing in the file but blanks and comments.
    Empty,
    /// Deeper than [`DEPTH`].
    Deep(usize),
    /// More than [`VALUES`].
    Many(usize),
    /// Not YAML, in the words of the parser.
    Syntax { byte: usize, message: String },
}

/// Reads a document.
pub(super) fn read(source: &str) -> Result<Document, Failure> {
    if let Some((byte, _)) = source.match_indices(['[', '{']).nth(VALUES) {
        return Err(Failure::Many(byte));
    }
    let limits = Limits { left: Cell::new(VALUES), hit: Cell::new(None) };
    let mut documents = serde_yaml::Deserializer::from_str(source);
    let first = documents.next().ok_or(Failure::Empty)?;
    let mut root = Shape::new(&limits).deserialize(first).map_err(|error| limits.failure(&error))?;
    let more = documents.next().is_some();
    if root.is_blank() && !more && Cursor::new(source).behind().is_empty() {
        return Err(Failure::Empty);
    }
    let mut cursor = Cursor::new(source);
    if let Some(again) = serde_yaml::Deserializer::from_str(source).next() {
        Fill::new(&mut root, &mut cursor).deserialize(again).map_err(|error| limits.failure(&error))?;
    }
    let second = more.then(|| cursor.behind());
    Ok(Document { root, properties: cursor.into_properties(), second })
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Limit {
    Depth,
    Values,
}

struct Limits {
    left: Cell<usize>,
    hit: Cell<Option<Limit>>,
}

impl Limits {
    /// Counts a value.
    fn count<E: Error>(&self) -> Result<(), E> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return Err(self.stop(Limit::Values)),
        }
        Ok(())
    }

    fn stop<E: Error>(&self, limit: Limit) -> E {
        self.hit.set(Some(limit));
        E::custom("limit")
    }

    fn failure(&self, error: &serde_yaml::Error) -> Failure {
        let byte = error.location().map_or(0, |location| location.index());
        match self.hit.get() {
            Some(Limit::Depth) => Failure::Deep(byte),
            Some(Limit::Values) => Failure::Many(byte),
            // The parser's own measure against aliases of aliases; it tells no place.
            None if error.to_string() == "repetition limit exceeded" => Failure::Many(byte),
            None => Failure::Syntax { byte, message: spoken(error) },
        }
    }
}

/// The parser's words without the place, which the finding names itself.
fn spoken(error: &serde_yaml::Error) -> String {
    let words = error.to_string();
    let Some(location) = error.location() else { return words };
    words.replacen(&format!(" at line {} column {}", location.line(), location.column()), "", 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every scalar, read alone from where it is said to stand, is the same text; brackets enclose what is in brackets.
    fn places_hold(source: &str) {
        let Ok(document) = read(source) else { return };
        let mut stack = vec![&document.root];
        let mut last = 0;
        while let Some(node) = stack.pop() {
            let written = source.get(node.span.clone()).expect("a span is within the source");
            // Whether a block scalar keeps its last line break is told by what follows it.
            let alone = |written: &str| {
                let read = serde_yaml::from_str::<String>(&format!(" {written}"));
                read.unwrap_or_default().trim_end().to_owned()
            };
            match &node.kind {
                Kind::Scalar(scalar) => {
                    let same =
                        scalar.text.is_empty() || written == scalar.text || alone(written) == scalar.text.trim_end();
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
            "%YAML 1.2\n---\n[ { \"a\\tb\": 'c''d', e }, [f: \"\\\"\"], ]\n",
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
