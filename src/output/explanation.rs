//! An explanation -> a page for a terminal, Markdown, or JSON.
//!
//! The page is written once, as plain sections of sentences and grids in the words a person knows; the two formats for
//! people differ only in how they draw them.

mod json;
mod markdown;
mod page;
mod section;
mod table;
pub(super) mod words;

pub use json::write_json;
pub use markdown::write_markdown;
pub use table::write_table;
