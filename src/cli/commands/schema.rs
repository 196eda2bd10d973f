//! `keyrank schema`: the JSON Schema of the criteria file.

use crate::cli::destination::Destination;
use crate::cli::exit::Verdict;
use crate::criteria;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Example:
  keyrank schema -o criteria.schema.json

An editor that knows YAML then completes and checks a criteria file whose first
line is:
  # yaml-language-server: $schema=criteria.schema.json";

/// Print the JSON Schema of the criteria file, for editors
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Write it to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl Arguments {
    /// Writes the schema.
    pub(crate) fn run(&self) -> Result<Verdict> {
        let schema = criteria::json_schema();
        Destination::open(self.output.as_deref(), [])?.deliver(false, |to| {
            serde_json::to_writer_pretty(&mut *to, &schema)?;
            writeln!(to)
        })?;
        Ok(Verdict::Done)
    }
}
