//! Where bytes come from: a file, or a stream that can be read only once and is kept for a second reading.
//!
//! A file is open only while it is read: a month of exports may be more files than a process may hold open.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a stream that are kept in memory before they go to a temporary file.
const IN_MEMORY: usize = 16 << 20;

/// What can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// What can be read only once.
#[derive(Debug)]
pub(crate) enum Stream {
    Stdin(io::Stdin),
    Pipe(File),
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Stdin(stdin) => stdin.read(buffer),
            Stream::Pipe(pipe) => pipe.read(buffer),
        }
    }
}

/// An input that can be read again from its start.
#[derive(Debug)]
pub(crate) enum Source {
    File(Placed),
    Stream(Replay<Stream>),
}

impl Source {
    /// A file that can be opened, or a named pipe; `-` is standard input.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Source::Stream(Replay::new(Stream::Stdin(io::stdin()))));
        }
        let file = File::open(path)?;
        let there = file.metadata()?;
        if there.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder"));
        }
        if there.is_file() {
            Ok(Source::File(Placed { path: path.to_owned(), there, file: None, place: Arc::default() }))
        } else if is_pipe(&there) {
            Ok(Source::Stream(Replay::new(Stream::Pipe(file))))
        } else {
            Err(io::Error::other("not a regular file; pipe it in and name it `-`"))
        }
    }

    /// How many bytes it has; nobody knows that of a stream.
    pub(crate) fn len(&self) -> Option<u64> {
        match self {
            Source::File(placed) => Some(placed.there.len()),
            Source::Stream(_) => None,
        }
    }

    /// Closes the file until it is read again; a stream cannot be opened a second time.
    pub(crate) fn close(&mut self) {
        if let Source::File(placed) = self {
            placed.file = None;
        }
    }

    /// Where its reader stands, also while that is at work elsewhere.
    pub(crate) fn place(&self) -> Arc<AtomicU64> {
        match self {
            Source::File(placed) => placed.place.clone(),
            Source::Stream(replay) => replay.at.clone(),
        }
    }

    /// All of it from the start, for who must jump about in it.
    pub(crate) fn seekable(&mut self) -> io::Result<Box<dyn ReadSeek + '_>> {
        self.rewind()?;
        match self {
            Source::File(file) => Ok(Box::new(BufReader::new(file))),
            Source::Stream(replay) => {
                io::copy(replay, &mut io::sink())?;
                replay.kept.rewind()?;
                Ok(Box::new(&mut replay.kept))
            }
        }
    }

    /// Reads from the start again.
    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        match self {
            Source::File(file) => file.rewind(),
            Source::Stream(replay) => {
                replay.at.store(0, Ordering::Relaxed);
                Ok(())
            }
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::File(file) => file.read(buffer),
            Source::Stream(replay) => replay.read(buffer),
        }
    }
}

/// Whether it is a pipe, as a shell makes of `<(…)`. Other devices may have no end.
fn is_pipe(there: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        there.file_type().is_fifo()
    }
    #[cfg(not(unix))]
    {
        let _ = there;
        false
    }
}

/// A file, and where its reader stands.
#[derive(Debug)]
pub(crate) struct Placed {
    path: PathBuf,
    /// What the system said of it when it was named.
    there: Metadata,
    /// Open while it is read.
    file: Option<File>,
    place: Arc<AtomicU64>,
}

impl Placed {
    /// # Errors
    /// Where it cannot be opened any more, or the path leads to another file by now: two readings of one list must see the
    /// same one.
    fn opened(&mut self) -> io::Result<&mut File> {
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                let file = File::open(&self.path)?;
                if !is_same(&self.there, &file.metadata()?) {
                    return Err(io::Error::other("another file took its place meanwhile; start again"));
                }
                file
            }
        };
        Ok(self.file.insert(file))
    }
}

/// Whether it is still the same file.
fn is_same(before: &Metadata, now: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (before.dev(), before.ino()) == (now.dev(), now.ino())
    }
    #[cfg(not(unix))]
    {
        before.created().ok() == now.created().ok()
    }
}

impl Read for Placed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.opened()?.read(buffer)?;
        self.place.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl Seek for Placed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.opened()?.seek(to)?;
        self.place.store(place, Ordering::Relaxed);
        Ok(place)
    }
}

/// A stream that keeps what was read of it.
#[derive(Debug)]
pub(crate) struct Replay<R> {
    from: R,
    kept: tempfile::SpooledTempFile,
    len: u64,
    at: Arc<AtomicU64>,
}

impl<R: Read> Replay<R> {
    fn new(from: R) -> Self {
        Replay { from, kept: tempfile::spooled_tempfile(IN_MEMORY), len: 0, at: Arc::default() }
    }
}

impl<R: Read> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let at = self.at.load(Ordering::Relaxed);
        let n = if at < self.len {
            self.kept.seek(SeekFrom::Start(at))?;
            self.kept.read(buffer)?
        } else {
            let n = self.from.read(buffer)?;
            self.kept.seek(SeekFrom::Start(self.len))?;
            self.kept.write_all(buffer.get(..n).unwrap_or(&[]))?;
            self.len += n as u64;
            n
        };
        self.at.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_can_be_read_again_and_then_further() {
        let mut replay = Replay::new(&b"abcdefgh"[..]);
        let mut three = [0; 3];
        replay.read_exact(&mut three).unwrap();
        replay.at.store(0, Ordering::Relaxed);
        let mut all = String::new();
        replay.read_to_string(&mut all).unwrap();
        assert_eq!((&three, all.as_str()), (b"abc", "abcdefgh"));
    }

    #[test]
    #[cfg(unix)]
    fn a_file_is_opened_again_but_never_another_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("customers.csv");
        std::fs::write(&path, "abc").unwrap();
        let mut source = Source::open(&path).unwrap();
        for _ in 0..2 {
            let mut all = String::new();
            source.rewind().unwrap();
            source.read_to_string(&mut all).unwrap();
            assert_eq!((all.as_str(), source.len(), source.place().load(Ordering::Relaxed)), ("abc", Some(3), 3));
            source.close();
        }
        std::fs::write(folder.path().join("new.csv"), "xyz").unwrap();
        std::fs::rename(folder.path().join("new.csv"), &path).unwrap();
        assert!(source.rewind().is_err());
    }
}
