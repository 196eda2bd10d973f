//! The formats of documents, as the command line names them.

use crate::output;
use crate::text::folded;
use clap::ValueEnum;
use std::path::Path;

/// The formats of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Table,
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// For a document.
    Markdown,
}

impl Format {
    /// The format for the ending of a file's name.
    pub(crate) fn by_ending(path: &Path) -> Option<Self> {
        match ending(path).as_str() {
            "txt" => Some(Format::Table),
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "md" | "markdown" => Some(Format::Markdown),
            _ => None,
        }
    }
}

/// The ending of a file's name, in small letters.
pub(crate) fn ending(path: &Path) -> String {
    folded(&path.extension().unwrap_or_default().to_string_lossy())
}

/// The formats of a page for one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For a terminal.
    Table,
    /// For a program.
    Json,
    /// For a document.
    Markdown,
}

impl From<Format> for output::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => output::Format::Table,
            Format::Csv => output::Format::Csv,
            Format::Json => output::Format::Json,
            Format::Markdown => output::Format::Markdown,
        }
    }
}

impl From<PageFormat> for output::Format {
    fn from(format: PageFormat) -> Self {
        match format {
            PageFormat::Table => output::Format::Table,
            PageFormat::Json => output::Format::Json,
            PageFormat::Markdown => output::Format::Markdown,
        }
    }
}
