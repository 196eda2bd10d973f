//! The file as written: mappings with known keys, and scalars read as the kind that is wanted.
//!
//! Every reader adds its findings and returns `None`, so that one run finds everything. Whether the values make sense
//! together is checked by [`super::validate`].

use super::diagnostics::{Found, listed, shortened};
use super::keys::{Key, Keys};
use super::yaml::scalar::{decimal, starts_as_number};
use super::yaml::{Entry, Kind, Node, Scalar, Value};
use super::{codes, slips};
use std::collections::HashMap;
use std::ops::Range;

/// A mapping with known keys.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    first: Range<usize>,
    keys: &'static Keys,
    entries: Vec<&'n Entry>,
}

impl<'n> Fields<'n> {
    /// Reads `node` as a mapping; messages call it `name`.
    pub(crate) fn read(node: &'n Node, name: &str, keys: &'static Keys, found: &mut Found<'_>) -> Option<Self> {
        let Kind::Map(all) = &node.kind else {
            wrong_type(node, name, "a block of \"key: value\" lines", example(keys), found);
            return None;
        };
        let mut entries: Vec<&Entry> = Vec::new();
        for (i, entry) in all.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| all.get(i)).map(|entry| &entry.value);
            let Some(text) = entry.key.text().filter(|text| *text != "<<") else { continue };
            if let Some(number) = before.and_then(|before| slips::taken_apart(before, entry)) {
                let message = format!("a comma separates entries, so \"{}\" is a key here", shortened(text));
                let help = format!("write {} with a decimal point", shortened(&number));
                found.error(keys.unknown, &entry.key.span, message, help);
            } else if !keys.keys.iter().any(|key| key.name == text) {
                unknown_key(entry, text, keys, found);
            } else if !entries.iter().any(|earlier| earlier.key.text() == Some(text)) {
                if entry.value.is_blank() {
                    let help = format!("write a value after it, or remove {text}");
                    found.error(codes::EMPTY_VALUE, &entry.key.span, format!("{text} has no value"), help);
                }
                entries.push(entry);
            }
        }
        let first = all.first().map_or(&node.span, |entry| &entry.key.span).clone();
        let fields = Fields { first, keys, entries };
        for key in keys.keys.iter().filter(|key| key.required && !fields.has(key.name)) {
            fields.missing(key, found);
        }
        Some(fields)
    }

    fn missing(&self, key: &Key, found: &mut Found<'_>) {
        let help = format!("add \"{}: …\": {}", key.name, key.about.trim_end_matches('.'));
        found.error(codes::MISSING_KEY, &self.first(), format!("{} has no {}", self.keys.of, key.name), help);
    }

    /// The first key. It is marked where a key is missing, because the whole block would be too much.
    pub(crate) fn first(&self) -> Range<usize> {
        self.first.clone()
    }

    /// Whether the key is written, even without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }

    /// Where the key is written.
    pub(crate) fn key(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.key)
    }

    /// The value of the key, if any.
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.value).filter(|value| !value.is_blank())
    }

    /// Those of `names` that are written, in the order of the file.
    pub(crate) fn written(&self, names: &[&str]) -> Vec<&'n Entry> {
        let wanted = |entry: &&&Entry| entry.key.text().is_some_and(|text| names.contains(&text));
        self.entries.iter().filter(wanted).copied().collect()
    }

    /// The text of the key's value.
    pub(crate) fn text(&self, name: &str, found: &mut Found<'_>) -> Option<String> {
        self.get(name).and_then(|node| text(node, name, found))
    }

    /// The items of the key's list; empty where there is none.
    pub(crate) fn list(&self, name: &str, found: &mut Found<'_>) -> &'n [Node] {
        self.get(name).and_then(|node| list(node, name, found)).unwrap_or_default()
    }

    fn entry(&self, name: &str) -> Option<&'n Entry> {
        debug_assert!(self.keys.keys.iter().any(|key| key.name == name), "{name} is no key of {}", self.keys.of);
        self.entries.iter().find(|entry| entry.key.text() == Some(name)).copied()
    }
}

fn example(keys: &Keys) -> String {
    let names = keys.keys.iter().filter(|key| key.required).chain(keys.keys).take(1).map(|key| key.name);
    format!("write its keys on indented lines below, as in \"{}: …\"", listed(names))
}

