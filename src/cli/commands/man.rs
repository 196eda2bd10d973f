//! `keyrank man`: the man pages.

use crate::cli::destination::Destination;
use crate::cli::exit::{Failure, Verdict};
use anyhow::{Context as _, Result};
use clap::{Args, CommandFactory};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  keyrank man | man -l -
  keyrank man --dir ~/.local/share/man/man1";

/// Print the man page, or write one for every command
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Write all pages into this folder, which is made if it is not there
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Arguments {
    /// Writes the pages of the commands of `C`.
    pub(crate) fn run<C: CommandFactory>(&self) -> Result<Verdict> {
        let command = C::command();
        match &self.dir {
            Some(dir) => std::fs::create_dir_all(dir)
                .and_then(|()| clap_mangen::generate_to(command, dir))
                .with_context(|| Failure::unwritable(&format!("man pages to {}", dir.display())))?,
            None => Destination::Stdout.deliver(false, |to| clap_mangen::Man::new(command).render(to))?,
        }
        Ok(Verdict::Done)
    }
}
