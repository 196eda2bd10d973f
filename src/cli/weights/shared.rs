//! Arguments that the methods share.

use crate::cli::arguments::{Criteria, Reading, Speaking, Writing};
use clap::Args;
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

    #[command(flatten)]
    pub(super) writing: Writing,

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
