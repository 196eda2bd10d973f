//! The front of a file, by which its kind, its encoding and its header are known.

use super::source::Source;
use crate::input::delimited::blocks::LONGEST_LINE;
use std::io;
use std::io::Read;

/// Bytes read from the front to find the heading.
pub(crate) const FRONT: usize = 256 << 10;

/// The first bytes of a text, without its byte order mark, and the reader of the others.
pub(crate) struct Front<R> {
    pub(crate) bytes: Vec<u8>,
    /// Offset of the first of them.
    pub(crate) offset: u64,
    /// Whether this is the whole file.
    pub(crate) complete: bool,
    /// Whether its first line goes on past the limit.
    pub(crate) too_long: bool,
    pub(crate) rest: R,
}

/// The source from its start, without its compression.
pub(crate) fn unpacked(source: &mut Source, packed: bool) -> io::Result<Box<dyn Read + Send + '_>> {
    source.rewind()?;
    Ok(if packed { Box::new(flate2::read::MultiGzDecoder::new(source)) } else { Box::new(source) })
}

/// Reads as much as finding the heading may need: at least one whole line.
pub(crate) fn front<R: Read>(mut rest: R) -> io::Result<Front<R>> {
    let mut bytes = Vec::new();
    let mut wanted = FRONT;
    let complete = loop {
        let missing = wanted.saturating_sub(bytes.len()) as u64;
        rest.by_ref().take(missing).read_to_end(&mut bytes)?;
        if bytes.len() < wanted {
            break true;
        }
        if wanted >= LONGEST_LINE || memchr::memchr2(b'\n', b'\r', &bytes).is_some() {
            break false;
        }
        wanted *= 2;
    };
    let too_long = wanted >= LONGEST_LINE && memchr::memchr2(b'\n', b'\r', &bytes).is_none();
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let marks = bytes.chunks(MARK.len()).take(2).take_while(|chunk| *chunk == MARK).count();
    bytes.drain(..marks * MARK.len());
    Ok(Front { bytes, offset: (marks * MARK.len()) as u64, complete, too_long, rest })
}
