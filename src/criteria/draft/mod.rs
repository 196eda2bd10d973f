//! A first criteria file, drafted from the headers of an export and the cells below them.
//!
//! `criteria_words` holds the five criteria. `account`, `turnover` and `knockouts` find out who a customer is, what it
//! buys and whether it is still one; `roles` decides what each column is for. `scales` proposes how cells become
//! points; `word_orders` and `header_words` know what words mean. `yaml_scalar` writes texts and numbers so that YAML
//! and a terminal read them correctly, `template` writes the file and `frame` its criteria.

mod account;
pub mod answers;
pub(crate) mod criteria_words;
mod frame;
pub(crate) mod header_words;
mod knockouts;
pub mod questions;
mod roles;
mod scales;
mod status;
pub(crate) mod template;
mod turnover;
pub(crate) mod word_orders;
pub(crate) mod yaml_scalar;

use crate::finding::{Finding, Place};
use crate::language::Language;
use crate::profile::{Content, Profile};
use answers::Answers;
use roles::Roles;
pub use template::Guess;

/// The ids of the five criteria.
pub(crate) fn five() -> impl ExactSizeIterator<Item = &'static str> {
    criteria_words::KINDS.iter().map(|kind| kind.id)
}

/// A drafted criteria file.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The language of the file.
    pub language: Language,
    /// The text of the file: sound, and with comments.
    pub yaml: String,
    /// The guesses in it.
    pub guesses: Vec<Guess>,
    /// The labels of those of the five criteria that no column measures.
    pub open: Vec<&'static str>,
    /// How many of the five criteria have a column.
    pub criteria: usize,
    /// How many columns are scored.
    pub columns: usize,
    /// The headers of the columns that are not scored, because the order of their words is not known.
    pub unclear: Vec<String>,
    /// The headers of the columns that are not used although nearly all their cells are numbers, with the line and text
    /// of the first other cell.
    pub odd: Vec<(String, u64, String)>,
}

/// Drafts a criteria file. Everything that only a name or a range suggests gets a `CHECK` in a comment.
///
/// # Errors
/// A finding where no column can be scored, for example where every text is different.
pub fn draft(profile: &Profile, answers: &Answers) -> Result<Draft, Box<Finding>> {
    let roles = Roles::of(profile, answers);
    let columns = roles.groups.iter().map(|group| group.leaves.len()).sum();
    if columns == 0 {
        return Err(Box::new(nothing_to_score(profile, &roles)));
    }
    let criteria = roles.groups.iter().filter(|group| group.kind.is_some() && !group.leaves.is_empty()).count();
    let unclear = roles.groups.iter().flat_map(|group| &group.unclear).map(|column| column.header.clone()).collect();
    let odd = roles.rest.iter().filter_map(|column| match &column.content {
        Content::Texts(texts) => texts.odd.as_ref().map(|(line, text)| (column.header.clone(), *line, text.clone())),
        _ => None,
    });
    let (yaml, guesses) = template::write(profile, &roles, &answers.read);
    let open = criteria_words::KINDS
        .iter()
        .filter(|kind| roles.scored(kind.id).is_none())
        .map(|kind| kind.words(roles.language)[0])
        .collect();
    Ok(Draft { language: roles.language, yaml, guesses, open, criteria, columns, unclear, odd: odd.collect() })
}

fn nothing_to_score(profile: &Profile, roles: &Roles<'_>) -> Finding {
    let name =
        roles.name.map_or(String::new(), |(name, _)| format!(", the name {}", yaml_scalar::mentioned(&name.header)));
    let odd = roles.rest.iter().find_map(|column| match &column.content {
        Content::Texts(texts) => texts.odd.as_ref().map(|(line, cell)| (column, line, cell)),
        _ => None,
    });
    let nearly = odd.map_or(String::new(), |(column, line, cell)| {
        let (header, cell) = (yaml_scalar::mentioned(&column.header), yaml_scalar::mentioned(cell));
        format!("; {header} would, but line {line} contains {cell}")
    });
    let unclear = roles.groups.iter().flat_map(|group| &group.unclear).next().map_or(String::new(), |column| {
        let header = yaml_scalar::mentioned(&column.header);
        format!("; {header} might, but the order of its words is not known; check their spelling")
    });
    let message = format!(
        "no column says how important a customer is: the id is {}{name}, and the others only name, date or place it{nearly}{unclear}",
        yaml_scalar::mentioned(roles.id)
    );
    Finding::error("no-usable-column", message).at(Place::file(&profile.file)).help(
        "add a column that shows how important your customers are: a rating from 0 to 10, a potential, or words such as low, medium, high",
    )
}
