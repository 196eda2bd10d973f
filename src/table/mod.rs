//! Customers as typed cells: what reading makes and scoring reads.
//!
//! A [`Schema`] says which columns are wanted and of what kind; a [`Batch`] holds some customers' cells of just those
//! columns, and the line each customer came from. A batch can be scored by itself; a [`Table`] is all of them in file
//! order. How cells get here is the business of [`crate::input`].

mod batch;
mod categories;
mod draft;
mod lines;
pub(crate) mod null_mask;
mod numbers;
mod order;
pub(crate) mod rows;
mod schema;
mod texts;

pub use crate::model::{Day, Decimal, folded, is_invisible, same_text};
pub use batch::{Batch, Cells};
pub use categories::Categories;
pub use draft::{Copied, CopyTexts, Draft};
pub use numbers::{NumberCells, Numbers, Units};
pub(crate) use order::Order;
pub use schema::{Column, ColumnId, Kind, Schema};
pub use texts::{TextCells, Texts};

/// Without outer spaces and characters that nobody sees (files put together leave byte order marks inside); quick where
/// there are none.
#[inline]
pub fn trim(text: &str) -> &str {
    if has_bare_ends(text.as_bytes()) {
        text
    } else {
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
}

/// Does a text begin and end with an ASCII character that is seen? Then there is nothing to trim, as in most cells.
#[inline]
fn has_bare_ends(text: &[u8]) -> bool {
    let bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    bare(text.first()) && bare(text.last())
}

/// What was made of consecutive customers before it was known on which line of their file they begin.
pub trait FromLine: Sized {
    /// Says on which physical line of the file it begins.
    fn start_at(&mut self, line: u64);

    /// Takes what was made of the customers that come next in the file, or gives it back.
    ///
    /// # Errors
    /// What it does not take.
    fn join(&mut self, next: Self) -> Result<(), Self> {
        Err(next)
    }
}

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// As the user named it.
    pub name: String,
    /// How many physical lines it has.
    pub lines: u64,
    /// How many customers were read from it.
    pub customers: u64,
}

/// All customers: batches in file order, and so are their rows until a ranking puts them in its own order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The files, in the order of the command line.
    pub files: Vec<SourceFile>,
    /// The customers.
    pub batches: Vec<Batch>,
}

impl Table {
    /// How many customers.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(Batch::rows).sum()
    }
}
