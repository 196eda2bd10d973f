//! `keyrank weights ahp`: weights from pairwise comparison, out of a file or an interview.

use super::arguments::Judging;
use super::proposal::{Derived, MethodRun};
use crate::analysis::weights::ahp::{Judgement, Priorities, Worst, priorities, worst};
use crate::analysis::weights::{Method, shares};
use crate::cli::destination::{Destination, already_there};
use crate::cli::exit::{Verdict, refused, usage};
use crate::cli::interview::pairwise;
use crate::cli::interview::pairwise::Asked;
use crate::cli::messages::Messages;
use crate::cli::run::bytes;
use crate::cli::terminal::Terminal;
use crate::criteria::{Pairwise, Subject, parse_pairwise, write_pairwise};
use crate::finding::{Finding, Findings, Place, as_argument};
use crate::model::Criterion;
use crate::report::weights::fitting;
use crate::text::number::counted;
use anyhow::{Error, Result};
use clap::Args;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
A pairwise file says who counts how many times as much as whom: 1 the same,
3 moderately more, 5 strongly more, 7 very strongly more, 9 extremely more.

  judgements:
    know_how > door_opener: 3
    door_opener = service_complexity: 1
  gaps: refuse     # or fill: what is not judged follows from the rest

Examples:
  keyrank weights ahp pairwise.yaml --data customers.csv
  keyrank weights ahp --ask -o pairwise.yaml
  keyrank weights ahp half.yaml --ask -o pairwise.yaml   (goes on from half.yaml)";

const OUTPUT: &str = "\
Write to this file; `-` is standard output. With --ask keep the answers in
this pairwise file instead";

/// Weights from pairwise comparison (AHP)
///
/// The weights are the principal eigenvector of all judgements; the consistency ratio says how far these agree (Saaty
/// 1977). Above 0.10 the judgement that fits the others least is named, and what would fit. --ask goes through the pairs
/// with you, the most telling first, and stops as soon as the answers determine the weights and check each other. Esc goes
/// back one question; Ctrl-C ends and keeps the answers so far, from which a later interview can go on.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("output", |output| output.help(OUTPUT)))]
pub(crate) struct Arguments {
    /// The pairwise file (YAML)
    #[arg(value_name = "PAIRWISE", required_unless_present = "ask")]
    file: Option<PathBuf>,

    /// Ask for the judgements, one pair after the other, on a terminal; with a
    /// pairwise file go on from its answers
    #[arg(long, help_heading = "Interview")]
    ask: bool,

    #[command(flatten)]
    pub(crate) shared: Judging,
}

/// Judgements, and what they are about.
struct Judged {
    group: Option<String>,
    ids: Vec<String>,
    of_model: bool,
    judgements: Vec<Judgement>,
    /// Where each is written; empty after an interview.
    places: Vec<Place>,
}

impl Arguments {
    /// Judges, shows, writes.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let all = &self.shared.all;
        // The file of an interview is for its answers.
        let writing = if self.ask { &all.writing.without_file() } else { &all.writing };
        let mut run = MethodRun::open(all, writing, self.shared.data.iter().chain(&self.file), terminal, messages)?;
        let given = self.file.as_ref().map(|path| self.read(path, &mut run)).transpose()?;
        // Nobody shall answer questions for customers that cannot be read.
        let customers = run.customers(&self.shared.data)?;
        let judged = match given {
            Some(judged) if !self.ask => judged,
            given => self.interview(given, &run, terminal, messages)?,
        };
        // The file and the interview both see to it that all criteria are connected.
        let priorities = priorities(judged.ids.len(), &judged.judgements)
            .ok_or_else(|| usage("the judgements do not connect all criteria", "judge more pairs"))?;
        let worst = worst(&judged.judgements, &priorities.weights);
        run.findings.append(inconsistency(&judged, &priorities, worst));
        let Judged { group, ids, of_model, judgements, .. } = judged;
        let weights = priorities.weights.clone();
        let method = Method::Pairwise { judgements, priorities, worst };
        let strangers = (!of_model).then_some(ids);
        run.conclude(Derived { group, strangers, weights, method }, customers.as_ref())
    }

    fn read(&self, path: &Path, run: &mut MethodRun<'_>) -> Result<Judged> {
        let shared = &self.shared.all;
        if shared.group.is_some() {
            run.siblings(shared.group.as_deref())?;
        }
        // Whoever names a criteria file, or wants to change it, means its criteria; and an interview is about the model's.
        let is_bound = shared.criteria.criteria.is_some() || self.ask;
        let subject = Subject { model: &run.model, group: shared.group.as_deref(), is_bound, goes_on: self.ask };
        let help = "check the path, or let --ask ask you for the judgements";
        let checked = parse_pairwise(&path.to_string_lossy(), &bytes(path, "pairwise file", help)?, subject);
        run.findings.append(checked.findings);
        let Some(Pairwise { group, ids, of_model, judgements }) = checked.pairwise else {
            return Err(refused(std::mem::take(&mut run.findings)));
        };
        if of_model {
            run.siblings(group.as_deref())?;
        }
        let plain = judgements.iter().map(|j| Judgement { more: j.more, less: j.less, by: j.by }).collect();
        let places = judgements.into_iter().map(|j| j.place).collect();
        Ok(Judged { group, ids, of_model, judgements: plain, places })
    }

    fn interview(
        &self,
        given: Option<Judged>,
        run: &MethodRun<'_>,
        terminal: &Terminal,
        messages: &Messages,
    ) -> Result<Judged> {
        let shared = &self.shared.all;
        let read = self.shared.data.iter().chain(&shared.criteria.criteria);
        if let Some(path) = shared.writing.file().filter(|path| path.symlink_metadata().is_ok_and(|it| it.is_file())) {
            return Err(already_there(path, "an interview never overwrites answers"));
        }
        let destination = shared.writing.open(read)?;
        let (group, given) = given.map_or((None, Vec::new()), |given| (given.group, given.judgements));
        let group = group.or_else(|| shared.group.clone());
        let siblings = run.siblings(group.as_deref())?;
        let Asked { answers: judgements, is_done } = pairwise::ask(
            siblings,
            anchor(siblings),
            given,
            run.model.language,
            shared.message_options.color,
            terminal,
        )?;
        let ids: Vec<String> = siblings.iter().map(|criterion| criterion.id.clone()).collect();
        let text = answers(group.as_deref(), &ids, &judgements).filter(|_| !judgements.is_empty());
        let mut kept = None;
        if let (Destination::File { path, .. }, Some(text)) = (&destination, &text) {
            let name = path.to_string_lossy().into_owned();
            destination.deliver(false, |to| to.write_all(text.as_bytes()))?;
            messages.remark(&format!("kept the answers in {name}"));
            kept = Some(name);
        }
        if is_done {
            return Ok(Judged { group, ids, of_model: true, judgements, places: Vec::new() });
        }
        Err(match (kept, text) {
            (_, None) => usage("the interview was ended; nothing was written", "start it again when you like"),
            (Some(name), _) => {
                let go_on = format!("keyrank weights ahp {} --ask -o FILE{}", as_argument(&name), self.again());
                left(&judgements, &format!("to go on: {go_on}"))
            }
            (None, Some(text)) => {
                // Lines to copy are not wrapped.
                messages.document(|_, to| to.write_all(text.as_bytes()));
                let go_on = format!("keyrank weights ahp FILE --ask{}", self.again());
                left(&judgements, &format!("to go on, put the lines above into a file: {go_on}"))
            }
        })
    }
}

