//! The zip archive that a workbook is: its parts, each read to its end, so that its checksum is compared.

use super::Damage;
use std::collections::BTreeSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use zip::ZipArchive;
use zip::read::ZipFile;

/// Largest unpacked size of a workbook, in bytes.
const LARGEST: u64 = 1 << 30;
/// Largest part that is kept in memory as a whole: all but sheets and shared strings are small.
const LARGEST_SMALL: u64 = 16 << 20;
/// More parts than any workbook has.
const MOST_PARTS: usize = 20_000;

/// An open archive.
pub(super) struct Archive<R: Read + Seek> {
    zip: ZipArchive<R>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive and compares what it says of itself. Nothing is unpacked yet.
    pub(super) fn open(mut from: R) -> Result<Self, Damage> {
        let stated = stated_parts(&mut from).map_err(|error| Damage::of(&error))?;
        let mut zip = ZipArchive::new(from).map_err(|error| Damage::of(&error))?;
        if stated.is_some_and(|stated| stated != zip.len()) {
            return Err(Damage::new("two parts of the archive have the same name"));
        }
        if zip.len() > MOST_PARTS {
            return Err(Damage::new("the archive has more than 20,000 parts"));
        }
        let mut unpacked = 0u64;
        let mut names = BTreeSet::new();
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|error| Damage::of(&error))?;
            unpacked = unpacked.saturating_add(part.size());
            let name = part.name().map_err(|error| Damage::of(&error))?.to_ascii_lowercase();
            if !names.insert(name) {
                return Err(Damage::new("two parts of the archive have the same name"));
            }
        }
        if unpacked > LARGEST {
            return Err(Damage::TooLarge("the workbook unpacks to more than 1 GiB"));
        }
        Ok(Archive { zip })
    }

    /// The place of a part, whatever the case of its name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.zip.index_for_name(name).or_else(|| {
            let mut names = self.zip.file_names();
            names.position(|known| known.is_ok_and(|known| known.eq_ignore_ascii_case(name)))
        })
    }

    /// Reads a part piece by piece. Whoever reads it to its end learns there whether it is sound.
    pub(super) fn stream(&mut self, index: usize) -> Result<Stream<'_, R>, Damage> {
        let part = self.zip.by_index(index).map_err(|error| Damage::of(&error))?;
        let size = part.size();
        // An archive may say less than it holds.
        Ok(BufReader::with_capacity(64 << 10, part.take(size.saturating_add(1).min(LARGEST))))
    }

    /// A small part as a whole.
    pub(super) fn whole(&mut self, index: usize) -> Result<Vec<u8>, Damage> {
        let mut bytes = Vec::new();
        let part = self.zip.by_index(index).map_err(|error| Damage::of(&error))?;
        part.take(LARGEST_SMALL + 1).read_to_end(&mut bytes).map_err(|error| Damage::of(&error))?;
        if bytes.len() as u64 > LARGEST_SMALL {
            return Err(Damage::TooLarge("a part of the workbook that is small elsewhere is larger than 16 MiB"));
        }
        Ok(bytes)
    }
}

/// A part that is read piece by piece.
pub(super) type Stream<'a, R> = BufReader<io::Take<ZipFile<'a, R>>>;

/// How many parts the end of the archive says there are; the library counts two of one name once.
fn stated_parts(from: &mut (impl Read + Seek)) -> io::Result<Option<usize>> {
    const LONGEST_END: u64 = 22 + 65_535;
    let length = from.seek(SeekFrom::End(0))?;
    from.seek(SeekFrom::Start(length.saturating_sub(LONGEST_END)))?;
    let mut end = Vec::new();
    from.take(LONGEST_END).read_to_end(&mut end)?;
    from.seek(SeekFrom::Start(0))?;
    let at = memchr::memmem::rfind(&end, b"PK\x05\x06");
    let count = at.and_then(|at| end.get(at + 10..at + 12)).and_then(|bytes| bytes.first_chunk().copied());
    // All ones: the number stands elsewhere.
    Ok(count.map(u16::from_le_bytes).filter(|count| *count != u16::MAX).map(usize::from))
}
