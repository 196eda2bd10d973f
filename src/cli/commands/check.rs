//! `keyrank check`: whether criteria and data are sound, and the ranking is still the stored one.

use crate::analysis::compare::drift::{Drift, Standing, drift};
use crate::analysis::lint::Note;
use crate::cli::arguments::{Allowing, Criteria, PageWriting, Reading};
use crate::cli::destination::Destination;
use crate::cli::exit::{Failure, Verdict, refused};
use crate::cli::inspection::{Found, Inputs, Outlet};
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::stored_ranking;
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::language::Language;
use crate::output::look::Look;
use crate::output::{self, Format, Report};
use crate::report::inspection::{Own, drift_sentence};
use crate::scoring::Ranking;
use crate::scoring::accounts::Selection;
use crate::text::visible::shortened;
use anyhow::{Context as _, Result};
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  keyrank check customers.csv                           data and criteria
  keyrank check -c criteria.yaml                        the criteria alone
  keyrank check customers.csv --expect ranking.csv      did anybody move?
  keyrank check customers.csv --expect ranking.csv --update
  keyrank check customers.csv --strict --findings json  for CI
  keyrank check customers.csv -o check.md               for a pull request";

/// Check criteria and data, and compare with a stored ranking
///
/// Lists everything that is wrong with the criteria file and the customer files in one run, and the warnings of the linter
/// (see keyrank lint). With --expect it also fails if the ranking differs from a stored one, and shows who moved.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input; none with
    /// -c: check only the criteria file
    #[arg(value_name = "FILE", required_unless_present = "criteria")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    /// Fail where the ranking differs from this one (csv with the columns id,
    /// rank, score, tier; scores may differ by 1e-6)
    #[arg(long, value_name = "RANKING", requires = "files", help_heading = "Stored ranking")]
    expect: Option<PathBuf>,

    /// Write the file of --expect anew; one that is no stored ranking is refused
    #[arg(long, requires = "expect", help_heading = "Stored ranking")]
    update: bool,

    #[command(flatten)]
    allowing: Allowing,

    #[command(flatten)]
    writing: PageWriting,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

/// What became of the comparison with a stored ranking.
#[derive(Default)]
struct Comparison {
    stored: Option<Vec<Standing>>,
    now: Vec<Standing>,
    /// The file in which the ranking was stored anew.
    updated: Option<String>,
}

impl Arguments {
    /// Checks, and writes what was found.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let read = || self.files.iter().chain(&self.criteria.criteria);
        let update = match &self.expect {
            Some(path) if self.update => {
                let destination = Destination::open(Some(path), read())?;
                stored_ranking::may_replace(path)?;
                Some(destination)
            }
            _ => None,
        };
        let outlet =
            Outlet::open(&self.writing, &self.message_options, (terminal, messages), read().chain(&self.expect))?;
        let inputs =
            Inputs { files: &self.files, criteria: &self.criteria, reading: &self.reading, allowing: &self.allowing };
        let (mut found, mut comparison) = (Found::default(), Comparison::default());
        found.inspect(inputs, is_warning, |ranking, findings| {
            self.expect.as_ref().map_or(Ok(()), |path| comparison.compare(ranking, path, update, findings))
        })?;
        let Comparison { stored, now, updated } = comparison;
        let drift = stored.as_deref().map(|stored| drift(stored, &now));
        // A person reads who moved; a program must also find why the run fails.
        if let (Some(drift), Some(path), Format::Json) = (&drift, &self.expect, outlet.format) {
            found.findings.extend(ranking_moved(drift, path));
        }
        let own = Own::Check { drift: drift.as_ref(), stored: updated };
        let verdict = found.tell(own, outlet)?;
        let moved = drift.is_some_and(|drift| !drift.is_empty());
        Ok(if moved { Verdict::Fails } else { verdict })
    }
}

impl Comparison {
    /// Compares with the ranking at `path`, or stores it there anew.
    fn compare(
        &mut self,
        ranking: &Ranking<'_>,
        path: &Path,
        update: Option<Destination>,
        findings: &mut Findings,
    ) -> Result<()> {
        if let Some(alike) = output::stored_alike(|| ranking.standings().map(|standing| standing.id)) {
            findings.push(ids_stored_alike(alike, path));
            return Err(refused(std::mem::take(findings)));
        }
        let document = csv(ranking).with_context(|| Failure::unwritable("the ranking"))?;
        if let Some(destination) = update {
            destination.deliver(false, |to| to.write_all(&document))?;
            self.updated = Some(path.to_string_lossy().into_owned());
            return Ok(());
        }
        let stored = stored_ranking::standings(path, &stored_ranking::bytes(path)?);
        match (stored, stored_ranking::standings(path, &document)) {
            (Ok(stored), Ok(now)) => (self.stored, self.now) = (Some(stored), now),
            (Err(wrong), _) | (_, Err(wrong)) => findings.append(wrong),
        }
        Ok(())
    }
}

/// Why a ranking cannot be stored, or compared with a stored one.
fn ids_stored_alike([one, other]: [&str; 2], stored: &Path) -> Finding {
    let (one, other) = (shortened(one), shortened(other));
    let message = format!(
        "the ids \"{one}\" and \"{other}\" would be the same one in a stored ranking: an apostrophe there keeps a spreadsheet from running an id"
    );
    let help = "give one of the two customers another id";
    Finding::error("ranking-ids-alike", message).at(Place::file(stored.to_string_lossy())).help(help)
}

/// Why a check fails whose ranking is not the stored one.
fn ranking_moved(drift: &Drift<'_>, stored: &Path) -> Option<Finding> {
    let help = "`drift` names the accounts; where the change is meant, store the ranking anew with --update";
    let place = Place::file(stored.to_string_lossy());
    (!drift.is_empty())
        .then(|| Finding::error("ranking-moved", drift_sentence(drift, Language::English)).at(place).help(help))
}

/// What the linter only notices is for those who run `lint`.
fn is_warning(note: &Note) -> bool {
    note.finding.severity == Severity::Warning
}

/// The whole ranking as it would be stored.
fn csv(ranking: &Ranking<'_>) -> io::Result<Vec<u8>> {
    let report = Report { ranking, selection: Selection::default(), what_if: &[], findings: &[] };
    let look = Look { formula_guard: true, ..Look::plain(0, false) };
    let mut document = Vec::new();
    output::write(&report, Format::Csv, look, &mut document)?;
    Ok(document)
}
