//! How a run ends: the verdict or the error, and the exit code of each.

use super::messages::Voice;
use crate::files::atomic;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::language::Language;
use crate::report::inspection::strict_complaint;
use std::io;
use std::process::ExitCode;

/// A run that got to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Exit code 0.
    Done,
    /// A check does not hold: exit code 1.
    Fails,
}

impl Verdict {
    /// A verdict on findings that refuse nothing: with `strict`, warnings fail.
    pub(crate) fn on(findings: &Findings, strict: bool) -> Self {
        let warned = findings.count(Severity::Warning) > 0;
        if findings.has_errors() || (strict && warned) { Verdict::Fails } else { Verdict::Done }
    }

    /// The same, having said why the run fails where it is only `strict` that makes it.
    pub(crate) fn told(findings: &Findings, strict: bool, voice: &Voice) -> Self {
        if let Some(complaint) = strict_complaint(Language::English, findings, strict) {
            voice.remark(&complaint);
        }
        Verdict::on(findings, strict)
    }
}

/// Why a run did not get to its end.
#[derive(Debug)]
pub(crate) enum Error {
    /// Data or criteria are refused: exit code 1.
    Refused(Findings),
    /// The arguments ask for something impossible: exit code 2.
    Usage {
        /// What is wrong.
        message: String,
        /// What would mend it.
        help: Option<String>,
    },
    /// A file cannot be read: exit code 2.
    Io {
        /// What was tried, as in `cannot read x.csv`.
        message: String,
        /// What the system said.
        source: io::Error,
        /// What would mend it.
        help: Option<String>,
    },
    /// A customer file cannot be read: exit code 2.
    Unreadable(crate::input::reading::Error),
    /// A file cannot be written: exit code 2.
    Unwritable {
        /// What was tried, as in `cannot write x.csv`.
        message: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody reads standard output any more, which is nobody's fault: exit code 0.
    Closed,
}

impl Error {
    /// Wrong usage that a sentence mends.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Error::Usage { message: message.into(), help: Some(help.into()) }
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(name: &str, source: io::Error) -> Self {
        Error::Unwritable { message: format!("cannot write {name}"), source }
    }

    /// What writing to standard output may say.
    pub(crate) fn stdout(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Error::Closed;
        }
        Error::unwritable("standard output", source)
    }
}

impl From<crate::input::reading::Error> for Error {
    fn from(error: crate::input::reading::Error) -> Self {
        Error::Unreadable(error)
    }
}

impl From<atomic::Error> for Error {
    fn from(error: atomic::Error) -> Self {
        let message = error.to_string();
        match error {
            atomic::Error::IsFolder(_) => Error::Usage { message, help: None },
            atomic::Error::Open(_, source) | atomic::Error::Write(_, source) => Error::Unwritable { message, source },
        }
    }
}

/// Says what there is to say about an error, and gives the exit code.
pub(crate) fn conclude(result: Result<Verdict, Error>, voice: &Voice) -> ExitCode {
    match result {
        Ok(Verdict::Done) | Err(Error::Closed) => ExitCode::SUCCESS,
        Ok(Verdict::Fails) => ExitCode::from(1),
        Err(Error::Refused(findings)) => {
            voice.findings(&findings);
            ExitCode::from(1)
        }
        Err(Error::Usage { message, help }) => failed(voice, Finding::error("usage", message), help),
        Err(Error::Io { message, source, help }) => {
            failed(voice, Finding::error("unreadable", because(&message, &source)), help)
        }
        Err(Error::Unreadable(error)) => {
            let finding = Finding::error("unreadable", because(&error.to_string(), &error.source));
            failed(voice, finding.at(Place::file(&error.file)), None)
        }
        Err(Error::Unwritable { message, source }) => {
            failed(voice, Finding::error("unwritable", because(&message, &source)), None)
        }
    }
}

fn failed(voice: &Voice, failure: Finding, help: Option<String>) -> ExitCode {
    voice.failure(Finding { help, ..failure });
    ExitCode::from(2)
}

fn because(message: &str, source: &io::Error) -> String {
    format!("{message}: {}", reason(source))
}

/// What the system said, without its number for it.
fn reason(source: &io::Error) -> String {
    let text = source.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// Data or criteria with errors end the run.
pub(crate) fn refuse_errors(findings: Findings) -> Result<Findings, Error> {
    if findings.has_errors() { Err(Error::Refused(findings)) } else { Ok(findings) }
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
        assert!(matches!(Error::stdout(io::ErrorKind::BrokenPipe.into()), Error::Closed));
        assert!(matches!(Error::stdout(io::ErrorKind::StorageFull.into()), Error::Unwritable { .. }));
    }

    #[test]
    fn the_number_of_a_system_error_is_nothing_to_a_person() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "No such file or directory");
    }
}
