//! Words as people read them: one rule says when two texts are the same, one says when one is nearly the other.
//!
//! Other files here write numbers and lists with "and 3 more", and make untrusted text safe to show. No other room folds
//! case.

pub(crate) mod lists;
mod matching;
mod nearest;
pub(crate) mod number;
pub(crate) mod suggestion;
pub(crate) mod swar;
pub mod trim;
pub(crate) mod visible;

pub(crate) use matching::first_letter;
pub use matching::{folded, folded_header, is_invisible, same_header, same_text, spelled};
pub use nearest::{is_slip, nearest};
pub(crate) use nearest::{likeness, nearest_header};
