//! Defuses a text cell that a spreadsheet could run as a formula.
//!
//! The danger and the apostrophe: OWASP, "CSV Injection".

use crate::text::swar::{any_below, any_is};
use crate::text::visible::is_silent;
use std::borrow::Cow;
use std::collections::HashMap;

/// The text with an apostrophe wherever a spreadsheet could run what follows: where a cell begins, after spaces, with
/// `=`, `@`, a control character or a full-width `＝＠＋－`, or with `+` or `-` and is neither a number nor a telephone
/// number. A cell begins at the start of the text, and behind every mark at which some program splits it, whatever its
/// quotes say. Twice is the same as once.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    // Most texts begin with a letter.
    let first = !leads_plainly(text.as_bytes()) && begins_dangerously(text);
    guarded_from(text, first)
}

/// The same for a text that begins a line. A program that splits lines at another mark than the comma reads the cells behind
/// it as the end of this one: `-5` and `1+cmd|…` become `-5,1+cmd|…`. So numbers and telephone numbers are no exception here. A
/// text further on in the line is safe from that: in such a cell it stands behind the comma, or behind a mark within a text.
pub(crate) fn guarded_first(text: &str) -> Cow<'_, str> {
    guarded_from(text, !leads_plainly(text.as_bytes()) && (begins_dangerously(text) || begins_dangerously_within(text)))
}

/// An apostrophe in front where `first` says so, and behind every mark where it is needed.
fn guarded_from(text: &str, first: bool) -> Cow<'_, str> {
    let mut to = String::new();
    let mut copied = 0;
    let mut chars = text.char_indices().peekable();
    if first {
        to.push('\'');
    }
    while let Some((at, mark)) = chars.next() {
        if !splits(mark) || (mark == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n')) {
            continue;
        }
        let end = at + mark.len_utf8();
        if begins_dangerously_within(text.get(end..).unwrap_or_default()) {
            to.push_str(text.get(copied..end).unwrap_or_default());
            to.push('\'');
            copied = end;
        }
    }
    if to.is_empty() {
        return Cow::Borrowed(text);
    }
    to.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(to)
}

/// Two of these ids, all of them different, that csv holds as the same text: the apostrophe that leads one leads the other
/// already.
pub(crate) fn stored_alike<'a, I: Iterator<Item = &'a str>>(ids: impl Fn() -> I) -> Option<[&'a str; 2]> {
    let mut led: HashMap<String, &str> = HashMap::new();
    for id in ids() {
        if let Cow::Owned(stored) = guarded(id)
            && let Some(other) = led.insert(stored, id)
        {
            return Some([other, id]);
        }
    }
    let mut plain = ids().filter(|id| matches!(guarded(id), Cow::Borrowed(_)));
    if led.is_empty() { None } else { plain.find_map(|id| led.get(id).map(|other| [*other, id])) }
}

/// Whether its beginning is harmless.
#[inline]
pub(crate) fn leads_plainly(text: &[u8]) -> bool {
    text.first().is_none_or(u8::is_ascii_alphanumeric)
}

/// Whether one of these bytes may belong to a mark at which [`guarded`] looks closer. The strict way is [`splits`].
#[inline(always)]
pub(crate) fn may_split(eight: [u8; 8]) -> bool {
    any_below(b' ', eight) != 0
        || any_is(b',', eight) != 0
        || any_is(b';', eight) != 0
        || any_is(b'|', eight) != 0
        // The first bytes of the line ends that are not ASCII.
        || any_is(0xC2, eight) != 0
        || any_is(0xE2, eight) != 0
}

