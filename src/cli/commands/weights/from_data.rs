//! `keyrank weights entropy` and `keyrank weights critic`: weights from the data.

use super::arguments::Shared;
use super::proposal::{Customers, Derived, MethodRun};
use crate::analysis::weights::critic::critic_weights;
use crate::analysis::weights::data::{Basis, Columns, columns};
use crate::analysis::weights::entropy::entropy_weights;
use crate::analysis::weights::{Method, Sample};
use crate::cli::exit::{Verdict, refuse_errors, refused};
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings, Place};
use crate::language::Language;
use crate::language::common::first_few;
use crate::model::Criterion;
use crate::scoring::{Account, Ranking};
use crate::text::number::counted;
use anyhow::{Error, Result};
use clap::Args;
use std::path::PathBuf;

const ENTROPY_EXAMPLES: &str = "\
Examples:
  keyrank weights entropy customers.csv
  keyrank weights entropy customers.csv -c criteria.yaml --group growth --write";

const CRITIC_EXAMPLES: &str = "\
Examples:
  keyrank weights critic customers.csv
  keyrank weights critic customers.csv -c criteria.yaml --write";

/// Customers and what every method takes.
#[derive(Debug, Args)]
struct Measuring {
    /// Customer files (CSV, also gzipped, or .xlsx); `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    all: Shared,
}

/// Weights from how much customers differ (entropy)
///
/// The more the numbers of a column differ between customers, the more it weighs (Hwang & Yoon 1981). Measured on the
/// cells as they are, none below 0; on points where a criterion is a group or its cells are words. Which end is better
/// plays no part.
#[derive(Debug, Args)]
#[command(after_help = ENTROPY_EXAMPLES)]
pub(crate) struct Entropy {
    #[command(flatten)]
    measuring: Measuring,
}

/// Weights from contrast and conflict between columns (CRITIC)
///
/// A column weighs more the more customers differ in it and the less other columns say the same (Diakoulaki et al.
/// 1995). Measured on the cells, turned round where less is better; on points where a criterion is a group, its cells
/// are words, or its scale both rises and falls.
#[derive(Debug, Args)]
#[command(after_help = CRITIC_EXAMPLES)]
pub(crate) struct Critic {
    #[command(flatten)]
    measuring: Measuring,
}

/// How many of the customers that are left out are named.
const NAMED: usize = 5;

/// The arithmetic of one method on columns.
type Measure = fn(&Columns, Sample) -> Option<(Vec<f64>, Method)>;

impl Entropy {
    /// Measures, shows, writes.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        self.measuring.run(terminal, messages, Columns::refuse_negative, |columns, sample| {
            let spreads = entropy_weights(&columns.numbers)?;
            let weights = spreads.iter().map(|spread| spread.weight).collect();
            Some((weights, Method::Entropy { spreads, sample }))
        })
    }

    /// How messages are written.
    pub(crate) fn message_options(&self) -> &MessageOptions {
        &self.measuring.all.message_options
    }
}

impl Critic {
    /// Measures, shows, writes.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let refuse_none = |_: &Columns, _: &Ranking<'_>, _: &[Criterion]| Findings::new();
        self.measuring.run(terminal, messages, refuse_none, |columns, sample| {
            let falling: Vec<bool> = columns.bases.iter().map(|basis: &Basis| basis.is_falling()).collect();
            let contrasts = critic_weights(&columns.numbers, &falling)?;
            let weights = contrasts.iter().map(|contrast| contrast.weight).collect();
            Some((weights, Method::Critic { contrasts, sample }))
        })
    }

    /// How messages are written.
    pub(crate) fn message_options(&self) -> &MessageOptions {
        &self.measuring.all.message_options
    }
}

impl Measuring {
    fn run(
        &self,
        terminal: &Terminal,
        messages: &Messages,
        refuse: impl Fn(&Columns, &Ranking<'_>, &[Criterion]) -> Findings,
        measure: Measure,
    ) -> Result<Verdict> {
        let mut run = MethodRun::open(&self.all, &self.all.writing, &self.files, terminal, messages)?;
        let group = self.all.group.clone();
        run.siblings(group.as_deref())?;
        let Some(customers) = run.customers(&self.files)? else { return Ok(Verdict::Done) };
        let (columns, left_out_ids, found) = self.measured(&run, &customers, refuse)?;
        run.findings.append(found);
        run.findings = refuse_errors(std::mem::take(&mut run.findings))?;
        let sample = Sample { bases: columns.bases.clone(), customers: columns.places.len(), left_out_ids };
        let (weights, method) = measure(&columns, sample).ok_or_else(|| self.nothing_to_tell(&columns))?;
        run.conclude(Derived { group, strangers: None, weights, method }, Some(&customers))
    }

    fn measured(
        &self,
        run: &MethodRun<'_>,
        customers: &Customers,
        refuse: impl Fn(&Columns, &Ranking<'_>, &[Criterion]) -> Findings,
    ) -> Result<(Columns, Vec<String>, Findings)> {
        let siblings = run.siblings(self.all.group.as_deref())?;
        let ranking = Ranking::new(&customers.engine, &customers.table);
        let columns = columns(&ranking, siblings);
        let mut findings = refuse(&columns, &ranking, siblings);
        findings.append(columns.note_constant(siblings));
        let left_out: Vec<Account<'_>> = columns.left_out.iter().filter_map(|&place| ranking.account(place)).collect();
        if !left_out.is_empty() {
            let names = left_out.iter().map(|account| account.name.to_owned());
            let (customers, names) = (
                counted(left_out.len() as u64, "customer was", "customers were"),
                first_few(Language::English, names, NAMED),
            );
            let message = format!("{customers} left out, because a cell is missing: {names}");
            let help = "the weights are measured on customers who have all cells";
            findings.push(Finding::notice("left-out-of-weights", message).help(help));
        }
        let ids = left_out.iter().map(|account| account.id.to_owned()).collect();
        Ok((columns, ids, findings))
    }

    fn nothing_to_tell(&self, columns: &Columns) -> Error {
        let file = self.files.first().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        let message = match columns.places.len() {
            0 | 1 => "it takes two customers with all cells to tell anything",
            _ => "the columns tell nothing: customers are alike, or all columns say the same",
        };
        let mut findings = Findings::new();
        findings.push(
            Finding::error("nothing-to-measure", message)
                .at(Place::file(file))
                .help("use a method that asks people: weights ahp, rank or swing"),
        );
        refused(findings)
    }
}
