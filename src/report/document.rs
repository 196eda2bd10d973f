//! A document: a title, and the blocks under it in the order in which they are read.

use super::matrix::Matrix;
use super::table::Table;
use crate::finding::{Finding, Findings};
use crate::language::{Language, inspection};

/// What a command has to say to a person.
pub(crate) struct Document<'a> {
    /// Its sentences are in it already; its numbers are shown in it.
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block<'a>>,
}

/// What a text is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Ordinary.
    Plain,
    /// A heading, or one of those that it is all about.
    Strong,
    /// Said beside.
    Aside,
    /// To be looked at.
    Caution,
    /// Refused.
    Refusal,
}

impl<'a> Document<'a> {
    /// A document of sections, each with its heading; that of the first is the title. One without a heading goes on with
    /// the section before it.
    pub(crate) fn of_sections(language: Language, sections: impl IntoIterator<Item = Section<'a>>) -> Self {
        let mut sections = sections.into_iter();
        let Section { heading: title, mut blocks } = sections.next().unwrap_or_default();
        for section in sections {
            blocks.extend((!section.heading.is_empty()).then_some(Block::Heading(section.heading)));
            blocks.extend(section.blocks);
        }
        Document { language, title, blocks }
    }
}

/// A heading, and what stands under it.
#[derive(Default)]
pub(crate) struct Section<'a> {
    /// Empty where the section goes on with the one before it.
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block<'a>>,
}

impl<'a> Section<'a> {
    pub(crate) fn new(heading: impl Into<String>, blocks: Vec<Block<'a>>) -> Self {
        Section { heading: heading.into(), blocks }
    }
}

/// One thing that is said. Its texts are as they come: the renderer makes them safe to show.
pub(crate) enum Block<'a> {
    /// Begins a section.
    Heading(String),
    /// Begins a part that needs a heading on paper and no more than an empty line in a terminal.
    Part(String),
    /// What must not be overlooked, such as weights that are not those of the criteria file.
    Banner(String),
    /// A paragraph.
    Prose(Tone, String),
    /// A paragraph that exists in several lengths, the longest first: the first that fits into a line is shown.
    Fitting(Tone, Vec<String>),
    /// A paragraph about what stands directly above it.
    Note(Tone, String),
    /// A lead, and the items under it.
    List(String, Vec<String>),
    /// Figures in lines of their own, each part below that of the line above.
    Figures(Vec<Vec<Figure>>),
    Table(Table<'a>),
    Matrix(Box<Matrix>),
    Finding(&'a Finding),
    /// All of them, by severity.
    Findings(&'a Findings),
}

/// A part of a line of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Figure {
    Text(String),
    /// A number and what follows it: the numbers of several lines stand on the right, one below the other.
    Quantity(String, String),
}

impl Block<'_> {
    /// An ordinary paragraph.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Block::Prose(Tone::Plain, text.into())
    }

    /// Findings under a heading of their own, the gravest first; nothing where there are none.
    pub(crate) fn findings<'f>(findings: &'f [&'f Finding], language: Language) -> Vec<Block<'f>> {
        let mut sorted = findings.to_vec();
        sorted.sort_by_key(|finding| finding.severity);
        let heading = (!sorted.is_empty()).then(|| Block::Part(inspection::findings(language).to_owned()));
        heading.into_iter().chain(sorted.into_iter().map(Block::Finding)).collect()
    }

    /// A paragraph that is said beside.
    pub(crate) fn aside(text: impl Into<String>) -> Self {
        Block::Prose(Tone::Aside, text.into())
    }
}
