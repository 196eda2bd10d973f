//! How JSON is laid out: the outer two levels line by line, what is below them in one line, so that a list of accounts
//! has one account a line.

use crate::text::number::full;
use crate::text::visible::is_silent;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// So many levels are laid out line by line.
const OPEN: usize = 2;

#[derive(Debug, Default)]
pub(crate) struct Layout {
    depth: usize,
    /// Whether the list or object that is being written has an item.
    filled: bool,
}

impl Layout {
    /// Writes a value and a line end.
    pub(crate) fn write(value: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
        value.serialize(&mut Serializer::with_formatter(&mut *to, Layout::default()))?;
        writeln!(to)
    }

    fn begin<W: ?Sized + Write>(&mut self, to: &mut W, mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        to.write_all(mark)
    }

    fn end<W: ?Sized + Write>(&mut self, to: &mut W, mark: &[u8]) -> io::Result<()> {
        let open = self.filled && self.depth <= OPEN;
        self.depth = self.depth.saturating_sub(1);
        if open {
            self.break_line(to)?;
        }
        self.filled = true;
        to.write_all(mark)
    }

    fn item<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        if !first {
            to.write_all(b",")?;
        }
        if self.depth <= OPEN {
            return self.break_line(to);
        }
        if first { Ok(()) } else { to.write_all(b" ") }
    }

    fn break_line<W: ?Sized + Write>(&self, to: &mut W) -> io::Result<()> {
        to.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| to.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _to: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.begin(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _to: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    /// In full, without the sign of `-0` and without `.0` after a whole number.
    fn write_f64<W: ?Sized + Write>(&mut self, to: &mut W, value: f64) -> io::Result<()> {
        to.write_all(full(value).as_bytes())
    }

    /// What a terminal would obey is written as `\u`, which reads back as the same text.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, silent)) = rest.char_indices().find(|(_, c)| is_silent(*c)) {
            to.write_all(rest.get(..at).unwrap_or_default().as_bytes())?;
            for unit in silent.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = rest.get(at + silent.len_utf8()..).unwrap_or_default();
        }
        to.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn text(value: &Value) -> String {
        let mut bytes = Vec::new();
        Layout::write(value, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn two_levels_are_open_and_the_rest_is_one_line() {
        let value = json!({ "a": [{ "b": [1, 2], "c": {} }, []], "d": [], "e": {}, "f": 1 });
        let expected = "{
  \"a\": [
    {\"b\": [1, 2], \"c\": {}},
    []
  ],
  \"d\": [],
  \"e\": {},
  \"f\": 1
}
";
        assert_eq!(text(&value), expected);
    }

    #[test]
    fn numbers_are_in_full_and_have_no_negative_zero() {
        assert_eq!(text(&json!([[[100.0, -0.0, 0.1, 1e300]]])), "[\n  [\n    [100, 0, 0.1, 1e300]\n  ]\n]\n");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_reads_back() {
        let value = json!("a\u{9b}\u{202e}\u{e0041}\u{1b}\"ü");
        let written = text(&value);
        assert_eq!(written, "\"a\\u009b\\u202e\\udb40\\udc41\\u001b\\\"ü\"\n");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
