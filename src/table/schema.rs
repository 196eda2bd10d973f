//! Which columns are wanted, and of what kind.

use super::{has_bare_ends, trim};
use crate::model::{Decimal, same_text};

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

    /// Could a cell of so many ASCII characters, none of them a space, mean "no value"?
    #[inline]
    pub fn may_be_missing(&self, length: usize) -> bool {
        length == 0 || self.missing.has_length(length)
    }

    /// Is a cell surely a value, and without outer spaces, at a glance?
    #[inline]
    pub fn is_surely_there(&self, cell: &[u8]) -> bool {
        let told_by_length = self.missing.others.is_empty() || cell.len() < 64 && cell.is_ascii();
        has_bare_ends(cell) && told_by_length && !self.may_be_missing(cell.len())
    }

    /// Does this cell mean "no value"?
    pub fn is_missing(&self, cell: &str) -> bool {
        let cell = trim(cell);
        cell.is_empty() || self.missing.contains(cell)
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

    #[inline]
    fn has_length(&self, length: usize) -> bool {
        length < 64 && self.lengths >> length & 1 == 1
    }

    fn contains(&self, cell: &str) -> bool {
        (self.has_length(cell.len()) && self.ascii.iter().any(|text| text.eq_ignore_ascii_case(cell)))
            || self.others.iter().any(|text| same_text(text, cell))
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
}
