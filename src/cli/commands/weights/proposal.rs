//! What all methods share: they read the model and the customers, and write the proposed weights.

use super::arguments::Shared;
use super::criteria_file::CriteriaFile;
use crate::analysis::weights::comparison::{compare, same_order};
use crate::analysis::weights::written::{Written, is_writable};
use crate::analysis::weights::{Method, Proposal, Row, reweighted, shares, written};
use crate::cli::arguments::Writing;
use crate::cli::customers::Customers as CustomerFiles;
use crate::cli::destination::Destination;
use crate::cli::exit::{Verdict, refuse_errors, refused, usage};
use crate::cli::format::Format;
use crate::cli::messages::Messages;
use crate::cli::run::{parsed, source};
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Findings};
use crate::model::{Criterion, Model};
use crate::output::look::Look;
use crate::output::write_weights;
use crate::scoring::{Engine, Ranking};
use crate::table::Table;
use crate::text::same_header;
use crate::text::suggestion::suggestion;
use anyhow::Result;
use std::io::{self, Write};
use std::path::PathBuf;

/// The run of a method: the model, where the result goes, and what was found so far.
pub(crate) struct MethodRun<'a> {
    shared: &'a Shared,
    messages: &'a Messages,
    format: Format,
    look: Look,
    /// Where the result goes.
    destination: Destination,
    file: Option<CriteriaFile>,
    pub(crate) model: Model,
    pub(crate) findings: Findings,
}

/// Customers, and the engine that they were read for.
pub(crate) struct Customers {
    pub(crate) engine: Engine,
    pub(crate) table: Table,
}

/// Weights before they are shown.
pub(crate) struct Derived {
    /// The group that was weighed.
    pub(crate) group: Option<String>,
    /// The ids that were weighed, if they are not criteria of the model.
    pub(crate) strangers: Option<Vec<String>>,
    /// In the order of the criteria, together 1.
    pub(crate) weights: Vec<f64>,
    /// How they came about.
    pub(crate) method: Method,
}

impl<'a> MethodRun<'a> {
    /// Reads the model, and opens the files that will be written before any work begins. `read` are the files that are read.
    pub(crate) fn open(
        shared: &'a Shared,
        writing: &Writing,
        read: impl IntoIterator<Item = &'a PathBuf>,
        terminal: &Terminal,
        messages: &'a Messages,
    ) -> Result<Self> {
        let format = writing.format()?;
        let read: Vec<&PathBuf> = read.into_iter().collect();
        let destination = writing.open(shared.criteria.criteria.iter().chain(read.iter().copied()))?;
        let mut findings = Findings::new();
        let (name, bytes) = source(&shared.criteria)?;
        let model = parsed(&name, &bytes, &shared.reading, &mut findings)?;
        let look = writing.look(shared.message_options.color, terminal, model.language);
        let file = match (shared.write, &shared.criteria.criteria) {
            (false, _) => None,
            (true, Some(path)) => Some(CriteriaFile::open(path, bytes, &read)?),
            (true, None) => {
                let help = "start one with keyrank criteria -o criteria.yaml, or keyrank init, and name it with -c";
                return Err(usage("--write needs a criteria file; the built-in model cannot be changed", help));
            }
        };
        Ok(MethodRun { shared, messages, format, look, destination, file, model, findings })
    }

    /// The criteria that are weighed: of a group, or of the first level.
    pub(crate) fn siblings(&self, group: Option<&str>) -> Result<&[Criterion]> {
        let Some(id) = group else { return at_least_two(&self.model.criteria, "the model") };
        let groups: Vec<&str> = self.model.walk().filter(|c| !c.children().is_empty()).map(|c| c.id.as_str()).collect();
        match self.model.criterion(id).map(Criterion::children) {
            Some(children) if !children.is_empty() => at_least_two(children, id),
            _ => {
                let help = match groups.as_slice() {
                    [] => "name the criteria file that has it with -c; this model has no groups".to_owned(),
                    groups => suggestion(id, groups),
                };
                Err(usage(format!("--group: the model has no group `{id}`"), help))
            }
        }
    }

