//! A column of texts.

use super::absent::Absent;

/// A column of texts, end to end in one string.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    all: String,
    /// A batch is made of a block or of some rows of a sheet, and so far shorter than 4 GiB.
    ends: Vec<u32>,
    absent: Absent,
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

    /// The cell as it stands; empty past the end.
    pub fn raw(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|&end| self.all.get(start as usize..end as usize)).unwrap_or("")
    }

    /// The cell, `None` where it means "no value".
    pub fn get(&self, row: usize) -> Option<&str> {
        self.has(row).then(|| self.raw(row))
    }

    /// Is there a cell that has a value?
    pub(super) fn has(&self, row: usize) -> bool {
        row < self.ends.len() && !self.absent.contains(row)
    }

    /// Any byte that depends on where the cell is in memory.
    pub(super) fn touch(&self, row: usize) -> u8 {
        let end = self.ends.get(row).map_or(0, |end| *end as usize);
        self.all.as_bytes().get(end.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Takes no more memory than it must.
    pub(super) fn compact(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_text_keeps_what_stands_in_the_cell() {
        let mut texts = Texts::default();
        texts.push("ab", false);
        texts.push("-", true);
        assert_eq!((texts.get(0), texts.get(1), texts.raw(1), texts.raw(2)), (Some("ab"), None, "-", ""));
    }
}
