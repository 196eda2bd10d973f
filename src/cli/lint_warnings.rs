//! The notes of the linter that are not allowed, each at its place in the criteria file.

use super::arguments::Allowing;
use super::exit::usage;
use crate::analysis::lint::note::{CODES, Note, Subject};
use crate::criteria::Places;
use crate::finding::Findings;
use crate::text::suggestion::suggestion;
use anyhow::Result;

/// Codes of rules that may be broken.
#[derive(Debug)]
pub(crate) struct Allowed(Vec<&'static str>);

impl Allowed {
    /// Reads the codes. An unknown code is wrong usage; otherwise a typing mistake would allow nothing, without a word.
    pub(crate) fn read(arguments: &Allowing) -> Result<Self> {
        let known = |code: &String| {
            let wanted = code.trim();
            CODES.into_iter().find(|known| *known == wanted).ok_or_else(|| {
                let message = format!("--allow: `{wanted}` is no lint rule and cannot be allowed");
                usage(message, suggestion(wanted, &CODES))
            })
        };
        arguments.codes.iter().map(known).collect::<Result<_, _>>().map(Allowed)
    }

    /// Adds the notes that are not allowed to `findings`, and gives the number of those that are.
    pub(crate) fn note(&self, notes: Vec<Note>, places: &Places, findings: &mut Findings) -> usize {
        let (allowed, told): (Vec<Note>, Vec<Note>) =
            notes.into_iter().partition(|note| self.0.contains(&note.finding.code));
        findings.extend(told.into_iter().map(|Note { subject, finding }| {
            let place = match &subject {
                Subject::Criterion(id) => places.criterion(id),
                Subject::Tier(name) => places.tier(name),
                Subject::Sum => places.sum(),
            };
            finding.at(place.clone())
        }));
        allowed.len()
    }
}
