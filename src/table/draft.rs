//! Customers whose texts still stand in their file's block.

use super::Batch;

/// Customers whose texts were not copied yet: most of them are never asked for.
#[allow(missing_debug_implementations, reason = "it holds a function")]
pub struct Draft<'b> {
    batch: Batch,
    text: Option<&'b CopyText<'b>>,
}

/// Appends the text of a row and column of a draft, without outer spaces. Does it mean "no value"?
pub type CopyText<'b> = dyn Fn((usize, usize), &mut Vec<u8>) -> bool + 'b;

impl<'b> Draft<'b> {
    /// Customers without their texts, and what copies them.
    pub fn new(batch: Batch, text: &'b CopyText<'b>) -> Self {
        Draft { batch, text: Some(text) }
    }

    /// All that is known without the texts, whose columns may be empty.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// All customers with their texts, to be kept.
    pub fn whole(mut self) -> Batch {
        self.batch.keep(self.text);
        self.batch
    }

    /// Some of the customers, in that order, with their texts, to be kept.
    pub fn pick(self, rows: &[usize]) -> Batch {
        let mut picked = self.batch.pick(rows);
        match self.text {
            None => picked.keep(None),
            Some(text) => picked.keep(Some(&|(place, column), to| match rows.get(place) {
                Some(row) => text((*row, column), to),
                None => false,
            })),
        }
        picked
    }
}

impl From<Batch> for Draft<'_> {
    /// Customers whose texts are there already.
    fn from(batch: Batch) -> Self {
        Draft { batch, text: None }
    }
}
