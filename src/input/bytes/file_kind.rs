//! Files that are really something else, known by their first bytes.

use crate::finding::{Finding, Place};

/// What the first bytes say a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    /// Text, as far as the first bytes tell.
    Text,
    /// Compressed with gzip.
    Gzip,
    /// A zip archive; `.xlsx` is one.
    Zip,
    /// A container of Microsoft's, in which an old or a locked workbook may be.
    Container,
    /// Something that holds no table of customers: what it is, and what to do instead.
    Foreign(&'static str, &'static str),
}

const SAVE_AS: &str = "open it in a spreadsheet and save it as .xlsx or CSV";
const OLD: &str = "an old Excel file (.xls)";
const UNPACK: &str = "unpack it first, or compress with gzip";

const BINARY: [(&[u8], &str, &str); 17] = [
    (b"%PDF", "a PDF document", "export the customers as CSV or .xlsx instead"),
    (b"\x09\x00\x04\x00", OLD, SAVE_AS),
    (b"\x09\x02\x06\x00", OLD, SAVE_AS),
    (b"\x09\x04\x06\x00", OLD, SAVE_AS),
    (b"\x09\x08\x08\x00", OLD, SAVE_AS),
    (b"\x09\x08\x10\x00", OLD, SAVE_AS),
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
    pub(crate) fn of(front: &[u8]) -> Self {
        if front.starts_with(b"\x1F\x8B") {
            return Signature::Gzip;
        }
        if front.starts_with(b"PK\x03\x04") || front.starts_with(b"PK\x05\x06") {
            return Signature::Zip;
        }
        if front.starts_with(b"\xD0\xCF\x11\xE0") {
            return Signature::Container;
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
        let start = String::from_utf8_lossy(front.get(..512.min(front.len())).unwrap_or(&[])).to_ascii_lowercase();
        let start = start.trim_start();
        let packed: String = start.chars().filter(|c| !c.is_whitespace()).take(2).collect();
        if start.starts_with("mime-version:") {
            Signature::Foreign("a web archive (MHTML)", "open it in Excel and save it as .xlsx")
        } else if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Signature::Foreign("an XML spreadsheet of Excel 2003", "open it in Excel and save it as .xlsx")
        } else if is_html(start) {
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

/// Whether a text begins with a mark of HTML, after comments.
fn is_html(start: &str) -> bool {
    const MARKS: [&str; 20] = [
        "!doctype html",
        "html",
        "head",
        "meta",
        "title",
        "body",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "p",
        "span",
        "style",
        "script",
        "link",
        "center",
        "font",
        "form",
    ];
    let mut rest = start;
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let Some(mark) = rest.strip_prefix('<') else { return false };
    let ends = |rest: &str| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace) || rest.is_empty();
    MARKS.iter().any(|known| mark.strip_prefix(known).is_some_and(ends))
}

/// The bytes of a container that are searched for the names of its streams.
const SEARCHED: u64 = 64 << 20;

/// The finding for a container: a workbook with a password, or something old.
pub(crate) fn container(from: impl std::io::Read, file: &str) -> std::io::Result<Finding> {
    use std::io::Read as _;
    let wide = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let (locked, mut last) = (memchr::memmem::Finder::new(&wide("EncryptedPackage")).into_owned(), Vec::new());
    let mut from = from.take(SEARCHED);
    loop {
        let kept = last.len().saturating_sub(64);
        last.drain(..kept);
        if from.by_ref().take(1 << 20).read_to_end(&mut last)? == 0 {
            return Ok(foreign(OLD, SAVE_AS, file));
        }
        if locked.find(&last).is_some() {
            let message = "the workbook is protected with a password or a sensitivity label";
            let finding = Finding::error("workbook-locked", message).at(Place::file(file));
            return Ok(finding.help("open it in Excel, take the protection off and save it"));
        }
    }
}

/// Whether it is the file that Excel keeps beside an open workbook.
pub(crate) fn is_lock(file: &str, front: &[u8]) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.starts_with("~$") && front.len() < 512
}

/// The finding for such a file.
pub(crate) fn lock(file: &str) -> Finding {
    foreign("the lock file that Excel keeps beside an open workbook", "name the workbook itself, without ~$", file)
}

/// The finding for a file that is something else.
pub(crate) fn foreign(what: &str, instead: &str, file: &str) -> Finding {
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
