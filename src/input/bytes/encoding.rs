//! Which encoding a file has, and its bytes as UTF-8.
//!
//! A byte order mark or `--encoding` decides; otherwise the file is UTF-8, or, where nothing in it speaks for UTF-8 and
//! nothing against it, Windows-1252. A file that is a bit of both is refused.

use super::code_pages::CodePage;
use std::io::{self, Read};

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Utf8,
    Utf16 { big: bool },
    Utf32 { big: bool },
    Labelled(&'static encoding_rs::Encoding),
    Page(&'static CodePage),
}

impl Encoding {
    /// Labels that a message names.
    pub const EXAMPLES: &'static str = "utf-8, windows-1252, iso-8859-15, utf-16le, macintosh, cp850 and more";

    pub(crate) const UTF_8: Encoding = Encoding(Kind::Utf8);
    pub(crate) const WINDOWS_1252: Encoding = Encoding(Kind::Labelled(encoding_rs::WINDOWS_1252));

    /// The encoding of a label of the Encoding Standard (`latin1`, `windows-1250`, `utf-16le` …), also `utf-32le`,
    /// `utf-32be`, and the code pages of DOS and Windows by their numbers (`cp850`, `1250`).
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        if let Some(page) = CodePage::from_label(&label) {
            return Some(Encoding(Kind::Page(page)));
        }
        let is_windows = label.len() == 4 && label.starts_with("125");
        let label = if is_windows { format!("windows-{label}") } else { label };
        let kind = match label.as_str() {
            "utf-32le" => Kind::Utf32 { big: false },
            "utf-32be" => Kind::Utf32 { big: true },
            label => match encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())? {
                e if e == encoding_rs::UTF_8 => Kind::Utf8,
                e if e == encoding_rs::UTF_16LE => Kind::Utf16 { big: false },
                e if e == encoding_rs::UTF_16BE => Kind::Utf16 { big: true },
                e => Kind::Labelled(e),
            },
        };
        Some(Encoding(kind))
    }

    /// The encoding that a byte order mark at the front tells, and the length of the mark.
    pub(crate) fn from_mark(front: &[u8]) -> Option<(Self, usize)> {
        const MARKS: [(&[u8], Kind); 5] = [
            (b"\xFF\xFE\0\0", Kind::Utf32 { big: false }),
            (b"\0\0\xFE\xFF", Kind::Utf32 { big: true }),
            (b"\xEF\xBB\xBF", Kind::Utf8),
            (b"\xFF\xFE", Kind::Utf16 { big: false }),
            (b"\xFE\xFF", Kind::Utf16 { big: true }),
        ];
        MARKS.iter().find(|(mark, _)| front.starts_with(mark)).map(|(mark, kind)| (Encoding(*kind), mark.len()))
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Utf8 => "UTF-8",
            Kind::Utf16 { big: false } => "UTF-16LE",
            Kind::Utf16 { big: true } => "UTF-16BE",
            Kind::Utf32 { big: false } => "UTF-32LE",
            Kind::Utf32 { big: true } => "UTF-32BE",
            Kind::Labelled(encoding) => encoding.name(),
            Kind::Page(page) => page.name,
        }
    }

    /// What `from` gives, as UTF-8. Bytes of a UTF-8 file pass as they are; who reads them checks them.
    pub(crate) fn decode<R: Read>(self, from: R) -> Decoded<R> {
        let by = match self.0 {
            Kind::Utf8 => By::Nothing,
            Kind::Utf16 { big: false } => By::Standard(encoding_rs::UTF_16LE.new_decoder_without_bom_handling()),
            Kind::Utf16 { big: true } => By::Standard(encoding_rs::UTF_16BE.new_decoder_without_bom_handling()),
            Kind::Utf32 { big } => By::Words { big },
            Kind::Labelled(encoding) => By::Standard(encoding.new_decoder_without_bom_handling()),
            Kind::Page(page) => By::Page(page),
        };
        Decoded { from, by, raw: Vec::new(), text: Vec::new(), at: 0, passed: 0, ended: false, fault: None }
    }
}

enum By {
    Nothing,
    Standard(encoding_rs::Decoder),
    Words { big: bool },
    Page(&'static CodePage),
}

/// A reader of UTF-8 made from another encoding. It ends early at bytes that the encoding does not know, and then has
/// a [`Decoded::fault`].
pub(crate) struct Decoded<R> {
    from: R,
    by: By,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    /// Bytes of the file that were decoded.
    passed: u64,
    ended: bool,
    fault: Option<u64>,
}

/// Bytes that are decoded at once.
const STEP: usize = 64 << 10;

impl<R: Read> Decoded<R> {
    /// Offset in the file of the first byte that could not be decoded.
    pub(crate) fn fault(&self) -> Option<u64> {
        self.fault
    }