fn unknown_key(entry: &Entry, text: &str, keys: &Keys, found: &mut Found<'_>) {
    let names = || keys.keys.iter().map(|key| key.name);
    let help = slips::meant(text, keys).unwrap_or_else(|| found.did_you_mean(text, names, "known here"));
    let what = if keys.unknown == codes::UNKNOWN_SCALE { "scale" } else { "key" };
    let of = if what == "scale" { String::new() } else { format!(" in {}", keys.of) };
    found.error(keys.unknown, &entry.key.span, format!("unknown {what} \"{}\"{of}", shortened(text)), help);
}

/// Adds findings for keys that are not texts, that are written twice or that merge, at every depth (which the tree
/// limits).
pub(crate) fn check_keys(node: &Node, found: &mut Found<'_>) {
    match &node.kind {
        Kind::Scalar(_) => {}
        Kind::List(items) => items.iter().for_each(|item| check_keys(item, found)),
        Kind::Map(entries) => {
            let mut seen: HashMap<&str, usize> = HashMap::new();
            for Entry { key, value } in entries {
                check_key(key, &mut seen, found);
                check_keys(key, found);
                check_keys(value, found);
            }
        }
    }
}

fn check_key<'n>(key: &'n Node, seen: &mut HashMap<&'n str, usize>, found: &mut Found<'_>) {
    let Some(text) = key.text() else {
        let message = "a key must be a single word or number, not a list or a block".to_owned();
        found.error(codes::KEY_NOT_TEXT, &key.span, message, "write \"key: value\"");
        return;
    };
    if text == "<<" {
        let message = "merge keys (<<) are not allowed in a criteria file".to_owned();
        found.error(codes::YAML_MERGE_KEY, &key.span, message, "write the keys themselves where they are needed");
    } else if let Some(first) = seen.insert(text, key.span.start) {
        let help = format!("keep one of the two; the first one is on line {}", found.line(first));
        found.error(codes::DUPLICATE_KEY, &key.span, format!("\"{}\" is written twice", shortened(text)), help);
        seen.insert(text, first);
    }
}

/// Adds findings for texts in typographic quotes: YAML reads these quotes as part of the text.
pub(crate) fn check_scalars(node: &Node, found: &mut Found<'_>) {
    match &node.kind {
        Kind::Scalar(scalar) if scalar.is_plain => {
            if let Some(inner) = in_typographic_quotes(&scalar.text) {
                let help = format!("write \"{}\", with straight quotes or none", shortened(inner));
                let message = "these are typographic quotes, which count as letters of the text".to_owned();
                found.error(codes::TYPOGRAPHIC_QUOTES, &node.span, message, help);
            }
        }
        Kind::Scalar(_) => {}
        Kind::List(items) => items.iter().for_each(|item| check_scalars(item, found)),
        Kind::Map(entries) => {
            for Entry { key, value } in entries {
                check_scalars(key, found);
                check_scalars(value, found);
            }
        }
    }
}

/// The text inside typographic quotes, where they enclose all of it.
fn in_typographic_quotes(text: &str) -> Option<&str> {
    let is_quote = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›');
    let inner = text.strip_prefix(is_quote)?.strip_suffix(is_quote)?;
    (!inner.contains(is_quote)).then_some(inner)
}

/// The kind of a node, for a message.
fn described(node: &Node) -> String {
    match &node.kind {
        Kind::Map(_) => "a block of keys".to_owned(),
        Kind::List(_) => "a list".to_owned(),
        Kind::Scalar(Scalar { text, value, .. }) => match value {
            Value::Null if text.is_empty() => "nothing".to_owned(),
            Value::Number(_) => format!("the number {}", shortened(text)),
            Value::Null | Value::Bool(_) | Value::Text => format!("\"{}\"", shortened(text)),
        },
    }
}

/// Adds the finding that `node` is not what is wanted.
pub(crate) fn wrong_type(node: &Node, name: &str, wanted: &str, help: impl Into<String>, found: &mut Found<'_>) {
    found.error(codes::WRONG_TYPE, &node.span, format!("{name} must be {wanted}, not {}", described(node)), help);
}

/// A text: any scalar, as written.
pub(crate) fn text(node: &Node, name: &str, found: &mut Found<'_>) -> Option<String> {
    let Some(text) = node.text() else {
        wrong_type(node, name, "a text", "write it in one line after the colon", found);
        return None;
    };
    if text.trim().is_empty() {
        found.error(codes::EMPTY_VALUE, &node.span, format!("{name} is empty"), "write a text between the quotes");
        return None;
    }
    Some(text.to_owned())
}

