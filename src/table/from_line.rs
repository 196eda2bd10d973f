//! What is made of the customers of a file, part by part.

/// What was made of consecutive customers before it was known on which line of their file they begin.
pub trait FromLine: Sized {
    /// Says on which physical line of the file it begins.
    fn start_at(&mut self, line: u64);

    /// Takes what was made of the customers that come next in the file, or gives it back.
    ///
    /// # Errors
    /// What it does not take.
    fn join(&mut self, next: Self) -> Result<(), Self> {
        Err(next)
    }
}
