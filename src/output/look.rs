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
    /// Whether there are escape codes for colour.
    pub color: bool,
    /// Whether an apostrophe leads each text that a spreadsheet could run (csv).
    pub formula_guard: bool,
    /// Whether the portfolio matrix is shown (table, markdown).
    pub portfolio: bool,
    /// How cells are separated and numbers written (csv).
    pub dialect: Dialect,
    /// Whether all figures stand under the ranked table instead of the main ones (table; markdown always has all).
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
