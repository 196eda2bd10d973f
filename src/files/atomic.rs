//! The file that a document goes to: either the old one or the whole new one, never half of it.

#[cfg(unix)]
use super::leftovers;
use super::syncing::Syncing;
use crate::text::visible::visible;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// So many links lead on from one to the next at most; more are a circle.
const LINKS: usize = 40;

/// What went wrong with a file that is to be written.
#[derive(Debug)]
pub(crate) enum Error {
    /// It is a folder.
    IsFolder(PathBuf),
    /// It cannot be opened or made.
    Open(PathBuf, io::Error),
    /// It cannot be written or put in place; what was there before is whole.
    Write(PathBuf, io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
        match self {
            Error::IsFolder(path) => write!(f, "cannot write {}: it is a folder; name a file in it", shown(path)),
            Error::Open(path, _) => write!(f, "cannot open {} for writing", shown(path)),
            Error::Write(path, _) => write!(f, "cannot write {}", shown(path)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::IsFolder(_) => None,
            Error::Open(_, source) | Error::Write(_, source) => Some(source),
        }
    }
}

/// A file that is being written. It is opened before the work starts, so that a bad path fails at once; what was there
/// before stays until [`Target::commit`], and for ever where that is not reached.
#[derive(Debug)]
pub(crate) struct Target {
    /// As the user named it.
    named: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// Beside the real file, to be renamed to it.
    Beside { temporary: BufWriter<Syncing>, real: PathBuf, there: Option<Box<Metadata>> },
    /// Something that cannot be replaced: a terminal, a pipe, a device.
    Straight(BufWriter<File>),
}

impl Target {
    /// Opens what `path` names. A link is followed to its file, and the file keeps its permissions, its owner and its group.
    ///
    /// # Errors
    /// Where it is a folder, or may not be written, or its folder does not take a new file.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let failed = |error| Error::Open(path.to_owned(), error);
        let there = match fs::metadata(path) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if there.as_ref().is_some_and(Metadata::is_dir) {
            return Err(Error::IsFolder(path.to_owned()));
        }
        let is_file = there.as_ref().is_none_or(Metadata::is_file);
        let to = if is_file && !is_stream(path) {
            beside(path, there)
        } else {
            // Appending leaves alone what others have written to a redirected standard output.
            OpenOptions::new().append(true).open(path).map(|file| To::Straight(BufWriter::new(file)))
        };
        Ok(Target { named: path.to_owned(), to: to.map_err(failed)? })
    }

    /// The file that holds what was written until it is put in place, for who must remove it where nothing is dropped.
    pub(crate) fn temporary(&self) -> Option<&Path> {
        match &self.to {
            To::Beside { temporary, .. } => Some(temporary.get_ref().path()),
            To::Straight(_) => None,
        }
    }

    /// Whether it is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(&self.to, To::Straight(file) if file.get_ref().is_terminal())
    }

    /// Puts what was written in place: flushed, synced, renamed, the folder synced.
    ///
    /// # Errors
    /// Where the system refuses any of it; what was there before is whole then, and nothing is left beside it.
    pub(crate) fn commit(self) -> Result<(), Error> {
        let done = match self.to {
            To::Beside { temporary, real, there } => put_in_place(temporary, &real, there.as_deref()),
            To::Straight(mut file) => file.flush(),
        };
        done.map_err(|error| Error::Write(self.named, error))
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Beside { temporary, .. } => temporary.write(bytes),
            To::Straight(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside { temporary, .. } => temporary.flush(),
            To::Straight(file) => file.flush(),
        }
    }
}

/// Whether a path leads to an open stream of this process. That may be a file, but one that others write to as well.
pub(crate) fn is_stream(path: &Path) -> bool {
    const STREAMS: [&str; 5] = ["/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"];
    let is_below = |path: &Path| STREAMS.iter().any(|stream| path.starts_with(stream));
    let mut hop = path.to_owned();
    for _ in 0..LINKS {
        // A folder may be a link, too.
        if is_below(&hop) || folder(&hop).canonicalize().is_ok_and(|folder| is_below(&folder)) {
            return true;
        }
        let Ok(next) = fs::read_link(&hop) else { return false };
        hop = folder(&hop).join(next);
    }
    false
}

fn beside(path: &Path, there: Option<Metadata>) -> io::Result<To> {
    let real = followed(path)?;
    if there.is_some() {
        // Renaming asks only the folder; a file that may not be written is not to be replaced either.
        OpenOptions::new().write(true).open(&real)?;
    }
    let temporary = BufWriter::new(Syncing::new(temporary(&folder(&real), there.as_ref())?));
    Ok(To::Beside { temporary, real, there: there.map(Box::new) })
}

/// A new file that lets nobody read more than the one it will replace; of a wholly new one, what the umask leaves.
#[cfg(unix)]
fn temporary(folder: &Path, there: Option<&Metadata>) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let prefix = leftovers::prefix();
    let mode = there.map_or(0o666, |there| there.mode() & 0o777);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(leftovers::SUFFIX).permissions(fs::Permissions::from_mode(mode));
    let temporary = builder.tempfile_in(folder)?;
    leftovers::hold(temporary.as_file());
    leftovers::remove_from(folder, temporary.as_file().metadata()?.uid());
    Ok(temporary)
}

