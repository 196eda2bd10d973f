//! What is wrong with a file, as data: a stable code, a severity, a message, a place and a help.
//!
//! Owns the vocabulary of findings and how they are gathered. [`crate::output`] turns them into text; nothing here
//! prints.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input is refused; exit code 1.
    Error,
    /// The result is valid, but a reader should look; exit code 1 with `--strict`.
    Warning,
    /// Something was decided that a reader may want to know.
    Notice,
}

impl Severity {
    /// The word shown to people and written to JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

/// A file, sheet or other text as it is typed in a shell command: in quotes where it needs them.
pub fn as_argument(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+,".contains(c) || (cfg!(windows) && c == '\\');
    if !text.is_empty() && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if cfg!(windows) || !text.contains(['"', '$', '`', '\\', '!']) {
        return Cow::Owned(format!("\"{text}\""));
    }
    Cow::Owned(format!("'{}'", text.replace('\'', "'\\''")))
}

/// A source line and the part of it that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line as it stands, without its line end.
    pub text: String,
    /// First byte of the marked part in `text`.
    pub start: usize,
    /// First byte after the marked part in `text`.
    pub end: usize,
}

/// The place of a finding, as far as it is known. Lines and columns count from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it; empty where no file is meant.
    pub file: String,
    /// The physical line, also inside a quoted cell that spans several lines.
    pub line: Option<u64>,
    /// In a criteria file the character in the line, in data the number of the column.
    pub column: Option<u64>,
    /// Offset of the first byte in the file (after decoding to UTF-8).
    pub byte: Option<u64>,
    /// The header of the data column.
    pub header: Option<String>,
    /// The place in a spreadsheet, as in `Sheet1!C7`.
    pub cell: Option<String>,
    /// The source line, where showing it helps.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), ..Place::default() }
    }

    /// A place that is a line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Place { file: file.into(), line: Some(line), ..Place::default() }
    }
}

/// One thing that is wrong or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable, in kebab case: `weight-not-positive`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop at its end.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// The cell or scalar as it stands.
    pub value: Option<String>,
    /// How to fix it, in one sentence without a full stop at its end.
    pub help: Option<String>,
}

impl Finding {
    /// A finding that refuses the input.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Finding::new(code, Severity::Error, message)
    }

    /// A finding that lets the result stand, but needs a look.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Finding::new(code, Severity::Warning, message)
    }

    /// A finding that only tells what keyrank decided.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Self {
        Finding::new(code, Severity::Notice, message)
    }

    fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Finding { code, severity, message: message.into(), place: Place::default(), value: None, help: None }
    }

    /// The same finding at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same finding with the cell or scalar as it stands.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// The same finding with a help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings in the order of the input. Keeps the first [`Findings::KEPT`] of each severity and counts the rest, so a
/// file with a million bad cells costs no more memory than one with a thousand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<(Severity, &'static str), u64>,
}

impl Findings {
    /// How many findings of one severity are kept in full.
    pub const KEPT: u64 = 1000;

    /// No findings.
    pub fn new() -> Self {
        Findings::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let (severity, code) = (finding.severity, finding.code);
        if self.count(severity) < Findings::KEPT {
            self.kept.push(finding);
        }
        *self.counts.entry((severity, code)).or_default() += 1;
    }

    /// Counts more findings of a kind of which no more are kept.
    pub(crate) fn count_more(&mut self, severity: Severity, code: &'static str, more: u64) {
        if more > 0 {
            *self.counts.entry((severity, code)).or_default() += more;
        }
    }

    /// Adds all of `later`, which come after those already here.
    pub fn append(&mut self, later: Findings) {
        let Findings { kept, mut counts } = later;
        for finding in kept {
            let n = counts.entry((finding.severity, finding.code)).or_default();
            *n = n.saturating_sub(1);
            self.push(finding);
        }
        for (key, n) in counts {
            *self.counts.entry(key).or_default() += n;
        }
    }

    /// Adds all of `others`, and sorts everything by line and column.
    pub fn interleave(&mut self, others: impl IntoIterator<Item = Findings>) {
        let mut all = std::mem::take(self);
        for other in others {
            all.kept.extend(other.kept);
            for (key, n) in other.counts {
                *all.counts.entry(key).or_default() += n;
            }
        }
        all.kept.sort_by_key(|finding| (finding.place.line, finding.place.column));
        let mut kept: BTreeMap<Severity, u64> = BTreeMap::new();
        all.kept.retain(|finding| {
            let n = kept.entry(finding.severity).or_default();
            *n += 1;
            *n <= Findings::KEPT
        });
        *self = all;
    }

    /// The kept findings, in the order of the input.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.kept.iter()
    }

    /// The kept findings, to be completed, for example with a file name.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.kept.iter_mut()
    }

    /// How many there are of one severity, including those not kept.
    pub fn count(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|((s, _), _)| *s == severity).map(|(_, n)| n).sum()
    }

    /// How many there are by severity and code, including those not kept.
    pub fn counts(&self) -> impl Iterator<Item = (Severity, &'static str, u64)> + '_ {
        self.counts.iter().map(|((severity, code), n)| (*severity, *code, *n))
    }

    /// Whether the input is refused.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there are no findings.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Findings::from_iter([finding])
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<T: IntoIterator<Item = Finding>>(all: T) -> Self {
        let mut findings = Findings::new();
        findings.extend(all);
        findings
    }
}

impl Extend<Finding> for Findings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, more: T) {
        more.into_iter().for_each(|finding| self.push(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn what_is_typed_behind_a_command_is_quoted_where_it_needs_it() {
        let typed = ["q3/kunden_übersicht.csv", "Key accounts.csv", "it's.csv", "a$b c'd.csv", ""].map(as_argument);
        let wanted = ["q3/kunden_übersicht.csv", "\"Key accounts.csv\"", "\"it's.csv\"", "'a$b c'\\''d.csv'", "\"\""];
        assert_eq!(typed, wanted);
    }

    #[test]
    fn counts_what_it_does_not_keep() {
        let mut some = Findings::new();
        for _ in 0..Findings::KEPT + 5 {
            some.push(Finding::warning("a", "m"));
        }
        let mut more = Findings::new();
        more.push(Finding::warning("a", "m"));
        more.push(Finding::error("b", "m"));
        some.append(more);
        assert_eq!(some.iter().count() as u64, Findings::KEPT + 1);
        assert_eq!(some.count(Severity::Warning), Findings::KEPT + 6);
        assert!(some.has_errors());
    }
}
