//! Customers as typed columns: what reading makes and scoring reads.
//!
//! A [`Schema`] says which columns are wanted and of what kind; a [`Batch`] holds some customers' cells of just those
//! columns, and the line each customer came from. A batch can be scored by itself; a [`Table`] is all of them in file
//! order. How cells get here is the business of [`crate::input`].

pub use crate::model::{Decimal, folded, is_invisible, same_text};

/// One column of a [`Schema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(usize);

impl ColumnId {
    /// Its place among [`Schema::columns`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// What the cells of a column are, and which of them are refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Text that names the customer: unique, never empty.
    Id,
    /// Text as it stands.
    Text,
    /// One of few texts: a level, a status.
    Category {
        /// Where set, any other text is refused (compared by [`same_text`]).
        known: Option<Vec<String>>,
    },
    /// A number.
    Number {
        /// The closed scale of a rating: a number outside it is refused, and it is evidence for the decimal mark.
        scale: Option<(f64, f64)>,
    },
}

/// One wanted column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header it is bound by.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// Is a missing cell refused?
    pub required: bool,
}

/// The wanted columns. The same header may be wanted twice, as text and as a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    columns: Vec<Column>,
    missing: MissingValues,
    /// The decimal mark of all number columns.
    pub decimal: Decimal,
}

impl Schema {
    /// A schema that wants nothing yet but the id column, which is always the first one.
    pub fn new(id: &str, missing_values: Vec<String>, decimal: Decimal) -> Self {
        let id = Column { name: id.to_owned(), kind: Kind::Id, required: true };
        Schema { columns: vec![id], missing: MissingValues::new(missing_values), decimal }
    }

    /// The id column.
    pub const ID: ColumnId = ColumnId(0);

    /// Wants a column; one that is wanted already in the same kind is not doubled, and keeps the stricter demands.
    pub fn want(&mut self, column: Column) -> ColumnId {
        let alike = |a: &Kind, b: &Kind| std::mem::discriminant(a) == std::mem::discriminant(b);
        let twin =
            self.columns.iter_mut().zip(0..).find(|(c, _)| c.name == column.name && alike(&c.kind, &column.kind));
        let Some((there, index)) = twin else {
            self.columns.push(column);
            return ColumnId(self.columns.len() - 1);
        };
        there.required |= column.required;
        match (&mut there.kind, column.kind) {
            (Kind::Number { scale: a @ None }, Kind::Number { scale: b }) => *a = b,
            (Kind::Category { known: a @ None }, Kind::Category { known: b }) => *a = b,
            _ => {}
        }
        ColumnId(index)
    }

    /// The wanted columns in the order of their ids.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The wanted columns with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.columns.iter().enumerate().map(|(index, column)| (ColumnId(index), column))
    }

    /// Could a cell that is a plain number mean "no value"?
    pub fn has_numeric_missing_values(&self) -> bool {
        self.missing.numeric
    }

    /// Does this cell mean "no value"?
    pub fn is_missing(&self, cell: &str) -> bool {
        let cell = trim(cell);
        cell.is_empty() || self.missing.contains(cell)
    }
}

/// Without outer spaces and characters that nobody sees (files put together leave byte order marks inside); quick where
/// there are none.
pub fn trim(text: &str) -> &str {
    let bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if bare(bytes.first()) && bare(bytes.last()) {
        text
    } else {
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
}

/// Texts that mean "no value". Most cells are told apart by their length alone.
#[derive(Debug, Clone, PartialEq)]
struct MissingValues {
    /// Bit n: one of the ASCII texts has n bytes.
    lengths: u64,
    ascii: Vec<String>,
    others: Vec<String>,
    /// One of them begins with a digit.
    numeric: bool,
}

impl MissingValues {
    fn new(texts: Vec<String>) -> Self {
        let (ascii, others): (Vec<String>, Vec<String>) =
            texts.iter().map(|text| text.trim().to_owned()).partition(|text| text.is_ascii() && text.len() < 64);
        let lengths = ascii.iter().fold(0, |bits, text| bits | 1 << text.len());
        let numeric = texts.iter().any(|text| text.trim().starts_with(|c: char| c.is_ascii_digit()));
        MissingValues { lengths, ascii, others, numeric }
    }

    fn contains(&self, cell: &str) -> bool {
        let likely = cell.len() < 64 && self.lengths >> cell.len() & 1 == 1;
        (likely && self.ascii.iter().any(|text| text.eq_ignore_ascii_case(cell)))
            || self.others.iter().any(|text| same_text(text, cell))
    }
}

/// Which rows have no value.
#[derive(Debug, Clone, Default, PartialEq)]
struct Absent(Vec<u64>);

impl Absent {
    fn mark(&mut self, row: usize) {
        let word = row / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (row % 64);
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn contains(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }
}

/// A column of texts, end to end in one string.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    absent: Absent,
}

impl Texts {
    /// Adds a row. A missing text keeps what stands in the cell.
    pub fn push(&mut self, text: &str, missing: bool) {
        if missing {
            self.absent.mark(self.ends.len());
        }
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    /// The cell as it stands; empty past the end.
    pub fn raw(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.all.get(start..end)).unwrap_or("")
    }

    /// The cell, `None` where it means "no value".
    pub fn get(&self, row: usize) -> Option<&str> {
        (row < self.ends.len() && !self.absent.contains(row)).then(|| self.raw(row))
    }
}

/// A column of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    values: Vec<f64>,
    absent: Absent,
}

impl Numbers {
    /// Adds a row.
    pub fn push(&mut self, value: Option<f64>) {
        if value.is_none() {
            self.absent.mark(self.values.len());
        }
        self.values.push(value.unwrap_or(0.0));
    }

