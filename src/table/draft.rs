//! Customers whose texts still stand in their file's block.

use super::Batch;

/// Customers whose texts were not copied yet: most of them are never asked for.
#[allow(missing_debug_implementations, reason = "it holds a function")]
pub struct Draft<'b> {
    batch: Batch,
    texts: Option<&'b CopyTexts<'b>>,
}

/// Appends the texts of a row of a draft, without outer spaces: one for each column of text, in the order of the schema.
pub type CopyTexts<'b> = dyn Fn(usize, &mut Vec<u8>, &mut [Copied]) + 'b;

/// A text that was copied.
#[derive(Debug, Clone, Copy)]
pub struct Copied {
    /// The place of its column among all columns.
    pub column: usize,
    /// Where it ends.
    pub end: usize,
    /// Does the cell mean "no value"?
    pub missing: bool,
}

impl<'b> Draft<'b> {
    /// Customers without their texts, and what copies them.
    pub fn new(batch: Batch, texts: &'b CopyTexts<'b>) -> Self {
        Draft { batch, texts: Some(texts) }
    }

    /// All that is known without the texts, whose columns may be empty.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// All customers with their texts, to be kept.
    pub fn whole(mut self) -> Batch {
        self.batch.keep(self.texts);
        self.batch
    }

    /// Some of the customers, in that order, with their texts, to be kept.
    pub fn pick(self, rows: &[usize]) -> Batch {
        let mut picked = self.batch.pick(rows);
        match self.texts {
            None => picked.keep(None),
            Some(texts) => picked.keep(Some(&|place, to, copied| {
                texts(rows.get(place).copied().unwrap_or(usize::MAX), to, copied);
            })),
        }
        picked
    }
}

impl From<Batch> for Draft<'_> {
    /// Customers whose texts are there already.
    fn from(batch: Batch) -> Self {
        Draft { batch, texts: None }
    }
}
