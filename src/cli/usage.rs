//! Arguments that clap refuses, help and version.

use super::format::ending;
use crate::finding::{Finding, Findings, as_argument};
use crate::output::json::findings::write_findings_json;
use crate::output::visible;
use crate::text::folded;
use crate::text::suggestion::nearest;
use clap::Parser;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Prints the message of clap. Help and version are results; all else is wrong usage.
pub(crate) fn conclude<C: Parser>(error: &Error, arguments: &[OsString]) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    if error.use_stderr() && wants_json(arguments) {
        let mut findings = Findings::new();
        findings.push(finding(error, arguments));
        let _ignored = if finds(arguments) {
            write_findings_json(&findings, &mut stdout().lock())
        } else {
            write_findings_json(&findings, &mut stderr().lock())
        };
        return code;
    }
    let harmless = defused::<C>(error, arguments);
    if harmless.as_ref().unwrap_or(error).print().is_err_and(|e| e.kind() != std::io::ErrorKind::BrokenPipe) {
        return ExitCode::from(2);
    }
    if let Some(hint) = hint(error, arguments) {
        let _ignored = writeln!(stderr(), "\n{hint}");
    }
    code
}

const RANKS: &str = "To rank the customers in a file: keyrank score ";
const DRAFTS: &str = "To draft a criteria file for its columns: keyrank init ";

/// A hint at what was probably meant, where clap has none.
fn hint(error: &Error, arguments: &[OsString]) -> Option<String> {
    let says = |option: &str| arguments.iter().any(|argument| argument.to_string_lossy().starts_with(option));
    let needs_customers = ["-c", "--criteria", "--expect", "--update"].into_iter().any(says);
    if error.kind() == ErrorKind::MissingRequiredArgument && finds(arguments) && !needs_customers {
        return Some("To look at a criteria file alone, -c will do: -c criteria.yaml".to_owned());
    }
    let word = word_in_place_of_a_command(error)?;
    if is_file(&word) {
        let file = visible(&word);
        let file = as_argument(&file);
        return Some(format!("{RANKS}{file}\n{DRAFTS}{file}"));
    }
    let meant = meant(&word)?;
    let rest = arguments.iter().skip(2).map(|argument| visible(&argument.to_string_lossy()).into_owned());
    let rest: String = rest.map(|argument| format!(" {}", as_argument(&argument))).collect();
    Some(format!("Did you mean: keyrank {meant}{rest}"))
}

/// Commands, each with its names in other programs.
const COMMANDS: [(&str, &[&str]); 9] = [
    ("score", &["rank", "ranking", "run", "show", "table", "list"]),
    ("explain", &["why", "account", "customer"]),
    ("compare", &["diff", "changes"]),
    ("sensitivity", &["stability", "robustness", "sure"]),
    ("check", &["validate", "verify", "test"]),
    ("lint", &["review", "warnings"]),
    ("init", &["draft", "new", "start", "import", "setup"]),
    ("criteria", &["model", "config", "template"]),
    ("weights", &["weight", "ahp"]),
];

/// The command that a mistyped word means.
fn meant(word: &str) -> Option<&'static str> {
    let word = folded(word);
    let named = COMMANDS.iter().find(|(_, others)| others.contains(&word.as_str())).map(|(command, _)| *command);
    named.or_else(|| nearest(&word, COMMANDS.iter().map(|(command, _)| *command)))
}

/// Whether findings are asked for as JSON. clap does not tell once it refuses an argument.
pub(crate) fn wants_json(arguments: &[OsString]) -> bool {
    let two = arguments.windows(2).any(|pair| matches!(pair, [a, b] if a == "--findings" && b == "json"));
    two || arguments.iter().any(|argument| argument == "--findings=json")
}

/// Whether the result of the command is its findings.
fn finds(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|command| command == "check" || command == "lint")
}

/// The message of clap as a finding: its first paragraph is the message, the others are the help.
fn finding(error: &Error, arguments: &[OsString]) -> Finding {
    let text = error.render().to_string();
    let mut paragraphs = text.trim_end().split("\n\n");
    let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let message = paragraphs.next().map(lines).unwrap_or_default();
    let mut help: Vec<String> = paragraphs.map(lines).collect();
    help.extend(hint(error, arguments));
    Finding::error("usage", message.strip_prefix("error: ").unwrap_or(&message)).help(help.join("\n"))
}

