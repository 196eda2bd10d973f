//! Delimited text as programs of all kinds write it.

pub(super) mod blanks;
