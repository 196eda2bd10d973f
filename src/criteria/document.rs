//! Reads a file in YAML: its bytes to text, the text to a tree, and the tree to what the file means.

use super::diagnostics::{Found, shortened};
use super::yaml::source::Source;
use super::yaml::{self, Failure, Node, Property};
use super::{codes, decode, fields};
use crate::finding::{Finding, Findings, Place};
use std::ops::Range;

/// The largest criteria or pairwise file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The kind of a file, in the words of messages.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The help for an empty file.
    pub(crate) if_empty: &'static str,
}

/// Reads a file and hands its tree to `build`. `file` is its name in the findings. The result is `None` where the file has
/// errors.
pub(crate) fn read<T>(
    kind: &Kind,
    file: &str,
    bytes: &[u8],
    build: impl FnOnce(&Node, &mut Found<'_>) -> Option<T>,
) -> (Option<T>, Findings) {
    if bytes.len() > LARGEST {
        let message = format!("the {} has {} bytes; the limit is 1 MiB ({LARGEST})", kind.name, bytes.len());
        let help = format!("check that this is a {}, and not the customers' data", kind.name);
        return (None, Finding::error(codes::TOO_LARGE, message).at(Place::file(file)).help(help).into());
    }
    let text = match decode::text(file, bytes) {
        Ok(text) => text,
        Err(findings) => return (None, findings),
    };
    let source = Source::new(file, &text);
    let findings = decode::unfit(&source);
    if !findings.is_empty() {
        return (None, findings);
    }
    let mut found = Found::new(&source);
    let result = tree(kind, &source, &mut found).and_then(|root| build(&root, &mut found));
    let findings = found.into_findings();
    (result.filter(|_| !findings.has_errors()), findings)
}

fn tree(kind: &Kind, source: &Source<'_>, found: &mut Found<'_>) -> Option<Node> {
    let document = match yaml::read(source.text()) {
        Ok(document) => document,
        Err(failure) => {
            note_failure(kind, failure, source, found);
            return None;
        }
    };
    for (property, span) in &document.properties {
        note_property(kind, *property, span, source, found);
    }
    if let Some(second) = &document.second {
        let message = format!("a {} is one YAML document, but a second one begins here", kind.name);
        found.error(codes::TWO_DOCUMENTS, second, message, "remove this line, or put what follows into another file");
    }
    fields::check_scalars(&document.root, found);
    fields::check_keys(&document.root, found);
    Some(document.root)
}

fn note_failure(kind: &Kind, failure: Failure, source: &Source<'_>, found: &mut Found<'_>) {
    match failure {
        Failure::Empty => {
            found.error(codes::EMPTY_FILE, &(0..0), format!("the {} is empty", kind.name), kind.if_empty);
        }
        Failure::Deep(byte) => {
            let message = format!("lists and blocks are nested more than {} levels deep here", yaml::DEPTH);
            found.error(codes::TOO_DEEP, &(byte..byte + 1), message, "put the criteria into fewer groups");
        }
        Failure::Many(byte) => {
            let (values, indicators) = (yaml::VALUES, yaml::INDICATORS);
            let message = format!(
                "the file holds more than {values} values, or more than {indicators} brackets, commas and colons"
            );
            found.error(
                codes::TOO_MANY_VALUES,
                &(byte..byte + 1),
                message,
                format!("check that this is a {}", kind.name),
            );
        }
        Failure::Properties(properties) => {
            for (property, span) in &properties {
                note_property(kind, *property, span, source, found);
            }
        }
        Failure::Syntax(advice) => found.error(codes::YAML_SYNTAX, &advice.span, advice.message, advice.help),
    }
}

fn note_property(kind: &Kind, property: Property, span: &Range<usize>, source: &Source<'_>, found: &mut Found<'_>) {
    let written = shortened(source.at(span));
    let (code, what, help) = match property {
        Property::Anchor => (codes::YAML_ANCHOR, "anchors", "remove it; a text that begins with & needs quotes"),
        Property::Alias => {
            (codes::YAML_ALIAS, "aliases", "write the value out; a text that begins with * needs quotes")
        }
        Property::Directive => {
            (codes::YAML_DIRECTIVE, "directives", "remove the line; a text that begins with % needs quotes")
        }
        Property::Tag => (codes::YAML_TAG, "tags", "remove it; a text that begins with ! needs quotes"),
    };
    found.error(code, span, format!("YAML {what} such as {written} are not allowed in a {}", kind.name), help);
}
