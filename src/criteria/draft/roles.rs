//! Which column is what: who a customer is, what is scored and under which criterion, and what is left.

use super::kinds::{KINDS, Kind, kind};
use super::scales::{Proposal, propose};
use super::text::slug;
use super::words::{self, plain};
use crate::profile::{Column, Content, Profile};
use std::collections::HashSet;

/// More columns than this in one criterion are listed, not scored.
const IN_A_GROUP: usize = 12;
/// So many columns are carried along at most.
const SHOWN: usize = 4;
/// Names that the outputs have for columns of their own.
const RESERVED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];

/// A column that is scored.
#[derive(Debug)]
pub(super) struct Leaf<'p> {
    pub(super) id: String,
    pub(super) column: &'p Column,
    pub(super) proposal: Proposal,
}

/// A criterion and the columns that it is read from.
#[derive(Debug)]
pub(super) struct Group<'p> {
    /// One of the five; `None` for columns whose names fit none of them.
    pub(super) kind: Option<&'static Kind>,
    pub(super) leaves: Vec<Leaf<'p>>,
}

/// Which column is what.
#[derive(Debug)]
pub(super) struct Roles<'p> {
    pub(super) id: &'p str,
    pub(super) name: Option<&'p Column>,
    pub(super) status: Option<&'p Column>,
    pub(super) sum: Vec<&'p Column>,
    pub(super) show: Vec<&'p Column>,
    /// Says whether there is business at all: a knockout, if somebody wants one.
    pub(super) state: Option<&'p Column>,
    /// In the order of the five.
    pub(super) groups: Vec<Group<'p>>,
    pub(super) rest: Vec<&'p Column>,
}

impl<'p> Roles<'p> {
    pub(super) fn of(profile: &'p Profile) -> Self {
        let id = profile.columns.get(profile.id).map_or("", |column| column.header.as_str());
        let open: Vec<(&Column, String)> =
            profile.columns.iter().filter(|c| c.header != id).map(|c| (c, plain(&c.header))).collect();
        let best = |words: &[&str], fits: Fits<'_>| {
            let hits = open.iter().filter(|(column, plain)| fits(column, plain));
            let ranked = hits.filter_map(|(column, plain)| Some((words::found(plain, words)?, *column)));
            ranked.min_by_key(|(place, _)| *place).map(|(_, column)| column)
        };
        let name = best(&words::NAMES, &|column, _| is_mostly_unique(column));
        let status = open
            .iter()
            .map(|(column, _)| *column)
            .find(|column| levels(column).is_some_and(words::names_tier))
            .or_else(|| best(&words::STATUSES, &|c, _| levels(c).is_some_and(|l| !words::names_state(l))));
        let state = open.iter().map(|(c, _)| *c).find(|column| levels(column).is_some_and(words::names_state));
        let taken = |column: &Column| [name, status, state].iter().flatten().any(|c| c.header == column.header);
        let sum: Vec<&Column> = open
            .iter()
            .filter(|(c, plain)| {
                matches!(c.content, Content::Numbers(_)) && words::found(plain, &words::SUMS).is_some()
            })
            .filter(|(_, plain)| kind(plain).is_none())
            .map(|(column, _)| *column)
            .collect();
        let in_sum = |column: &Column| sum.iter().any(|c| c.header == column.header);
        let free: Vec<(&Column, &str)> =
            open.iter().filter(|(c, _)| !taken(c)).map(|(column, plain)| (*column, plain.as_str())).collect();
        let mut ids = Ids::new();
        let mut groups = by_name(&free, profile.customers, &in_sum, &mut ids);
        if groups.is_empty() {
            groups.extend(by_content(&free, profile.customers, &mut ids));
        }
        let scored =
            |column: &Column| groups.iter().flat_map(|g| &g.leaves).any(|leaf| leaf.column.header == column.header);
        let left: Vec<(&Column, &str)> = free.into_iter().filter(|(c, _)| !scored(c) && !in_sum(c)).collect();
        let show: Vec<&Column> = left
            .iter()
            .filter(|(c, plain)| matches!(c.content, Content::Texts(_)) && words::found(plain, &words::SHOWN).is_some())
            .map(|(column, _)| *column)
            .take(SHOWN)
            .collect();
        let shown = |column: &Column| show.iter().any(|c| c.header == column.header);
        let rest = left.iter().map(|(column, _)| *column).filter(|column| !shown(column)).collect();
        Roles { id, name, status, sum, show, state, groups, rest }
    }
}

