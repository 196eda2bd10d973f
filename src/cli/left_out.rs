//! Customer files may lack optional columns. The parts of the model that need them are left out, and a finding says so.

use crate::finding::{Finding, Findings, Place, as_argument};
use crate::input::Absent;
use crate::model::{LeftOut, Model};
use crate::text::same_header;

/// Other headers for the name and the id of a customer.
const NAMES: [&str; 12] = [
    "name",
    "customer name",
    "company",
    "company name",
    "account name",
    "account",
    "firma",
    "kunde",
    "kundenname",
    "firmenname",
    "unternehmen",
    "name 1",
];
const IDS: [&str; 9] = [
    "id",
    "customer id",
    "customer no",
    "customer number",
    "kundennummer",
    "kundennr",
    "kunden-nr.",
    "kundennr.",
    "debitor",
];

/// The built-in model with the name and the id as these files call them, and the columns that are still absent. All `files`
/// must agree, and `findings` tell.
pub(crate) fn called_otherwise(
    mut model: Model,
    mut absent: Vec<Absent>,
    files: usize,
    findings: &mut Findings,
) -> (Model, Vec<Absent>) {
    let own = [(model.account.id.clone(), &IDS[..]), (model.account.name.clone().unwrap_or_default(), &NAMES[..])];
    for (column, others) in own {
        let lacking: Vec<&Absent> = absent.iter().filter(|absent| absent.column == column).collect();
        let has = |absent: &Absent, other: &str| absent.free.iter().any(|header| same_header(header, other));
        let other = others.iter().find(|other| lacking.iter().all(|absent| has(absent, other)));
        let (Some(first), Some(other)) = (lacking.first().filter(|_| lacking.len() == files), other) else { continue };
        let header = first.free.iter().find(|header| same_header(header, other)).cloned().unwrap_or_default();
        let what = if column == model.account.id { "id" } else { "name" };
        let message = format!("the column \"{header}\" is read as the {what} of a customer ({column})");
        let help = "name another one in a criteria file if it is not";
        findings.push(Finding::notice("column-called-otherwise", message).at(Place::line(&first.file, 1)).help(help));
        if what == "id" {
            model.account.id = header;
        } else {
            model.account.name = Some(header);
        }
        absent.retain(|absent| absent.column != column);
    }
    (model, absent)
}

/// The model without those columns. What it is left without goes to `findings`.
pub(crate) fn left_out(model: Model, absent: &[Absent], findings: &mut Findings) -> Model {
    let mut columns: Vec<String> = Vec::new();
    for absent in absent.iter().map(|absent| &absent.column) {
        if !columns.contains(absent) {
            columns.push(absent.clone());
        }
    }
    let Some(first) = absent.first().filter(|_| !columns.is_empty()) else { return model };
    let (model, left_out) = model.without(&columns);
    // Where nothing would be left, the file is refused anyway.
    let is_refused = columns.iter().any(|absent| model.columns().any(|column| same_header(column, absent)));
    if left_out.is_empty() || is_refused {
        return model;
    }
    // A slip in a header is no decision to leave something out.
    for Absent { column, near, file, .. } in absent {
        let Some(near) = near else { continue };
        let message = format!("\"{column}\" is not in the header, but \"{near}\" is: is it meant?");
        let help = format!("rename one of the two, or draft a criteria file: keyrank init {}", as_argument(file));
        findings.push(Finding::warning("optional-column-near", message).at(Place::line(file, 1)).help(help));
    }
    let parts: Vec<String> = left_out.iter().filter_map(told).collect();
    let parts = if parts.is_empty() { String::new() } else { format!("; left out: {}", parts.join(", ")) };
    let message = format!("optional columns are not in the header: {}{parts}", columns.join(", "));
    let help = "add them to the export if they matter";
    findings.push(Finding::notice("optional-columns-absent", message).at(Place::file(&first.file)).help(help));
    model
}

/// A part in words; a column that is only carried along is named already.
fn told(part: &LeftOut) -> Option<String> {
    Some(match part {
        LeftOut::Id => "the id (the name is the id)".to_owned(),
        LeftOut::Name => "the name (the id is shown)".to_owned(),
        LeftOut::Status => "changes against today's status".to_owned(),
        LeftOut::Shown(_) => return None,
        LeftOut::Shares(column) => format!("shares of {column}"),
        LeftOut::Criterion(id) => format!("the criterion {id}"),
        LeftOut::Knockout(reason) => format!("the knockout \"{reason}\""),
        LeftOut::Requirement(tier) => format!("a requirement of {tier}"),
        LeftOut::Flag(name) => format!("the flag \"{name}\""),
        LeftOut::Portfolio => "the portfolio".to_owned(),
    })
}
