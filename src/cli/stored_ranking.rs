//! The file of a stored ranking: the accounts in it, and whether it may be replaced.

use super::exit::{Failure, usage};
use super::named_pipes::{End, announcing_pipes};
use crate::analysis::compare::drift::Standing;
use crate::finding::Findings;
use crate::input::stored_ranking::{StoredRank, is_ranking, read_ranking};
use anyhow::{Context as _, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// No header of a stored ranking has more bytes.
const LONGEST_HEADER: u64 = 1 << 20;

/// No line of a stored ranking has more bytes, as no line of a customer file.
const LONGEST_LINE: usize = 16 << 20;

/// Reads the whole file, and stops where it cannot be a ranking.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let read = |_: &(dyn Fn() + Sync)| File::open(path).and_then(|file| text(BufReader::with_capacity(1 << 16, file)));
    announcing_pipes([path], End::Writer, read).with_context(|| {
        Failure::unreadable(format!("cannot read {}", path.display())).help("write it first with --update")
    })
}

/// The whole of a text. An endless line is refused, and so is a NUL byte unless the text begins as UTF-16 or UTF-32 does.
fn text(mut from: impl BufRead) -> io::Result<Vec<u8>> {
    let (mut all, mut line) = (Vec::new(), 0);
    loop {
        let piece = from.fill_buf()?;
        if piece.is_empty() {
            return Ok(all);
        }
        let start = [all.as_slice(), piece].into_iter().find(|some| !some.is_empty()).unwrap_or_default();
        let marks: [&[u8]; 3] = [b"\xFF\xFE", b"\xFE\xFF", b"\0\0\xFE\xFF"];
        let is_wide = marks.iter().any(|mark| start.starts_with(mark));
        if !is_wide && memchr::memchr(0, piece).is_some() {
            return Err(io::Error::other("it holds NUL bytes and is no text"));
        }
        match (memchr::memchr(b'\n', piece), memchr::memrchr(b'\n', piece)) {
            (Some(first), Some(_)) if line + first > LONGEST_LINE => return Err(too_long()),
            (_, Some(last)) => line = piece.len() - last,
            _ => line += piece.len(),
        }
        if line > LONGEST_LINE {
            return Err(too_long());
        }
        all.extend_from_slice(piece);
        let read = piece.len();
        from.consume(read);
    }
}

fn too_long() -> io::Error {
    io::Error::other("a line is longer than 16 MiB")
}

/// Refuses to replace a file that is not a stored ranking.
pub(crate) fn may_replace(path: &Path) -> Result<()> {
    let Ok(file) = File::open(path) else { return Ok(()) };
    if !file.metadata().is_ok_and(|there| there.is_file()) {
        return Ok(());
    }
    let mut front = Vec::new();
    let read = file.take(LONGEST_HEADER).read_to_end(&mut front);
    if read.is_ok() && (front.is_empty() || is_ranking(&front)) {
        return Ok(());
    }
    let message = format!("{} is no stored ranking and is not overwritten", path.display());
    Err(usage(message, "name another file behind --expect, or delete this one first"))
}

/// Reads a ranking. The stored one and the new one both come through here, so that csv changes a text of both alike.
pub(crate) fn standings(path: &Path, bytes: &[u8]) -> Result<Vec<Standing>, Findings> {
    let ranks = read_ranking(&path.to_string_lossy(), bytes)?;
    let standing = |StoredRank { id, name, rank, score, tier }| Standing { id, name, rank, score, tier };
    Ok(ranks.into_iter().map(standing).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_stored_ranking_or_an_empty_file_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        let may = |text: &str| {
            std::fs::write(&file, text).unwrap();
            may_replace(&file).is_ok()
        };
        assert!(may("") && may("rank,id,name,score,tier\n<<<<<<<\n") && may("\u{feff}id,rank,score,tier"));
        assert!(!may("rank,id,score\n1,A,5\n") && may("rank;id;score;tier\n") && !may("\n") && !may("notes\n"));
        assert!(may_replace(&folder.path().join("new.csv")).is_ok());
    }

    #[test]
    fn what_cannot_be_a_ranking_is_not_read_to_its_end() {
        assert_eq!(text(&b"id,rank\nA,1\n"[..]).unwrap(), b"id,rank\nA,1\n");
        assert!(text(BufReader::new(io::repeat(0))).unwrap_err().to_string().contains("NUL"));
        assert!(text(BufReader::new(b"id\n".chain(io::repeat(b'x')))).unwrap_err().to_string().contains("16 MiB"));
    }

    #[test]
    fn names_stand_beside_the_ids_where_the_file_holds_them() {
        let named = |text: &str| {
            let standings = standings(Path::new("r.csv"), text.as_bytes()).unwrap();
            standings.into_iter().map(|s| (s.id, s.name)).collect::<Vec<_>>()
        };
        let text = "id,name,rank,score,tier\nA,\"Alpha, Ltd\",1,80,K\nB,,2,70,K\n";
        assert_eq!(named(text), [("A".into(), Some("Alpha, Ltd".into())), ("B".into(), None)]);
        assert_eq!(named("id,rank,score,tier\nA,1,80,K\n"), [("A".into(), None)]);
    }
}
