//! What somebody said of the columns of an export, in place of guesses, and what there is to ask.

use super::account::levels;
use super::criteria_words::KINDS;
use super::roles::{LEVELS, Roles};
use super::scales::{Proposal, propose};
use super::yaml_scalar::{number, scalar};
use crate::model::ReadAs;
use crate::profile::header::plain;
use crate::profile::{Column, Content, Profile};
use crate::text::same_text;
use std::collections::BTreeMap;

/// Answers; what is `None` is guessed. Columns are named by their headers, and an empty one stands for no column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What people call a customer.
    pub name: Option<String>,
    /// The turnover.
    pub turnover: Option<String>,
    /// The tier a customer is treated as today.
    pub status: Option<String>,
    /// For each of the five criteria the columns that speak for it.
    pub speaking: Option<Vec<Vec<String>>>,
    /// How the export is read, as far as somebody said it.
    pub read: ReadAs,
    /// The words of columns, from the worst to the best.
    pub orders: BTreeMap<String, Vec<String>>,
}

/// What an interview asks about, with what is guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guessed {
    /// The header of the id.
    pub id: String,
    /// Empty where none was found; so are the next two.
    pub name: String,
    /// The newest turnover.
    pub turnover: String,
    /// Today's tier.
    pub status: String,
    /// For each of the five.
    pub speaking: Vec<Vec<String>>,
}

impl Guessed {
    /// What is guessed where nobody is asked.
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

/// The five criteria: what each is called, and what it asks.
pub fn five() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(|kind| (kind.label, kind.about))
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

/// The words of a column, where nobody knows their order.
pub fn unordered(profile: &Profile, header: &str) -> Option<Vec<String>> {
    let column = profile.columns.iter().find(|column| column.header == header)?;
    let words = levels(column).filter(|words| words.len() > 1)?;
    propose(column, &plain(header)).is_none().then(|| words.iter().map(|word| word.trim().to_owned()).collect())
}

fn headers(profile: &Profile, fits: impl Fn(&Column) -> bool) -> Vec<String> {
    profile.columns.iter().filter(|column| fits(column)).map(|column| column.header.clone()).collect()
}

impl Answers {
    /// How the cells of a column become points: by the order of its words, if somebody said it.
    pub(crate) fn propose(&self, column: &Column, plain: &str) -> Option<Proposal> {
        let Some(order) = self.orders.get(&column.header) else { return propose(column, plain) };
        let words = levels(column)?;
        let steps = order.len().saturating_sub(1).max(1);
        #[allow(clippy::cast_precision_loss, reason = "a handful of words")]
        let points = |place: usize| number((place as f64 * 1000.0 / steps as f64).round() / 10.0);
        let of = |word: &String| order.iter().position(|other| same_text(other, word));
        let pairs: Option<Vec<String>> =
            words.iter().map(|word| Some(format!("{}: {}", scalar(word.trim()), points(of(word)?)))).collect();
        Some(Proposal {
            scale: format!("{{ levels: {{ {} }} }}", pairs?.join(", ")),
            comment: "CHECK: evenly spaced from the worst to the best, as answered".to_owned(),
        })
    }
}
