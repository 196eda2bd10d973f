//! A file that goes to the disk while it is still being written, so that little is left to wait for at the end.

use std::io::{self, Write};
use std::path::Path;
use std::thread::{Builder, JoinHandle};
use tempfile::NamedTempFile;

/// Less is sooner waited for at the end.
const ENOUGH: usize = 16 << 20;

/// A temporary file that goes to the disk as it is written.
#[derive(Debug)]
pub(crate) struct Syncing {
    file: NamedTempFile,
    /// Bytes that are written before the disk is asked to take them.
    enough: usize,
    /// Bytes since the disk was last asked.
    written: usize,
    /// The thread that asks, and waits for the disk.
    asking: Option<JoinHandle<io::Result<()>>>,
}

impl Syncing {
    pub(crate) fn new(file: NamedTempFile) -> Self {
        Syncing { file, enough: ENOUGH, written: 0, asking: None }
    }

    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file, most of which is on the disk.
    ///
    /// # Errors
    /// What the disk said so far.
    pub(crate) fn into_file(mut self) -> io::Result<NamedTempFile> {
        self.wait()?;
        Ok(self.file)
    }

    /// Waits for the thread that asks. A disk says only once that it failed, so its answer must not be lost.
    fn wait(&mut self) -> io::Result<()> {
        let asking = self.asking.take();
        asking.map_or(Ok(()), |asking| asking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }
}

impl Write for Syncing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written;
        let is_free = self.asking.as_ref().is_none_or(JoinHandle::is_finished);
        if self.written >= self.enough && is_free {
            self.wait()?;
            // Where no thread or open file is to be had, all goes to the disk at the end.
            let file = self.file.as_file().try_clone().ok();
            self.asking = file.and_then(|file| Builder::new().spawn(move || file.sync_data()).ok());
            self.written = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_is_asked_as_soon_as_enough_is_written_and_all_bytes_are_there() {
        let mut syncing = Syncing { enough: 10, ..Syncing::new(NamedTempFile::new().unwrap()) };
        syncing.write_all(b"123456789").unwrap();
        assert!(syncing.asking.is_none());
        syncing.write_all(b"0").unwrap();
        assert!(syncing.asking.is_some() && syncing.written == 0);
        (0..50).for_each(|_| syncing.write_all(b"abcdefghij").unwrap());
        let file = syncing.into_file().unwrap();
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "1234567890".to_owned() + &"abcdefghij".repeat(50));
    }

    #[test]
    fn what_the_disk_said_is_not_lost() {
        let mut syncing = Syncing { enough: 1, ..Syncing::new(NamedTempFile::new().unwrap()) };
        syncing.asking = Builder::new().spawn(|| Err(io::ErrorKind::StorageFull.into())).ok();
        while syncing.asking.as_ref().is_some_and(|asking| !asking.is_finished()) {
            std::thread::yield_now();
        }
        assert_eq!(syncing.write(b"a").unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
