//! Arguments that clap refuses, help and version.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::io::{Write, stderr};
use std::path::Path;
use std::process::ExitCode;

/// Prints what clap has to say: help and version are results, all else is wrong usage.
pub(super) fn conclude(error: &Error) -> ExitCode {
    if error.print().is_err_and(|source| source.kind() != std::io::ErrorKind::BrokenPipe) {
        return ExitCode::from(2);
    }
    if let Some(file) = file_in_place_of_a_command(error) {
        let _unheard = writeln!(stderr(), "\nTo rank the customers in a file: keyrank score {file}");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// The file that somebody named where a command should stand.
fn file_in_place_of_a_command(error: &Error) -> Option<String> {
    let word = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => word,
        _ => return None,
    };
    Path::new(word).is_file().then(|| crate::output::visible(word).into_owned())
}
