//! Arguments that the methods share.

use crate::cli::arguments::{Criteria, Reading, Speaking};
use crate::output;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What every method takes.
#[derive(Debug, Args)]
pub(super) struct Shared {
    #[command(flatten)]
    pub(super) criteria: Criteria,

    /// Weigh the criteria of this group; without it those of the first level
    #[arg(long, value_name = "ID", help_heading = "Model")]
    pub(super) group: Option<String>,

    /// Put the weights into the criteria file of -c; only the numbers change
    #[arg(long, help_heading = "Model")]
    pub(super) write: bool,

    /// How to write the result
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) speaking: Speaking,
}

/// What the methods take that ask people.
#[derive(Debug, Args)]
pub(super) struct Judging {
    /// Customer files: compare the ranking with the one in force; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Customers")]
    pub(super) data: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) all: Shared,
}

impl Judging {
    /// How to speak.
    pub(super) fn speaking(&self) -> &Speaking {
        &self.all.speaking
    }
}

/// The formats of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a terminal.
    Table,
    /// For a spreadsheet.
    Csv,
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
