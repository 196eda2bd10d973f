//! `keyrank compare`: two models on one export, one model on two exports, or both at once.

mod sides;

use super::score::SHOWN;
use crate::analysis::compare::customer::Customer;
use crate::analysis::compare::{Between, Comparison, compare};
use crate::cli::arguments::{Criteria, Reading, WeightChange, Writing, count, weight_change};
use crate::cli::exit::{Refused, Verdict, refused, usage};
use crate::cli::format::Format;
use crate::cli::message_options::MessageOptions;
use crate::cli::messages::Messages;
use crate::cli::run::{bytes, change_weights, model, parsed};
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings};
use crate::language::Language;
use crate::language::common::first_few;
use crate::model::Model;
use crate::output::write_comparison;
use crate::report::compare::{Report, Side, verdict};
use crate::report::what_if::WhatIf;
use crate::scoring::Ranking;
use crate::text::number::counted;
use anyhow::Result;
use clap::{Args, ValueEnum};
use sides::{Exports, Open, Sides};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  keyrank compare customers.csv -c old.yaml --to new.yaml   two models
  keyrank compare customers.csv --weight know_how=40        other weights
  keyrank compare q2.csv q3.csv                             two exports
  keyrank compare q2.csv q3.csv -c old.yaml --to new.yaml   both at once
  keyrank compare customers.csv -c old.yaml --to new.yaml \\
    --fail-on tier-change -f markdown                       a pull request

With two exports and two models each change of score is split into what the
data and what the model changed: the mean over both orders of changing one
after the other, so that the two parts add up to the change.";

/// Compare two models or two exports: who moved?
///
/// Names who is promoted and who is demoted, who came and who went, the largest moves, the tiers against each other, and
/// how alike the two orders are (Kendall tau-b, Spearman). Customers are matched by id, tiers by name.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// One customer file for two models, or the old and the new export (CSV,
    /// also gzipped, or .xlsx); `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    criteria: Criteria,

    /// The new criteria file; without it both sides use the one of -c
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    to: Option<PathBuf>,

    /// Give this criterion another weight on the new side. Repeatable
    #[arg(long = "weight", value_name = "ID=W", value_parser = weight_change, help_heading = "Model")]
    weights: Vec<WeightChange>,

    /// Name at most so many accounts in each list (table, markdown)
    #[arg(long, value_name = "N", value_parser = count, help_heading = "Selection")]
    top: Option<u32>,

    /// Name all accounts, also on a terminal (which shows 20 a list)
    #[arg(long, conflicts_with = "top", help_heading = "Selection")]
    all: bool,

    /// End with exit code 1, after the result, where accounts moved
    #[arg(long, value_name = "WHAT", help_heading = "Check")]
    fail_on: Option<FailOn>,

    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    pub(crate) message_options: MessageOptions,
}

/// What makes a comparison fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A customer of both sides is in another tier, or ranked on one side only.
    TierChange,
    /// That, another rank, or a customer that came or went.
    AnyMove,
}

impl FailOn {
    fn strikes(self, customer: &Customer<'_>) -> bool {
        match self {
            FailOn::TierChange => customer.movement.is_tier_change(),
            FailOn::AnyMove => customer.moved(),
        }
    }

    /// How many customers it strikes, as the reason why the run fails; none where it strikes nobody.
    fn complaint(self, comparison: &Comparison<'_>) -> Option<Finding> {
        let struck = comparison.customers.iter().filter(|customer| self.strikes(customer)).count();
        let customers = counted(struck as u64, "customer", "customers");
        let (code, what) = match self {
            FailOn::TierChange => ("tier-changed", "in another tier (--fail-on tier-change)"),
            FailOn::AnyMove => ("moved", "moved (--fail-on any-move)"),
        };
        (struck > 0).then(|| Finding::error(code, format!("{customers} {what}")))
    }
}

impl Arguments {
    /// Ranks both sides, writes what is different, and then says what there is to say.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let exports = self.exports()?;
        let format = self.writing.format()?;
        let destination = self.writing.open(self.files.iter().chain(&self.criteria.criteria).chain(&self.to))?;

        let mut findings = Findings::new();
        let (old_model, new_model, what_if) = self.models(&mut findings)?;
        findings.extend(exports.same_file());
        let is_built_in = (self.criteria.criteria.is_none(), self.new_criteria().is_none());
        let mut open = Open::of(exports, &self.reading, &self.criteria)?;
        let (old_engine, new_engine) = open.engines((old_model, new_model), is_built_in, &mut findings)?;
        let sides =
            Sides { old: &old_engine, new: &new_engine, both_differ: exports.differ() && self.has_two_models() };
        let tables = sides.read(exports, &mut open, &mut findings)?;
        let (old, new) = (Ranking::new(&old_engine, &tables.old), Ranking::new(&new_engine, tables.of_new()));
        findings.extend(told_apart("old", old.findings()).chain(told_apart("new", new.findings())));
        let between = tables
            .between()
            .map(|(new_data, new_model)| (Ranking::new(&old_engine, new_data), Ranking::new(&new_engine, new_model)));
        let between = between.as_ref().map(|(new_data, new_model)| Between { new_data, new_model });
        let comparison = compare(&old, &new, between);

