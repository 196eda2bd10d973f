//! Text in the making, with room behind it: a cell is copied there without asking for memory, and short ones without
//! counting their bytes.

/// The least room after growing.
const LEAST: usize = 64;

/// What is written so far, and room behind it.
#[derive(Debug, Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    length: usize,
}

impl Text {
    pub(super) fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Nothing is written any more; the room stays.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        match self.bytes.get_mut(self.length..end) {
            Some(room) => {
                room.copy_from_slice(bytes);
                self.length = end;
            }
            None => self.grow(bytes),
        }
    }

    /// Appends the first few of some bytes: to copy all of them is quicker than to count.
    #[inline]
    pub(super) fn put_start<const N: usize>(&mut self, bytes: &[u8; N], few: u8) {
        match self.bytes.get_mut(self.length..).and_then(|room| room.first_chunk_mut()) {
            Some(room) => {
                *room = *bytes;
                self.length += usize::from(few);
            }
            None => self.grow(bytes.get(..few.into()).unwrap_or_default()),
        }
    }

    /// Makes much room and appends some bytes.
    #[cold]
    fn grow(&mut self, bytes: &[u8]) {
        self.bytes.truncate(self.length);
        self.bytes.extend_from_slice(bytes);
        self.length = self.bytes.len();
        self.bytes.resize(self.length * 2 + LEAST, 0);
    }

    /// Makes the last byte another one.
    pub(super) fn end_with(&mut self, byte: u8) {
        if let Some(last) = self.length.checked_sub(1).and_then(|last| self.bytes.get_mut(last)) {
            *last = byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_is_written_in_its_order(
            pieces in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..90), 0..=9u8), 0..20), end: bool,
        ) {
            let (mut text, mut plain) = (Text::default(), Vec::new());
            for _ in 0..2 {
                text.clear();
                plain.clear();
                for (piece, few) in &pieces {
                    text.put(piece);
                    text.put_start(b"123456789", *few);
                    plain.extend_from_slice(piece);
                    plain.extend_from_slice(&b"123456789"[..usize::from(*few)]);
                }
                if end {
                    text.end_with(b'x');
                    plain.last_mut().into_iter().for_each(|last| *last = b'x');
                }
                prop_assert_eq!(text.written(), &plain[..]);
            }
        }
    }
}
