//! The parser's events -> the tree.

use super::advice::Advice;
use super::scalar::{self, Value};
use super::{DEPTH, Document, Entry, Failure, INDICATORS, Kind, Node, Property, Scalar, VALUES};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use std::ops::Range;

/// Reads a document.
pub(crate) fn read(source: &str) -> Result<Document, Failure> {
    let indicators = ['[', ']', '{', '}', ',', ':', '?', '&', '*', '!'];
    if let Some((byte, _)) = source.match_indices(indicators).nth(INDICATORS) {
        return Err(Failure::Many(byte));
    }
    let bytes = Bytes::of(source);
    let mut tree = Tree { source, open: Vec::new(), root: None, values: 0, properties: Vec::new() };
    let mut second = None;
    let mut begun = false;
    for event in Parser::new_from_str(source) {
        let (event, span) = event.map_err(|error| failure(&mut tree, &bytes, &error))?;
        let span = bytes.at(span.start.index())..bytes.at(span.end.index());
        if let Event::DocumentStart(_) = event {
            if begun {
                second = Some(span.start..(span.start + 3).min(source.len()));
                break;
            }
            begun = true;
            if let Some(directive) = directive(source, span.start) {
                return Err(tree.stopped(Property::Directive, directive));
            }
        }
        tree.take(event, span)?;
    }
    if tree.properties.iter().any(|(property, _)| *property == Property::Alias) {
        return Err(Failure::Properties(tree.properties));
    }
    let root = tree.root.ok_or(Failure::Empty)?;
    if root.is_blank() && second.is_none() && tree.properties.is_empty() {
        return Err(Failure::Empty);
    }
    Ok(Document { root, properties: tree.properties, second })
}

/// The bytes at which the parser's characters begin.
struct Bytes {
    /// Empty where every character is one byte.
    starts: Vec<usize>,
    length: usize,
}

impl Bytes {
    fn of(source: &str) -> Self {
        let starts = if source.is_ascii() { Vec::new() } else { source.char_indices().map(|(byte, _)| byte).collect() };
        Bytes { starts, length: source.len() }
    }

    fn at(&self, character: usize) -> usize {
        let byte = if self.starts.is_empty() { Some(character) } else { self.starts.get(character).copied() };
        byte.unwrap_or(self.length).min(self.length)
    }
}

/// The first directive above the document that begins at `start`.
fn directive(source: &str, start: usize) -> Option<Range<usize>> {
    let mut from = 0;
    for line in source.get(..start)?.split_inclusive('\n') {
        if line.starts_with('%') {
            return Some(from..from + line.trim_end().len());
        }
        from += line.len();
    }
    None
}

fn failure(tree: &mut Tree<'_>, bytes: &Bytes, error: &ScanError) -> Failure {
    let source = tree.source;
    let byte = bytes.at(error.marker().index());
    if error.info().contains("unknown anchor") {
        return tree.stopped(Property::Alias, token(source, byte));
    }
    if error.info().contains("recursion limit") {
        return Failure::Deep(deepest(source, byte));
    }
    let start = source.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    if line.starts_with('%') {
        return tree.stopped(Property::Directive, start..start + line.len());
    }
    Failure::Syntax(Advice::of(source, byte, error.info()))
}

/// The parser counts more nested brackets than a file may have; the bracket too many stands before the place that it
/// reports.
fn deepest(source: &str, byte: usize) -> usize {
    let mut depth = 0usize;
    for (at, c) in source.get(..byte).unwrap_or("").char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return at;
        }
    }
    byte
}

/// An anchor, alias or tag: the text up to white space or an indicator of lists in brackets.
fn token(source: &str, start: usize) -> Range<usize> {
    let rest = source.get(start..).unwrap_or("");
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    start..start + rest.find(ends).unwrap_or(rest.len())
}

/// A list or mapping that is not yet closed.
struct Open {
    start: usize,
    /// The end of its last value.
    end: usize,
    kind: Kind,
    key: Option<Node>,
}

