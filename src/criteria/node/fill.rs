//! Second pass: how the scalars are written, and where every value stands.

use super::{Kind, Node};
use crate::criteria::cursor::Cursor;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::ops::Range;

pub(super) struct Fill<'a, 's> {
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

impl<'a, 's> Fill<'a, 's> {
    pub(super) fn new(node: &'a mut Node, cursor: &'a mut Cursor<'s>) -> Self {
        Fill { node, cursor }
    }

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
