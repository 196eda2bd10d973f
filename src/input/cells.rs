//! One cell into its typed column, or the finding that refuses it.

use super::evidence::{Evidence, Witness};
use super::loading::Loader;
use super::numbers::{self, Amount, Mark};
use crate::finding::{Finding, Findings, Place};
use crate::table::{Cells, Column, Kind, same_text};

/// A cell, where it goes and where it stands.
pub(super) struct Found<'a> {
    pub(super) loader: &'a Loader<'a>,
    pub(super) column: &'a Column,
    pub(super) text: &'a str,
    /// Asked only where there is something to say.
    pub(super) place: &'a dyn Fn() -> Place,
}

/// Puts a cell into its column. A refused one leaves a gap, so that all columns stay equally long.
pub(super) fn push(found: &Found<'_>, cells: &mut Cells, evidence: &mut Evidence, findings: &mut Findings) {
    match (&found.column.kind, cells) {
        (Kind::Number { scale }, Cells::Number(numbers)) => {
            numbers.push(if found.is_missing(findings) { None } else { found.number(*scale, evidence, findings) });
        }
        (Kind::Category { known }, Cells::Category(categories)) => {
            let missing = found.is_missing(findings);
            let value = Some(found.text.trim()).filter(|_| !missing);
            if let (Some(value), Some(known)) = (value, known) {
                found.check_level(value, known, findings);
            }
            categories.push(value);
        }
        (_, Cells::Text(texts)) => texts.push(found.text.trim(), found.loader.schema.is_missing(found.text)),
        _ => {}
    }
}

impl Found<'_> {
    fn is_missing(&self, findings: &mut Findings) -> bool {
        let missing = self.loader.schema.is_missing(self.text);
        if missing && self.column.required {
            let finding =
                Finding::error("cell-missing", "no value, and the criteria file asks for one").at((self.place)());
            let finding = if self.text.is_empty() { finding } else { finding.value(self.text) };
            findings
                .push(finding.help("fill it in, or let the criterion do without: `missing: skip` or `missing: worst`"));
        }
        missing
    }

    fn check_level(&self, value: &str, known: &[String], findings: &mut Findings) {
        if known.iter().any(|level| same_text(level, value)) {
            return;
        }
        let lower = value.to_lowercase();
        let near =
            known.iter().map(|level| (strsim::normalized_damerau_levenshtein(&level.to_lowercase(), &lower), level));
        let near = near.filter(|(likeness, _)| *likeness >= 0.5).max_by(|a, b| a.0.total_cmp(&b.0));
        let meant = near.map_or(String::new(), |(_, level)| format!("did you mean \"{level}\"? "));
        let help = format!(
            "{meant}The levels are {}; correct the cell or add the level to the criteria file",
            known.join(", ")
        );
        findings.push(
            Finding::error("level-unknown", "not one of the levels").at((self.place)()).value(self.text).help(help),
        );
    }

    fn number(&self, scale: Option<(f64, f64)>, evidence: &mut Evidence, findings: &mut Findings) -> Option<f64> {
        let mut number = match numbers::read(self.text, scale.is_none()) {
            Ok(number) => number,
            Err(flaw) => {
                let finding = Finding::error(flaw.code(), flaw.message()).at((self.place)()).value(self.text);
                findings.push(finding.help(flaw.help()));
                return None;
            }
        };
        if let (Some(scale), None) = (scale, self.loader.stated) {
            number.amount = number.amount.on_scale(scale);
        }
        evidence.note(&number, &|| Witness { place: (self.place)(), value: self.text.to_owned() });
        let x = match (number.amount, self.loader.stated) {
            // Each cell is read as it shows itself; where they differ the evidence refuses the file.
            (Amount::Marked(x, _), None) => x,
            (amount, stated) => {
                let mark = stated.unwrap_or(self.loader.guess);
                let Some(x) = amount.with(mark) else {
                    findings.push(self.contradicts(mark));
                    return None;
                };
                x
            }
        };
        if let Some((low, high)) = scale {
            let outside = !(low..=high).contains(&x);
            evidence.measure(x, outside);
            if outside {
                let message = format!("outside the scale {low}..{high}");
                let help = "correct the rating, or the scale in the criteria file";
                findings.push(
                    Finding::error("rating-outside-scale", message).at((self.place)()).value(self.text).help(help),
                );
                return None;
            }
        }
        Some(x)
    }

    fn contradicts(&self, mark: Mark) -> Finding {
        let message = format!("this does not fit the stated decimal {}", mark.name());
        let help =
            format!("correct the cell, or state the decimal {} if that is what the file uses", mark.other().name());
        Finding::error("decimal-mark-contradicted", message).at((self.place)()).value(self.text).help(help)
    }
}
