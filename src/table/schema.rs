//! Which columns are wanted, and of what kind.

use crate::model::{Day, Decimal, MissingValues};
use crate::text::same_header;
use crate::text::trim::{has_bare_ends, trim};

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
        /// Where set, any other text is refused (compared by [`crate::text::same_text`]).
        known: Option<Vec<String>>,
    },
    /// A number.
    Number {
        /// The closed scale of a rating: a number outside it is refused, and it is evidence for the decimal mark.
        scale: Option<(f64, f64)>,
    },
    /// A date, held as the number of days from it to a day.
    Date {
        /// That day; where nobody has said which one it is, every cell is refused.
        until: Option<Day>,
    },
}

/// One wanted column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header it is bound by.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// Whether a missing cell is refused.
    pub required: bool,
}

/// The wanted columns. The same header may be wanted twice, as text and as a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    columns: Vec<Column>,
    missing: MissingValues,
    /// Columns that a condition compares with single numbers, and how it were written for codes.
    compared: Vec<(ColumnId, String)>,
    /// Headers of columns that files may lack.
    optional: Vec<String>,
    /// The decimal mark of all number columns.
    pub decimal: Decimal,
}

impl Schema {
    /// A schema that wants nothing yet but the id column, which is always the first one.
    pub fn new(id: &str, missing_values: Vec<String>, decimal: Decimal) -> Self {
        let id = Column { name: id.to_owned(), kind: Kind::Id, required: true };
        let missing = MissingValues::new(&missing_values);
        Schema { columns: vec![id], missing, compared: Vec::new(), optional: Vec::new(), decimal }
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

    /// Notes that a condition compares a column with single numbers: with codes perhaps, and then it were written `so`.
    pub fn compare(&mut self, column: ColumnId, so: String) {
        self.compared.push((column, so));
    }

    /// Files may lack the columns with these headers.
    pub fn allow_absent(&mut self, headers: &[String]) {
        self.optional = headers.to_vec();
    }

    /// Whether files may lack the column.
    pub fn is_optional(&self, header: &str) -> bool {
        self.optional.iter().any(|optional| same_header(optional, header))
    }

    /// How the conditions that compare a column with numbers were written if it held codes.
    pub fn as_codes(&self, column: &Column) -> Option<&str> {
        let is_meant =
            |(id, _): &&(ColumnId, String)| self.columns.get(id.0).is_some_and(|other| std::ptr::eq(other, column));
        self.compared.iter().find(is_meant).map(|(_, so)| so.as_str())
    }

    /// The wanted columns in the order of their ids.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The wanted columns with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.columns.iter().enumerate().map(|(index, column)| (ColumnId(index), column))
    }

    /// Whether a cell that is a plain number could mean "no value".
    pub fn has_numeric_missing_values(&self) -> bool {
        self.missing.has_numbers()
    }

    /// Whether a cell without outer spaces could mean "no value", by a quick look at its bytes. The strict twin is
    /// [`Self::is_missing`].
    #[inline]
    pub fn may_be_missing(&self, cell: &[u8]) -> bool {
        cell.is_empty() || self.missing.may_contain(cell)
    }

    /// Whether a cell is certainly a value and has no outer spaces, by a quick look at its bytes.
    #[inline]
    pub fn is_surely_there(&self, cell: &[u8]) -> bool {
        has_bare_ends(cell) && !self.missing.may_contain(cell)
    }

    /// Whether this cell means "no value".
    pub fn is_missing(&self, cell: &str) -> bool {
        let cell = trim(cell);
        cell.is_empty() || self.missing.contains(cell)
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
        assert!(schema.is_missing(" – ") && schema.is_missing("") && !schema.is_missing("0"));
    }
}
