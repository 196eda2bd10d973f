//! The findings in one file so far, and what all of them need: the source, and the nearest known name.

use super::yaml::source::Source;
use crate::finding::{Finding, Findings, Place};
use crate::text;
use std::ops::Range;

#[derive(Debug)]
pub(crate) struct Found<'s> {
    source: &'s Source<'s>,
    noted: Vec<(Range<usize>, Finding)>,
}

impl<'s> Found<'s> {
    pub(crate) fn new(source: &'s Source<'s>) -> Self {
        Found { source, noted: Vec::new() }
    }

    /// Adds an error at `span`.
    pub(crate) fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: impl Into<String>) {
        self.noted.push((span.clone(), Finding::error(code, message).help(help)));
    }

    /// Adds a warning at `span`.
    pub(crate) fn warning(&mut self, code: &'static str, span: &Range<usize>, message: String, help: String) {
        self.noted.push((span.clone(), Finding::warning(code, message).help(help)));
    }

    /// The line of a byte, counted from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.source.line(byte)
    }

    /// The known name nearest to `word`, if one is near enough.
    pub(crate) fn nearest<'n>(&self, word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        if self.noted.len() as u64 > Findings::KEPT { None } else { text::nearest(word, names) }
    }

    /// The help for an unknown word: the known name nearest to it, or else all of them, after the word `known`.
    pub(crate) fn did_you_mean<'n, N: Iterator<Item = &'n str>>(
        &self,
        word: &str,
        names: impl Fn() -> N,
        known: &str,
    ) -> String {
        match self.nearest(word, names()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("{known}: {}", listed(names())),
        }
    }

    /// The place of a span in the file.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span)
    }

    /// All findings in the order of the file.
    pub(crate) fn into_findings(mut self) -> Findings {
        self.noted.sort_by_key(|(span, _)| span.start);
        let mut findings = Findings::new();
        for ((span, finding), n) in self.noted.into_iter().zip(0..) {
            // Only the findings that are kept need a place.
            let finding = if n < Findings::KEPT { finding.at(self.source.place(&span)) } else { finding };
            findings.push(finding);
        }
        findings
    }
}

/// A text of the file for a message: at most 40 characters of it.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// Several names for a help.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 20;
    let mut names = names.peekable();
    let mut list: Vec<String> = names.by_ref().take(SHOWN).map(shortened).collect();
    if names.peek().is_some() {
        list.push("…".to_owned());
    }
    list.join(", ")
}
