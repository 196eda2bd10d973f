//! An explanation -> a page for a terminal, Markdown, or JSON.
//!
//! The page is written once, as plain sections of sentences and grids in the words a person knows; the two formats for
//! people differ only in how they draw them.

pub(crate) mod page;
pub(crate) mod section;
pub(crate) mod words;

pub use super::json::explain::write_json;
pub use super::markdown::explain::write_markdown;
pub use super::terminal::explain::write_table;
