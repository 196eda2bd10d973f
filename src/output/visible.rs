//! Untrusted text made safe to show. (Stand-in until the real one arrives.)

use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Control characters as visible escapes.
pub fn visible(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Columns of a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// At most so many columns.
pub fn truncated(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(columns.saturating_sub(1)).chain(['…']).collect())
}
