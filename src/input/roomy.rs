//! A list that is written to in big steps.

/// A list with room behind it, to be written to before it is known how much of it is to stay.
#[derive(Debug)]
pub(super) struct Roomy<T, const N: usize> {
    all: Vec<T>,
    len: usize,
    /// Where there is no more room.
    spare: [T; N],
}

impl<T: Copy + Default, const N: usize> Default for Roomy<T, N> {
    fn default() -> Self {
        Roomy { all: Vec::new(), len: 0, spare: [T::default(); N] }
    }
}

impl<T: Copy + Default, const N: usize> Roomy<T, N> {
    pub(super) fn get(&self) -> &[T] {
        self.all.get(..self.len).unwrap_or(&[])
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Room at a place.
    #[inline(always)]
    pub(super) fn room(&mut self, at: u32) -> &mut [T; N] {
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

    /// So many are to stay.
    pub(super) fn keep(&mut self, len: u32) {
        self.len = len as usize;
    }

    pub(super) fn push(&mut self, one: T) {
        let at = u32::try_from(self.len).unwrap_or(u32::MAX);
        if let Some(room) = self.room(at).first_mut() {
            *room = one;
        }
        self.keep(at.saturating_add(1));
    }
}
