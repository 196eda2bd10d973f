//! Texts without the blanks around them.

use crate::text::is_invisible;

/// Without outer spaces and characters that nobody sees (files put together leave byte order marks inside); quick where
/// there are none.
#[inline]
pub fn trim(text: &str) -> &str {
    if has_bare_ends(text.as_bytes()) {
        text
    } else {
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
}

/// Does a text begin and end with an ASCII character that is seen? Then there is nothing to trim, as in most cells.
#[inline]
pub(crate) fn has_bare_ends(text: &[u8]) -> bool {
    let bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    bare(text.first()) && bare(text.last())
}
