//! `keyrank weights`: where weights come from. Each method has a file; `proposal` has what they share.

mod ahp;
pub(crate) mod arguments;
pub(crate) mod criteria_file;
pub(crate) mod from_data;
pub(crate) mod proposal;

mod rank;
mod swing;

use crate::cli::exit::Verdict;
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::terminal::Terminal;
use anyhow::Result;
use clap::{Args, Subcommand};
use from_data as data;

const EXAMPLES: &str = "\
Examples:
  keyrank weights rank know_how,door_opener=market_importance,…
  keyrank weights ahp pairwise.yaml --data customers.csv
  keyrank weights ahp --ask -o pairwise.yaml
  keyrank weights swing know_how=100 door_opener=60 …
  keyrank weights entropy customers.csv
  keyrank weights critic customers.csv -c criteria.yaml --write";

/// Derive weights from judgements or from the data
///
/// Each method shows its weights beside those in force, and with customers how alike the two rankings are. --write puts
/// them into the criteria file, where only the numbers change.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    method: Method,
}

#[derive(Debug, Subcommand)]
enum Method {
    Ahp(ahp::Arguments),
    Rank(rank::Arguments),
    Swing(swing::Arguments),
    Entropy(data::Entropy),
    Critic(data::Critic),
}

impl Arguments {
    /// Derives weights and shows them.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        match &self.method {
            Method::Ahp(a) => a.run(terminal, messages),
            Method::Rank(a) => a.run(terminal, messages),
            Method::Swing(a) => a.run(terminal, messages),
            Method::Entropy(a) => a.run(terminal, messages),
            Method::Critic(a) => a.run(terminal, messages),
        }
    }

    /// How to speak.
    pub(crate) fn message_options(&self) -> &MessageOptions {
        match &self.method {
            Method::Ahp(a) => a.shared.message_options(),
            Method::Rank(a) => a.shared.message_options(),
            Method::Swing(a) => a.shared.message_options(),
            Method::Entropy(a) => a.message_options(),
            Method::Critic(a) => a.message_options(),
        }
    }
}
