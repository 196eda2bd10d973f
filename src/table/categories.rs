//! A column of few different texts.

use super::order::Order;

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

    /// Takes the rows that come next.
    pub(crate) fn append(&mut self, next: &Categories) {
        let rows = self.codes.len();
        next.values.iter().for_each(|text| self.push(Some(text)));
        let codes: Vec<Option<u32>> = self.codes.drain(rows..).collect();
        let code = |row: usize| codes.get(next.code(row)?).copied().flatten();
        self.codes.extend((0..next.codes.len()).map(code));
    }

    /// Puts the rows into another order.
    pub(crate) fn arrange(&mut self, order: &Order) {
        self.codes = order.rows().map(|row| self.codes.get(row).copied().flatten()).collect();
    }

    /// Takes no more memory than it must.
    pub(crate) fn compact(&mut self) {
        self.codes.shrink_to_fit();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_code() {
        let mut levels = Categories::default();
        [Some("a"), None, Some("a")].into_iter().for_each(|value| levels.push(value));
        assert_eq!((levels.get(2), levels.get(1), levels.values().len()), (Some("a"), None, 1));
    }
}
