//! How a document looks.

use super::csv::dialect::Dialect;
use crate::language::Language;

/// How a document looks; only the formats for people care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; a generous fixed width where the output is not one.
    pub width: usize,
    /// Whether sentences are broken at the width, as on a terminal. Elsewhere each is one line, so that a program finds it.
    pub wraps: bool,
    /// Escape codes for colour?
    pub color: bool,
    /// Lead a text cell that a spreadsheet could run with an apostrophe? (csv)
    pub formula_guard: bool,
    /// The portfolio matrix as well? (table, markdown)
    pub portfolio: bool,
    /// How cells are separated and numbers written (csv).
    pub dialect: Dialect,
    /// All that is known under the ranked table, instead of its main figures? (table; markdown always has it)
    pub details: bool,
    /// What documents are written in.
    pub language: Language,
}

impl Look {
    /// A page of that width, with nothing beyond what every page has.
    pub const fn plain(width: usize, color: bool) -> Self {
        Look {
            width,
            wraps: true,
            color,
            formula_guard: false,
            portfolio: false,
            details: false,
            dialect: Dialect::Standard,
            language: Language::English,
        }
    }
}
