//! What an interview asks about the columns of an export, with the guess for each question.

use super::account::levels;
use super::answers::Answers;
use super::criteria_words::KINDS;
use super::roles::{LEVELS, Roles};
use super::scales::propose;
use crate::language::Language;
use crate::profile::header::plain;
use crate::profile::{Column, Content, Profile};

/// The questions of an interview, with their guesses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guessed {
    /// The header of the id.
    pub id: String,
    /// Empty where none was found; the next two likewise.
    pub name: String,
    /// The newest turnover.
    pub turnover: String,
    /// Today's tier.
    pub status: String,
    /// For each of the five criteria.
    pub speaking: Vec<Vec<String>>,
}

impl Guessed {
    /// The guesses that count where nobody is asked.
    pub fn of(profile: &Profile) -> Self {
        let roles = Roles::of(profile, &Answers::default());
        let header = |column: Option<&Column>| column.map_or(String::new(), |column| column.header.clone());
        let speaking = KINDS.iter().map(|kind| {
            let leaves = roles.scored(kind.id).map(|group| group.leaves.as_slice()).unwrap_or_default();
            leaves.iter().map(|leaf| leaf.column.header.clone()).collect()
        });
        Guessed {
            id: roles.id.to_owned(),
            name: header(roles.name.map(|(column, _)| column)),
            turnover: header(roles.sum.first().copied()),
            status: header(roles.status),
            speaking: speaking.collect(),
        }
    }
}

/// The label and the question of each of the five criteria.
pub fn five(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(move |kind| {
        let [label, about, _] = kind.words(language);
        (label, about)
    })
}

/// Headers of columns that are unique for each customer.
pub fn unique(profile: &Profile) -> Vec<String> {
    headers(profile, |column| {
        let distinct = match &column.content {
            Content::Nothing => 0,
            Content::Numbers(numbers) => numbers.distinct,
            Content::Texts(texts) => texts.distinct,
        };
        column.missing == 0 && distinct as u64 == profile.customers
    })
}

/// Headers of columns of texts.
pub fn texts(profile: &Profile) -> Vec<String> {
    headers(profile, |column| matches!(column.content, Content::Texts(_)))
}

/// Headers of columns of numbers.
pub fn numbers(profile: &Profile) -> Vec<String> {
    headers(profile, |column| matches!(column.content, Content::Numbers(_)))
}

/// Headers of columns of a few words.
pub fn worded(profile: &Profile) -> Vec<String> {
    headers(profile, |column| levels(column).is_some_and(|words| words.len() <= LEVELS))
}

/// The words of a column whose order is not known.
pub fn unordered(profile: &Profile, header: &str) -> Option<Vec<String>> {
    let column = profile.columns.iter().find(|column| column.header == header)?;
    let words = levels(column).filter(|words| words.len() > 1)?;
    propose(column, &plain(header)).is_none().then(|| words.iter().map(|word| word.trim().to_owned()).collect())
}

pub(crate) fn headers(profile: &Profile, fits: impl Fn(&Column) -> bool) -> Vec<String> {
    profile.columns.iter().filter(|column| fits(column)).map(|column| column.header.clone()).collect()
}
