//! Proposed weights -> table, csv, json, markdown, and the paper on which swings are judged.

mod page;
mod words;

pub use page::{write, write_swing_paper};
pub(crate) use words::fitting;
