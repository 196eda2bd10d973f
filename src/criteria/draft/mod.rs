//! A first criteria file, drafted from what the columns of an export are called and hold.
//!
//! `kinds` holds the five criteria, `words` knows what names mean, `roles` says which column is what, `scales` proposes how cells become points, `text`
//! writes texts and numbers so that YAML and a terminal take them for what they are, `page` writes the file.

mod kinds;
mod page;
mod roles;
mod scales;
mod text;
mod words;

use crate::finding::{Finding, Place};
use crate::profile::{Content, Profile};
use roles::Roles;

/// A drafted criteria file.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The file: sound, and with comments.
    pub yaml: String,
    /// How many of the five criteria found a column.
    pub criteria: usize,
    /// How many columns are scored.
    pub columns: usize,
    /// The headers of those whose words do not tell which is better.
    pub guessed: Vec<String>,
    /// The headers of those that are not used, though nearly all their cells are numbers, with the line and text
    /// of the first that is not.
    pub odd: Vec<(String, u64, String)>,
}

/// Drafts a criteria file. Everything that a name or a range only suggests carries a `CHECK` in a comment.
///
/// # Errors
/// A finding, where no column can be scored: nothing but texts that are different for everybody, say.
pub fn draft(profile: &Profile) -> Result<Draft, Box<Finding>> {
    let roles = Roles::of(profile);
    let columns = roles.groups.iter().map(|group| group.leaves.len()).sum();
    if columns == 0 {
        return Err(Box::new(nothing_to_score(profile)));
    }
    let criteria = roles.groups.iter().filter(|group| group.kind.is_some()).count();
    let leaves = roles.groups.iter().flat_map(|group| &group.leaves);
    let guessed = leaves.filter(|leaf| leaf.proposal.is_guess).map(|leaf| leaf.column.header.clone()).collect();
    let odd = roles.rest.iter().filter_map(|column| match &column.content {
        Content::Texts(texts) => texts.odd.as_ref().map(|(line, text)| (column.header.clone(), *line, text.clone())),
        _ => None,
    });
    Ok(Draft { yaml: page::write(profile, &roles), criteria, columns, guessed, odd: odd.collect() })
}

fn nothing_to_score(profile: &Profile) -> Finding {
    let count = |is: fn(&Content) -> bool| profile.columns.iter().filter(|column| is(&column.content)).count();
    let (texts, empty) = (count(|c| matches!(c, Content::Texts(_))), count(|c| matches!(c, Content::Nothing)));
    let message = format!(
        "no column can be scored: beside the id there are {texts} of texts without levels and {empty} without any value, and none of numbers or of a few levels"
    );
    Finding::error("no-usable-column", message).at(Place::file(&profile.file)).help(
        "add what tells your customers apart: a rating from 0 to 10, a potential, or words such as low, medium, high",
    )
}
