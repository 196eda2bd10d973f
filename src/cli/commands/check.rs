//! `keyrank check`: are criteria and data sound, and is the ranking still the stored one?

use crate::analysis::compare::drift::{Drift, Standing, drift};
use crate::analysis::lint::remark::Remark;
use crate::analysis::lint::{lint, lint_model};
use crate::cli::arguments::{Allowing, Criteria, Reading};
use crate::cli::counts::Tally;
use crate::cli::customers::Customers;
use crate::cli::destination::Destination;
use crate::cli::exit::{Error, Verdict, refuse_errors, strict_complaint};
use crate::cli::lint_warnings::Allowed;
use crate::cli::message_options::Speaking;
use crate::cli::messages::Voice;
use crate::cli::run::model_and_places;
use crate::cli::stored_ranking;
use crate::cli::terminal::Terminal;
use crate::criteria::Progress;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::output;
use crate::output::json::findings::write_findings_json_with;
use crate::output::look::Look;
use crate::output::terminal::findings::{write_findings, write_findings_wrapped};
use crate::output::{Format, Report, visible};
use crate::scoring::accounts::Selection;
use crate::scoring::{Engine, Ranking};
use crate::text::visible::shortened;
use clap::Args;
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  keyrank check customers.csv                           data and criteria
  keyrank check -c criteria.yaml                        the criteria alone
  keyrank check customers.csv --expect ranking.csv      did anybody move?
  keyrank check customers.csv --expect ranking.csv --update
  keyrank check customers.csv --strict --findings json  for CI";

/// Check criteria and data, and compare with a stored ranking
///
/// Says everything that is wrong with the criteria file and the customer files in one run, and what the linter warns of
/// (see keyrank lint). With --expect it also fails
/// where the ranking differs from a stored one, and says who moved.
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
    reading: Reading,

    #[command(flatten)]
    pub(crate) speaking: Speaking,
}

/// What a check found out. Here findings are the result, so they go to standard output.
#[derive(Debug, Default)]
struct Checked {
    findings: Findings,
    tally: Tally,
    /// The criteria file, and what is open in it.
    progress: Option<(String, Progress)>,
    stored: Option<Vec<Standing>>,
    now: Vec<Standing>,
    updated: bool,
}

impl Arguments {
    /// Checks, and writes what was found.
    pub(crate) fn run(&self, terminal: &Terminal, voice: &Voice) -> Result<Verdict, Error> {
        let allowed = Allowed::read(&self.allowing)?;
        let destination = match (&self.expect, self.update) {
            (Some(path), true) => {
                let destination = Destination::open(Some(path), self.files.iter().chain(&self.criteria.criteria))?;
                stored_ranking::may_replace(path)?;
                Some(destination)
            }
            _ => None,
        };
        let stdout = Destination::stdout(self.files.iter().chain(&self.criteria.criteria).chain(&self.expect))?;
        let mut checked = Checked::default();
        match self.check(&mut checked, &allowed, destination) {
            Ok(()) => {}
            Err(Error::Refused(findings)) => checked.findings = findings,
            Err(error) => return Err(error),
        }
        let (stored, now) = (checked.stored.take(), std::mem::take(&mut checked.now));
        let drift = stored.as_deref().map(|stored| drift(stored, &now));
        // A person reads who moved; a program must also find why the run fails.
        if let (Some(drift), Some(path), true) = (&drift, &self.expect, voice.is_json()) {
            checked.findings.extend(ranking_moved(drift, path));
        }
        let color = terminal.color(self.speaking.color, terminal.stdout);
        stdout.deliver_as(voice.format(), color, |to| {
            if voice.is_json() {
                Self::write_json(&checked, drift.as_ref(), to)
            } else {
                self.write_text(&checked, drift.as_ref(), terminal, to)
            }
        })?;
        let moved = drift.is_some_and(|drift| !drift.is_empty());
        let verdict = Verdict::on(&checked.findings, self.speaking.strict);
        Ok(if moved { Verdict::Fails } else { verdict })
    }

