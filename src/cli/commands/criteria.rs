//! `keyrank criteria`: the built-in criteria file, to start one's own from.

use crate::cli::destination::{Destination, refuse_to_replace};
use crate::cli::exit::Verdict;
use crate::criteria;
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// The file from which an editor knows the keys.
const SCHEMA: &str = "criteria.schema.json";

const EXAMPLES: &str = "\
Example:
  keyrank criteria -o criteria.yaml
  keyrank score customers.csv -c criteria.yaml";

/// Print the built-in criteria file, to change it into your own
///
/// Its comments say what every part of it does and how to change it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Write it to this file, which must not exist yet; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl Arguments {
    /// Writes the built-in file. The line that names its schema is left out unless the schema stands beside it.
    pub(crate) fn run(&self) -> Result<Verdict> {
        let path = self.output.as_deref().filter(|path| *path != Path::new("-"));
        refuse_to_replace(path, "a criteria file is somebody's work")?;
        let has_schema = path.is_some_and(|path| path.with_file_name(SCHEMA).is_file());
        let written = criteria::DEFAULT.split_once('\n').filter(|(first, _)| first.contains(SCHEMA) && !has_schema);
        let written = written.map_or(criteria::DEFAULT, |(_, rest)| rest.trim_start_matches("#\n"));
        Destination::open(path, [])?.deliver(false, |to| to.write_all(written.as_bytes()))?;
        Ok(Verdict::Done)
    }
}