    /// Refuses a criterion of the model that is not among the `siblings` that are weighed, and says where it is.
    pub(crate) fn refuse_elsewhere<'b>(
        &self,
        named: impl IntoIterator<Item = &'b str>,
        siblings: &[Criterion],
    ) -> Result<()> {
        let is_here = |id: &str| siblings.iter().any(|criterion| criterion.id == id);
        let Some(id) = named.into_iter().find(|id| !is_here(id) && self.model.criterion(id).is_some()) else {
            return Ok(());
        };
        let holds = |group: &&Criterion| group.children().iter().any(|child| child.id == id);
        let help = match self.model.walk().find(holds) {
            Some(group) => format!("it is in the group {0}, whose criteria --group {0} weighs", group.id),
            None => "it is on the first level, whose criteria are weighed without --group".to_owned(),
        };
        Err(usage(format!("`{id}` is not among the criteria that are weighed here"), help))
    }

    /// Reads customers for the model in force; `None` where no files are named.
    pub(crate) fn customers(&mut self, files: &[PathBuf]) -> Result<Option<Customers>> {
        if files.is_empty() {
            return Ok(None);
        }
        // What is weighed is never left out.
        let mut model = self.model.clone();
        let weighed: Vec<String> = model.walk().filter_map(Criterion::column).map(str::to_owned).collect();
        model.account.optional.retain(|column| !weighed.iter().any(|weighed| same_header(weighed, column)));
        let open = CustomerFiles::open(files, &self.shared.reading, &self.shared.criteria)?;
        let (engine, table) = open.read_for(model, &mut self.findings)?;
        self.model = engine.model().clone();
        Ok(Some(Customers { engine, table }))
    }

    /// Writes the result.
    pub(crate) fn show(
        &mut self,
        document: impl FnOnce(crate::output::Format, Look, &mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let destination = std::mem::replace(&mut self.destination, Destination::Stdout);
        let (format, look) = (self.format.into(), self.look);
        destination.deliver_as(format, look.color, |to| document(format, look, to))
    }

    /// Shows weights beside those in force, writes the findings, and writes the weights if that is wanted.
    pub(crate) fn conclude(mut self, derived: Derived, customers: Option<&Customers>) -> Result<Verdict> {
        let proposal = self.proposal(derived, customers)?;
        let mut findings = refuse_errors(std::mem::take(&mut self.findings))?;
        self.show(|format, look, to| write_weights(&proposal, format, look, to))?;
        let verdict = Verdict::on(&findings, self.shared.message_options.strict);
        match (self.file.take(), verdict, &proposal.written) {
            (None, ..) => self.messages.findings(&findings),
            (Some(_), Verdict::Fails, _) => {
                self.messages.findings(&findings);
                self.messages.remark("the criteria file is left as it was");
            }
            (Some(_), Verdict::Done, None) => {
                findings.append(unwritable(&proposal));
                return Err(refused(findings));
            }
            (Some(file), Verdict::Done, Some(written)) => {
                self.messages.findings(&findings);
                let ids = proposal.rows.iter().map(|row| row.id.clone());
                file.write(ids.zip(written.texts.iter().cloned()).collect(), written, self.messages)?;
            }
        }
        Ok(Verdict::told(&findings, self.shared.message_options.strict, self.messages))
    }

    fn proposal(&self, derived: Derived, customers: Option<&Customers>) -> Result<Proposal> {
        let Derived { group, strangers, weights, method } = derived;
        if let Some(ids) = strangers {
            self.refuse_strangers(customers)?;
            let rows = ids.into_iter().zip(weights);
            let rows = rows.map(|(id, weight)| Row { label: id.clone(), id, in_force: None, weight }).collect();
            return Ok(Proposal { group: None, rows, method, comparison: None, written: None });
        }
        let siblings = self.siblings(group.as_deref())?;
        let ids: Vec<&str> = siblings.iter().map(|criterion| criterion.id.as_str()).collect();
        let engine_of =
            |weights: &[f64]| Engine::new(reweighted(&self.model, ids.iter().copied().zip(weights.iter().copied())));
        let whole = self.effective_weight(group.as_deref());
        let (comparison, written) = match customers {
            None => (None, written::write(&weights, whole, |_| true)),
            Some(Customers { engine, table }) => {
                let exact_engine = engine_of(&weights);
                let exact = Ranking::new(&exact_engine, table);
                let holds = |written: &Written| {
                    let engine = engine_of(&written.numbers());
                    same_order(&exact, &Ranking::new(&engine, table))
                };
                let comparison = compare(&Ranking::new(engine, table), &exact);
                (Some(comparison), written::write(&weights, whole, holds))
            }
        };
        let rows = siblings.iter().zip(shares(siblings)).zip(&weights).map(|((criterion, share), weight)| Row {
            id: criterion.id.clone(),
            label: criterion.label.clone(),
            in_force: Some(share),
            weight: *weight,
        });
        let rows = rows.collect();
        let group = group.and_then(|id| Some((id.clone(), self.model.criterion(&id)?.label.clone())));
        Ok(Proposal { group, rows, method, comparison, written })
    }

    fn refuse_strangers(&self, customers: Option<&Customers>) -> Result<()> {
        if customers.is_some() {
            let message = "--data: the pairwise file is about criteria that the model does not have";
            return Err(usage(message, "name the criteria file that has them with -c"));
        }
        Ok(())
    }

    /// The part of the score that the criteria of a group share.
    fn effective_weight(&self, group: Option<&str>) -> f64 {
        let engine = Engine::new(self.model.clone());
        let node = group.and_then(|id| engine.nodes().iter().find(|node| node.id == id));
        node.map_or(1.0, |node| node.effective_weight)
    }
}

fn at_least_two<'c>(criteria: &'c [Criterion], of: &str) -> Result<&'c [Criterion]> {
    if criteria.len() < 2 {
        let message = format!("there is nothing to weigh: {of} has only one criterion");
        return Err(usage(message, "a single criterion has all the weight; --group names a group with more"));
    }
    Ok(criteria)
}

/// Criteria with weight 0, which a criteria file refuses.
fn unwritable(proposal: &Proposal) -> Findings {
    let mut findings = Findings::new();
    for row in proposal.rows.iter().filter(|row| !is_writable(row.weight)) {
        findings.push(
            Finding::error(
                "weight-not-writable",
                format!("{} gets weight 0, which a criteria file cannot hold", row.id),
            )
            .help("take the criterion out of the file first, or give it a weight by hand; the file is left as it was"),
        );
    }
    findings
}