    fn refill(&mut self) -> io::Result<()> {
        let held = self.raw.len();
        self.from.by_ref().take((STEP - held.min(STEP)) as u64).read_to_end(&mut self.raw)?;
        let last = self.raw.len() < STEP;
        self.text.clear();
        self.at = 0;
        // The bad bytes begin so many before the end of those used.
        let (used, broken) = match &mut self.by {
            By::Nothing => (0, None),
            By::Standard(decoder) => {
                self.text.resize(STEP * 3 + 16, 0);
                // The decoder takes what Windows-1252 leaves undefined for control characters.
                let strict = decoder.encoding() == encoding_rs::WINDOWS_1252;
                let undefined = self.raw.iter().position(|byte| strict && is_undefined(*byte));
                if let Some(at) = undefined {
                    self.raw.truncate(at);
                }
                let (result, used, written) =
                    decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.text, last);
                self.text.truncate(written);
                let bad = match result {
                    encoding_rs::DecoderResult::Malformed(bytes, after) => Some(u64::from(bytes) + u64::from(after)),
                    _ => undefined.map(|_| 0),
                };
                (used, bad)
            }
            By::Page(page) => {
                page.decode(&self.raw, &mut self.text);
                (self.raw.len(), None)
            }
            By::Words { big } => words(&self.raw, *big, last, &mut self.text),
        };
        self.passed += used as u64;
        self.fault = broken.map(|back| self.passed.saturating_sub(back));
        self.ended = broken.is_some() || last;
        self.raw.drain(..used.min(self.raw.len()));
        Ok(())
    }
}

/// UTF-32 by hand: the Encoding Standard leaves it out. Returns how many bytes were used, and how far back the
/// bad ones begin if there are any.
fn words(raw: &[u8], big: bool, last: bool, text: &mut Vec<u8>) -> (usize, Option<u64>) {
    let mut used = 0;
    for word in raw.chunks_exact(4) {
        let Ok(word) = <[u8; 4]>::try_from(word) else { break };
        let number = if big { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) };
        let Some(c) = char::from_u32(number) else { return (used, Some(0)) };
        text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        used += 4;
    }
    (used, (last && used < raw.len()).then_some(0))
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if matches!(self.by, By::Nothing) {
            return self.from.read(buffer);
        }
        while self.at >= self.text.len() && !self.ended {
            self.refill()?;
        }
        let rest = self.text.get(self.at..).unwrap_or(&[]);
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n;
        Ok(n)
    }
}

/// What speaks against taking a file that is not UTF-8 for Windows-1252.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against1252 {
    /// A character of several bytes in valid UTF-8.
    Utf8,
    /// The byte at this offset, which Windows-1252 leaves undefined.
    Undefined(u64),
}

/// A byte that Windows-1252 leaves undefined.
fn is_undefined(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
}

/// Whether a byte of a text is an umlaut of DOS. In Windows-1252 it is a quotation mark or nothing, which never stands within a word.
pub(crate) fn is_dos_letter(bytes: &[u8], at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    matches!(bytes.get(at), Some(0x81 | 0x82 | 0x84 | 0x94)) && letter(at.checked_sub(1)) && letter(at.checked_add(1))
}

/// Whether there is one in a file.
pub(crate) fn has_dos_letters(mut from: impl Read) -> io::Result<bool> {
    let mut held: Vec<u8> = Vec::new();
    loop {
        let before = held.len();
        from.by_ref().take(STEP as u64).read_to_end(&mut held)?;
        if (0..held.len()).any(|at| is_dos_letter(&held, at)) {
            return Ok(true);
        }
        if held.len() - before < STEP {
            return Ok(false);
        }
        held.drain(..held.len() - 2);
    }
}