/// Whether some program takes it for a delimiter or a line end.
fn splits(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | '|' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'
            ..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The same danger behind a mark. Quotes there are taken off on reading, and what a number ends with is not certain.
fn begins_dangerously_within(text: &str) -> bool {
    let is_idle = |c: char| c == '"' || (!splits(c) && !c.is_control() && (c.is_whitespace() || is_silent(c)));
    match text.trim_start_matches(is_idle).chars().next() {
        None | Some('\n' | '\r') => false,
        Some(c) => c.is_control() || matches!(c, '=' | '@' | '+' | '-' | '＝' | '＠' | '＋' | '－'),
    }
}

fn begins_dangerously(text: &str) -> bool {
    // A tab, a line end or another control character is a danger by itself, so it does not count as a space here.
    let start = text.trim_start_matches(|c: char| !c.is_control() && (c.is_whitespace() || is_silent(c)));
    match start.chars().next() {
        None => false,
        Some('=' | '@' | '＝' | '＠' | '＋' | '－') => true,
        Some('+') => !is_number(start) && !is_telephone(start),
        Some('-') => !is_number(start),
        Some(c) => c.is_control(),
    }
}

/// A sign and digits with marks between them, perhaps an exponent: `-1.234,56`, `+3e5`.
fn is_number(text: &str) -> bool {
    // A mark at the end splits the line, and what is put behind it must not change what this text is.
    let number = text.trim_end_matches(|c: char| c.is_whitespace() && !c.is_control() && !splits(c));
    let digits = number.get(1..).unwrap_or_default();
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let marks = ['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}'];
    mantissa.bytes().any(|b| b.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || marks.contains(&c))
        && !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// `+49 (0) 30 / 123-45`: a plus, then at least five digits and what people write between them. Nothing of it can call
/// anything.
fn is_telephone(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    rest.chars().filter(char::is_ascii_digit).count() >= 5
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '(' | ')' | '/' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_a_spreadsheet_could_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            " =cmd",
            "\u{a0}@SUM(A1)",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            "＝1",
            "＋x",
            "－x",
            "＠x",
            "+x",
            "-x",
            "-",
            "-2+3+cmd|' /C calc'!A0",
            "+1+1",
            "-1-1",
            "\u{feff}=1",
            "\u{200b}=1",
            "+49 30 1234=x",
            "-e5",
            "--5",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn ordinary_text_numbers_and_telephone_numbers_stay() {
        for text in [
            "",
            " ",
            "Acme",
            "a=b",
            "'=1",
            "-5",
            "+4.2",
            "-1.234,56",
            "-1 234.5",
            "+3e5",
            "-3E-5",
            "+49 30 123456",
            "+49 (0) 30 / 123-45",
            "x@y.de",
            "5-3",
            "3M",
        ] {
            assert_eq!(guarded(text), text, "{text:?}");
        }
    }

    #[test]
    fn what_begins_a_line_is_no_number_to_a_program_that_splits_elsewhere() {
        for text in ["-5", "+49 30 123456", " -1.5", "\"-5", "=x", "\nx"] {
            assert_eq!(guarded_first(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "Acme", "5-3", "(3)", "'-5", "_a"] {
            assert_eq!(guarded_first(text), text, "{text:?}");
        }
    }

    #[test]
    fn what_begins_behind_a_mark_is_defused_there() {
        for (text, expected) in [
            ("Acme;=cmd|' /C calc'!A0;x", "Acme;'=cmd|' /C calc'!A0;x"),
            ("Acme\t=x", "Acme\t'=x"),
            ("a; =x|@y,-z", "a;' =x|'@y,'-z"),
            ("a\r\n+x\r\ny", "a\r\n'+x\r\ny"),
            ("a;\"\"=x", "a;'\"\"=x"),
            ("a;\t=x", "a;'\t'=x"),
            ("a\u{2028}＝x\u{85}@y", "a\u{2028}'＝x\u{85}'@y"),
            ("=a;=b", "'=a;'=b"),
            (" \t=x", "' \t'=x"),
            ("a\n\nb; c, d", "a\n\nb; c, d"),
            ("-1.234,56", "-1.234,56"),
            ("-5 ", "-5 "),
            ("+5\t\t", "'+5\t'\t"),
            ("-5\u{2028}\t", "'-5\u{2028}'\t"),
            ("a;'=x", "a;'=x"),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn ids_that_are_stored_alike_are_named(ids in prop::collection::btree_set("['=a;]{1,4}", 1..12)) {
            let stored: BTreeSet<String> = ids.iter().map(|id| guarded(id).into_owned()).collect();
            match stored_alike(|| ids.iter().map(String::as_str)) {
                Some([a, b]) => prop_assert!(a != b && guarded(a) == guarded(b)),
                None => prop_assert_eq!(stored.len(), ids.len()),
            }
        }

        #[test]
        fn twice_is_the_same_as_once(text in "[a;,|\t\n\r\u{85}\u{2028}\"' =@+.e5-]{0,12}|\\PC{0,12}") {
            let once = guarded(&text).into_owned();
            prop_assert_eq!(guarded(&once), once.as_str());
            let first = guarded_first(&text).into_owned();
            prop_assert_eq!(guarded_first(&first), first.as_str());
        }

        #[test]
        fn the_quick_look_misses_no_mark(text in "\\PC{0,10}[a;,|\t\n\r\u{b}\u{85}\u{2028}\u{2029}]{0,2}\\PC{0,10}") {
            if leads_plainly(text.as_bytes()) && !text.bytes().any(|byte| may_split([byte; 8])) {
                prop_assert_eq!(guarded(&text), text.as_str());
            }
        }
    }
}
