//! A list that is written in steps of fixed size.

/// A list with room behind its end: a step is written as a whole before it is known how much of it stays.
#[derive(Debug)]
pub(crate) struct CellBuffer<T, const N: usize> {
    all: Vec<T>,
    len: usize,
    /// Where there is no more room.
    spare: [T; N],
}

impl<T: Copy + Default, const N: usize> Default for CellBuffer<T, N> {
    fn default() -> Self {
        CellBuffer { all: Vec::new(), len: 0, spare: [T::default(); N] }
    }
}

impl<T: Copy + Default, const N: usize> CellBuffer<T, N> {
    pub(crate) fn get(&self) -> &[T] {
        self.all.get(..self.len).unwrap_or(&[])
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Room at a place.
    #[inline(always)]
    pub(crate) fn room(&mut self, at: u32) -> &mut [T; N] {
        let at = at as usize;
        if self.all.len() < at + N {
            self.grow(at + N);
        }
        self.all.get_mut(at..at + N).and_then(|room| room.first_chunk_mut()).unwrap_or(&mut self.spare)
    }

    #[cold]
    fn grow(&mut self, to: usize) {
        self.all.resize(to * 2, T::default());
    }

    /// Keeps the first so many.
    pub(crate) fn keep(&mut self, len: u32) {
        self.len = len as usize;
    }

    pub(crate) fn push(&mut self, one: T) {
        let at = u32::try_from(self.len).unwrap_or(u32::MAX);
        if let Some(room) = self.room(at).first_mut() {
            *room = one;
        }
        self.keep(at.saturating_add(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_big_step_is_all_that_is_there() {
        let mut list: CellBuffer<u8, 4> = CellBuffer::default();
        assert_eq!((list.get(), list.len()), (&[][..], 0));
        list.room(0).copy_from_slice(&[1, 2, 9, 9]);
        list.keep(2);
        // The next step covers what was not kept.
        list.room(2).copy_from_slice(&[3, 4, 5, 6]);
        list.keep(6);
        list.push(7);
        assert_eq!((list.get(), list.len()), (&[1, 2, 3, 4, 5, 6, 7][..], 7));
    }

    #[test]
    fn it_grows_as_far_as_it_is_written_to_and_starts_anew() {
        let mut list: CellBuffer<u32, 3> = CellBuffer::default();
        (0..1000).for_each(|one| list.push(one));
        assert!(list.get().iter().copied().eq(0..1000));
        list.keep(0);
        list.push(5);
        assert_eq!(list.get(), [5]);
    }
}
