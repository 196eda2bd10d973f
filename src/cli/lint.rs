//! `keyrank lint`: does every part of the model do something?

use super::arguments::{Allowing, Criteria, Reading, Speaking};
use super::destination::Destination;
use super::outcome::{Error, Verdict, refuse_errors};
use super::preparation::{customers, model_and_places};
use super::remarks::Allowed;
use super::tally::Tally;
use super::terminal::Terminal;
use super::voice::Voice;
use crate::analysis::lint::{FEWEST_TO_COMPARE, lint, lint_model};
use crate::finding::Findings;
use crate::output::{Look, write_findings, write_findings_json_with};
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
pub(super) struct Arguments {
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
    pub(super) speaking: Speaking,
}

/// What was looked at and what was remarked, which is the result and goes to standard output.
#[derive(Default)]
struct Linted {
    remarks: Findings,
    tally: Tally,
    /// Remarks that were allowed.
    allowed: usize,
    /// How many customers are ranked, where any were read.
    ranked: Option<usize>,
}

impl Arguments {
    /// Lints, writes the remarks, and then says what there is to say about the files.
    pub(super) fn run(&self, terminal: &Terminal, voice: &Voice) -> Result<Verdict, Error> {
        let allowed = Allowed::read(&self.allowing)?;
        let mut findings = Findings::new();
        let linted = match self.lint(&allowed, &mut findings) {
            // For a program what refuses the files stands where the remarks would.
            Err(Error::Refused(remarks)) if voice.is_json() => Linted { remarks, ..Linted::default() },
            linted => linted?,
        };
        let color = terminal.color(self.speaking.color, terminal.stdout);
        let look = Look { width: terminal.width, color, formula_guard: false, portfolio: false };
        Destination::Stdout.deliver(color, |to| {
            if voice.is_json() { linted.write_json(&findings, to) } else { linted.write_text(look, to) }
        })?;
        if !voice.is_json() {
            voice.findings(&findings);
        }
        findings.append(linted.remarks);
        Ok(Verdict::on(&findings, self.speaking.strict))
    }

    fn lint(&self, allowed: &Allowed, findings: &mut Findings) -> Result<Linted, Error> {
        let (model, places) = model_and_places(&self.criteria, &self.reading, findings)?;
        let mut tally = Tally::of_model(&model);
        let engine = Engine::new(model);
        let mut remarks = Findings::new();
        if self.files.is_empty() {
            let allowed = allowed.note(lint_model(&engine), &places, &mut remarks);
            return Ok(Linted { remarks, tally, allowed, ranked: None });
        }
        let table = customers(&self.files, &engine, &self.reading, findings)?;
        tally.count(&table);
        let ranking = Ranking::new(&engine, &table);
        findings.append(ranking.findings().clone());
        *findings = refuse_errors(std::mem::take(findings))?;
        let allowed = allowed.note(lint(&ranking), &places, &mut remarks);
        Ok(Linted { remarks, tally, allowed, ranked: Some(ranking.len()) })
    }
}

impl Linted {
    fn write_text(&self, look: Look, to: &mut dyn Write) -> io::Result<()> {
        write_findings(&self.remarks, look, to)?;
        let allowed = if self.allowed > 0 { format!(" ({} allowed)", self.allowed) } else { String::new() };
        writeln!(to, "{}{allowed}", self.tally.sentence(&self.remarks))?;
        if let Some(ranked) = self.ranked.filter(|ranked| *ranked < FEWEST_TO_COMPARE) {
            writeln!(to, "{ranked} ranked: too few to compare orders, which takes {FEWEST_TO_COMPARE}")?;
        }
        Ok(())
    }

    /// One document, with what there is to say about the files as well.
    fn write_json(&self, findings: &Findings, to: &mut dyn Write) -> io::Result<()> {
        let mut all = findings.clone();
        all.append(self.remarks.clone());
        let more = [
            ("criteria", json!(self.tally.criteria)),
            ("customers", json!(self.tally.customers)),
            ("ranked", json!(self.ranked)),
            ("lines", json!(self.tally.lines)),
            ("allowed", json!(self.allowed)),
        ];
        write_findings_json_with(&all, more, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::CODES;

    #[test]
    fn the_help_lists_every_rule() {
        for code in CODES {
            assert!(EXAMPLES.lines().any(|line| line.trim_start().starts_with(code)), "{code}");
        }
    }
}