/// A finite number.
pub(crate) fn number(node: &Node, name: &str, found: &mut Found<'_>) -> Option<f64> {
    let value = any_number(node, name, found)?;
    if !value.is_finite() {
        let message = format!("{name} must be a finite number, not {}", shortened(node.text().unwrap_or("")));
        found.error(codes::NUMBER_NOT_FINITE, &node.span, message, "write a number such as 50");
        return None;
    }
    Some(value)
}

/// A number, also `.inf`, `.nan` and one too large for a computer.
pub(crate) fn any_number(node: &Node, name: &str, found: &mut Found<'_>) -> Option<f64> {
    let scalar = match &node.kind {
        Kind::Scalar(scalar) => Some(scalar),
        _ => None,
    };
    let read = scalar.and_then(|scalar| match scalar.value {
        Value::Number(number) => Some(number),
        // YAML reads a number that overflows as a text.
        Value::Text => scalar.text.parse().ok().filter(|n: &f64| n.is_infinite() && starts_as_number(&scalar.text)),
        _ => None,
    });
    if read.is_none() {
        wrong_type(node, name, "a number", number_help(scalar), found);
    }
    read
}

fn number_help(scalar: Option<&Scalar>) -> String {
    let text = scalar.map_or("", |scalar| scalar.text.trim());
    let how = if scalar.is_some_and(|scalar| !scalar.is_plain) { "without quotes" } else { "as a plain number" };
    let bare = text.trim_end_matches('%').trim_end();
    let ungrouped = bare.replace([' ', '_', '\'', '\u{a0}', '\u{202f}', '’'], "");
    let candidates = [
        (text.to_owned(), how),
        (text.replace(',', "."), "with a decimal point"),
        (bare.to_owned(), "without a percent sign"),
        (bare.replace(',', "."), "with a decimal point and without a percent sign"),
        (ungrouped.clone(), "without grouping marks"),
        (ungrouped.replace(',', "."), "with a decimal point and without grouping marks"),
        (ungrouped.replace('.', "").replace(',', "."), "with a decimal point and without grouping marks"),
    ];
    match candidates.into_iter().find(|(text, _)| decimal(text)) {
        Some((text, how)) => {
            let zeros = without_zeros(&text);
            let how =
                if zeros.len() < text.len() && how == "as a plain number" { "without the zero before it" } else { how };
            format!("write {} {how}", shortened(&zeros))
        }
        None => "write a number such as 50".to_owned(),
    }
}

/// Removes the zeros before the first digit that counts: YAML reads `05` as a text.
fn without_zeros(text: &str) -> String {
    let digits = text.trim_start_matches(['+', '-']);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let bare = digits.trim_start_matches('0');
    match bare.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("{sign}{bare}"),
        _ if bare.len() < digits.len() => format!("{sign}0{bare}"),
        _ => format!("{sign}{digits}"),
    }
}

/// `true` or `false`.
pub(crate) fn boolean(node: &Node, name: &str, found: &mut Found<'_>) -> Option<bool> {
    if let Kind::Scalar(Scalar { value: Value::Bool(value), .. }) = node.kind {
        return Some(value);
    }
    wrong_type(node, name, "true or false", "write true or false, without quotes", found);
    None
}

/// The items of a list.
pub(crate) fn list<'n>(node: &'n Node, name: &str, found: &mut Found<'_>) -> Option<&'n [Node]> {
    if let Kind::List(items) = &node.kind {
        return Some(items);
    }
    let help = "write [a, b], or one line each below, beginning with \"- \"";
    wrong_type(node, name, "a list", help, found);
    None
}

/// The value that one of a few words stands for.
pub(crate) fn word<T: Copy>(node: &Node, name: &str, words: &[(&str, T)], found: &mut Found<'_>) -> Option<T> {
    let text = text(node, name, found)?;
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*meaning);
    }
    let known = || words.iter().map(|(word, _)| *word);
    let help = match found.nearest(&text, known()) {
        Some(near) => format!("did you mean {near}? known: {}", listed(known())),
        None => format!("write one of: {}", listed(known())),
    };
    found.error(codes::UNKNOWN_WORD, &node.span, format!("{name} cannot be \"{}\"", shortened(&text)), help);
    None
}

/// Whether it is a list.
pub(crate) fn is_list(node: &Node) -> bool {
    matches!(node.kind, Kind::List(_))
}
