//! The zip archive that a workbook is: its parts, each read to its end, so that its checksum is compared.

use super::damage::Damage;
use super::directory;
use std::collections::BTreeSet;
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;
use zip::read::ZipFile;

/// Largest unpacked size of a workbook, in bytes.
const LARGEST: u64 = 1 << 30;
/// Largest part that is kept in memory as a whole: all but sheets and shared strings are small.
const LARGEST_SMALL: u64 = 16 << 20;

/// An open archive.
pub(crate) struct Archive<R: Read + Seek> {
    zip: ZipArchive<R>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive and compares what it says of itself. Nothing is unpacked yet.
    pub(crate) fn open(mut from: R) -> Result<Self, Damage> {
        let stated = directory::check(&mut from)?;
        let mut zip = ZipArchive::new(from).map_err(|error| Damage::of(&error))?;
        // The library takes two parts of one name for one.
        if stated != zip.len() {
            return Err(Damage::new("two parts of the archive have the same name"));
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
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.zip.index_for_name(name).or_else(|| {
            let mut names = self.zip.file_names();
            names.position(|known| known.is_ok_and(|known| known.eq_ignore_ascii_case(name)))
        })
    }

    /// Reads a part piece by piece. Whoever reads it to its end learns there whether it is sound.
    pub(crate) fn stream(&mut self, index: usize) -> Result<Stream<'_, R>, Damage> {
        let part = self.zip.by_index(index).map_err(|error| Damage::of(&error))?;
        let size = part.size();
        // An archive may say less than it holds.
        Ok(BufReader::with_capacity(64 << 10, part.take(size.saturating_add(1).min(LARGEST))))
    }

    /// A small part as a whole.
    pub(crate) fn whole(&mut self, index: usize) -> Result<Vec<u8>, Damage> {
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
pub(crate) type Stream<'a, R> = BufReader<io::Take<ZipFile<'a, R>>>;
