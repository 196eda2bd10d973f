//! Commands: arguments, the terminal, signals, exit codes. Each command has one file. No other folder prints, reads the
//! environment, asks the terminal or handles signals.

mod arguments;
pub(crate) mod commands;
mod customers;
mod destination;
pub(crate) mod exit;
pub(crate) mod format;
mod identity;
mod inspection;
pub(crate) mod interview;
mod left_out;
pub(crate) mod lint_warnings;
pub(crate) mod message_options;
pub(crate) mod messages;
mod named_pipes;
mod near_files;
mod output_file;
mod progress;
pub(crate) mod run;
pub(crate) mod stored_ranking;
mod terminal;
mod today;
mod usage;

use crate::cli::commands::{
    check, compare, completions, criteria, explain, init, lint, man, schema, score, sensitivity, weights, welcome,
};
use crate::cli::exit::{Verdict, conclude};
use crate::cli::messages::Messages;
use crate::files::signals;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;
use terminal::Terminal;

/// Which customers are key accounts, why, and how sure are we?
///
/// keyrank reads a customer export (CSV or .xlsx), applies weighted criteria from a criteria file and ranks the customers
/// into tiers. Without a criteria file it uses the built-in model: five criteria rated from 0 to 10.
#[derive(Debug, Parser)]
#[command(name = "keyrank", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  keyrank score customers.csv                    the ranked key-account table
  keyrank score customers.csv -c criteria.yaml   with your own criteria
  keyrank explain customers.csv \"Grauwerk\"       why is it where it is?
  keyrank sensitivity customers.csv              how sure are we?
  keyrank check customers.csv                    are the data sound?
  keyrank compare q2.csv q3.csv                  who moved since last quarter?
  keyrank lint customers.csv -c criteria.yaml    is anything idle?
  keyrank init customers.csv -o criteria.yaml    draft a criteria file

Exit codes: 0 done; 1 data or criteria refused, or a check that does not hold;
2 wrong usage, or a file that cannot be read or written.";

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Arguments),
    Explain(explain::Arguments),
    Sensitivity(sensitivity::Arguments),
    Check(check::Arguments),
    Compare(compare::Arguments),
    Lint(lint::Arguments),
    Init(init::Arguments),
    Criteria(criteria::Arguments),
    Weights(weights::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that `arguments` ask for (the program's name comes first), and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    #[cfg(unix)]
    signals::let_writing_fail();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if identity::is_stderr_among(&arguments) {
        // Nothing can be said: the one place for it is a file that is read.
        return ExitCode::from(2);
    }
    let terminal = Terminal::from_environment();
    let command = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli.command,
        Err(error) => return usage::conclude::<Cli>(&error, &arguments),
    };
    let (messages, result) = match &command {
        None => (Messages::plain(&terminal), welcome::run()),
        Some(Command::Score(a)) => with_messages(&a.message_options, &terminal, |messages| a.run(&terminal, messages)),
        Some(Command::Explain(a)) => {
            with_messages(&a.message_options, &terminal, |messages| a.run(&terminal, messages))
        }
        Some(Command::Sensitivity(a)) => {
            with_messages(&a.message_options, &terminal, |messages| a.run(&terminal, messages))
        }
        Some(Command::Check(a)) => {
            with(Messages::of_findings(&a.message_options, &terminal), |messages| a.run(&terminal, messages))
        }
        Some(Command::Compare(a)) => {
            with_messages(&a.message_options, &terminal, |messages| a.run(&terminal, messages))
        }
        Some(Command::Lint(a)) => {
            with(Messages::of_findings(&a.message_options, &terminal), |messages| a.run(&terminal, messages))
        }
        Some(Command::Init(a)) => with_messages(&a.message_options, &terminal, |messages| a.run(&terminal, messages)),
        Some(Command::Criteria(a)) => (Messages::plain(&terminal), a.run()),
        Some(Command::Weights(a)) => {
            with_messages(a.message_options(), &terminal, |messages| a.run(&terminal, messages))
        }
        Some(Command::Schema(a)) => (Messages::plain(&terminal), a.run()),
        Some(Command::Completions(a)) => (Messages::plain(&terminal), a.run::<Cli>()),
        Some(Command::Man(a)) => (Messages::plain(&terminal), a.run::<Cli>()),
    };
    conclude(result, &messages)
}

fn with_messages(
    message_options: &crate::cli::message_options::MessageOptions,
    terminal: &Terminal,
    run: impl FnOnce(&Messages) -> Result<Verdict>,
) -> (Messages, Result<Verdict>) {
    with(Messages::new(message_options, terminal), run)
}

fn with(messages: Messages, run: impl FnOnce(&Messages) -> Result<Verdict>) -> (Messages, Result<Verdict>) {
    let result = run(&messages);
    (messages, result)
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_fits_eighty_columns() {
        let mut command = Cli::command().term_width(80);
        command.build();
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        let mut pages = vec![command.render_long_help().to_string()];
        for name in names {
            if let Some(sub) = command.find_subcommand_mut(&name) {
                pages.push(sub.clone().term_width(80).render_long_help().to_string());
                pages.push(sub.clone().term_width(80).render_help().to_string());
            }
        }
        for line in pages.iter().flat_map(|page| page.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
