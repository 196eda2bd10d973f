//! Temporary files: how they are called while a document is written, and what a killed run left of them.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const PREFIX: &str = ".keyrank-";
/// How the name of a temporary file ends.
pub(crate) const SUFFIX: &str = ".tmp";

/// How the name of a temporary file of this process begins.
pub(crate) fn prefix() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// Holds a temporary file for as long as it is open, which no kill outlasts. A file system without locks keeps what a
/// killed run leaves.
pub(crate) fn hold(temporary: &File) {
    let _ = temporary.try_lock();
}

/// Removes from a folder what killed runs of this user left: regular files with such a name that nobody holds any more. What
/// cannot be removed stays, for it hurts nobody.
pub(crate) fn remove_from(folder: &Path, user: u32) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(process) else { continue };
        // Of the entry itself, not of what a link leads to.
        let is_own = entry.metadata().is_ok_and(|there| there.is_file() && there.uid() == user);
        if is_own && !is_running(process) && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that a temporary file is named after.
fn process(name: &str) -> Option<u32> {
    let (process, rest) = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?;
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain(rest) && process.bytes().all(|byte| byte.is_ascii_digit()) { process.parse().ok() } else { None }
}

/// Whether the system knows such a process. A file is made a moment before it is held.
fn is_running(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_tells_its_process() {
        assert_eq!(process(".keyrank-412-aB3xYz.tmp"), Some(412));
        for other in [
            ".keyrank-.tmp",
            ".keyrank-412.tmp",
            ".keyrank-412-.tmp",
            ".keyrank--aB3xYz.tmp",
            ".keyrank-+12-aB3xYz.tmp",
            ".keyrank-99999999999-aB3xYz.tmp",
            ".keyrank-412-a.b.tmp",
            ".keyrank-aB3xYz.tmp",
            "keyrank-412-aB3xYz.tmp",
            ".keyrank-412-aB3xYz.tmp.csv",
        ] {
            assert_eq!(process(other), None, "{other}");
        }
    }

    #[test]
    fn only_what_nobody_holds_is_removed() {
        // No system gives so high a number to a process.
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (left, held) = (at(".keyrank-4294967295-left00.tmp"), at(".keyrank-4294967295-held00.tmp"));
        let (link, below) = (at(".keyrank-4294967295-link00.tmp"), at(".keyrank-4294967295-below0.tmp"));
        let (running, other) = (at(&format!("{}run000.tmp", prefix())), at(".keyrank-notes.tmp"));
        for file in [&left, &held, &running, &other] {
            fs::write(file, "x").unwrap();
        }
        fs::create_dir(&below).unwrap();
        std::os::unix::fs::symlink(&other, &link).unwrap();
        let holding = File::open(&held).unwrap();
        hold(&holding);
        let user = fs::metadata(&other).unwrap().uid();
        remove_from(folder.path(), user + 1);
        assert!(left.exists());
        remove_from(folder.path(), user);
        assert!(!left.exists());
        assert!([&held, &below, &running, &other].iter().all(|path| path.exists()) && link.is_symlink());
        drop(holding);
        remove_from(folder.path(), user);
        assert!(!held.exists());
    }
}
