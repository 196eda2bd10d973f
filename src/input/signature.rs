//! Files that are really something else, known by their first bytes.

use crate::finding::{Finding, Place};

/// What the first bytes say a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signature {
    /// Text, as far as the first bytes tell.
    Text,
    /// Compressed with gzip.
    Gzip,
    /// A zip archive; `.xlsx` is one.
    Zip,
    /// Something that holds no table of customers: what it is, and what to do instead.
    Foreign(&'static str, &'static str),
}

const SAVE_AS: &str = "open it in a spreadsheet and save it as .xlsx or CSV";
const UNPACK: &str = "unpack it first, or compress with gzip";

const BINARY: [(&[u8], &str, &str); 13] = [
    (b"%PDF", "a PDF document", "export the customers as CSV or .xlsx instead"),
    (b"\xD0\xCF\x11\xE0", "an old Excel file (.xls)", "save it as .xlsx or CSV"),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"7z\xBC\xAF", "a 7z archive", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"\xFD7zXZ", "an xz file", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd file", UNPACK),
    (b"\x89PNG", "a picture", "export the customers as CSV or .xlsx instead"),
    (b"\xFF\xD8\xFF", "a picture", "export the customers as CSV or .xlsx instead"),
    (b"GIF8", "a picture", "export the customers as CSV or .xlsx instead"),
    (b"SQLite format 3", "an SQLite database", "export the table as CSV"),
    (b"PAR1", "a Parquet file", "export it as CSV"),
    (b"{\\rtf", "an RTF document", "export the customers as CSV or .xlsx instead"),
];

impl Signature {
    pub(super) fn of(front: &[u8]) -> Self {
        if front.starts_with(b"\x1F\x8B") {
            return Signature::Gzip;
        }
        if front.starts_with(b"PK\x03\x04") || front.starts_with(b"PK\x05\x06") {
            return Signature::Zip;
        }
        let known = BINARY.iter().find(|(mark, ..)| front.starts_with(mark));
        if let Some((_, what, instead)) = known {
            return Signature::Foreign(what, instead);
        }
        Signature::of_text(front)
    }

    /// HTML, XML and JSON, after a byte order mark and blanks.
    fn of_text(front: &[u8]) -> Self {
        let front = front.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(front);
        let start = String::from_utf8_lossy(front.get(..512.min(front.len())).unwrap_or(&[])).to_lowercase();
        let start = start.trim_start();
        let packed: String = start.chars().filter(|c| !c.is_whitespace()).take(2).collect();
        if start.starts_with("<!doctype html")
            || start.starts_with("<html")
            || start.starts_with("<table")
            || start.starts_with("<head")
        {
            Signature::Foreign(
                "a web page (HTML), perhaps a login or error page",
                "export the customers again as CSV or .xlsx; if it opens in Excel, save it as .xlsx there",
            )
        } else if start.starts_with("<?xml") {
            Signature::Foreign("an XML file", SAVE_AS)
        } else if matches!(packed.as_str(), "{\"" | "[{" | "[[") {
            Signature::Foreign("a JSON file", "export the customers as CSV or .xlsx instead")
        } else {
            Signature::Text
        }
    }
}

/// The finding for a file that is something else.
pub(super) fn foreign(what: &str, instead: &str, file: &str) -> Finding {
    Finding::error("not-a-table", format!("this is {what}, not a table of customers"))
        .at(Place::file(file))
        .help(instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let what = |front: &[u8]| match Signature::of(front) {
            Signature::Foreign(what, _) => what,
            _ => "",
        };
        assert_eq!(what(b"%PDF-1.7"), "a PDF document");
        assert_eq!(what(b"\n  <!DOCTYPE HTML><html>"), "a web page (HTML), perhaps a login or error page");
        assert_eq!(what(b"[ {\"id\": 1}]"), "a JSON file");
        assert_eq!(Signature::of(b"PK\x03\x04"), Signature::Zip);
        assert_eq!(Signature::of(b"\x1f\x8b\x08"), Signature::Gzip);
        assert_eq!(Signature::of(b"id,name\n[1],a"), Signature::Text);
        assert_eq!(Signature::of(b""), Signature::Text);
    }
}
