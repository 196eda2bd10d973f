//! A file that is being written. Its temporary file is removed if the run fails or a signal ends it.

use super::named_pipes::{End, announcing_pipes, is_named_pipe};
use crate::files::atomic::{Error, Target};
#[cfg(unix)]
use crate::files::signals;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A [`Target`] whose temporary file is removed with the program, unless it is killed outright.
#[derive(Debug)]
pub(crate) struct OutputFile {
    target: Target,
    /// Dropped after the target, which removes the file itself where it can.
    temporary: Remembered,
}

impl OutputFile {
    /// Opens what `path` names.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        // Who opens a pipe waits for its other end, and no signal is to wait with them; there is no temporary file then.
        let pipe = if is_named_pipe(path) {
            Some(announcing_pipes([path], End::Reader, |_| Target::open(path))?)
        } else {
            None
        };
        let mut files = signals::hold();
        let target = pipe.map_or_else(|| Target::open(path), Ok)?;
        let temporary = target.temporary().map(Path::to_owned);
        files.extend(temporary.clone());
        Ok(OutputFile { target, temporary: Remembered(temporary) })
    }

    /// Whether it is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        self.target.is_terminal()
    }

    /// Puts what was written in place. A signal waits until that is done.
    pub(crate) fn commit(self) -> Result<(), Error> {
        let OutputFile { target, temporary } = self;
        let files = signals::hold();
        let done = target.commit();
        drop(files);
        drop(temporary);
        done
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.target.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

/// A temporary file that a signal removes until this is dropped.
#[derive(Debug)]
struct Remembered(Option<PathBuf>);

impl Drop for Remembered {
    fn drop(&mut self) {
        signals::hold().retain(|file| Some(file) != self.0.as_ref());
    }
}

/// Other systems end the program at once. A temporary file may stay then; the old file is whole.
#[cfg(not(unix))]
mod signals {
    pub(crate) fn hold() -> Vec<std::path::PathBuf> {
        Vec::new()
    }
}
