//! Some customers of one file, column by column.

use super::{Categories, Column, ColumnId, FromLine, Kind, Numbers, Schema, Texts};

/// The cells of one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Of [`Kind::Id`] and [`Kind::Text`].
    Text(Texts),
    /// Of [`Kind::Category`].
    Category(Categories),
    /// Of [`Kind::Number`].
    Number(Numbers),
}

/// Some customers of one file, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Which of [`super::Table::files`].
    pub file: usize,
    pub(super) columns: Vec<Cells>,
    first_line: u64,
    lines: Lines,
}

/// The lines of the rows, counted from the first line of the batch.
#[derive(Debug, Clone, PartialEq)]
enum Lines {
    /// One after the other from the first one on, so many.
    Consecutive(u32),
    Each(Vec<u32>),
}

impl Lines {
    fn len(&self) -> usize {
        match self {
            Lines::Consecutive(rows) => *rows as usize,
            Lines::Each(lines) => lines.len(),
        }
    }

    fn get(&self, row: usize) -> Option<u32> {
        match self {
            Lines::Consecutive(rows) => u32::try_from(row).ok().filter(|row| row < rows),
            Lines::Each(lines) => lines.get(row).copied(),
        }
    }

    #[inline]
    fn push(&mut self, line: u32) {
        match self {
            Lines::Consecutive(rows) if line == *rows => *rows += 1,
            Lines::Consecutive(rows) => *self = Lines::Each((0..*rows).chain([line]).collect()),
            Lines::Each(lines) => lines.push(line),
        }
    }
}

impl Batch {
    /// No customers yet.
    pub fn new(schema: &Schema, file: usize) -> Self {
        let empty = |column: &Column| match column.kind {
            Kind::Id | Kind::Text => Cells::Text(Texts::default()),
            Kind::Category { .. } => Cells::Category(Categories::default()),
            Kind::Number { .. } => Cells::Number(Numbers::default()),
        };
        Batch {
            file,
            columns: schema.columns().iter().map(empty).collect(),
            first_line: 1,
            lines: Lines::Consecutive(0),
        }
    }

    /// Ends a row, after one cell was pushed to every column. Its line counts from the start of the batch.
    #[inline]
    pub fn end_row(&mut self, line: u64) {
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// Says on which physical line of the file the batch starts (1 unless told).
    pub fn start_at(&mut self, line: u64) {
        self.first_line = line;
    }

    /// The columns, in the order of the schema, to be filled.
    pub fn columns_mut(&mut self) -> &mut [Cells] {
        &mut self.columns
    }

    /// How many customers.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Takes no more memory than it must: for batches that are kept.
    pub fn compact(&mut self) {
        for cells in &mut self.columns {
            match cells {
                Cells::Text(texts) => texts.compact(),
                Cells::Category(categories) => categories.compact(),
                Cells::Number(numbers) => numbers.compact(),
            }
        }
    }

    /// Some of the customers, in that order.
    pub fn pick(&self, rows: &[usize]) -> Batch {
        let pick = |cells: &Cells| match cells {
            Cells::Text(from) => {
                let mut to = Texts::default();
                rows.iter().for_each(|&row| to.push(from.raw(row), !from.has(row)));
                Cells::Text(to)
            }
            Cells::Category(from) => {
                let mut to = Categories::default();
                rows.iter().for_each(|&row| to.push(from.get(row)));
                Cells::Category(to)
            }
            Cells::Number(from) => {
                let mut to = Numbers::default();
                rows.iter().for_each(|&row| to.push(from.get(row)));
                Cells::Number(to)
            }
        };
        Batch {
            file: self.file,
            columns: self.columns.iter().map(pick).collect(),
            first_line: self.first_line,
            lines: Lines::Each(rows.iter().filter_map(|&row| self.lines.get(row)).collect()),
        }
    }

    /// Looks at a byte of every cell of a customer. Whoever is about to go through customers that lie scattered over
    /// memory does this for some of them first, so that it is asked for many places at a time.
    pub fn touch(&self, row: usize) -> u8 {
        let look = |cells: &Cells| match cells {
            Cells::Text(texts) => texts.touch(row),
            Cells::Category(categories) => categories.touch(row),
            Cells::Number(numbers) => numbers.touch(row),
        };
        self.columns.iter().map(look).fold(0, u8::wrapping_add)
    }

    /// The physical line on which a customer begins.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).map_or(0, |line| self.first_line + u64::from(line))
    }

    /// A text column; `None` for a column of another kind.
    pub fn texts(&self, column: ColumnId) -> Option<&Texts> {
        match self.columns.get(column.index()) {
            Some(Cells::Text(texts)) => Some(texts),
            _ => None,
        }
    }

    /// A number column; `None` for a column of another kind.
    pub fn numbers(&self, column: ColumnId) -> Option<&Numbers> {
        match self.columns.get(column.index()) {
            Some(Cells::Number(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// A category column; `None` for a column of another kind.
    pub fn categories(&self, column: ColumnId) -> Option<&Categories> {
        match self.columns.get(column.index()) {
            Some(Cells::Category(categories)) => Some(categories),
            _ => None,
        }
    }

    /// The id of a customer.
    pub fn id(&self, row: usize) -> &str {
        self.texts(Schema::ID).map_or("", |texts| texts.raw(row))
    }
}

impl FromLine for Batch {
    fn start_at(&mut self, line: u64) {
        Batch::start_at(self, line);
    }
}
