//! Files that are written: replaced whole or not at all, safely on the disk, and cleaned up after a signal.

pub(crate) mod atomic;
#[cfg(unix)]
pub(crate) mod leftovers;
#[cfg(unix)]
pub(crate) mod signals;
pub(crate) mod syncing;
