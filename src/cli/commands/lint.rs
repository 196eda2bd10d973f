//! `keyrank lint`: does every part of the model do something?

use crate::analysis::lint::remark::FEWEST_TO_COMPARE;
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
use crate::cli::terminal::Terminal;
use crate::criteria::Progress;
use crate::finding::Findings;
use crate::output::json::findings::write_findings_json_with;
use crate::output::look::Look;
use crate::output::terminal::findings::{write_findings, write_findings_wrapped};
use crate::output::visible;
use crate::scoring::{Engine, Ranking};
use clap::Args;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Rules (--allow takes their codes):
  criterion-idle           without it the order is the same
  criterion-dominating     alone it gives the order (tau-b above 0.95)
  criteria-redundant       two whose points correlate above 0.95
  column-constant          every customer has the same value, or none
  points-constant          values differ, but all earn the same points
  weight-small             below 5 % among its siblings (warning), or below 5 %
                           of the whole inside a group (notice)
  scale-data-driven        one customer more moves the scores of others
  tier-empty               nobody is in this tier
  tier-holds-all           everybody is
  direction-unstated       complexity or breadth whose `about` does not say
                           whether more counts for or against
  ranking-nearly-turnover  the order is that of the first amount column (tau-b
                           above 0.95)

Columns and tiers are judged from 3 ranked customers on, orders from 5.

Examples:
  keyrank lint customers.csv -c criteria.yaml   the model on its customers
  keyrank lint -c criteria.yaml                 the model alone
  keyrank lint customers.csv --allow scale-data-driven --strict";

/// Find criteria, weights and tiers that do nothing
///
/// Looks for what is allowed but hardly meant: a criterion that moves no rank or decides alone, two that say the same, a
/// tier that nobody is in, a ranking that is nearly turnover. The ranking stands all the same; keyrank check warns of it too.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input;
    /// none with -c: look at the criteria file alone
    #[arg(value_name = "FILE", required_unless_present = "criteria")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    #[command(flatten)]
    allowing: Allowing,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) speaking: Speaking,
}

/// What was looked at and what was found, in reading and by the rules. It is the result and goes to standard output.
#[derive(Default)]
struct Linted {
    findings: Findings,
    tally: Tally,
    /// The criteria file, and what is open in it.
    progress: Option<(String, Progress)>,
    /// Remarks that were allowed.
    allowed: usize,
    /// How many customers are ranked, where any were read.
    ranked: Option<usize>,
}

impl Arguments {
    /// Lints, and writes what was found.
    pub(crate) fn run(&self, terminal: &Terminal, voice: &Voice) -> Result<Verdict, Error> {
        let allowed = Allowed::read(&self.allowing)?;
        let destination = Destination::stdout(self.files.iter().chain(&self.criteria.criteria))?;
        let mut linted = Linted::default();
        match self.lint(&allowed, &mut linted) {
            Ok(()) => {}
            Err(Error::Refused(findings)) => linted.findings = findings,
            Err(error) => return Err(error),
        }
        let color = terminal.color(self.speaking.color, terminal.stdout);
        let look = Look::plain(terminal.width, color);
        destination.deliver_as(voice.format(), color, |to| {
            if voice.is_json() { linted.write_json(to) } else { self.write_text(&linted, look, terminal, to) }
        })?;
        Ok(Verdict::on(&linted.findings, self.speaking.strict))
    }

    fn lint(&self, allowed: &Allowed, linted: &mut Linted) -> Result<(), Error> {
        let (model, places) = model_and_places(&self.criteria, &self.reading, &mut linted.findings)?;
        linted.tally = Tally::of_model(&model);
        linted.progress = Some((places.file().to_owned(), Progress::of(&places, &model)));
        if self.files.is_empty() {
            linted.allowed = allowed.note(lint_model(&Engine::new(model)), &places, &mut linted.findings);
            return Ok(());
        }
        let mut customers = Customers::open(&self.files, &self.reading, &self.criteria)?;
        let engine = customers.engine(model, &mut linted.findings)?;
        let table = customers.read(&engine, &mut linted.findings)?;
        linted.tally.count(&table);
        let ranking = Ranking::new(&engine, &table);
        linted.findings.append(ranking.findings().clone());
        linted.findings = refuse_errors(std::mem::take(&mut linted.findings))?;
        linted.allowed = allowed.note(lint(&ranking), &places, &mut linted.findings);
        linted.ranked = Some(ranking.len());
        Ok(())
    }

    fn write_text(&self, linted: &Linted, look: Look, terminal: &Terminal, to: &mut dyn Write) -> io::Result<()> {
        let Linted { findings, tally, allowed, ranked, progress } = linted;
        let write = if terminal.stdout { write_findings_wrapped } else { write_findings };
        write(findings, look, to)?;
        let allowed = if *allowed > 0 { format!(" ({allowed} allowed)") } else { String::new() };
        writeln!(to, "{}{allowed}", tally.sentence(findings))?;
        if let Some((file, sentence)) = progress.as_ref().and_then(|(file, of)| Some((file, of.sentence()?))) {
            writeln!(to, "{}: {sentence}", visible(file))?;
        }
        if let Some(ranked) = ranked.filter(|ranked| *ranked < FEWEST_TO_COMPARE) {
            writeln!(to, "{ranked} ranked: too few to compare orders, which takes {FEWEST_TO_COMPARE}")?;
        }
        match strict_complaint(findings, self.speaking.strict) {
            Some(complaint) => writeln!(to, "{complaint}"),
            None => Ok(()),
        }
    }
}

impl Linted {
    fn write_json(&self, to: &mut dyn Write) -> io::Result<()> {
        let more = [
            ("criteria", json!(self.tally.criteria)),
            ("customers", json!(self.tally.customers)),
            ("ranked", json!(self.ranked)),
            ("checks_open", json!(self.progress.as_ref().map(|(_, progress)| progress.checks))),
            ("criteria_filled", json!(self.progress.as_ref().and_then(|(_, progress)| progress.filled))),
            ("lines", json!(self.tally.lines)),
            ("allowed", json!(self.allowed)),
        ];
        write_findings_json_with(&self.findings, more, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::remark::CODES;

    #[test]
    fn the_help_lists_every_rule() {
        for code in CODES {
            assert!(EXAMPLES.lines().any(|line| line.trim_start().starts_with(code)), "{code}");
        }
    }
}
