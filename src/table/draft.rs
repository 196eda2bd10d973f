//! Customers whose texts still stand in their file's block.

use super::{Batch, Cells, Texts};

/// Customers whose texts were not copied yet: most of them are never asked for.
#[allow(missing_debug_implementations, reason = "it holds a function")]
pub struct Draft<'b> {
    batch: Batch,
    texts: Option<&'b CopyTexts<'b>>,
}

/// Copies the texts of some customers of a draft, by their rows, or of all, into a batch that has none yet.
pub type CopyTexts<'b> = dyn Fn(&mut Batch, Option<&[usize]>) + 'b;

impl<'b> Draft<'b> {
    /// Customers without their texts, and what copies them.
    pub fn new(batch: Batch, texts: &'b CopyTexts<'b>) -> Self {
        Draft { batch, texts: Some(texts) }
    }

    /// All that is known without the texts. Text columns are empty, or not.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// All customers with their texts, to be kept.
    pub fn whole(mut self) -> Batch {
        if let Some(copy) = self.texts {
            copy(&mut self.batch, None);
        }
        self.batch.keep();
        self.batch
    }

    /// Some of the customers, in that order, with their texts.
    pub fn pick(self, rows: &[usize]) -> Batch {
        let mut picked = self.batch.pick(rows);
        if let Some(copy) = self.texts {
            picked.columns.iter_mut().for_each(|cells| {
                if let Cells::Text(texts) = cells {
                    *texts = Texts::default();
                }
            });
            copy(&mut picked, Some(rows));
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
