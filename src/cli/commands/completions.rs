//! `keyrank completions`: what a shell needs to complete keyrank's arguments.

use crate::cli::destination::Destination;
use crate::cli::exit::Verdict;
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

const EXAMPLES: &str = "\
Examples:
  keyrank completions bash > ~/.local/share/bash-completion/completions/keyrank
  keyrank completions fish > ~/.config/fish/completions/keyrank.fish
  keyrank completions zsh > _keyrank       then move it to a folder of $fpath";

/// Print shell completions
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

impl Arguments {
    /// Writes the completions of the commands of `C`.
    pub(crate) fn run<C: CommandFactory>(&self) -> Result<Verdict> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut C::command(), "keyrank", &mut script);
        Destination::Stdout.deliver(false, |to| to.write_all(&script))?;
        Ok(Verdict::Done)
    }
}
