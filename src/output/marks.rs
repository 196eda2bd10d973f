//! Markdown text in which nothing is a mark: not of CommonMark, and not what GitHub makes links and mentions of by itself.

use super::visible::visible;

/// Parts two characters that would be a link or a mention together; a reader sees nothing of it.
const SPLIT: &str = "<!---->";

/// The text as a person is to see it, in one line, made visible and with every mark escaped.
pub(super) fn escaped(text: &str) -> String {
    let shown = visible(text.trim());
    let mut to = String::with_capacity(shown.len() + shown.len() / 8);
    let mut before = None;
    let mut rest = shown.chars().peekable();
    let opening = opening_marks(&shown);
    for place in 0.. {
        let Some(c) = rest.next() else { break };
        let next = rest.peek().copied();
        if place == opening || is_mark(c) {
            to.push('\\');
        }
        to.push(c);
        let parts = match c {
            '@' => true,
            '#' => next.is_some_and(|n| n.is_ascii_digit()),
            ':' => next == Some('/'),
            '.' => matches!(before, Some('w' | 'W')),
            _ => false,
        };
        if parts {
            to.push_str(SPLIT);
        }
        before = Some(c);
    }
    to
}

fn is_mark(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '!')
}

/// The place of what makes a heading, a rule or a list of a line that begins with it; past the end where nothing does.
fn opening_marks(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    let ends_a_number = |mark| after.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    match text.chars().next() {
        Some('#' | '+' | '-' | '=') => 0,
        Some(c) if c.is_ascii_digit() && (ends_a_number('.') || ends_a_number(')')) => digits,
        _ => usize::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_escaped() {
        assert_eq!(escaped("a|b*c*_d_`e`<f>[g](h)~i~\\"), "a\\|b\\*c\\*\\_d\\_\\`e\\`\\<f\\>\\[g\\](h)\\~i\\~\\\\");
        assert_eq!(escaped("&lt; $x$ ![i]"), "\\&lt; \\$x\\$ \\!\\[i\\]");
        assert_eq!(escaped("Müller & Söhne (Köln)"), "Müller \\& Söhne (Köln)");
    }

    #[test]
    fn nothing_becomes_a_link_or_a_mention() {
        assert_eq!(escaped("http://evil.io"), "http:<!---->//evil.io");
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
        assert_eq!(escaped(" a\n|b\u{202e}\tc "), "a␤\\|b\\\\u\\{202e\\} c");
        assert_eq!(escaped(""), "");
    }
}
