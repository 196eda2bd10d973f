//! Turns arguments into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    keyrank::cli::run(std::env::args_os())
}
