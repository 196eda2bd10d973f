//! Documents and findings as text for a terminal.

pub(crate) mod bar;
pub(crate) mod diff;
pub(crate) mod document;
pub(crate) mod findings;
pub(crate) mod layout;
mod legend;
pub(crate) mod lines;
mod matrix;
pub(crate) mod shown;

#[cfg(test)]
mod ranking_tests;
