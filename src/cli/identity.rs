//! What a file is to the system, whatever it is called: two names, a link or a redirected stream may mean the same one.

use std::io::{stdin, stdout};
use std::path::Path;

/// Do both lead to the same regular file? `-` is standard input.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    matches!((of(a), of(b)), (Some(a), Some(b)) if a == b)
        || (a.as_os_str() != "-" && b.as_os_str() != "-" && same(a, b))
}

/// Does standard output go to the regular file that is read under this name?
pub(super) fn is_stdout(read: &Path) -> bool {
    matches!((of(read), streams::identity(stdout())), (Some(read), Some(written)) if read == written)
}

fn of(path: &Path) -> Option<streams::Identity> {
    if path.as_os_str() == "-" { streams::identity(stdin()) } else { streams::of_file(&path.metadata().ok()?) }
}

#[cfg(unix)]
mod streams {
    use std::fs::{File, Metadata};
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;

    /// Device and inode.
    pub(super) type Identity = (u64, u64);

    pub(super) fn of_file(file: &Metadata) -> Option<Identity> {
        file.is_file().then(|| (file.dev(), file.ino()))
    }

    pub(super) fn identity(stream: impl AsFd) -> Option<Identity> {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
        of_file(&file.metadata().ok()?)
    }
}

/// Elsewhere only paths are compared.
#[cfg(not(unix))]
mod streams {
    pub(super) type Identity = ();

    pub(super) fn of_file(_: &std::fs::Metadata) -> Option<Identity> {
        None
    }

    pub(super) fn identity<S>(_: S) -> Option<Identity> {
        None
    }
}
