//! A column of texts.

use super::null_mask::Absent;

/// A column of texts that is being filled, end to end in one string.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    pub(crate) all: String,
    /// A batch is made of a block or of some rows of a sheet, and so far shorter than 4 GiB.
    pub(crate) ends: Vec<u32>,
    pub(crate) absent: Absent,
}

impl Texts {
    /// Adds a row. A missing text keeps what stands in the cell.
    pub fn push(&mut self, text: &str, missing: bool) {
        if missing {
            self.absent.mark(self.ends.len());
        }
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// The cell; empty past the end.
    pub(crate) fn raw(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.all.get(start as usize..end as usize)).unwrap_or("")
    }

    /// Appends the cell as it stands. The answer is whether it means "no value".
    pub(crate) fn copy(&self, row: usize, to: &mut Vec<u8>) -> bool {
        to.extend_from_slice(self.raw(row).as_bytes());
        self.absent.contains(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TextCells;

    #[test]
    fn a_missing_text_keeps_what_stands_in_the_cell() {
        let mut texts = Texts::default();
        texts.push("ab", false);
        texts.push("-", true);
        let cells = TextCells::of_column(&texts);
        assert_eq!((cells.get(0), cells.get(1), cells.raw(1), cells.raw(2)), (Some("ab"), None, "-", ""));
    }
}
