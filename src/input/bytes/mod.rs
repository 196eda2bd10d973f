//! Bytes -> text: where they come from, what kind of file they are, and how it is encoded.

pub(crate) mod code_pages;
pub(crate) mod encoding;
pub(crate) mod file_kind;
pub(crate) mod front;
pub(crate) mod source;
