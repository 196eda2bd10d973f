//! The bytes of a criteria file -> its text: which encodings and characters are allowed.
//!
//! Some characters are invisible but end a line for some programs, or reverse the order of others. With them a file
//! could mean something else than it shows. They must be written as escapes between double quotes, or not at all.
//! not at all.

use super::codes;
use super::yaml::source::Source;
use crate::finding::{Finding, Findings, Place};
use std::borrow::Cow;

/// At most so many characters are named.
const TOLD: usize = 20;

/// The text of a file, with its byte order mark; or why it cannot be read.
pub(crate) fn text<'b>(file: &str, bytes: &'b [u8]) -> Result<Cow<'b, str>, Findings> {
    let not_text = |message: &str, help: &str| {
        Err(Finding::error(codes::NOT_UTF8, message).at(Place::file(file)).help(help).into())
    };
    const SAVE: &str = "save the file as UTF-8 in your editor";
    let by = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return not_text("the file is UTF-32", SAVE),
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        [b'P', b'K', 3, 4, ..] => {
            return not_text(
                "this is an Excel workbook or a zip archive, not a text",
                "name a criteria file (YAML), as keyrank init writes one",
            );
        }
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => {
            return not_text("the file is UTF-16 without a byte order mark", SAVE);
        }
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => {
            return not_text("the file is UTF-16 without a byte order mark", SAVE);
        }
        [a, 0, 0, 0, ..] | [0, 0, 0, a, ..] if *a != 0 => {
            return not_text("the file is UTF-32 without a byte order mark", SAVE);
        }
        _ => {
            return match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(error) => Err(not_utf8(file, bytes, error.valid_up_to()).into()),
            };
        }
    };
    match by.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Cow::Owned(text.into_owned())),
        None => not_text("the file is UTF-16, but damaged", SAVE),
    }
}

/// Whether the file is UTF-16, as Windows PowerShell 5.1 writes it.
pub fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
}

fn not_utf8(file: &str, bytes: &[u8], valid: usize) -> Finding {
    let readable = String::from_utf8_lossy(bytes);
    // Up to the first wrong byte, the readable text equals the file.
    let place = Source::new(file, &readable).place(&(valid..valid + '\u{fffd}'.len_utf8()));
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let (letter, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    let message =
        match letter.chars().next().filter(|c| c.is_alphabetic() || matches!(c, '€' | '–' | '„' | '“' | '”' | '’'))
        {
            Some(letter) => format!("the byte 0x{byte:02X} is not UTF-8 text; in Windows-1252 it is \"{letter}\""),
            None => format!("the byte 0x{byte:02X} is not UTF-8 text"),
        };
    Finding::error(codes::NOT_UTF8, message).at(place).help("save the file as UTF-8 in your editor")
}

/// Characters that a criteria file must not hold unescaped, and indentation other than spaces.
pub(crate) fn unfit(source: &Source<'_>) -> Findings {
    let text = source.text();
    let characters = text.char_indices().filter(|&(at, c)| match c {
        '\n' | '\t' | ' '..='~' => false,
        '\r' => !text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')),
        _ => is_unfit(c),
    });
    let mut findings: Vec<(usize, Finding)> =
        characters.take(TOLD).map(|(at, c)| (at, character(source, at, c))).collect();
    let lines = text.split_inclusive('\n').scan(0, |start, line| {
        let from = *start;
        *start += line.len();
        Some((from, line))
    });
    let indented = lines.filter_map(|(from, line)| odd_indent(line).map(|at| (from + at.0, at.1)));
    findings.extend(indented.take(TOLD).map(|(at, c)| (at, indentation(source, at, c))));
    findings.sort_by_key(|(at, _)| *at);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Control characters, line ends other than LF and CRLF, marks of writing direction, byte order marks, and code points
/// that are not characters.
fn is_unfit(c: char) -> bool {
    matches!(c,
        '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    ) || c.is_control()
}

fn character(source: &Source<'_>, at: usize, c: char) -> Finding {
    let code = u32::from(c);
    let (what, help) = match c {
        '\r' => {
            ("a carriage return that does not end a line", "save the file with the line ends LF or CRLF".to_owned())
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => (
            "a line break that editors do not show",
            format!("remove it, or end the line as usual; in a text write \"\\u{code:04x}\""),
        ),
        '\0' => ("a NUL character", "remove the character, and check that this is a text file".to_owned()),
        _ if c.is_control() => ("a control character", format!("remove it; in a text write \"\\u{code:04x}\"")),
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => ("a byte order mark or an invalid character", "remove it".to_owned()),
        _ => ("an invisible mark of writing direction", format!("remove it; in a text write \"\\u{code:04x}\"")),
    };
    let message = format!("there is {what} (U+{code:04X}) here");
    Finding::error(codes::UNFIT_CHARACTER, message).at(source.place(&(at..at + c.len_utf8()))).help(help)
}

/// The first blank before the content of a line that is neither a space nor a tab.
fn odd_indent(line: &str) -> Option<(usize, char)> {
    let content = line.trim_start_matches(is_blank);
    let indent = line.get(..line.len() - content.len())?;
    let odd = indent.char_indices().find(|(_, c)| !matches!(c, ' ' | '\t' | '\n' | '\r'))?;
    (!content.is_empty()).then_some(odd)
}

fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')) || matches!(c, '\u{200b}' | '\u{2060}')
}

fn indentation(source: &Source<'_>, at: usize, c: char) -> Finding {
    let what = match c {
        '\u{a0}' | '\u{202f}' => "a non-breaking space",
        _ => "a blank that is not a plain space",
    };
    let message = format!("the indentation contains {what} (U+{:04X})", u32::from(c));
    let place = source.place(&(at..at + c.len_utf8()));
    Finding::error(codes::ODD_INDENTATION, message)
        .at(place)
        .help("indent with plain spaces: delete the blanks at the start of the line and type them anew")
}
