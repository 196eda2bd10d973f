//! How a run ends: the verdict or the error, and the exit code of each.

use super::messages::Messages;
use super::near_files::near_file_help;
use crate::files::atomic;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::input::reading;
use crate::language::Language;
use crate::report::inspection::strict_complaint;
use anyhow::{Context as _, Error, Result};
use std::path::Path;
use std::process::ExitCode;
use std::{fmt, io};

/// How a complete run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Exit code 0.
    Done,
    /// A check failed: exit code 1.
    Fails,
}

impl Verdict {
    /// The verdict on findings: errors fail, and with `strict` warnings too.
    pub(crate) fn on(findings: &Findings, strict: bool) -> Self {
        let warned = findings.count(Severity::Warning) > 0;
        if findings.has_errors() || (strict && warned) { Verdict::Fails } else { Verdict::Done }
    }

    /// The same, with a message if the run fails only because of `strict`.
    pub(crate) fn told(findings: &Findings, strict: bool, messages: &Messages) -> Self {
        if let Some(complaint) = strict_complaint(Language::English, findings, strict) {
            messages.remark(&complaint);
        }
        Verdict::on(findings, strict)
    }
}

/// Data or criteria are refused: exit code 1.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Findings);

/// Why a run cannot go on: exit code 2. What the system said is its cause.
#[derive(Debug)]
pub(crate) struct Failure(Finding);

/// The reader of standard output has closed it, as `head` does: exit code 0.
#[derive(Debug)]
struct Closed;

impl Failure {
    /// A file that cannot be read: what was tried, as in `cannot read x.csv`.
    pub(crate) fn unreadable(message: impl Into<String>) -> Self {
        Failure(Finding::error("unreadable", message))
    }

    /// The same, and what would fix it.
    pub(crate) fn help(self, help: &str) -> Self {
        Failure(self.0.help(help))
    }

    /// A terminal on which nothing can be asked.
    pub(crate) fn mute() -> Self {
        Failure::unreadable("cannot ask on this terminal")
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(name: &str) -> Self {
        Failure(Finding::error("unwritable", format!("cannot write {name}")))
    }
}

/// Arguments that ask for something impossible, and what would fix them.
pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::msg(Failure(Finding::error("usage", message).help(help)))
}

/// Data or criteria with errors end the run.
pub(crate) fn refuse_errors(findings: Findings) -> Result<Findings> {
    if findings.has_errors() { Err(refused(findings)) } else { Ok(findings) }
}

/// The refusal of data or criteria.
pub(crate) fn refused(findings: Findings) -> Error {
    Error::msg(Refused(findings))
}

/// The result of writing to standard output; a closed pipe ends the run without a message.
pub(crate) fn written_to_stdout(written: io::Result<()>) -> Result<()> {
    match written {
        Err(source) if source.kind() == io::ErrorKind::BrokenPipe => Err(Error::msg(Closed)),
        other => other.with_context(|| Failure::unwritable("standard output")),
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused, with {} errors", self.0.count(Severity::Error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("standard output is closed")
    }
}

/// Writes the message of an error, and gives the exit code.
pub(crate) fn conclude(result: Result<Verdict>, messages: &Messages) -> ExitCode {
    let error = match result {
        Ok(Verdict::Done) => return ExitCode::SUCCESS,
        Ok(Verdict::Fails) => return ExitCode::from(1),
        Err(error) => error,
    };
    if error.is::<Closed>() {
        return ExitCode::SUCCESS;
    }
    if let Some(Refused(findings)) = error.downcast_ref() {
        messages.findings(findings);
        return ExitCode::from(1);
    }
    messages.failure(failure(&error));
    ExitCode::from(2)
}

/// An error as a finding, with what the system said.
fn failure(error: &Error) -> Finding {
    let source = error.root_cause().downcast_ref::<io::Error>();
    let finding = if let Some(Failure(finding)) = error.downcast_ref() {
        finding.clone()
    } else if let Some(unread) = error.downcast_ref::<reading::Error>() {
        let help = near_file_help(Path::new(&unread.file), &unread.source);
        let finding = Finding::error("unreadable", unread.to_string()).at(Place::file(&unread.file));
        Finding { help, ..finding }
    } else {
        let is_usage = matches!(error.downcast_ref(), Some(atomic::Error::IsFolder(_)));
        let finding = Finding::error(if is_usage { "usage" } else { "unwritable" }, error.to_string());
        let lacks_folder = source.is_some_and(|source| source.kind() == io::ErrorKind::NotFound);
        let help = lacks_folder.then(|| "make the folder first, or name a file in another one".to_owned());
        Finding { help, ..finding }
    };
    match source {
        Some(source) => Finding { message: format!("{}: {}", finding.message, reason(source)), ..finding },
        None => finding,
    }
}

/// The message of the system, without its error number.
fn reason(source: &io::Error) -> String {
    let text = source.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_fail_only_where_the_user_is_strict() {
        let mut findings = Findings::new();
        findings.push(Finding::notice("a", "b"));
        assert_eq!(Verdict::on(&findings, true), Verdict::Done);
        findings.push(Finding::warning("a", "b"));
        assert_eq!(Verdict::on(&findings, false), Verdict::Done);
        assert_eq!(Verdict::on(&findings, true), Verdict::Fails);
    }

    #[test]
    fn a_closed_pipe_is_no_failure_but_a_full_disk_is() {
        let written = |kind: io::ErrorKind| written_to_stdout(Err(kind.into())).unwrap_err();
        assert!(written(io::ErrorKind::BrokenPipe).is::<Closed>());
        assert_eq!(failure(&written(io::ErrorKind::StorageFull)).code, "unwritable");
    }

    #[test]
    fn the_number_of_a_system_error_is_nothing_to_a_person() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "No such file or directory");
    }
}
