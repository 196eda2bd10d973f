//! The model that a command works with, and the ranking by it.

use super::arguments::{Criteria, Reading, WeightChange};
use super::exit::{Failure, refuse_errors, refused, usage};
use super::named_pipes::{End, announcing_pipes};
use super::near_files::near_file_help;
use super::today::today;
use crate::criteria;
use crate::criteria::Places;
use crate::finding::{Finding, Findings};
use crate::input::bytes::encoding::Encoding;
use crate::language::Language;
use crate::model::Model;
use crate::report::inspection::OpenWork;
use crate::report::what_if::{WhatIf, weights};
use crate::scoring::{Engine, Ranking};
use crate::table::Table;
use crate::text::suggestion::suggestion;
use anyhow::{Error, Result};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Reads the criteria file, or the built-in one. Its findings go to `findings`.
pub(crate) fn model(arguments: &Criteria, reading: &Reading, findings: &mut Findings) -> Result<Model> {
    model_and_places(arguments, reading, findings).map(|(model, _)| model)
}

/// The name and the bytes of the criteria file, or of the built-in one.
pub(crate) fn source(arguments: &Criteria) -> Result<(String, Vec<u8>)> {
    match &arguments.criteria {
        None => Ok(("built-in criteria".to_owned(), criteria::DEFAULT.as_bytes().to_vec())),
        Some(path) => {
            let help = "check the path after -c, or leave -c out to use the built-in model";
            Ok((path.to_string_lossy().into_owned(), bytes(path, "criteria file", help)?))
        }
    }
}

/// The model in a criteria file. Its findings go to `findings`.
pub(crate) fn parsed(name: &str, bytes: &[u8], reading: &Reading, findings: &mut Findings) -> Result<Model> {
    placed(name, bytes, reading, findings).map(|(model, _)| model)
}

/// The same, and where its parts stand in the file.
pub(crate) fn model_and_places(
    arguments: &Criteria,
    reading: &Reading,
    findings: &mut Findings,
) -> Result<(Model, Places)> {
    let (name, bytes) = source(arguments)?;
    placed(&name, &bytes, reading, findings)
}

/// The ranking of customers. Its findings go to `findings`, and errors among them end the run.
pub(crate) fn ranked<'a>(engine: &'a Engine, table: &'a Table, findings: &mut Findings) -> Result<Ranking<'a>> {
    let ranking = Ranking::new(engine, table);
    findings.append(ranking.findings().clone());
    *findings = refuse_errors(std::mem::take(findings))?;
    Ok(ranking)
}

/// What is still open in a criteria file.
pub(crate) fn open_work(places: &Places, model: &Model) -> OpenWork {
    let filled = criteria::filled(model);
    OpenWork {
        file: places.file().to_owned(),
        checks: places.checks(),
        filled: filled.map(|(count, _)| count),
        lacks_criteria: filled.is_some_and(|(_, is_all)| !is_all),
    }
}

fn placed(name: &str, bytes: &[u8], reading: &Reading, findings: &mut Findings) -> Result<(Model, Places)> {
    let checked = criteria::parse(name, bytes);
    findings.append(checked.findings);
    let Some(mut model) = checked.model else { return Err(refused(std::mem::take(findings))) };
    if let Some(mark) = reading.decimal {
        model.decimal = mark.into();
    }
    if let Some(code) = reading.language {
        model.language = code.into();
    }
    model.today = today(reading);
    let places = Places::of(name, bytes);
    if let Some(label) = model.read.encoding.as_deref().filter(|label| Encoding::from_label(label).is_none()) {
        let finding = Finding::error("encoding-unknown", "not an encoding").at(places.encoding().clone()).value(label);
        findings.push(finding.help(format!("known are {}", Encoding::EXAMPLES)));
        return Err(refused(std::mem::take(findings)));
    }
    Ok((model, places))
}

/// The bytes of a small file, cut where its parser refuses it as too large. `what` and `help` are for the message if it
/// cannot be read.
pub(crate) fn bytes(path: &Path, what: &str, help: &str) -> Result<Vec<u8>> {
    let read = |_: &(dyn Fn() + Sync)| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // One byte more than the parser takes, so that it refuses what is longer.
        File::open(path)?.take(criteria::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    announcing_pipes([path], End::Writer, read).map_err(|source| {
        let near = near_file_help(path, &source);
        let failure = Failure::unreadable(format!("cannot read the {what} {}", path.display()));
        Error::from(source).context(failure.help(near.as_deref().unwrap_or(help)))
    })
}

/// The notice that the weights are not those of the criteria file, for formats that cannot say so themselves.
pub(crate) fn what_if_notice(what_if: &[WhatIf]) -> Finding {
    Finding::notice("what-if", format!("not the ranking of the criteria file: {}", weights(Language::English, what_if)))
}

/// Changes weights, and gives the changes.
pub(crate) fn change_weights(model: &mut Model, changes: &[WeightChange]) -> Result<Vec<WhatIf>> {
    let mut what_if: Vec<WhatIf> = Vec::new();
    for change in changes {
        if what_if.iter().any(|w| w.criterion == change.id) {
            let message = format!("--weight names `{}` twice", change.id);
            return Err(usage(message, "name each criterion once"));
        }
        let Some(criterion) = model.criterion_mut(&change.id) else {
            let ids: Vec<&str> = model.walk().map(|c| c.id.as_str()).collect();
            let message = format!("--weight: the model has no criterion `{}`", change.id);
            return Err(usage(message, suggestion(&change.id, &ids)));
        };
        what_if.push(WhatIf { criterion: change.id.clone(), from: criterion.weight.get(), to: change.weight.get() });
        criterion.weight = change.weight;
    }
    Ok(what_if)
}
