//! A document for a program that goes to a terminal all the same: nothing in it may be an order to that.

use crate::text::visible::{is_silent, visible};
use std::io::{self, Write};

/// What the document is, which tells how a character is made visible in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// It stays JSON: `\u202e` within a text.
    Json,
    /// Anything else: `\u{202e}`.
    Plain,
}

/// Makes visible what is written, line by line.
pub struct Shown<'a> {
    to: &'a mut dyn Write,
    notation: Notation,
    line: Vec<u8>,
}

impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("notation", &self.notation).finish_non_exhaustive()
    }
}

impl<'a> Shown<'a> {
    /// Nothing is written yet.
    pub fn new(notation: Notation, to: &'a mut dyn Write) -> Self {
        Shown { to, notation, line: Vec::new() }
    }

    /// Writes what no line end follows.
    ///
    /// # Errors
    /// What the writer behind it says.
    pub fn finish(mut self) -> io::Result<()> {
        self.show()
    }

    fn show(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        match self.notation {
            Notation::Plain => self.to.write_all(visible(&text).as_bytes()),
            Notation::Json => self.to.write_all(escaped(&text).as_bytes()),
        }
    }
}

impl Write for Shown<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                Some(end) => {
                    self.line.extend_from_slice(end);
                    self.show()?;
                    self.to.write_all(b"\n")?;
                }
                None => self.line.extend_from_slice(piece),
            }
        }
        Ok(bytes.len())
    }

    /// A line that has not ended waits.
    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// As JSON has them; such characters stand only within its texts.
fn escaped(line: &str) -> String {
    let mut to = String::with_capacity(line.len());
    for c in line.chars() {
        if is_silent(c) {
            let units = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
            to.push_str(&units);
        } else {
            to.push(c);
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(notation: Notation, pieces: &[&[u8]]) -> String {
        let mut to = Vec::new();
        let mut shown = Shown::new(notation, &mut to);
        pieces.iter().for_each(|piece| shown.write_all(piece).unwrap());
        shown.finish().unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn what_a_terminal_obeys_is_visible_also_where_it_comes_in_two_pieces() {
        let pieces: [&[u8]; 3] = [b"a\x1b[2J\n\xe2\x80", b"\xaeb\xc2\x9b", b"31m"];
        assert_eq!(shown(Notation::Plain, &pieces), "a\\u{1b}[2J\n\\u{202e}b\\u{9b}31m");
        assert_eq!(shown(Notation::Json, &pieces), "a\\u001b[2J\n\\u202eb\\u009b31m");
    }

    proptest! {
        #[test]
        fn json_stays_the_same_json(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let again = shown(Notation::Json, &[json.as_bytes()]);
            prop_assert!(!again.chars().any(is_silent));
            prop_assert_eq!(serde_json::from_str::<String>(&again).unwrap(), text);
        }
    }
}
