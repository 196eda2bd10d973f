//! What the columns of an export hold, as plain data: found out by [`crate::input`] where nobody has named a column yet,
//! and turned into a first criteria file by [`crate::criteria`].

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
    /// Place in `columns` of the one that names every customer once.
    pub id: usize,
    /// Is it only known by its cells, and not by its header?
    pub id_guessed: bool,
    /// Headers that look like an id, but whose cells repeat or are empty.
    pub no_ids: Vec<String>,
    /// The decimal mark; `Auto` where no cell has any mark.
    pub decimal: Decimal,
    /// Is the decimal mark a guess, because no cell tells or cells of different columns contradict each other?
    pub decimal_guessed: bool,
    /// In the order of the file; those with a header of their own.
    pub columns: Vec<Column>,
    /// Headers that cannot be used: twice in the file, or beyond the number of columns that are looked at.
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
    /// Texts, or not only numbers.
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
    /// Has none a fraction?
    pub whole: bool,
    /// Third standardised moment (population); 0 where all are equal.
    pub skewness: f64,
    /// Are all written as a rating may be, without a book-keeper's minus?
    pub plain: bool,
    /// Does one begin with a zero that no number needs, as in 01 or 00471? Then they are codes.
    pub padded: bool,
    /// Are all whole, of as many digits each, five at least, and hardly any of them the same? Then somebody may have dealt
    /// them out, as the post does its codes.
    pub dealt: bool,
}

/// A column of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Texts {
    /// How many different ones, case and outer spaces aside.
    pub distinct: usize,
    /// All different ones in the order of the file, where they are few and short.
    pub levels: Option<Vec<String>>,
    /// What most of them look like.
    pub shape: Shape,
    /// Where most are numbers: the line and text of the first that is none.
    pub odd: Option<(u64, String)>,
}