        findings.extend(probably_same(&comparison));
        let told: Vec<&Finding> = findings.iter().collect();
        let (old_name, new_name) = (name(self.criteria.criteria.as_deref()), name(self.new_criteria()));
        let report = Report {
            old: Side { ranking: &old, criteria: old_name.as_deref(), what_if: &[] },
            new: Side { ranking: &new, criteria: new_name.as_deref(), what_if: &what_if },
            comparison: &comparison,
            findings: &told,
            shown: self.shown(self.writing.to_terminal(terminal)),
        };
        let look = self.writing.look(self.message_options.color, terminal, new.engine().model().language);
        destination.deliver_as(format.into(), look.color, |to| write_comparison(&report, format.into(), look, to))?;

        let complaint = self.fail_on.and_then(|fail_on| fail_on.complaint(&comparison));
        if messages.is_json() {
            // For a program the reason is a finding as well.
            let mut all = findings.clone();
            all.extend(complaint.clone());
            messages.findings(&all);
        } else if format != Format::Table {
            messages.findings(&findings);
        }
        if !messages.is_json() && (self.writing.file().is_some() || format != Format::Table) {
            messages.note(&self.summary(&comparison));
        }
        let verdict = Verdict::told(&findings, self.message_options.strict, messages);
        let Some(complaint) = complaint else { return Ok(verdict) };
        messages.remark(&format!("this fails: {}", complaint.message));
        Ok(Verdict::Fails)
    }

    fn exports(&self) -> Result<Exports<'_>> {
        match self.files.as_slice() {
            [_] if !self.has_two_models() => {
                let help = "name a second export, or another model with --to new.yaml or --weight ID=W";
                Err(usage("one file and one model: there is nothing to compare", help))
            }
            [both] => Ok(Exports { old: both, new: both }),
            [old, new] => Ok(Exports { old, new }),
            files => {
                let message = format!("compare takes one file or two, not {}", files.len());
                Err(usage(message, "name the old export and the new one; put several files of a side into one first"))
            }
        }
    }

    fn has_two_models(&self) -> bool {
        self.to.is_some() || !self.weights.is_empty()
    }

    fn new_criteria(&self) -> Option<&Path> {
        self.to.as_deref().or(self.criteria.criteria.as_deref())
    }

    /// The old model, the new one, and the weights that were changed in it.
    fn models(&self, findings: &mut Findings) -> Result<(Model, Model, Vec<WhatIf>)> {
        let old = model(&self.criteria, &self.reading, findings);
        let new = self.to.as_ref().map(|path| {
            let bytes = bytes(path, "criteria file", "check the path after --to")?;
            parsed(&path.to_string_lossy(), &bytes, &self.reading, findings)
        });
        // Both files are refused in one run, so that nobody mends the one only to hear about the other.
        let (old, new) = match (old, new.transpose()) {
            (Err(old), Err(new)) => {
                let Refused(mut findings) = old.downcast()?;
                if let Ok(Refused(others)) = new.downcast() {
                    findings.append(others);
                }
                return Err(refused(findings));
            }
            (old, new) => (old?, new?),
        };
        let mut new = new.unwrap_or_else(|| old.clone());
        let what_if = change_weights(&mut new, &self.weights)?;
        Ok((old, new, what_if))
    }

    fn shown(&self, to_terminal: bool) -> Option<usize> {
        match self.top {
            Some(top) => usize::try_from(top).ok(),
            None => (to_terminal && !self.all).then_some(SHOWN),
        }
    }

    fn summary(&self, comparison: &Comparison<'_>) -> String {
        let written = self.writing.file().map(|path| format!("; written to {}", path.display())).unwrap_or_default();
        format!("{}{written}", verdict(comparison, Language::English))
    }
}

/// How many pairs are named.
const PAIRS: usize = 10;

/// A hint at customers who probably have a new id, and only seem to be gone and new.
fn probably_same(comparison: &Comparison<'_>) -> Option<Finding> {
    let renamed = &comparison.renamed;
    let pairs = renamed.iter().map(|pair| format!("{} -> {} ({})", pair.old, pair.new, pair.name));
    let who = if renamed.len() == 1 { "probably the same customer" } else { "probably the same customers" };
    let message =
        format!("{who}, counted as gone and new because of another id: {}", first_few(Language::English, pairs, PAIRS));
    let help = "give a customer the same id in both exports";
    (!renamed.is_empty()).then(|| Finding::notice("probably-same", message).help(help))
}

fn name(criteria: Option<&Path>) -> Option<Cow<'_, str>> {
    criteria.map(Path::to_string_lossy)
}

/// The findings of a ranking, with the side that they are about.
fn told_apart(side: &str, findings: &Findings) -> impl Iterator<Item = Finding> {
    findings
        .iter()
        .map(move |finding| Finding { message: format!("{side} ranking: {}", finding.message), ..finding.clone() })
}
