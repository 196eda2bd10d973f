//! `keyrank schema`: the JSON Schema of the criteria file.

use crate::cli::destination::{Destination, refuse_to_replace};
use crate::cli::exit::Verdict;
use crate::criteria;
use anyhow::Result;
use clap::Args;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// More bytes than any schema of keyrank has.
const LARGEST: u64 = 1 << 20;

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
    /// Write it to this file, of which only an older schema is replaced; `-` is
    /// standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl Arguments {
    /// Writes the schema.
    pub(crate) fn run(&self) -> Result<Verdict> {
        let schema = criteria::json_schema();
        let path = self.output.as_deref().filter(|path| *path != Path::new("-"));
        refuse_to_replace(path.filter(|path| !holds_schema(path, &schema)), "it is not a schema of keyrank")?;
        Destination::open(path, [])?.deliver(false, |to| {
            serde_json::to_writer_pretty(&mut *to, &schema)?;
            writeln!(to)
        })?;
        Ok(Verdict::Done)
    }
}

/// Whether a file holds a schema of the same title: that of another version.
fn holds_schema(path: &Path, schema: &Value) -> bool {
    // Opening a pipe would wait for its other end.
    if !path.is_file() {
        return false;
    }
    let text = File::open(path).and_then(|file| io::read_to_string(file.take(LARGEST)));
    let there = text.ok().and_then(|text| serde_json::from_str(&text).ok());
    there.is_some_and(|there: Value| there.get("title") == schema.get("title"))
}