    /// All numbers, 0 where the cell means "no value".
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Has every row a number?
    pub fn is_whole(&self) -> bool {
        self.absent.is_empty()
    }

    /// The number, `None` where the cell means "no value".
    pub fn get(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().filter(|_| !self.absent.contains(row))
    }
}

/// A column of few different texts, each stored once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Categories {
    values: Vec<String>,
    index: std::collections::HashMap<String, u32>,
    codes: Vec<Option<u32>>,
}

impl Categories {
    /// Adds a row.
    pub fn push(&mut self, value: Option<&str>) {
        let code = value.and_then(|text| {
            if let Some(&code) = self.index.get(text) {
                return Some(code);
            }
            let code = u32::try_from(self.values.len()).ok()?;
            self.values.push(text.to_owned());
            self.index.insert(text.to_owned(), code);
            Some(code)
        });
        self.codes.push(code);
    }

    /// The different texts, as they stand in the cells.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Which of [`Categories::values`] stands in a row, `None` where the cell means "no value".
    pub fn code(&self, row: usize) -> Option<usize> {
        self.codes.get(row).copied().flatten().and_then(|code| usize::try_from(code).ok())
    }

    /// The code of every row that has a value.
    pub fn codes(&self) -> impl Iterator<Item = usize> + '_ {
        self.codes.iter().flatten().filter_map(|&code| usize::try_from(code).ok())
    }

    /// The text of a row, `None` where the cell means "no value".
    pub fn get(&self, row: usize) -> Option<&str> {
        self.code(row).and_then(|code| self.values.get(code)).map(String::as_str)
    }
}

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
    /// Which of [`Table::files`].
    pub file: usize,
    columns: Vec<Cells>,
    first_line: u64,
    lines: Vec<u32>,
}

impl Batch {
    /// No customers yet.
    pub fn new(schema: &Schema, file: usize) -> Self {
        let empty = |column: &Column| match column.kind {
            Kind::Id | Kind::Text => Cells::Text(Texts::default()),
            Kind::Category { .. } => Cells::Category(Categories::default()),
            Kind::Number { .. } => Cells::Number(Numbers::default()),
        };
        Batch { file, columns: schema.columns.iter().map(empty).collect(), first_line: 1, lines: Vec::new() }
    }

    /// Ends a row, after one cell was pushed to every column. Its line counts from the start of the batch.
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

    /// Some of the customers, in that order.
    pub fn pick(&self, rows: &[usize]) -> Batch {
        let pick = |cells: &Cells| match cells {
            Cells::Text(from) => {
                let mut to = Texts::default();
                rows.iter().for_each(|&row| to.push(from.raw(row), from.absent.contains(row)));
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
            lines: rows.iter().filter_map(|&row| self.lines.get(row).copied()).collect(),
        }
    }

    /// The physical line on which a customer begins.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).map_or(0, |&line| self.first_line + u64::from(line))
    }

    /// A text column; `None` for a column of another kind.
    pub fn texts(&self, column: ColumnId) -> Option<&Texts> {
        match self.columns.get(column.0) {
            Some(Cells::Text(texts)) => Some(texts),
            _ => None,
        }
    }

    /// A number column; `None` for a column of another kind.
    pub fn numbers(&self, column: ColumnId) -> Option<&Numbers> {
        match self.columns.get(column.0) {
            Some(Cells::Number(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// A category column; `None` for a column of another kind.
    pub fn categories(&self, column: ColumnId) -> Option<&Categories> {
        match self.columns.get(column.0) {
            Some(Cells::Category(categories)) => Some(categories),
            _ => None,
        }
    }

    /// The id of a customer.
    pub fn id(&self, row: usize) -> &str {
        self.texts(Schema::ID).map_or("", |texts| texts.raw(row))
    }
}

/// What was made of consecutive customers before it was known on which line of their file they begin.
pub trait FromLine {
    /// Says on which physical line of the file it begins.
    fn start_at(&mut self, line: u64);
}

impl FromLine for Batch {
    fn start_at(&mut self, line: u64) {
        Batch::start_at(self, line);
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

/// All customers, in file order.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_wanted_twice_in_one_kind_keeps_the_stricter_demands() {
        let mut schema = Schema::new("id", vec!["-".into()], Decimal::Auto);
        let number = |scale, required| Column { name: "x".into(), kind: Kind::Number { scale }, required };
        let a = schema.want(number(None, true));
        let b = schema.want(number(Some((0.0, 10.0)), false));
        let c = schema.want(Column { name: "x".into(), kind: Kind::Text, required: false });
        assert_eq!((a, a != c), (b, true));
        assert_eq!(schema.columns()[a.index()], number(Some((0.0, 10.0)), true));
        assert!(schema.is_missing(" - ") && schema.is_missing("") && !schema.is_missing("0"));
    }

    #[test]
    fn columns_tell_missing_from_zero_and_empty() {
        let mut numbers = Numbers::default();
        (0..70).for_each(|i| numbers.push((i != 66).then_some(0.0)));
        assert_eq!((numbers.get(65), numbers.get(66), numbers.get(70)), (Some(0.0), None, None));
        let mut texts = Texts::default();
        texts.push("ab", false);
        texts.push("-", true);
        assert_eq!((texts.get(0), texts.get(1), texts.raw(1)), (Some("ab"), None, "-"));
        let mut levels = Categories::default();
        [Some("a"), None, Some("a")].into_iter().for_each(|v| levels.push(v));
        assert_eq!((levels.get(2), levels.get(1), levels.values().len()), (Some("a"), None, 1));
    }
}