impl Arguments {
    /// What was said beside the answers, which hold their group: the criteria, the customers and how to read them.
    fn again(&self) -> String {
        let Judging { data, all } = &self.shared;
        let criteria = all.criteria.criteria.iter().map(|path| ("-c", path));
        let files = criteria.chain(data.iter().map(|path| ("--data", path)));
        let files = files.map(|(option, path)| format!(" {option} {}", as_argument(&path.to_string_lossy())));
        files.collect::<String>() + &all.reading.again()
    }
}

/// The end of an interview that was left early; its `answers` are kept.
fn left(answers: &[Judgement], how_to_go_on: &str) -> Error {
    let answers = counted(answers.len() as u64, "answer", "answers");
    usage(format!("the interview was ended after {answers}"), how_to_go_on)
}

/// The criterion with the largest weight, with which all others are compared first.
fn anchor(siblings: &[Criterion]) -> usize {
    let shares = shares(siblings);
    (0..shares.len())
        .rev()
        .max_by(|a, b| shares.get(*a).partial_cmp(&shares.get(*b)).unwrap_or(std::cmp::Ordering::Equal))
        .unwrap_or(0)
}

/// The answers as a pairwise file.
fn answers(group: Option<&str>, ids: &[String], judgements: &[Judgement]) -> Option<String> {
    let named = |j: &Judgement| Some((ids.get(j.more)?.as_str(), ids.get(j.less)?.as_str(), j.by));
    let named: Vec<(&str, &str, f64)> = judgements.iter().map(named).collect::<Option<_>>()?;
    let has_gaps = judgements.len() < ids.len() * (ids.len() - 1) / 2;
    Some(write_pairwise(group, has_gaps, &named))
}

/// Warns of judgements that contradict each other too much, naming the one that fits least and what would fit.
fn inconsistency(judged: &Judged, priorities: &Priorities, worst: Option<Worst>) -> Findings {
    let mut findings = Findings::new();
    let (true, Some(worst)) = (priorities.is_inconsistent(), worst) else { return findings };
    let (Some(ratio), Some(judgement)) = (priorities.consistency_ratio, judged.judgements.get(worst.place)) else {
        return findings;
    };
    let (Some(more), Some(less)) = (judged.ids.get(judgement.more), judged.ids.get(judgement.less)) else {
        return findings;
    };
    let limit = Priorities::ACCEPTABLE;
    let message = format!(
        "the judgements contradict each other: consistency ratio {ratio:.3}, acceptable up to {limit:.2}; \
         {more} > {less}: {} fits the others least",
        judgement.by
    );
    let help = format!("look at it again; what would fit is {}", fitting(more, less, worst.fits));
    let place = judged.places.get(worst.place).cloned().unwrap_or_default();
    findings.push(Finding::warning("inconsistent-judgements", message).at(place).help(help));
    findings
}
