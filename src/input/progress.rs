//! How far reading is, told to a watcher, which decides what to do with it.

use super::bytes::source::Source;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far the reading of all files is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the files as they lie on disk, packed where they are.
    pub bytes: u64,
    /// So many there are; `None` where one of the files is a stream.
    pub of: Option<u64>,
    /// Customers read so far. Where files have to be read twice, this and the bytes go back.
    pub rows: u64,
}

impl Progress {
    /// Before anything is read.
    pub(crate) fn start(sources: &[(String, Source)]) -> Self {
        Progress { bytes: 0, of: sources.iter().map(|(_, source)| source.len()).sum(), rows: 0 }
    }

    /// A whole file is read, with so many customers.
    pub(crate) fn pass(&mut self, source: &Source, rows: u64) {
        self.bytes += source.len().unwrap_or_else(|| source.place().load(Ordering::Relaxed));
        self.rows += rows;
    }
}

/// Who is told how far reading is, after each block.
#[derive(Clone, Copy)]
pub struct Watch<'a>(pub &'a (dyn Fn(Progress) + Sync));

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

/// What a watcher is told while one of the files is read.
#[derive(Debug)]
pub(crate) struct Meter<'a> {
    pub(crate) watch: Option<Watch<'a>>,
    /// What the files before this one held.
    pub(crate) before: Progress,
    /// Where the reader of this one stands.
    pub(crate) place: Arc<AtomicU64>,
}

impl Meter<'_> {
    /// So many customers of this file are read.
    pub(crate) fn tell(&self, rows: u64) {
        if let Some(Watch(tell)) = self.watch {
            let bytes = self.before.bytes + self.place.load(Ordering::Relaxed);
            tell(Progress { bytes, of: self.before.of, rows: self.before.rows + rows });
        }
    }
}
