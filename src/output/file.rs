//! A file that is replaced whole or not at all. (Stand-in until the real one arrives.)

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file being written.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    temporary: tempfile::NamedTempFile,
}

impl Target {
    /// Opens a temporary file beside `path`.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn open(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Target { path: path.to_owned(), temporary: tempfile::NamedTempFile::new_in(folder)? })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn commit(self) -> io::Result<()> {
        self.temporary.persist(&self.path).map(drop).map_err(|e| e.error)
    }
}

impl Write for Target {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.temporary.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}
