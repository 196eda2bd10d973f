//! Stated ways to read customer files, in place of what their bytes show.

/// What a criteria file states about its customer files; where it is `None`, the file itself shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The label of an encoding.
    pub encoding: Option<String>,
    /// The delimiter, an ASCII character.
    pub delimiter: Option<u8>,
}

impl ReadAs {
    /// A delimiter as people write it: one character that no field contains, or `tab`.
    pub fn delimiter(text: &str) -> Result<u8, &'static str> {
        match (text, text.as_bytes()) {
            ("tab" | "\\t", _) => Ok(b'\t'),
            (_, [b'"' | b'\r' | b'\n' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-']) => {
                Err("this character stands inside fields")
            }
            (_, [byte]) if byte.is_ascii() => Ok(*byte),
            _ => Err("one character such as `;`, or `tab`"),
        }
    }
}
