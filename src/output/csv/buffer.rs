//! Text in the making, with room behind it: a cell is copied there without asking for memory, and short ones without
//! counting their bytes.

use crate::text::swar::count_before;

/// The least room after growing.
const LEAST: usize = 64;

/// What is written so far, and room behind it.
#[derive(Debug, Default)]
pub(crate) struct Text {
    bytes: Vec<u8>,
    length: usize,
}

impl Text {
    pub(crate) fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Nothing is written any more; the room stays.
    pub(crate) fn clear(&mut self) {
        self.length = 0;
    }

    #[inline]
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        match self.bytes.get_mut(self.length..end) {
            Some(room) => {
                room.copy_from_slice(bytes);
                self.length = end;
            }
            None => self.grow(bytes),
        }
    }

    /// Appends a cell and a delimiter, unless one of its bytes may be `odd`: they are looked at while they are copied, eight
    /// at a time, and some of them perhaps twice. The answer is whether it was appended.
    #[inline]
    pub(crate) fn put_unless(&mut self, odd: impl Fn([u8; 8]) -> bool, cell: &[u8], delimiter: u8) -> bool {
        let end = self.length + cell.len();
        let Some([room @ .., last]) = self.bytes.get_mut(self.length..=end) else {
            self.make_room(cell.len() + 1);
            return self.put_unless(odd, cell, delimiter);
        };
        if let (Some(eight), Some(place)) = (cell.last_chunk(), room.last_chunk_mut()) {
            *place = *eight;
            for (eight, place) in cell.as_chunks().0.iter().zip(room.as_chunks_mut().0) {
                *place = *eight;
                // To go on regardless would be taken for a loop that is worth much preparation.
                if odd(*eight) {
                    return false;
                }
            }
            if odd(*eight) {
                return false;
            }
        } else {
            for (byte, place) in cell.iter().zip(room) {
                *place = *byte;
                if odd([*byte; 8]) {
                    return false;
                }
            }
        }
        *last = delimiter;
        self.length = end + 1;
        true
    }

    /// Appends bytes with each `quote` doubled.
    pub(crate) fn put_doubled(&mut self, mut bytes: &[u8], quote: u8) {
        while let Some((eight, rest)) = bytes.split_first_chunk() {
            let plain = count_before(quote, *eight);
            self.put_start(eight, 8);
            if plain == eight.len() {
                bytes = rest;
            } else {
                self.length -= eight.len() - plain;
                self.put_start(&[quote; 2], 2);
                bytes = bytes.get(plain + 1..).unwrap_or_default();
            }
        }
        for byte in bytes {
            self.put_start(&[*byte; 2], 1 + u8::from(*byte == quote));
        }
    }

    /// Appends the first few of some bytes: to copy all of them is quicker than to count.
    #[inline]
    pub(crate) fn put_start<const N: usize>(&mut self, bytes: &[u8; N], few: u8) {
        match self.bytes.get_mut(self.length..).and_then(|room| room.first_chunk_mut()) {
            Some(room) => {
                *room = *bytes;
                self.length += usize::from(few);
            }
            None => self.grow(bytes.get(..few.into()).unwrap_or_default()),
        }
    }

    /// Makes room for some bytes and appends them.
    #[cold]
    fn grow(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        self.put(bytes);
    }

    /// Makes room for so many more bytes.
    #[cold]
    fn make_room(&mut self, more: usize) {
        let room = (self.length + more).max(self.length * 2) + LEAST;
        self.bytes.resize(room, 0);
    }

    /// Makes the last byte another one.
    pub(crate) fn end_with(&mut self, byte: u8) {
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
            pieces in prop::collection::vec((prop::collection::vec(prop_oneof![any::<u8>(), 0..=9u8], 0..90), 0..=9u8), 0..20), end: bool,
        ) {
            let (mut text, mut plain) = (Text::default(), Vec::new());
            for _ in 0..2 {
                text.clear();
                plain.clear();
                for (piece, few) in &pieces {
                    text.put(piece);
                    text.put_start(b"123456789", *few);
                    text.put_doubled(piece, *few);
                    plain.extend_from_slice(piece);
                    plain.extend_from_slice(&b"123456789"[..usize::from(*few)]);
                    let doubled = |byte: &u8| if byte == few { vec![*byte; 2] } else { vec![*byte] };
                    plain.extend(piece.iter().flat_map(doubled));
                    let is_put = text.put_unless(|eight| eight.contains(few), piece, b'|');
                    prop_assert_eq!(is_put, !piece.contains(few));
                    if is_put {
                        plain.extend_from_slice(piece);
                        plain.push(b'|');
                    }
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