    fn check(&self, checked: &mut Checked, allowed: &Allowed, destination: Option<Destination>) -> Result<(), Error> {
        let (model, places) = model_and_places(&self.criteria, &self.reading, &mut checked.findings)?;
        checked.tally = Tally::of_model(&model);
        checked.progress = Some((places.file().to_owned(), Progress::of(&places, &model)));
        if self.files.is_empty() {
            allowed.note(warnings(lint_model(&Engine::new(model))), &places, &mut checked.findings);
            return Ok(());
        }
        let mut customers = Customers::open(&self.files, &self.reading, &self.criteria)?;
        let engine = customers.engine(model, &mut checked.findings)?;
        let table = customers.read(&engine, &mut checked.findings)?;
        checked.tally.count(&table);
        let ranking = Ranking::new(&engine, &table);
        checked.findings.append(ranking.findings().clone());
        checked.findings = refuse_errors(std::mem::take(&mut checked.findings))?;
        allowed.note(warnings(lint(&ranking)), &places, &mut checked.findings);
        let Some(path) = &self.expect else { return Ok(()) };
        if let Some(alike) = output::stored_alike(|| ranking.standings().map(|standing| standing.id)) {
            checked.findings.push(ids_stored_alike(alike, path));
            return Err(Error::Refused(std::mem::take(&mut checked.findings)));
        }
        let document = csv(&ranking).map_err(|source| Error::unwritable("the ranking", source))?;
        match destination {
            Some(destination) => {
                destination.deliver(false, |to| to.write_all(&document))?;
                checked.updated = true;
            }
            None => match (
                stored_ranking::standings(path, &stored_ranking::bytes(path)?),
                stored_ranking::standings(path, &document),
            ) {
                (Ok(stored), Ok(now)) => (checked.stored, checked.now) = (Some(stored), now),
                (Err(wrong), _) | (_, Err(wrong)) => checked.findings.append(wrong),
            },
        }
        Ok(())
    }

    fn write_text(
        &self,
        checked: &Checked,
        drift: Option<&Drift<'_>>,
        terminal: &Terminal,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let color = terminal.color(self.speaking.color, terminal.stdout);
        let look = Look::plain(terminal.width, color);
        let write = if terminal.stdout { write_findings_wrapped } else { write_findings };
        write(&checked.findings, look, to)?;
        writeln!(to, "{}", checked.tally.sentence(&checked.findings))?;
        if let Some((file, sentence)) = checked.progress.as_ref().and_then(|(file, of)| Some((file, of.sentence()?))) {
            writeln!(to, "{}: {sentence}", visible(file))?;
        }
        if let Some(drift) = drift {
            output::drift::write_text(drift, to)?;
        }
        if let Some(complaint) = strict_complaint(&checked.findings, self.speaking.strict) {
            writeln!(to, "{complaint}")?;
        }
        if let (true, Some(path)) = (checked.updated, &self.expect) {
            writeln!(to, "wrote {}", visible(&path.to_string_lossy()))?;
        }
        Ok(())
    }

    fn write_json(checked: &Checked, drift: Option<&Drift<'_>>, to: &mut dyn Write) -> io::Result<()> {
        let more = [
            ("criteria", json!(checked.tally.criteria)),
            ("customers", json!(checked.tally.customers)),
            ("checks_open", json!(checked.progress.as_ref().map(|(_, progress)| progress.checks))),
            ("criteria_filled", json!(checked.progress.as_ref().and_then(|(_, progress)| progress.filled))),
            ("lines", json!(checked.tally.lines)),
            ("drift", json!(drift.map(output::drift::json))),
        ];
        write_findings_json_with(&checked.findings, more, to)
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
    (!drift.is_empty()).then(|| Finding::error("ranking-moved", output::drift::sentence(drift)).at(place).help(help))
}

/// What the linter warns of; what it only notices is for who asks it.
fn warnings(remarks: Vec<Remark>) -> Vec<Remark> {
    remarks.into_iter().filter(|remark| remark.finding.severity == Severity::Warning).collect()
}

/// The whole ranking as it would be stored.
fn csv(ranking: &Ranking<'_>) -> io::Result<Vec<u8>> {
    let report = Report { ranking, selection: Selection::default(), what_if: &[], findings: &[] };
    let look = Look { formula_guard: true, ..Look::plain(0, false) };
    let mut document = Vec::new();
    output::write(&report, Format::Csv, look, &mut document)?;
    Ok(document)
}
