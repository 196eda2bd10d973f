//! On which lines of their file customers begin.

/// The lines of the rows, counted from the first line of the batch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Lines {
    /// One after the other from the first one on, so many.
    Consecutive(u32),
    Each(Vec<u32>),
}

impl Lines {
    pub(crate) fn len(&self) -> usize {
        match self {
            Lines::Consecutive(rows) => *rows as usize,
            Lines::Each(lines) => lines.len(),
        }
    }

    pub(crate) fn get(&self, row: usize) -> Option<u32> {
        match self {
            Lines::Consecutive(rows) => u32::try_from(row).ok().filter(|row| row < rows),
            Lines::Each(lines) => lines.get(row).copied(),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, line: u32) {
        match self {
            Lines::Consecutive(rows) if line == *rows => *rows += 1,
            Lines::Consecutive(rows) => *self = Lines::Each((0..*rows).chain([line]).collect()),
            Lines::Each(lines) => lines.push(line),
        }
    }

    /// Takes the lines of rows that come next and that far below.
    pub(crate) fn append(&mut self, below: u32, next: &Lines) {
        match (&mut *self, next) {
            (Lines::Consecutive(rows), Lines::Consecutive(more)) if below == *rows => *rows += more,
            _ => (0..next.len()).filter_map(|row| next.get(row)).for_each(|line| self.push(below.saturating_add(line))),
        }
    }
}
