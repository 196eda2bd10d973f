//! A file that goes to the disk while it is still being written, so that little is left to wait for at the end.

use std::io::{self, Write};
use std::path::Path;
use std::thread::JoinHandle;
use tempfile::NamedTempFile;

/// Bytes that are written before the disk is asked to take them.
const ENOUGH: usize = 64 << 20;

/// A temporary file that goes to the disk as it is written.
#[derive(Debug)]
pub(super) struct Syncing {
    file: NamedTempFile,
    /// Bytes that nobody has taken along to the disk.
    written: usize,
    on_the_way: Option<JoinHandle<io::Result<()>>>,
}

impl Syncing {
    pub(super) fn new(file: NamedTempFile) -> Self {
        Syncing { file, written: 0, on_the_way: None }
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file, most of which is on the disk.
    ///
    /// # Errors
    /// What the disk said on the way.
    pub(super) fn into_file(mut self) -> io::Result<NamedTempFile> {
        self.arrive()?;
        Ok(self.file)
    }

    /// Waits for whoever is on the way. A disk says only once that it failed, so that must be listened to.
    fn arrive(&mut self) -> io::Result<()> {
        let sent = self.on_the_way.take();
        sent.map_or(Ok(()), |sent| sent.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }
}

impl Write for Syncing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written;
        let is_free = self.on_the_way.as_ref().is_none_or(JoinHandle::is_finished);
        if self.written >= ENOUGH && is_free {
            self.arrive()?;
            let file = self.file.as_file().try_clone()?;
            self.on_the_way = Some(std::thread::spawn(move || file.sync_data()));
            self.written = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
