//! Documents in GitHub's Markdown, for a page or a pull request.

pub(crate) mod document;
pub(crate) mod escape;

#[cfg(test)]
mod ranking_tests;
