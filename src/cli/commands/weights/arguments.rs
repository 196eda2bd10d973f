//! Arguments that the methods share.

use crate::cli::arguments::{Criteria, Reading, Writing};
use crate::cli::message_options::MessageOptions;
use clap::Args;
use std::path::PathBuf;

/// What every method takes.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    #[command(flatten)]
    pub(crate) criteria: Criteria,

    /// Weigh the criteria of this group; without it those of the first level
    #[arg(long, value_name = "ID", help_heading = "Model")]
    pub(crate) group: Option<String>,

    /// Put the weights into the criteria file of -c; only the numbers change
    #[arg(long, help_heading = "Model")]
    pub(crate) write: bool,

    #[command(flatten)]
    pub(crate) writing: Writing,

    #[command(flatten)]
    pub(crate) reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

/// What the methods take that ask people.
#[derive(Debug, Args)]
pub(crate) struct Judging {
    /// Customer files: compare the ranking with the one in force; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Customers")]
    pub(crate) data: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) all: Shared,
}

impl Judging {
    /// How to speak.
    pub(crate) fn message_options(&self) -> &MessageOptions {
        &self.all.message_options
    }
}
