//! Texts without the blanks around them.

use super::is_invisible;

/// The text without outer spaces and outer invisible characters: files that were joined have byte order marks inside.
#[inline]
pub fn trim(text: &str) -> &str {
    if has_bare_ends(text.as_bytes()) {
        text
    } else {
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
}

/// Whether a text begins and ends with a visible ASCII character. Then nothing is to be trimmed, as in most cells.
#[inline]
pub(crate) fn has_bare_ends(text: &[u8]) -> bool {
    let bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    bare(text.first()) && bare(text.last())
}
