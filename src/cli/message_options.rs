//! How messages are written: colour, findings as text or JSON, and whether warnings fail.

use super::terminal::Color;
use clap::{Args, ValueEnum};

/// How messages are written, and when warnings fail.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct MessageOptions {
    /// End with exit code 1 where there are warnings
    #[arg(long)]
    pub(crate) strict: bool,

    /// How errors and warnings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) findings: FindingsFormat,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// For a person.
    Text,
    /// For CI.
    Json,
}