/// Looks through a whole file for what speaks against Windows-1252.
pub(crate) fn against_windows_1252(mut from: impl Read) -> io::Result<Option<Against1252>> {
    let (mut held, mut passed): (Vec<u8>, u64) = (Vec::new(), 0);
    loop {
        let before = held.len();
        from.by_ref().take(STEP as u64).read_to_end(&mut held)?;
        let last = held.len() - before < STEP;
        // A character may go on in the next step.
        let len = held.len();
        let open = (1..=3).filter_map(|back| len.checked_sub(back)).find(|i| held.get(*i).is_some_and(|b| *b >= 0xC0));
        let whole = if last { len } else { open.unwrap_or(len) };
        let looked_at = held.drain(..whole);
        if looked_at.as_slice().utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
            return Ok(Some(Against1252::Utf8));
        }
        if let Some(at) = looked_at.as_slice().iter().position(|byte| is_undefined(*byte)) {
            return Ok(Some(Against1252::Undefined(passed + at as u64)));
        }
        passed += whole as u64;
        if last {
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(encoding: Encoding, bytes: &[u8]) -> (Vec<u8>, Option<u64>) {
        let mut reader = encoding.decode(bytes);
        let mut text = Vec::new();
        reader.read_to_end(&mut text).unwrap();
        (text, reader.fault())
    }

    #[test]
    fn marks_tell_the_encoding() {
        let name = |front: &[u8]| Encoding::from_mark(front).map(|(e, n)| (e.name(), n));
        assert_eq!(name(b"\xFF\xFEa\0"), Some(("UTF-16LE", 2)));
        assert_eq!(name(b"\xFF\xFE\0\0"), Some(("UTF-32LE", 4)));
        assert_eq!(name(b"\xEF\xBB\xBFa"), Some(("UTF-8", 3)));
        assert_eq!(name(b"abc"), None);
    }

    #[test]
    fn odd_bytes_at_the_end_are_a_fault() {
        let little = Encoding::from_label("utf-16le").unwrap();
        assert_eq!(decoded(little, b"a\0b\0"), (b"ab".to_vec(), None));
        assert_eq!(decoded(little, b"a\0b").1, Some(2));
        let four = Encoding::from_label("utf-32be").unwrap();
        assert_eq!(decoded(four, b"\0\0\0a\0\0\0").0, b"a");
        assert_eq!(decoded(four, b"\0\0\0a\0\0\0").1, Some(4));
        assert_eq!(decoded(four, b"\0\0\0a\0\x11\0\0").1, Some(4));
        let japanese = Encoding::from_label("shift_jis").unwrap();
        assert_eq!(decoded(japanese, b"ab\xFFcd").1, Some(2));
    }

    #[test]
    fn windows_1252_is_what_nothing_speaks_against() {
        let could = |bytes: &[u8]| against_windows_1252(bytes).unwrap().is_none();
        assert!(could(b"M\xFCller \x80"));
        assert_eq!(against_windows_1252(&b"M\xFCller \x81"[..]).unwrap(), Some(Against1252::Undefined(7)));
        assert_eq!(decoded(Encoding::WINDOWS_1252, b"ab\x81c"), (b"ab".to_vec(), Some(2)));
        assert!(!could("Müller".bytes().chain(*b"\xFC").collect::<Vec<u8>>().as_slice()));
        let mut far = vec![b'a'; STEP - 1];
        far.extend("ü\u{fc}".bytes().chain(*b"\xFC"));
        assert!(!could(&far));
        assert_eq!(decoded(Encoding::WINDOWS_1252, b"\x80\xFC").0, "€ü".as_bytes());
    }

    #[test]
    fn umlauts_of_dos_stand_within_words() {
        let has = |bytes: &[u8]| has_dos_letters(bytes).unwrap();
        assert!(has(b"M\x81ller") && has(b"K\x94ln") && has(b"K\x84se"));
        assert!(!has(b"\x84Haus\x94 am See, M\xFCller") && !has(b"K\x94") && !has(b""));
        let mut far = vec![b'a'; STEP - 1];
        far.extend(b"\x94ln");
        assert!(has(&far));
        assert_eq!(Encoding::from_label("CP850").map(Encoding::name), Some("cp850"));
        assert_eq!(Encoding::from_label("1250").map(Encoding::name), Some("windows-1250"));
        assert_eq!(decoded(Encoding::from_label("dos").unwrap(), b"K\x94ln").0, "Köln".as_bytes());
    }

    proptest! {
        #[test]
        fn utf_16_and_32_come_back(text in "\\PC{0,200}") {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            prop_assert_eq!(decoded(Encoding::from_label("utf-16be").unwrap(), &wide), (text.clone().into_bytes(), None));
            let wider: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            prop_assert_eq!(decoded(Encoding::from_label("utf-32le").unwrap(), &wider), (text.into_bytes(), None));
        }

        #[test]
        fn any_valid_utf_8_with_an_accent_is_not_windows_1252(text in "[aü€]{0,20}ü[aü€]{0,20}", pad in 0usize..8) {
            let mut bytes = vec![b'a'; STEP - pad];
            bytes.extend(text.bytes());
            prop_assert_eq!(against_windows_1252(bytes.as_slice()).unwrap(), Some(Against1252::Utf8));
        }
    }
}
