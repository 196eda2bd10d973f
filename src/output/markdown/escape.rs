//! Markdown text in which nothing is a mark: not of CommonMark, and not what GitHub makes links and mentions of by itself.

use crate::text::visible::visible;

/// Parts two characters that would be a link or a mention together; a reader sees nothing of it.
const SPLIT: &str = "<!---->";

/// The text as a person is to see it, in one line, made visible and with every mark escaped: for a line of its own.
pub(crate) fn escaped(text: &str) -> String {
    let shown = visible(text.trim());
    escaped_but(&shown, opening_marks(&shown))
}

/// The same for the cell of a table, where nothing opens a list or another block.
pub(crate) fn escaped_within(text: &str) -> String {
    escaped_but(&visible(text.trim()), usize::MAX)
}

/// The same for a heading.
pub(crate) fn escaped_heading(text: &str) -> String {
    let shown = visible(text.trim());
    escaped_but(&shown, closing_marks(&shown))
}

/// `opening` is the place of one more mark.
fn escaped_but(shown: &str, opening: usize) -> String {
    let mut to = String::with_capacity(shown.len() + shown.len() / 8);
    let (mut before, mut has_opened) = (None, false);
    let mut rest = shown.chars().peekable();
    for place in 0.. {
        let Some(c) = rest.next() else { break };
        let next = rest.peek().copied();
        let is_mark = match c {
            '_' => !is_within_a_word(before, next),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            '>' => has_opened,
            _ => matches!(c, '\\' | '`' | '*' | '[' | '<' | '|' | '~' | '$'),
        };
        if place == opening || is_mark {
            to.push('\\');
        }
        to.push(c);
        let parts = match c {
            '@' => true,
            '#' => next.is_some_and(|n| n.is_ascii_digit()),
            ':' | '/' => next == Some('/'),
            '.' => matches!(before, Some('w' | 'W')),
            _ => false,
        };
        if parts {
            to.push_str(SPLIT);
        }
        has_opened |= c == '<';
        before = Some(c);
    }
    to
}

/// Whether a character between these is inside a word.
fn is_within_a_word(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
}

/// The place of the marks that close a heading, so that nobody would see them; past the end where there are none.
fn closing_marks(text: &str) -> usize {
    let before = text.trim_end_matches('#');
    let closes = before.len() < text.len() && (before.is_empty() || before.ends_with(' '));
    if closes { before.chars().count() } else { usize::MAX }
}

/// The place of what makes a heading, a rule, a quotation or a list of a line that begins with it; past the end where nothing does.
fn opening_marks(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    let ends_a_number = |mark| after.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    match text.chars().next() {
        Some('#' | '+' | '-' | '=' | '>') => 0,
        Some(c) if c.is_ascii_digit() && (ends_a_number('.') || ends_a_number(')')) => digits,
        _ => usize::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_escaped() {
        assert_eq!(escaped("a|b*c*_d_`e`<f>[g](h)~i~\\"), "a\\|b\\*c\\*\\_d\\_\\`e\\`\\<f\\>\\[g](h)\\~i\\~\\\\");
        assert_eq!(escaped("&lt; &#x3C; $x$ ![i]"), "\\&lt; \\&#x3C; \\$x\\$ !\\[i]");
    }

    #[test]
    fn what_is_no_mark_where_it_stands_is_left_as_it_is() {
        for text in ["Müller & Söhne (Köln)", "market_importance 20 -> 30", "{a}!"] {
            assert_eq!(escaped(text), text);
        }
        for text in ["-", "# a", "12. a", "+ 5", "> a"] {
            assert_eq!(escaped_within(text), text);
            assert_ne!(escaped(text), text);
        }
        assert_eq!(escaped("_a_b_ __c"), "\\_a_b\\_ \\_\\_c");
        // What closes a heading would not be seen.
        assert_eq!(["Accounts #", "##", "C#", "# a"].map(escaped_heading), ["Accounts \\#", "\\##", "C#", "# a"]);
    }

    #[test]
    fn nothing_becomes_a_link_or_a_mention() {
        assert_eq!(escaped("http://evil.io"), "http:<!---->/<!---->/evil.io");
        assert_eq!(escaped("//evil.io a/b"), "/<!---->/evil.io a/b");
        assert_eq!(escaped("mailto:a@b.de"), "mailto:a@<!---->b.de");
        assert_eq!(escaped("www.evil.io"), "www.<!---->evil.io");
        assert_eq!(escaped("@all see x#12"), "@<!---->all see x#<!---->12");
        assert_eq!(escaped("Key account: 12"), "Key account: 12");
    }

    #[test]
    fn what_opens_a_line_is_escaped_there_only() {
        assert_eq!(escaped("# a # b"), "\\# a # b");
        assert_eq!(escaped("- a - b"), "\\- a - b");
        assert_eq!(escaped("=== a"), "\\=== a");
        assert_eq!(escaped("12. a"), "12\\. a");
        assert_eq!(escaped("12) a"), "12\\) a");
        assert_eq!(escaped("87.5"), "87.5");
        assert_eq!(escaped("-"), "\\-");
    }

    #[test]
    fn a_text_is_one_line_without_hidden_characters() {
        assert_eq!(escaped(" a\n|b\u{202e}\tc "), "a␤\\|b\\\\u{202e} c");
        assert_eq!(escaped(""), "");
    }
}
