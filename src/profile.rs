//! The columns of an export and their contents, as plain data. [`crate::input`] finds them out before anybody has named
//! a column, and [`crate::criteria`] turns them into a first criteria file.

pub mod header;
mod header_words;
pub(crate) mod language;
pub(crate) mod months;
mod shape;

pub use shape::Shape;

use crate::model::Decimal;

/// An export, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The export as the user named it.
    pub file: String,
    /// How many customers it holds.
    pub customers: u64,
    /// The place in `columns` of the id, which is unique for each customer.
    pub id: usize,
    /// Whether only the cells show that, and not the header.
    pub id_guessed: bool,
    /// Headers that look like an id, but whose cells repeat or are empty.
    pub no_ids: Vec<String>,
    /// The decimal mark; `Auto` where no cell has any mark.
    pub decimal: Decimal,
    /// Whether the decimal mark is a guess, because no cell shows it or columns contradict each other.
    pub decimal_guessed: bool,
    /// In the order of the file; only columns with a header of their own.
    pub columns: Vec<Column>,
    /// Headers that cannot be used: they occur twice, or beyond the number of columns that keyrank reads.
    pub passed_over: Vec<String>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// As it stands in the file, without outer spaces; never empty.
    pub header: String,
    /// Cells with a value.
    pub filled: u64,
    /// Cells without one.
    pub missing: u64,
    /// What the cells hold.
    pub content: Content,
}

/// What the cells with a value hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// There are none.
    Nothing,
    /// Numbers, all of them.
    Numbers(Numbers),
    /// Texts, or a mixture of texts and numbers.
    Texts(Texts),
}

/// A column of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The smallest above 0.
    pub least_positive: Option<f64>,
    /// How many different ones.
    pub distinct: usize,
    /// Whether all are whole numbers.
    pub whole: bool,
    /// Third standardised moment (population); 0 where all are equal.
    pub skewness: f64,
    /// Whether all could be ratings as written; a book-keeper's minus is not one.
    pub plain: bool,
    /// Whether one begins with a zero that no number needs, as in 01 or 00471. Then they are codes.
    pub padded: bool,
    /// Whether all are whole numbers of equal length, at least five digits, and hardly any repeat. They may be codes
    /// that somebody assigned, such as postal codes.
    pub dealt: bool,
}

/// A column of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Texts {
    /// How many different ones, apart from case and outer spaces.
    pub distinct: usize,
    /// All different ones in the order of the file, where they are few and short.
    pub levels: Option<Vec<String>>,
    /// The shape of most of them.
    pub shape: Shape,
    /// Where most are numbers: the line and text of the first that is not.
    pub odd: Option<(u64, String)>,
}
