//! The customers of both sides, each export read for each model that scores it.

use crate::cli::arguments::{Criteria, Reading};
use crate::cli::customers::Customers;
use crate::cli::exit::refuse_errors;
use crate::cli::identity::is_same;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::model::Model;
use crate::scoring::Engine;
use crate::table::Table;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::slice::from_ref;

/// The files of both sides; the same one twice where there is only one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exports<'a> {
    pub(crate) old: &'a PathBuf,
    pub(crate) new: &'a PathBuf,
}

impl Exports<'_> {
    /// Whether there are two.
    pub(crate) fn differ(self) -> bool {
        !std::ptr::eq(self.old, self.new)
    }

    /// The warning where both are named and are the same file.
    pub(crate) fn same_file(self) -> Option<Finding> {
        let finding = Finding::warning("file-twice", "the old and the new export are the same file");
        let finding = finding.at(Place::file(self.new.to_string_lossy())).help("name two exports, or this one once");
        (self.differ() && is_same(self.old, self.new)).then_some(finding)
    }
}

/// The models of both sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides<'a> {
    pub(crate) old: &'a Engine,
    pub(crate) new: &'a Engine,
    /// Whether there are two exports and two models.
    pub(crate) both_differ: bool,
}

/// The customers of both sides.
#[derive(Debug)]
pub(crate) struct Tables {
    /// Old data for the old model.
    pub(crate) old: Table,
    /// New data for the new model; `None` where it is the same.
    new: Option<Table>,
    between: Between,
}

/// What lies between the sides.
#[derive(Debug)]
enum Between {
    /// Nothing: only the data or only the model differs, or the one cannot be read for the other.
    Nothing,
    /// Both models read the same columns, so each takes the other's table.
    Swapped,
    /// The new data for the old model, and the old data for the new one.
    Read(Box<(Table, Table)>),
}

impl Tables {
    /// New data for the new model.
    pub(crate) fn of_new(&self) -> &Table {
        self.new.as_ref().unwrap_or(&self.old)
    }

    /// The new data for the old model, and the old data for the new one.
    pub(crate) fn between(&self) -> Option<(&Table, &Table)> {
        match &self.between {
            Between::Nothing => None,
            Between::Swapped => Some((self.of_new(), &self.old)),
            Between::Read(tables) => Some((&tables.0, &tables.1)),
        }
    }
}

impl Sides<'_> {
    /// Reads all that is needed, each file once for all models that want the same of it. Errors in either side's own
    /// data end the run; where only the crossing fails, a warning says so.
    pub(crate) fn read(self, exports: Exports<'_>, open: &mut Open<'_>, findings: &mut Findings) -> Result<Tables> {
        let alike = self.old.schema() == self.new.schema();
        let old = open.old.read_despite_errors(self.old)?;
        findings.append(self.told_apart("old", old.1));
        let new = if exports.differ() || !alike { Some(open.of_new().read_despite_errors(self.new)?) } else { None };
        let new = new.map(|new| {
            add_unsaid(findings, &self.told_apart("new", new.1), exports.differ());
            new.0
        });
        *findings = refuse_errors(std::mem::take(findings))?;
        let between = match (self.both_differ, alike) {
            (false, _) => Between::Nothing,
            (true, true) => Between::Swapped,
            (true, false) => self.cross(exports, open, findings)?,
        };
        Ok(Tables { old: old.0, new, between })
    }

    /// Of a column that is not there it must be said which of the two models wants it.
    fn told_apart(self, side: &str, mut findings: Findings) -> Findings {
        if self.old.schema() != self.new.schema() {
            for finding in findings.iter_mut().filter(|finding| finding.code == "column-missing") {
                finding.message = format!("for the {side} model {}", finding.message);
            }
        }
        findings
    }

    fn cross(self, exports: Exports<'_>, open: &mut Open<'_>, findings: &mut Findings) -> Result<Between> {
        let new_data = open.of_new().read_despite_errors(self.old)?;
        let new_model = open.old.read_despite_errors(self.new)?;
        let crossings = [(&new_data, exports.new, "old"), (&new_model, exports.old, "new")];
        let refused = crossings.into_iter().find_map(|(read, file, model)| {
            let error = read.1.iter().find(|finding| finding.severity == Severity::Error)?;
            Some(not_split(file, model, error))
        });
        Ok(match refused {
            Some(warning) => {
                findings.push(warning);
                Between::Nothing
            }
            None => Between::Read(Box::new((new_data.0, new_model.0))),
        })
    }
}

/// The open files of both sides.
#[derive(Debug)]
pub(crate) struct Open<'a> {
    old: Customers<'a>,
    /// `None` where both sides have one file.
    new: Option<Customers<'a>>,
}

impl<'a> Open<'a> {
    pub(crate) fn of(exports: Exports<'a>, reading: &'a Reading, criteria: &'a Criteria) -> Result<Self> {
        let old = Customers::open(from_ref(exports.old), reading, criteria)?;
        let new = exports.differ().then(|| Customers::open(from_ref(exports.new), reading, criteria)).transpose()?;
        Ok(Open { old, new })
    }

    fn of_new(&mut self) -> &mut Customers<'a> {
        self.new.as_mut().unwrap_or(&mut self.old)
    }

    /// The engines of both models, each without the optional columns that either side lacks: both sides are ranked by the
    /// same criteria.
    pub(crate) fn engines(
        &mut self,
        (old, new): (Model, Model),
        is_built_in: (bool, bool),
        findings: &mut Findings,
    ) -> Result<(Engine, Engine)> {
        let mut engine = |model: Model, is_built_in: bool| -> Result<(Engine, Findings)> {
            let mut absent = self.old.absent(&model)?;
            absent.extend(self.new.as_mut().map(|new| new.absent(&model)).transpose()?.unwrap_or_default());
            let mut said = Findings::new();
            let files = 1 + usize::from(self.new.is_some());
            let engine = self.old.engine_without(absent, files, model, is_built_in, &mut said);
            Ok((engine, said))
        };
        let ((old, said), (new, again)) = (engine(old, is_built_in.0)?, engine(new, is_built_in.1)?);
        findings.append(said);
        add_unsaid(findings, &again, false);
        Ok((old, new))
    }
}

/// Adds the findings of the reading for the second model; those of the same file only once.
fn add_unsaid(findings: &mut Findings, more: &Findings, all: bool) {
    if all {
        findings.append(more.clone());
        return;
    }
    let unsaid: Vec<Finding> = more.iter().filter(|finding| !findings.iter().any(|f| f == *finding)).cloned().collect();
    findings.extend(unsaid);
}

fn not_split(file: &Path, model: &str, error: &Finding) -> Finding {
    let column = error.place.header.as_ref().map(|header| format!("column \"{header}\": ")).unwrap_or_default();
    let message = format!(
        "the changes are not split into data and model, because the {model} model cannot score this file: {column}{}",
        error.message
    );
    Finding::warning("change-not-split", message)
        .at(Place::file(file.to_string_lossy()))
        .help("add to the export what that model needs, or compare the models and the exports one after the other")
}
