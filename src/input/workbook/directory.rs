//! The list of parts at the end of a zip archive, compared with the archive before the library reads it: the library makes
//! room for as many parts as the list claims, takes names from it alone, and stops where its count says so.

use super::damage::Damage;
use std::io::{Read, Seek, SeekFrom};

/// More parts than any workbook has, and more bytes than their list takes.
const MOST_PARTS: u64 = 20_000;
const LONGEST_LIST: u64 = 16 << 20;

/// Bytes of the end record without its comment, of its place for large archives, and of what stands there.
const END: u64 = 22;
const LOCATOR: u64 = 20;
const LARGE_END: u64 = 56;
/// Bytes of an entry and of the header before a part, without what varies in length.
const ENTRY: usize = 46;
const HEADER: usize = 30;

/// Where the list is and how many parts it has.
struct List {
    parts: u64,
    size: u64,
    start: u64,
}

/// Compares the list of parts with the archive, and says how many parts there are.
pub(crate) fn check(from: &mut (impl Read + Seek)) -> Result<usize, Damage> {
    let list = find(from)?;
    if list.parts > MOST_PARTS || list.size > LONGEST_LIST {
        return Err(Damage::new("the archive has more than 20,000 parts"));
    }
    // The signature behind the list tells that its count fits.
    let bytes = at(from, list.start, list.size.saturating_add(4))?;
    let mut rest = bytes.as_slice();
    for _ in 0..list.parts {
        rest = entry(from, rest)?;
    }
    if rest.len() != 4 || !["PK\x05\x06", "PK\x06\x06", "PK\x05\x05"].iter().any(|end| rest == end.as_bytes()) {
        return Err(Damage::new("the archive does not have as many parts as it says"));
    }
    from.seek(SeekFrom::Start(0)).map_err(|error| Damage::of(&error))?;
    usize::try_from(list.parts).map_err(|error| Damage::of(&error))
}

/// Reads the record at the end of the archive.
fn find(from: &mut (impl Read + Seek)) -> Result<List, Damage> {
    let length = from.seek(SeekFrom::End(0)).map_err(|error| Damage::of(&error))?;
    let longest = length.min(END + u64::from(u16::MAX));
    let tail = at(from, length - longest, longest)?;
    let place = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or_else(early)?;
    let end = tail.get(place..).unwrap_or_default();
    if number::<2>(end, 20)? + END != end.len() as u64 {
        return Err(Damage::new("there is something behind the end of the archive"));
    }
    let list = List { parts: number::<2>(end, 10)?, size: number::<4>(end, 12)?, start: number::<4>(end, 16)? };
    // All ones: the number stands elsewhere.
    if list.parts != 0xFFFF && list.size != 0xFFFF_FFFF && list.start != 0xFFFF_FFFF {
        return Ok(list);
    }
    let record = length - longest + place as u64;
    let locator = at(from, record.checked_sub(LOCATOR).ok_or_else(early)?, LOCATOR)?;
    if !locator.starts_with(b"PK\x06\x07") {
        return Ok(list);
    }
    let large = at(from, number::<8>(&locator, 8)?, LARGE_END)?;
    if !large.starts_with(b"PK\x06\x06") {
        return Err(early());
    }
    Ok(List { parts: number::<8>(&large, 32)?, size: number::<8>(&large, 40)?, start: number::<8>(&large, 48)? })
}

