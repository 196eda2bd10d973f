//! How customer files are to be read, where their own bytes shall not tell.

/// What a criteria file says of its customer files; `None` is found out from the file.
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
    /// A delimiter as people write it: one character that stands in no field, or `tab`.
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
