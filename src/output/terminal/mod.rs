//! Documents and findings as text for a terminal.

pub(crate) mod bar;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod findings;
pub(crate) mod layout;
pub(crate) mod legend;
pub(crate) mod lines;
pub(crate) mod ranking;
pub(crate) mod shown;