struct Tree<'s> {
    source: &'s str,
    open: Vec<Open>,
    root: Option<Node>,
    values: usize,
    properties: Vec<(Property, Range<usize>)>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), Failure> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.count(span.start)?;
                self.note(anchor > 0, tag.is_some(), span.start);
                let is_plain = style == ScalarStyle::Plain;
                let value = if is_plain { scalar::plain(&text) } else { Value::Text };
                let span = if text.is_empty() && is_plain { span.start..span.start } else { self.trimmed(span) };
                self.put(Node { span, kind: Kind::Scalar(Scalar { text: text.into_owned(), value, is_plain }) });
            }
            // The value that it refers to is not looked up, so the key gets an empty value of its own.
            Event::Alias(_) => {
                self.count(span.start)?;
                let alias = token(self.source, span.start);
                self.properties.push((Property::Alias, alias.clone()));
                let scalar = Scalar { text: String::new(), value: Value::Null, is_plain: true };
                self.put(Node { span: alias, kind: Kind::Scalar(scalar) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.note(anchor > 0, tag.is_some(), span.start);
                self.enter(span.start, Kind::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.note(anchor > 0, tag.is_some(), span.start);
                self.enter(span.start, Kind::Map(Vec::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(&span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn stopped(&mut self, property: Property, span: Range<usize>) -> Failure {
        self.properties.push((property, span));
        Failure::Properties(std::mem::take(&mut self.properties))
    }

    fn count(&mut self, byte: usize) -> Result<(), Failure> {
        self.values += 1;
        if self.values > VALUES { Err(Failure::Many(byte)) } else { Ok(()) }
    }

    fn enter(&mut self, start: usize, kind: Kind) -> Result<(), Failure> {
        self.count(start)?;
        if self.open.len() == DEPTH {
            return Err(Failure::Deep(start));
        }
        self.open.push(Open { start, end: start, kind, key: None });
        Ok(())
    }

    fn leave(&mut self, end: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        // The parser reports the end of a block at the beginning of the next part, and the end of brackets with the
        // blanks behind them.
        let brackets = self.source.get(end.clone()).is_some_and(|text| text.starts_with([']', '}']));
        let end = if brackets { end.start + 1 } else { open.end };
        self.put(Node { span: open.start..end.max(open.start), kind: open.kind });
    }

    fn put(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        open.end = open.end.max(node.span.end);
        match &mut open.kind {
            Kind::List(items) => items.push(node),
            Kind::Map(entries) => match open.key.take() {
                Some(key) => entries.push(Entry { key, value: node }),
                None => open.key = Some(node),
            },
            Kind::Scalar(_) => {}
        }
    }

    /// Removes the blanks at the end, which the parser includes where a text spans several lines.
    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let written = self.source.get(span.clone()).unwrap_or("").trim_end();
        span.start..span.start + written.len()
    }

    /// Records the anchor and tag before the value at `start`.
    fn note(&mut self, anchor: bool, tag: bool, start: usize) {
        let wanted = usize::from(anchor) + usize::from(tag);
        if wanted > 0 {
            let properties = properties(self.source, start, wanted);
            self.properties.extend(properties);
        }
    }
}

/// The last `wanted` words before `start` that are anchors or tags, or those at `start` itself.
fn properties(source: &str, start: usize, wanted: usize) -> Vec<(Property, Range<usize>)> {
    let kind = |byte: usize| match source.as_bytes().get(byte) {
        Some(b'&') => Some(Property::Anchor),
        Some(b'!') => Some(Property::Tag),
        _ => None,
    };
    let mut found = Vec::new();
    let mut at = start;
    while let Some(property) = kind(at).filter(|_| found.len() < wanted) {
        let span = token(source, at);
        let behind = source.get(span.end..).unwrap_or("");
        at = span.end + behind.len() - behind.trim_start().len();
        found.push((property, span));
    }
    let mut rest = source.get(..start).unwrap_or("").trim_end();
    // Only these two and a bracket can stand between an anchor or tag and its value.
    for _ in 0..4 {
        if found.len() == wanted {
            break;
        }
        let begins = rest.rfind(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | '{')).map_or(0, |at| at + 1);
        if let Some(property) = kind(begins) {
            found.insert(0, (property, begins..rest.len()));
        }
        rest = rest.get(..begins).unwrap_or("").trim_end_matches(['[', '{', ',']).trim_end();
    }
    found.sort_by_key(|(_, span)| span.start);
    found
}
