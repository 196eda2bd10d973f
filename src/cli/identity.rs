//! Whether two paths, links or redirected streams are the same file.

use std::ffi::OsString;
use std::io::{stderr, stdin, stdout};
use std::path::Path;

/// Whether both lead to the same regular file. `-` is standard input.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    matches!((of(a), of(b)), (Some(a), Some(b)) if a == b)
        || (a.as_os_str() != "-" && b.as_os_str() != "-" && same(a, b))
}

/// Whether standard output goes to the regular file that is read under this name.
pub(crate) fn is_stdout(read: &Path) -> bool {
    matches!((of(read), streams::identity(stdout())), (Some(read), Some(written)) if read == written)
}

/// Whether standard error goes to a regular file that an argument names. A message would be written into the input then.
pub(crate) fn is_stderr_among(arguments: &[OsString]) -> bool {
    let Some(written) = streams::identity(stderr()) else { return false };
    arguments.iter().skip(1).flat_map(|argument| streams::paths(argument)).any(|path| of(path) == Some(written))
}

fn of(path: &Path) -> Option<streams::Identity> {
    if path.as_os_str() == "-" { streams::identity(stdin()) } else { streams::of_file(&path.metadata().ok()?) }
}

#[cfg(unix)]
mod streams {
    use std::ffi::OsStr;
    use std::fs::{File, Metadata};
    use std::os::fd::AsFd;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    /// Device and inode.
    pub(crate) type Identity = (u64, u64);

    pub(crate) fn of_file(file: &Metadata) -> Option<Identity> {
        file.is_file().then(|| (file.dev(), file.ino()))
    }

    pub(crate) fn identity(stream: impl AsFd) -> Option<Identity> {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
        of_file(&file.metadata().ok()?)
    }

    /// The paths that an argument may be: `FILE`, `--option=FILE`, `-oFILE`.
    pub(crate) fn paths(argument: &OsStr) -> impl Iterator<Item = &Path> {
        let bytes = argument.as_bytes();
        let is_option = bytes.first() == Some(&b'-');
        let value = bytes.iter().position(|byte| *byte == b'=').and_then(|at| bytes.get(at + 1..));
        let attached = bytes.get(2..);
        let more = [value, attached].into_iter().flatten().filter(move |value| is_option && !value.is_empty());
        std::iter::once(bytes).chain(more).map(|bytes| Path::new(OsStr::from_bytes(bytes)))
    }
}

/// Elsewhere only paths are compared.
#[cfg(not(unix))]
mod streams {
    pub(crate) type Identity = ();

    pub(crate) fn of_file(_: &std::fs::Metadata) -> Option<Identity> {
        None
    }

    pub(crate) fn identity<S>(_: S) -> Option<Identity> {
        None
    }

    pub(crate) fn paths(_: &std::ffi::OsStr) -> impl Iterator<Item = &std::path::Path> {
        std::iter::empty()
    }
}
