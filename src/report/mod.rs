//! A result -> a document: what a command says to a person, before any format draws it.
//!
//! A `Document` has a language, a title and `Block`s: headings, paragraphs with a `Tone`, lists, tables, findings. A
//! `Table` has `Column`s and rows of typed `Cell`s (text, rank, count, number with its decimals, percent, amount,
//! bar, tier, change). Nothing here knows of colours, escape codes or how wide a page is: `output/` draws every document
//! in every format, so a command that has a builder has all formats.
//!
//! How to write the builder of a command:
//!
//! 1. A file here, with one function from the result and a `Language` to a `Document`.
//! 2. Its sentences and headings in `language/<command>.rs`: each a function that takes the language and typed values and
//!    matches on the language, so that a missing translation does not compile. What several commands say is in
//!    `language/common.rs`; numbers in a sentence go through `language.count`, `.rounded`, `.percent` and `.amount`.
//! 3. Cells hold values, not texts: `Cell::Count(3)`, `Cell::Percent { value, decimals: 1 }`. The renderer shows them as
//!    the document's language writes numbers.
//! 4. Rows that may be many are made on demand (`Table::on_demand`): a renderer goes through them twice, once to
//!    measure and once to write. Few rows are given at once (`Table::of`, `Table::of_cells`).
//! 5. `output/documents.rs` draws the document in the format that is asked for; `cli` calls it.
//!
//! Texts of customers go in as they are. Renderers make them safe to show.

pub(crate) mod cell;
pub(crate) mod column;
pub mod compare;
pub(crate) mod document;
pub(crate) mod explain;
pub(crate) mod inspection;
pub(crate) mod legend;
pub(crate) mod matrix;
pub(crate) mod phrases;
pub mod score;
pub mod sensitivity;
pub(crate) mod table;
pub(crate) mod weights;
pub mod what_if;

pub(crate) use cell::Cell;
pub(crate) use column::{Column, Turn};
pub(crate) use document::{Block, Document, Section, Tone};
pub(crate) use table::{Row, Standing, Table};
