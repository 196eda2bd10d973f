//! Where a document goes: standard output, or a file that is replaced whole or not at all.

use super::exit::{Failure, usage, written_to_stdout};
use super::identity::{is_same, is_stdout};
use super::output_file::OutputFile;
use crate::output::Format;
use crate::output::terminal::shown::{Notation, Shown};
use anyhow::{Context as _, Error, Result};
use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

/// Where a document goes.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Standard output.
    Stdout,
    /// A file.
    File {
        /// As the user named it.
        path: PathBuf,
        /// Opened before the work begins, so that a bad path fails at once.
        target: Box<OutputFile>,
    },
}

impl Destination {
    /// Opens the file; without one, or for `-`, the destination is standard output. A file that is also read is refused, so that
    /// a typing mistake cannot destroy a customer list.
    pub(crate) fn open<'a>(path: Option<&Path>, read: impl IntoIterator<Item = &'a PathBuf>) -> Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Destination::stdout(read) };
        if read.into_iter().any(|file| is_same(file, path)) {
            let message = format!("{} is read and cannot be written as well", path.display());
            return Err(usage(message, "choose another file for the result"));
        }
        let target = Box::new(OutputFile::open(path)?);
        Ok(Destination::File { path: path.to_owned(), target })
    }

    /// Standard output, unless that goes to a file that is also read.
    pub(crate) fn stdout<'a>(read: impl IntoIterator<Item = &'a PathBuf>) -> Result<Self> {
        match read.into_iter().find(|file| is_stdout(file)) {
            None => Ok(Destination::Stdout),
            Some(file) => {
                let message = format!("standard output goes to {}, which is read", file.display());
                Err(usage(message, "choose another file for the result"))
            }
        }
    }

    /// Whether it is a terminal.
    fn is_terminal(&self) -> bool {
        match self {
            Destination::Stdout => stdout().is_terminal(),
            Destination::File { target, .. } => target.is_terminal(),
        }
    }

    /// Writes a document of this format. A table is safe for a terminal as it is, with its colours. The other formats are made
    /// safe where they go to one.
    pub(crate) fn deliver_as(
        self,
        format: Format,
        color: bool,
        document: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let notation = match format {
            Format::Table => return self.deliver(color, document),
            Format::Json => Notation::Json,
            Format::Csv | Format::Markdown => Notation::Plain,
        };
        if !self.is_terminal() {
            return self.deliver(color, document);
        }
        self.deliver(color, |to| {
            let mut shown = Shown::new(notation, to);
            document(&mut shown)?;
            shown.finish()
        })
    }

    /// Writes the document; a file takes its place only after the last byte.
    pub(crate) fn deliver(self, color: bool, document: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Destination::Stdout => {
                let written = if color {
                    buffered(anstream::AutoStream::always(stdout().lock()), document)
                } else {
                    buffered(stdout().lock(), document)
                };
                written_to_stdout(written)
            }
            Destination::File { path, mut target } => {
                document(&mut target).with_context(|| Failure::unwritable(&path.to_string_lossy()))?;
                Ok(target.commit()?)
            }
        }
    }
}

fn buffered(to: impl Write, document: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    document(&mut to)?;
    to.flush()
}

/// Refuses to replace what stands at a path, if it names something that is there; `never` says why.
pub(crate) fn refuse_to_replace(path: Option<&Path>, never: &str) -> Result<()> {
    match path {
        Some(path) if path.symlink_metadata().is_ok() => Err(already_there(path, never)),
        _ => Ok(()),
    }
}

/// The refusal to replace what stands at a path; `never` says why it is not replaced.
pub(crate) fn already_there(path: &Path, never: &str) -> Error {
    let message = format!("{} is there already, and {never}", path.display());
    usage(message, "name another file with -o, or move that one away; -o - only prints")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_read_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("customers.csv");
        std::fs::write(&data, "id\n").unwrap();
        let detour = folder.path().join(".").join("customers.csv");
        let refused = Destination::open(Some(&detour), [&data]);
        assert!(refused.unwrap_err().to_string().ends_with("is read and cannot be written as well"));
        assert!(Destination::open(Some(&folder.path().join("new.csv")), [&data]).is_ok());
        let link = folder.path().join("hard.csv");
        std::fs::hard_link(&data, &link).unwrap();
        assert!(Destination::open(Some(&link), [&data]).is_err());
        let to_itself = Destination::open(Some(Path::new("-")), [&data]);
        assert!(matches!(to_itself, Ok(Destination::Stdout)));
    }

    #[test]
    fn a_document_that_fails_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ranking.csv");
        std::fs::write(&path, "old").unwrap();
        let open = || Destination::open(Some(&path), []).unwrap();
        let failed = open().deliver(false, |to| {
            to.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        open().deliver(false, |to| to.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
