//! The YAML tree as it stands in the file: every value with its text as written and its place.
//!
//! Made in two passes over the same text. The first learns the shape and what the scalars are; the second, which knows
//! the shape, asks for every scalar as text and so gets it as written, with its place.

use super::cursor::{Cursor, Property};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

/// How deep lists and mappings may nest.
pub(super) const DEPTH: usize = 32;
/// How many values a file may have, those behind aliases counted each time.
pub(super) const VALUES: usize = 200_000;

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
    let limits = Limits { left: Cell::new(VALUES), hit: Cell::new(None) };
    let mut documents = serde_yaml::Deserializer::from_str(source);
    let first = documents.next().ok_or(Failure::Empty)?;
    let shape = Shape { depth: 0, limits: &limits };
    let mut root = shape.deserialize(first).map_err(|error| limits.failure(&error))?;
    let more = documents.next().is_some();
    if root.is_blank() && !more && Cursor::new(source).behind().is_empty() {
        return Err(Failure::Empty);
    }
    let mut cursor = Cursor::new(source);
    if let Some(again) = serde_yaml::Deserializer::from_str(source).next() {
        let fill = Fill { node: &mut root, cursor: &mut cursor };
        fill.deserialize(again).map_err(|error| limits.failure(&error))?;
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
    fn stop<E: Error>(&self, limit: Limit) -> E {
        self.hit.set(Some(limit));
        E::custom("limit")
    }

    fn failure(&self, error: &serde_yaml::Error) -> Failure {
        let byte = error.location().map_or(0, |location| location.index());
        match self.hit.get() {
            Some(Limit::Depth) => Failure::Deep(byte),
            Some(Limit::Values) => Failure::Many(byte),
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

/// First pass: what is there.
#[derive(Clone, Copy)]
struct Shape<'a> {
    depth: usize,
    limits: &'a Limits,
}

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.limits.left.get().checked_sub(1) {
            Some(left) => self.limits.left.set(left),
            None => return Err(self.limits.stop(Limit::Values)),
        }
        deserializer.deserialize_any(self)
    }
}

impl Shape<'_> {
    fn below<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH {
            return Err(self.limits.stop(Limit::Depth));
        }
        Ok(Shape { depth: self.depth + 1, ..self })
    }
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::scalar(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::scalar(Value::Number(value as f64)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::scalar(Value::Number(value as f64)))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::scalar(Value::Number(value as f64)))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::scalar(Value::Number(value as f64)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::scalar(Value::Number(value)))
    }

    fn visit_str<E>(self, _text: &str) -> Result<Node, E> {
        Ok(Node::scalar(Value::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            list.push(item);
        }
        Ok(Node::new(Kind::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let below = self.below()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(below)? {
            map.push(Entry { key, value: entries.next_value_seed(below)? });
        }
        Ok(Node::new(Kind::Map(map)))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (IgnoredAny, content) = tagged.variant()?;
        content.newtype_variant_seed(self)
    }
}

/// Second pass: how it is written, and where.
struct Fill<'a, 's> {
    node: &'a mut Node,
    cursor: &'a mut Cursor<'s>,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match &self.node.kind {
            Kind::Scalar(_) => deserializer.deserialize_str(self),
            Kind::List(_) => deserializer.deserialize_seq(self),
            Kind::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl Fill<'_, '_> {
    fn scalar(self, text: &str, span: Range<usize>) {
        self.node.span = span;
        if let Kind::Scalar(scalar) = &mut self.node.kind {
            text.clone_into(&mut scalar.text);
        }
    }
}

impl<'de> Visitor<'de> for Fill<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same value as before")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.cursor.node();
        let span = self.cursor.slice(text);
        self.scalar(text, span);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.cursor.node();
        let span = self.cursor.meaning(text);
        self.scalar(text, span);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let start = self.cursor.node();
        let flow = self.cursor.enter(b'[');
        if let Kind::List(list) = &mut self.node.kind {
            for node in list {
                self.cursor.pass(if flow { b',' } else { b'-' });
                items.next_element_seed(Fill { node, cursor: self.cursor })?;
            }
        }
        self.node.span = start..self.cursor.leave(flow, b']').max(start);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let start = self.cursor.node();
        let flow = self.cursor.enter(b'{');
        if let Kind::Map(map) = &mut self.node.kind {
            for entry in map {
                if flow {
                    self.cursor.pass(b',');
                }
                self.cursor.pass_question();
                entries.next_key_seed(Fill { node: &mut entry.key, cursor: self.cursor })?;
                self.cursor.pass(b':');
                entries.next_value_seed(Fill { node: &mut entry.value, cursor: self.cursor })?;
            }
        }
        self.node.span = start..self.cursor.leave(flow, b'}').max(start);
        Ok(())
    }
}
