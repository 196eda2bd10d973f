//! Customers whose texts still stand in their file's block.

use super::Batch;
use super::copied::CopyTexts;

/// Customers whose texts were not copied yet: most of them are never asked for.
#[allow(missing_debug_implementations, reason = "it holds a function")]
pub struct Draft<'b> {
    batch: Batch,
    texts: Option<&'b CopyTexts<'b>>,
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
