//! `keyrank criteria`: the built-in criteria file, to start one's own from.

use super::destination::Destination;
use super::outcome::{Error, Verdict};
use crate::criteria;
use clap::Args;

const EXAMPLES: &str = "\
Example:
  keyrank criteria > criteria.yaml
  keyrank score customers.csv -c criteria.yaml";

/// Print the built-in criteria file, to change it into your own
///
/// Its comments say what every part of it does and how to change it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {}

impl Arguments {
    /// Writes the file as it is compiled in.
    pub(super) fn run(&self) -> Result<Verdict, Error> {
        Destination::Stdout.deliver(false, |to| to.write_all(criteria::DEFAULT.as_bytes()))?;
        Ok(Verdict::Done)
    }
}
