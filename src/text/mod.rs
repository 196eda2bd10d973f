//! Words as people read them: one rule says when two texts are the same, one says when one is nearly the other.
//!
//! No other file folds case. How a text is shown is the business of [`crate::output`].

mod matching;
mod nearest;

pub use matching::{folded, folded_header, is_invisible, same_header, same_text, spelled};
pub use nearest::{is_slip, nearest};
