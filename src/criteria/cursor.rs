//! A cursor that follows the YAML source in step with the parser, so that every node gets its place.
//!
//! The parser hands most scalars over as slices of the source, which tells where they stand. For all others (escaped,
//! folded, block scalars) and for lists and mappings the cursor looks at what stands between the scalars: white space,
//! comments, indicators, and the anchors, aliases and tags that a criteria file must not have.

use std::ops::Range;

/// A feature of YAML that a criteria file does without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!name`
    Tag,
}

#[derive(Debug)]
pub(super) struct Cursor<'s> {
    source: &'s str,
    at: usize,
    properties: Vec<(Property, Range<usize>)>,
}

impl<'s> Cursor<'s> {
    /// At the first node, after directives and `---`.
    pub(super) fn new(source: &'s str) -> Self {
        let mut cursor = Cursor { source, at: 0, properties: Vec::new() };
        cursor.skip_blank();
        while cursor.peek() == Some(b'%') && cursor.begins_line() {
            cursor.skip_line();
            cursor.skip_blank();
        }
        let begins =
            cursor.rest().strip_prefix("---").is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank));
        if begins && cursor.begins_line() {
            cursor.at += 3;
        }
        cursor
    }

    fn begins_line(&self) -> bool {
        self.source.get(..self.at).is_some_and(|before| before.is_empty() || before.ends_with(is_break))
    }

    /// The anchors, aliases and tags passed so far.
    pub(super) fn into_properties(self) -> Vec<(Property, Range<usize>)> {
        self.properties
    }

    /// What comes after the last node: another document, if there is one.
    pub(super) fn behind(&mut self) -> Range<usize> {
        self.skip_blank();
        self.pass_alias();
        self.at..self.source.len().min(self.at + 3)
    }

    /// Where the next node begins, after its properties.
    pub(super) fn node(&mut self) -> usize {
        loop {
            self.skip_blank();
            let property = match self.peek() {
                Some(b'&') => Property::Anchor,
                Some(b'!') => Property::Tag,
                Some(b'*') => Property::Alias,
                _ => return self.at,
            };
            let span = self.token();
            if self.properties.last().is_none_or(|(_, last)| *last != span) {
                self.properties.push((property, span.clone()));
            }
            if property == Property::Alias {
                // Stay: the nodes behind an alias are visited as if they stood here.
                return self.at;
            }
            self.at = span.end;
        }
    }

    /// Enters a list or mapping; true where it is one in brackets.
    pub(super) fn enter(&mut self, open: u8) -> bool {
        self.node();
        let flow = self.peek() == Some(open);
        self.at += usize::from(flow);
        flow
    }

    /// Leaves it and tells where it ends.
    pub(super) fn leave(&mut self, flow: bool, close: u8) -> usize {
        if flow {
            self.pass(b',');
            self.pass(close);
        }
        self.at
    }

    /// Passes one indicator, if it comes next.
    pub(super) fn pass(&mut self, indicator: u8) {
        self.skip_blank();
        self.pass_alias();
        self.at += usize::from(self.peek() == Some(indicator));
    }

    /// Passes the `?` of a key that is announced.
    pub(super) fn pass_question(&mut self) {
        self.skip_blank();
        let announced = matches!(self.rest().as_bytes(), [b'?', b' ' | b'\t' | b'\r' | b'\n', ..]);
        self.at += usize::from(announced);
    }

    /// The span of a scalar that is a slice of the source, its quotes included.
    pub(super) fn slice(&mut self, text: &str) -> Range<usize> {
        let start = text.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr());
        let end = start.saturating_add(text.len());
        if start < self.at || self.source.get(start..end) != Some(text) {
            return self.alias();
        }
        let quote = |at: usize| self.source.as_bytes().get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        // The slice of a text in quotes may begin behind an escape, so its own quotes are looked for.
        let before = [self.at, start.saturating_sub(1)].into_iter().filter(|at| (self.at..start).contains(at));
        let Some((open, mark)) = before.filter_map(|at| quote(at).map(|mark| (at, mark))).next() else {
            self.at = end;
            return start..end;
        };
        self.at = open;
        self.skip_quoted(mark);
        open..self.at
    }

    /// The span of a scalar of which only the meaning is known.
    pub(super) fn meaning(&mut self, text: &str) -> Range<usize> {
        let start = self.at;
        match self.peek() {
            Some(b'*') => return self.alias(),
            Some(quote @ (b'"' | b'\'')) => self.skip_quoted(quote),
            Some(b'|' | b'>') => self.skip_block(text),
            _ => self.skip_plain(text),
        }
        start..self.at
    }

    fn alias(&self) -> Range<usize> {
        if self.peek() == Some(b'*') { self.token() } else { self.at..self.at }
    }

    fn pass_alias(&mut self) {
        if self.peek() == Some(b'*') {
            self.at = self.token().end;
            self.skip_blank();
        }
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// An anchor, alias or tag: up to white space or an indicator of lists in brackets.
    fn token(&self) -> Range<usize> {
        let rest = self.rest();
        let ends = |c: char| is_blank(c) || matches!(c, ',' | '[' | ']' | '{' | '}');
        self.at..self.at + rest.find(ends).unwrap_or(rest.len())
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches(is_blank).len();
            if self.peek() != Some(b'#') {
                return;
            }
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find(is_break).unwrap_or(rest.len());
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == quote {
                if quote == b'"' || self.peek() != Some(quote) {
                    return;
                }
                self.at += 1;
            } else if byte == b'\\' && quote == b'"' {
                self.at += 1;
            }
        }
    }

    fn skip_plain(&mut self, text: &str) {
        for wanted in text.chars().filter(|&c| !is_blank(c)) {
            let rest = self.rest();
            let found = rest.trim_start_matches(is_blank);
            if !found.starts_with(wanted) {
                return;
            }
            self.at += rest.len() - found.len() + wanted.len_utf8();
        }
    }

    /// A block scalar goes on as long as lines are blank or indented like its first one.
    fn skip_block(&mut self, text: &str) {
        self.skip_line();
        let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else { return };
        let mut indent = None;
        loop {
            let rest = self.rest();
            let line = rest.trim_start_matches(is_break);
            let line = line.get(..line.find(is_break).unwrap_or(line.len())).unwrap_or("");
            if rest.is_empty() {
                return;
            }
            let spaces = leading_spaces(line);
            if spaces < line.len() && spaces < *indent.get_or_insert(spaces.saturating_sub(leading_spaces(first))) {
                return;
            }
            self.at += rest.len() - rest.trim_start_matches(is_break).len() + line.len();
        }
    }
}

fn leading_spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    is_break(c) || matches!(c, ' ' | '\t' | '\u{feff}')
}