fn levels(column: &Column) -> Option<&[String]> {
    match &column.content {
        Content::Texts(texts) => texts.levels.as_deref(),
        _ => None,
    }
}

fn is_mostly_unique(column: &Column) -> bool {
    matches!(&column.content, Content::Texts(texts) if texts.distinct as u64 * 2 > column.filled)
}

/// The columns whose names fit one of the five.
fn by_name<'p>(
    free: &[(&'p Column, &str)],
    customers: u64,
    is_sum: &dyn Fn(&Column) -> bool,
    ids: &mut Ids,
) -> Vec<Group<'p>> {
    let mut groups = Vec::new();
    for (place, own_kind) in KINDS.iter().enumerate() {
        let own: Vec<&(&Column, &str)> = free
            .iter()
            .filter(|(column, plain)| kind(plain) == Some(place) && !words::is_code(plain) && !is_sum(column))
            .filter(|(column, _)| tells_apart(column, customers))
            .take(IN_A_GROUP)
            .collect();
        let alone = own.len() == 1;
        let leaves = own.into_iter().filter_map(|(column, plain)| {
            let proposal = propose(column, plain)?;
            let is_kind = alone && slug(&column.header) == own_kind.id;
            let id = if is_kind { own_kind.id.to_owned() } else { ids.take(&column.header) };
            Some(Leaf { id, column, proposal })
        });
        let leaves: Vec<Leaf<'_>> = leaves.collect();
        if !leaves.is_empty() {
            groups.push(Group { kind: Some(own_kind), leaves });
        }
    }
    groups
}

/// Does a column with that plain header fit?
type Fits<'f> = &'f dyn Fn(&Column, &str) -> bool;

/// Where no name fits: numbers, and levels whose words tell which is better; failing that levels that occur more than once,
/// and failing that whatever numbers there are, even equal ones and codes.
fn by_content<'p>(free: &[(&'p Column, &str)], customers: u64, ids: &mut Ids) -> Option<Group<'p>> {
    let is_number = |column: &Column| matches!(column.content, Content::Numbers(_));
    let is_ordered = |column: &Column| levels(column).is_some_and(|levels| words::ranked(levels).1 == words::Told::All);
    let repeats = |column: &Column| levels(column).is_some_and(|levels| (levels.len() as u64) < column.filled);
    let tests: [Fits<'_>; 3] = [
        &|c, plain| tells_apart(c, customers) && !words::is_code(plain) && (is_number(c) || is_ordered(c)),
        &|c, plain| tells_apart(c, customers) && !words::is_code(plain) && repeats(c),
        &|c, _| is_number(c) || repeats(c),
    ];
    let fitting = |fits: Fits<'_>| -> Vec<(&'p Column, Proposal)> {
        let fitting = free.iter().filter(|(column, plain)| fits(column, plain));
        fitting.filter_map(|(column, plain)| Some((*column, propose(column, plain)?))).take(IN_A_GROUP).collect()
    };
    let picked = tests.into_iter().map(fitting).find(|picked| !picked.is_empty())?;
    let leaf = |(column, proposal): (&'p Column, Proposal)| Leaf { id: ids.take(&column.header), column, proposal };
    Some(Group { kind: None, leaves: picked.into_iter().map(leaf).collect() })
}

/// Can the column rank anybody: more than one number (one customer alone has no more), or a few levels that repeat?
fn tells_apart(column: &Column, customers: u64) -> bool {
    match &column.content {
        Content::Nothing => false,
        Content::Numbers(numbers) => numbers.distinct > 1 || customers == 1,
        Content::Texts(texts) => {
            let repeats = (texts.distinct as u64) < column.filled;
            texts.odd.is_none() && texts.levels.is_some() && texts.distinct > 1 && (repeats || texts.distinct <= 5)
        }
    }
}

/// Ids given so far, each in small letters.
struct Ids(HashSet<String>);

impl Ids {
    fn new() -> Self {
        let kinds = KINDS.iter().map(|kind| kind.id);
        Ids(kinds.chain(RESERVED).chain(["not_sorted"]).map(str::to_owned).collect())
    }

    /// A free id like the header.
    fn take(&mut self, header: &str) -> String {
        let slug = slug(header);
        let stem = if slug.is_empty() { "column".to_owned() } else { slug };
        let numbered = (2..).map(|n| format!("{stem}_{n}"));
        let plain = [stem.clone(), format!("{stem}_value")];
        let free = plain.into_iter().chain(numbered).find(|id| !self.0.contains(id));
        let id = free.unwrap_or(stem);
        self.0.insert(id.clone());
        id
    }
}
