//! `keyrank lint`: finds parts of the model that do nothing.

use crate::cli::arguments::{Allowing, Criteria, PageWriting, Reading};
use crate::cli::exit::Verdict;
use crate::cli::inspection::{Found, Inputs, Outlet};
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::terminal::Terminal;
use crate::report::inspection::Own;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Rules (--allow takes their codes):
  criterion-idle           without it the order is the same
  criterion-dominating     alone it gives the order (tau-b above 0.95)
  criteria-redundant       two whose points correlate above 0.95
  column-constant          every customer has the same value, or none
  points-constant          values differ, but all earn the same points
  weight-small             below 5 % among its siblings (warning), or below 5 %
                           of the whole inside a group (notice)
  scale-data-driven        one customer more moves the scores of others
  tier-empty               nobody is in this tier
  tier-holds-all           everybody is
  direction-unstated       complexity or breadth whose `about` does not say
                           whether more counts for or against
  ranking-nearly-turnover  the order is that of the first amount column (tau-b
                           above 0.95)

Columns and tiers are judged from 3 ranked customers on, orders from 5.

Examples:
  keyrank lint customers.csv -c criteria.yaml   the model on its customers
  keyrank lint -c criteria.yaml                 the model alone
  keyrank lint customers.csv --allow scale-data-driven --strict";

/// Find criteria, weights and tiers that do nothing
///
/// Looks for what is allowed but hardly meant: a criterion that moves no rank or decides alone, two criteria that measure the
/// same, a tier without customers, a ranking that is nearly that by turnover. The ranking stands all the same. keyrank check
/// gives the same warnings.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input;
    /// none with -c: look at the criteria file alone
    #[arg(value_name = "FILE", required_unless_present = "criteria")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    #[command(flatten)]
    allowing: Allowing,

    #[command(flatten)]
    writing: PageWriting,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

impl Arguments {
    /// Lints, and writes what was found.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let read = self.files.iter().chain(&self.criteria.criteria);
        let outlet = Outlet::open(&self.writing, &self.message_options, (terminal, messages), read)?;
        let inputs =
            Inputs { files: &self.files, criteria: &self.criteria, reading: &self.reading, allowing: &self.allowing };
        let mut found = Found::default();
        found.inspect(inputs, |_| true, |_, _| Ok(()))?;
        let own = Own::Lint { allowed: found.allowed, ranked: found.ranked };
        found.tell(own, outlet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::note::CODES;

    #[test]
    fn the_help_lists_every_rule() {
        for code in CODES {
            assert!(EXAMPLES.lines().any(|line| line.trim_start().starts_with(code)), "{code}");
        }
    }
}
