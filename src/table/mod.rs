//! Customers as typed cells: what reading makes and scoring reads.
//!
//! A [`Schema`] says which columns are wanted and of what kind; a [`Batch`] holds some customers' cells of just those
//! columns, and the line each customer came from. A batch can be scored by itself; a [`Table`] is all of them in file
//! order. How cells get here is the business of [`crate::input`].

mod batch;
mod categories;
pub mod cells;
pub mod copied;
mod draft;
pub mod from_line;
mod lines;
pub(crate) mod null_mask;
pub mod number_cells;
pub(crate) mod number_form;
mod numbers;
mod order;
pub(crate) mod rows;
mod schema;
pub mod text_cells;
mod texts;

pub use crate::model::{Day, Decimal, folded, is_invisible, same_text};
pub use crate::table::cells::Cells;
pub use crate::table::copied::{Copied, CopyTexts};
pub use crate::table::number_cells::{NumberCells, Units};
pub use crate::table::text_cells::TextCells;
pub use batch::Batch;
pub use categories::Categories;
pub use draft::Draft;
pub use numbers::Numbers;
pub(crate) use order::Order;
pub use schema::{Column, ColumnId, Kind, Schema};
pub use texts::Texts;

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