/// Compares the first entry of a list with the header before its part; what follows in the list.
fn entry<'l>(from: &mut (impl Read + Seek), list: &'l [u8]) -> Result<&'l [u8], Damage> {
    if !list.starts_with(b"PK\x01\x02") {
        return Err(Damage::new("the archive does not have as many parts as it says"));
    }
    let lengths = [number::<2>(list, 28)?, number::<2>(list, 30)?, number::<2>(list, 32)?];
    let [name, extra, comment] = lengths.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    let (name, behind) = list.get(ENTRY..).and_then(|rest| rest.split_at_checked(name)).ok_or_else(early)?;
    let (extra, behind) = behind.split_at_checked(extra).ok_or_else(early)?;
    let start = match number::<4>(list, 42)? {
        0xFFFF_FFFF => large_start(list, extra)?,
        start => start,
    };
    let header = at(from, start, (HEADER + name.len()) as u64)?;
    let is_same = header.starts_with(b"PK\x03\x04")
        && number::<2>(&header, 26)? == name.len() as u64
        && header.get(HEADER..) == Some(name);
    if !is_same {
        let name = String::from_utf8_lossy(name);
        return Err(Damage::new(format!("the part {name} has another name in the list of parts than where it stands")));
    }
    behind.get(comment..).ok_or_else(early)
}

/// Where a part starts that the list gives in its field for large archives, behind the sizes that are given there too.
fn large_start(list: &[u8], extra: &[u8]) -> Result<u64, Damage> {
    let mut rest = extra;
    while rest.len() >= 4 {
        let length = usize::try_from(number::<2>(rest, 2)?).unwrap_or(usize::MAX);
        let field = rest.get(4..).and_then(|rest| rest.get(..length)).ok_or_else(early)?;
        if number::<2>(rest, 0)? == 1 {
            let sizes =
                usize::from(number::<4>(list, 20)? == 0xFFFF_FFFF) + usize::from(number::<4>(list, 24)? == 0xFFFF_FFFF);
            return number::<8>(field, sizes * 8);
        }
        rest = rest.get(4 + length..).ok_or_else(early)?;
    }
    Err(early())
}

/// So many bytes from a place on.
fn at(from: &mut (impl Read + Seek), place: u64, length: u64) -> Result<Vec<u8>, Damage> {
    let mut bytes = Vec::new();
    from.seek(SeekFrom::Start(place)).map_err(|error| Damage::of(&error))?;
    from.take(length).read_to_end(&mut bytes).map_err(|error| Damage::of(&error))?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(early()) }
}

/// A number of N bytes, the lowest first.
fn number<const N: usize>(bytes: &[u8], place: usize) -> Result<u64, Damage> {
    let bytes = bytes.get(place..).and_then(|bytes| bytes.first_chunk::<N>()).ok_or_else(early)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn early() -> Damage {
    Damage::new("the list of the archive's parts ends early or is not where it should be")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive() -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["one.xml", "two.xml"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"<v/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn checked(bytes: &[u8]) -> Result<usize, Damage> {
        check(&mut Cursor::new(bytes))
    }

    #[test]
    fn a_list_that_does_not_fit_the_archive_is_refused() {
        let sound = archive();
        assert_eq!(checked(&sound).unwrap(), 2);
        let end = sound.len() - 22;
        let list = memchr::memmem::find(&sound, b"PK\x01\x02").unwrap();
        let changed = |place: usize, byte: u8| {
            let mut bytes = sound.clone();
            bytes[place] = byte;
            checked(&bytes).is_err()
        };
        // Its count, its size, its place; a name in the list and one in a header; where a part starts.
        for (place, byte) in
            [(end + 10, 1), (end + 10, 3), (end + 12, 9), (end + 16, 1), (list + 46, b'x'), (30, b'x'), (list + 42, 1)]
        {
            assert!(changed(place, byte), "{place}");
        }
        assert!(checked(&[sound.as_slice(), b"x"].concat()).is_err());
        assert!(checked(&sound[..end]).is_err() && checked(b"").is_err());
    }

    #[test]
    fn a_million_parts_are_refused_before_any_is_read() {
        let mut bytes = b"PK\x06\x06".to_vec();
        bytes.extend([0; 28]);
        bytes.extend(1_500_000u64.to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(b"PK\x06\x07");
        bytes.extend([0; 16]);
        bytes.extend(b"PK\x05\x06");
        bytes.extend([0; 4]);
        bytes.extend([0xFF; 12]);
        bytes.extend([0; 2]);
        let Err(Damage::Broken(what)) = checked(&bytes) else { panic!("read") };
        assert!(what.contains("20,000"), "{what}");
    }
}