#[cfg(not(unix))]
fn temporary(folder: &Path, _: Option<&Metadata>) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".keyrank-").suffix(".tmp").tempfile_in(folder)
}

/// Gives a new file the owner, the group and the permissions of the one that it replaces. Only the system's administrator
/// may give a file away; where the group cannot be kept, another one gets no more than everybody has.
#[cfg(unix)]
fn take_after(new: &File, there: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let now = new.metadata()?;
    if now.uid() != there.uid() {
        let _ = fchown(new, Some(there.uid()), None);
    }
    let keeps_group = now.gid() == there.gid() || fchown(new, None, Some(there.gid())).is_ok();
    new.set_permissions(fs::Permissions::from_mode(kept_mode(there.mode(), keeps_group)))
}

/// The permissions of a file that replaces one with `mode`.
#[cfg(unix)]
fn kept_mode(mode: u32, keeps_group: bool) -> u32 {
    if keeps_group { mode } else { mode & !0o070 | mode & (mode & 0o007) << 3 }
}

#[cfg(not(unix))]
fn take_after(new: &File, there: &Metadata) -> io::Result<()> {
    new.set_permissions(there.permissions())
}

/// Where a path leads in the end, also where nothing is there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut real = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&real) {
            // A relative link starts from the folder it is in; joining an absolute one leaves just that.
            Ok(next) => real = folder(&real).join(next),
            Err(_) => return Ok(real),
        }
    }
    Err(io::Error::other("too many links"))
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn put_in_place(temporary: BufWriter<Syncing>, real: &Path, there: Option<&Metadata>) -> io::Result<()> {
    let temporary = temporary.into_inner().map_err(io::IntoInnerError::into_error)?.into_file()?;
    if let Some(there) = there {
        take_after(temporary.as_file(), there)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(real).map_err(|error| error.error)?;
    #[cfg(unix)]
    {
        // The new file stands by now. Some file systems do not sync a folder, and that is no reason to say it failed.
        let _ = File::open(folder(real)).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn written(path: &Path, text: &str) {
        let mut target = Target::open(path).unwrap();
        target.write_all(text.as_bytes()).unwrap();
        target.commit().unwrap();
    }

    #[test]
    fn the_old_file_stands_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ranking.csv");
        written(&path, "old");
        let mut target = Target::open(&path).unwrap();
        target.write_all(b"new").unwrap();
        target.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        target.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["ranking.csv"]);
    }

    #[test]
    fn nothing_is_left_where_the_work_fails() {
        let folder = tempfile::tempdir().unwrap();
        let mut target = Target::open(&folder.path().join("ranking.csv")).unwrap();
        target.write_all(b"half").unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        drop(target);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_bad_path_fails_when_it_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Target::open(folder.path()), Err(Error::IsFolder(_))));
        let nowhere = folder.path().join("no/such\u{1b}/folder.csv");
        let error = Target::open(&nowhere).unwrap_err();
        assert!(matches!(error, Error::Open(..)));
        assert!(error.to_string().contains("such\\u{1b}/folder.csv"), "{error}");
    }

    #[test]
    #[cfg(unix)]
    fn a_new_file_can_be_read_by_others_and_an_old_one_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let (ordinary, path) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&ordinary, "").unwrap();
        written(&path, "x");
        assert_eq!(mode(&path), mode(&ordinary));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        written(&path, "y");
        assert_eq!(mode(&path), 0o640);
        assert_eq!((kept_mode(0o100_640, true), kept_mode(0o100_640, false)), (0o100_640, 0o100_600));
        assert_eq!((kept_mode(0o664, false), kept_mode(0o606, false)), (0o644, 0o606));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_even_to_a_file_that_is_not_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let (link, second) = (folder.path().join("link"), folder.path().join("deep/second"));
        std::os::unix::fs::symlink("deep/second", &link).unwrap();
        std::os::unix::fs::symlink("real.csv", &second).unwrap();
        for text in ["first", "again"] {
            written(&link, text);
            assert_eq!(fs::read_to_string(folder.path().join("deep/real.csv")).unwrap(), text);
        }
        assert!(link.is_symlink() && second.is_symlink());
        let circle = folder.path().join("circle");
        std::os::unix::fs::symlink("circle", &circle).unwrap();
        assert!(matches!(Target::open(&circle), Err(Error::Open(..))));
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_written_straight() {
        written(Path::new("/dev/null"), "x");
        assert!(matches!(Target::open(Path::new("/dev/null")).unwrap().to, To::Straight(_)));
        assert!(!Path::new("/dev/null").is_file());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_an_error() {
        let mut target = Target::open(Path::new("/dev/full")).unwrap();
        target.write_all(b"x").unwrap();
        assert!(matches!(target.commit(), Err(Error::Write(..))));
    }
}