/// The same error with the arguments made visible, where they hold marks that a terminal would obey or hide.
///
/// clap quotes arguments as they are, so it parses again what is visible of them.
fn defused<C: Parser>(error: &Error, arguments: &[OsString]) -> Option<Error> {
    let shown: Vec<String> = arguments.iter().map(|text| visible(&text.to_string_lossy()).into_owned()).collect();
    if arguments.iter().zip(&shown).all(|(argument, shown)| argument == shown.as_str()) {
        return None;
    }
    match C::try_parse_from(&shown) {
        Err(again) if again.kind() == error.kind() => Some(again),
        // The visible ones are refused for another reason, or not at all: the first message it is, without its colours.
        _ => {
            let said = error.to_string();
            let said = said.strip_prefix("error: ").unwrap_or(&said);
            let lines: Vec<_> = said.lines().map(visible).collect();
            Some(Error::raw(error.kind(), lines.join("\n") + "\n"))
        }
    }
}

/// The word that stands in the place of a command.
fn word_in_place_of_a_command(error: &Error) -> Option<String> {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => Some(word.clone()),
        _ => None,
    }
}

/// Whether it is a file, or has the name of one that customers come in.
fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    path.is_file() || ["csv", "xlsx", "xlsm", "gz", "tsv", "txt"].contains(&ending(path).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command line with the arguments that can be refused.
    #[derive(Debug, Parser)]
    #[command(name = "keyrank")]
    struct Line {
        #[arg(long, value_parser = |text: &str| Err::<u8, String>(format!("`{text}` is not a number")))]
        top: Option<u8>,
        /// Takes the tab that a visible text does not have.
        #[arg(long, value_parser = |text: &str| if text == " " { Ok(0_u8) } else { Err("no space") })]
        space: Option<u8>,
        file: Option<String>,
    }

    fn said(arguments: &[&str]) -> (String, Option<String>) {
        let arguments: Vec<OsString> = std::iter::once(&"keyrank").chain(arguments).map(OsString::from).collect();
        let error = Line::try_parse_from(&arguments).unwrap_err();
        (error.render().ansi().to_string(), defused::<Line>(&error, &arguments).map(|e| e.render().to_string()))
    }

    #[test]
    fn no_argument_reaches_the_terminal_as_a_command() {
        for argument in ["--\u{1b}[2Jx", "--top=\u{1b}[2J", "--top=\u{202e}\u{9b}", "--space=\u{7f}\u{1b}"] {
            let (raw, shown) = said(&[argument]);
            let hidden = argument.chars().find(|c| c.is_control() || *c == '\u{202e}').unwrap();
            let shown = shown.unwrap();
            assert!(raw.contains(hidden) && !shown.contains(hidden), "{argument:?}: {shown:?}");
            assert!(shown.contains(&format!("\\u{{{:x}}}", u32::from(hidden))), "{argument:?}: {shown:?}");
        }
    }

    #[test]
    fn arguments_that_mean_something_else_when_visible_are_still_refused() {
        let (_, shown) = said(&["--space", "\t"]);
        assert_eq!(
            shown.as_deref(),
            Some("error: invalid value ' ' for '--space <SPACE>': no space\n\nFor more information, try '--help'.\n")
        );
    }

    #[test]
    fn a_mistyped_command_is_known_by_its_letters_and_by_what_others_call_it() {
        let all = ["rank", "scroe", "diff", "chekc", "sensitvity", "xyz"].map(meant);
        assert_eq!(all, [Some("score"), Some("score"), Some("compare"), Some("check"), Some("sensitivity"), None]);
    }

    #[test]
    fn a_customer_file_is_known_by_its_ending_in_any_letters() {
        assert!(["a.csv", "EXPORT.CSV", "Kunden.Xlsx", "a.csv.GZ"].into_iter().all(is_file));
        assert!(!is_file("scores") && !is_file("csv"));
    }

    #[test]
    fn arguments_that_are_what_they_seem_stay_as_they_are() {
        assert_eq!(said(&["--to", "Müller 株式会社"]).1, None);
    }
}
