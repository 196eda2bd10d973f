//! What is wrong in a file that is not YAML, and how to fix it, in words for people.
//!
//! The parser tells where it stopped; the way in which that line, or the one above, is written shows the mistake.

use std::ops::Range;

/// The message and help for a file that is not YAML.
#[derive(Debug)]
pub(crate) struct Advice {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Begins a list item in a letter, but not in YAML.
pub(crate) const BULLETS: [char; 10] = ['•', '–', '—', '·', '●', '◦', '▪', '‣', '*', '‐'];

struct Line<'s> {
    start: usize,
    /// The line without its line end.
    text: &'s str,
}

impl Advice {
    /// The message and help for a parser that stops at `byte` with the words `info`.
    pub(crate) fn of(source: &str, byte: usize, info: &str) -> Self {
        let line = line_at(source, byte);
        let above = line.start.checked_sub(1).map(|end| line_at(source, end));
        let lines = [Some(&line), above.as_ref()].into_iter().flatten();
        if info.contains("quoted scalar") && (info.contains("end of stream") || info.contains("indentation")) {
            return unclosed_quote(byte);
        }
        lines.into_iter().find_map(mistake).unwrap_or_else(|| Advice::general(source, byte, info))
    }

    fn general(source: &str, byte: usize, info: &str) -> Self {
        let end = byte + source.get(byte..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let (what, help) = plain_words(info);
        Advice { span: byte..end, message: format!("this is not valid YAML: {what}"), help: help.to_owned() }
    }
}

/// The parser's words in plain words.
fn plain_words(info: &str) -> (&str, &'static str) {
    const GENERAL: &str = "look at indentation, quotes and brackets in this line and the one above; a text with \": \" or \" #\" needs quotes";
    const TABLE: [(&str, &str, &str); 9] = [
        (
            "block collection",
            "this line does not belong to any block above",
            "the keys of a block must begin in the same column, and so must the dashes of a list",
        ),
        (
            "only valid inside a block",
            "there is a dash inside brackets or braces that are not closed",
            "close the brackets with ] and the braces with } before the next line begins with a dash",
        ),
        (
            "mapping values are not allowed",
            "there is a second \": \" here, or the line is indented further than the one above",
            "put a text that holds \": \" in quotes; the keys of a block must begin in the same column",
        ),
        (
            "expected ',' or '}'",
            "the braces { … } are not closed, or a comma is missing",
            "separate the entries with commas, and close the braces with }",
        ),
        (
            "expected ',' or ']'",
            "the brackets [ … ] are not closed, or a comma is missing",
            "separate the entries with commas, and close the brackets with ]",
        ),
        (
            "trailing content after",
            "there is text after a closing quote",
            "put the whole text between the quotes; a quote in a text is written \\\" inside \"…\" and '' inside '…'",
        ),
        (
            "did not find expected key",
            "this line does not belong to any block above",
            "the keys of a block must begin in the same column, and so must the dashes of a list",
        ),
        (
            "expected '-' indicator",
            "this line belongs neither to the item above nor to a new one",
            "the keys of an item must begin in the same column; a new item begins with \"- \"",
        ),
        ("escape", "this backslash in double quotes does not begin a known escape", "write \\\\, or use single quotes"),
    ];
    let known = TABLE.iter().find(|(words, _, _)| info.contains(words));
    known.map_or((info, GENERAL), |(_, what, help)| (what, help))
}

fn line_at(source: &str, byte: usize) -> Line<'_> {
    let byte = source.floor_char_boundary(byte);
    let start = source.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let text = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    Line { start, text }
}

/// A mistake that the way a line is written shows.
fn mistake(line: &Line<'_>) -> Option<Advice> {
    let content = line.text.trim_start();
    let indent = line.text.len() - content.len();
    let advice = |from: usize, length: usize, message: &str, help: String| {
        let start = line.start + from;
        Some(Advice { span: start..start + length, message: message.to_owned(), help })
    };
    if let Some(tab) = line.text.get(..indent).and_then(|blank| blank.find('\t')).filter(|_| !content.is_empty()) {
        return advice(tab, 1, "the indentation contains a tab", "indent with spaces, not with tabs".to_owned());
    }
    let first = content.chars().next()?;
    if BULLETS.contains(&first) && content.chars().nth(1).is_some_and(char::is_whitespace) {
        let message = format!("the item begins with \"{first}\"");
        return advice(indent, first.len_utf8(), &message, "begin each item of a list with \"- \"".to_owned());
    }
    if content.starts_with("-{") || content.starts_with("-[") {
        return advice(indent, 1, "a space is missing after the dash", "write \"- \" before the item".to_owned());
    }
    let item = content.trim_start_matches("- ").trim_start();
    let at = line.text.len() - item.len();
    if let Some(key) = word(item) {
        let behind = item.get(key.len()..).unwrap_or("");
        if let Some(value) =
            behind.strip_prefix(':').filter(|value| !value.starts_with([' ', '\t']) && !value.is_empty())
        {
            let help = format!("write \"{key}: {}\"", shown(value));
            return advice(at, key.len() + 1, "a space is missing after the colon", help);
        }
        if let Some(value) = behind.trim_start().strip_prefix('=').filter(|_| !behind.contains(':')) {
            let help = format!("write \"{key}: {}\"", shown(value));
            return advice(at, key.len(), "there is an equals sign in place of a colon", help);
        }
    }
    reserved(line.text, at).and_then(|(from, mark)| {
        let message = format!("a text cannot begin with {mark} without quotes");
        advice(from, mark.len_utf8(), &message, "put the text in quotes, as in \"…\"".to_owned())
    })
}

/// The value, or else the first word of the line, that begins with a character reserved by YAML.
fn reserved(line: &str, at: usize) -> Option<(usize, char)> {
    let starts = line.match_indices(": ").map(|(colon, _)| colon + 2).chain([at]);
    let lists = line.match_indices([',', '[', '{']).map(|(comma, _)| comma + 1);
    starts.chain(lists).find_map(|from| {
        let rest = line.get(from..)?;
        let text = rest.trim_start();
        let mark = text.chars().next().filter(|mark| matches!(mark, '%' | '@' | '`'))?;
        Some((from + rest.len() - text.len(), mark))
    })
}

/// The word at the beginning of a text.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty())
}

fn shown(value: &str) -> String {
    crate::criteria::diagnostics::shortened(value.trim())
}

fn unclosed_quote(byte: usize) -> Advice {
    let help = "close it at the end of the text; write a text with an apostrophe in double quotes, as in \"it's\"";
    Advice {
        span: byte..byte + 1,
        message: "the quote that opens here is never closed".to_owned(),
        help: help.to_owned(),
    }
}
