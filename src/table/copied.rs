//! Texts that are copied from a file's block once they are asked for.

/// Appends the texts of a row of a draft, without outer spaces: one for each column of text, in the order of the schema.
pub type CopyTexts<'b> = dyn Fn(usize, &mut Vec<u8>, &mut [Copied]) + 'b;

/// A text that was copied.
#[derive(Debug, Clone, Copy)]
pub struct Copied {
    /// The place of its column among all columns.
    pub column: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether the cell means "no value".
    pub missing: bool,
}
