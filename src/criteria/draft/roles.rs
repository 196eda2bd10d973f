//! What each column is for: who a customer is, what is scored and under which criterion, and what is left.

use super::account::{self, levels};
use super::answers::Answers;
use super::criteria_words::{KINDS, Kind, PROXIES, kind, named};
use super::knockouts::{Knockout, knockout, names_states};
use super::scales::{Proposal, propose, propose_rating};
use super::turnover;
use super::word_orders::in_order;
use super::yaml_scalar::slug;
use crate::language::Language;
use crate::profile::header::{Sense, holds_any, plain};
use crate::profile::language::of_headers;
use crate::profile::{Column, Content, Numbers, Profile};
use std::collections::HashSet;

/// If one criterion has more columns than this, they are listed and not scored.
const IN_A_GROUP: usize = 12;
/// More different words than this are not levels.
pub(crate) const LEVELS: usize = 12;
/// The columns that the outputs have themselves.
const RESERVED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];

/// A column that is scored.
#[derive(Debug)]
pub(crate) struct Leaf<'p> {
    pub(crate) id: String,
    pub(crate) column: &'p Column,
    pub(crate) proposal: Proposal,
}

/// A criterion and the columns that it is read from.
#[derive(Debug, Default)]
pub(crate) struct Group<'p> {
    /// One of the five; `None` for columns whose names fit none of them.
    pub(crate) kind: Option<&'static Kind>,
    pub(crate) leaves: Vec<Leaf<'p>>,
    /// Columns of words that measure it, but in an unknown order.
    pub(crate) unclear: Vec<&'p Column>,
}

/// What each column is for.
#[derive(Debug)]
pub(crate) struct Roles<'p> {
    /// The language of the drafted file.
    pub(crate) language: Language,
    pub(crate) id: &'p str,
    /// Whether the name is a guess.
    pub(crate) name: Option<(&'p Column, bool)>,
    pub(crate) status: Option<&'p Column>,
    /// The newest first.
    pub(crate) sum: Vec<&'p Column>,
    /// What customers sell themselves.
    pub(crate) own_turnover: Vec<&'p Column>,
    pub(crate) show: Vec<&'p Column>,
    pub(crate) knockouts: Vec<Knockout>,
    /// The column that says whether there is business at all, where no knockout was found.
    pub(crate) state: Option<&'p Column>,
    /// In the order of the five, or one criterion of columns that fit none of them.
    pub(crate) groups: Vec<Group<'p>>,
    pub(crate) rest: Vec<&'p Column>,
}

impl<'p> Roles<'p> {
    pub(crate) fn of(profile: &'p Profile, answers: &Answers) -> Self {
        let id = profile.columns.get(profile.id).map_or("", |column| column.header.as_str());
        let open: Vec<(&Column, String)> =
            profile.columns.iter().filter(|c| c.header != id).map(|c| (c, plain(&c.header))).collect();
        let column = |header: &String| open.iter().map(|(column, _)| *column).find(|column| column.header == *header);
        let name = match &answers.name {
            Some(header) => column(header).map(|column| (column, false)),
            None => account::name(&open),
        };
        let is_name = |column: &Column| name.is_some_and(|(name, _)| name.header == column.header);
        let status = answers.status.as_ref().map_or_else(|| account::status(&open), column);
        let unnamed = || open.iter().map(|(column, _)| *column).filter(|column| !is_name(column));
        let is_status = |column: &Column| status.is_some_and(|status| status.header == column.header);
        let knockouts: Vec<Knockout> = unnamed().filter_map(knockout).collect();
        let state = if knockouts.is_empty() { unnamed().find(|c| !is_status(c) && names_states(c)) } else { None };
        let is_number = |column: &Column| matches!(column.content, Content::Numbers(_));
        let turnover = |is: fn(&str) -> bool| -> Vec<(&'p Column, &str)> {
            let fits = open.iter().filter(|(column, plain)| is_number(column) && is(plain) && !is_coded(column, plain));
            let mut fits: Vec<_> = fits.map(|(column, plain)| (*column, plain.as_str())).collect();
            fits.sort_by_key(|(_, plain)| turnover::age(plain));
            fits
        };
        let heads = |pairs: Vec<(&'p Column, &str)>| pairs.into_iter().map(|(column, _)| column).collect::<Vec<_>>();
        let (mut sum, mut own_turnover) = (heads(turnover(turnover::is_ours)), heads(turnover(turnover::is_own)));
        if let Some(header) = &answers.turnover {
            own_turnover.retain(|column| column.header != *header);
            sum.retain(|column| column.header != *header && !header.is_empty());
            sum.splice(0..0, column(header));
        }
        let among = |list: &[&Column], column: &Column| list.iter().any(|c| c.header == column.header);
        let is_taken = |column: &Column| {
            is_name(column)
                || is_status(column)
                || state.is_some_and(|state| state.header == column.header)
                || knockouts.iter().any(|knockout| knockout.header == column.header)
        };
        let free: Vec<(&Column, &str)> =
            open.iter().filter(|(c, _)| !is_taken(c)).map(|(column, plain)| (*column, plain.as_str())).collect();
        let unsummed: Vec<(&Column, &str)> =
            free.iter().filter(|(c, _)| !among(&sum, c) && !among(&own_turnover, c)).copied().collect();
        let mut ids = Ids::new();
        let mut groups = match &answers.speaking {
            Some(speaking) => as_answered(&free, speaking, answers, &mut ids),
            None => by_name(&unsummed, profile.customers, &mut ids),
        };
        let has_leaves = |groups: &[Group<'_>]| groups.iter().any(|group| !group.leaves.is_empty());
        let is_open = |group: &&mut Group<'_>| group.leaves.is_empty() && answers.speaking.is_none();
        if let Some(first) = groups.first_mut().filter(is_open) {
            let sold = own_turnover.first().copied();
            first.leaves = proxies(&unsummed, sold, profile.customers, &mut ids);
        }
        if !has_leaves(&groups) {
            let newest = sum.iter().find(|column| tells_apart(column, profile.customers)).or(sum.first());
            groups.extend(match newest {
                Some(column) => alone(column, &mut ids),
                None => by_content(&unsummed, profile.customers, &mut ids),
            });
        }
        let is_scored =
            |column: &Column| groups.iter().flat_map(|g| &g.leaves).any(|leaf| leaf.column.header == column.header);
        let left: Vec<(&Column, &str)> = free.into_iter().filter(|(c, _)| !is_scored(c) && !among(&sum, c)).collect();
        let is_unclear = |column: &Column| groups.iter().any(|group| among(&group.unclear, column));
        let plain_ones: Vec<(&Column, &str)> = left.iter().filter(|(c, _)| !is_unclear(c)).copied().collect();
        let show = account::shown(&plain_ones);
        let rest = plain_ones.iter().map(|(column, _)| *column).filter(|column| !among(&show, column)).collect();
        let language = answers.language.unwrap_or_else(|| of_headers(profile));
        Roles { language, id, name, status, sum, own_turnover, show, knockouts, state, groups, rest }
    }

    /// The group of one of the five criteria with something to score.
    pub(crate) fn scored(&self, id: &str) -> Option<&Group<'p>> {
        self.groups.iter().find(|group| group.kind.is_some_and(|kind| kind.id == id) && !group.leaves.is_empty())
    }
}

/// Numbers that name a group or a thing and are not amounts: they have leading zeros, or a header that says so.
fn is_coded(column: &Column, plain: &str) -> bool {
    let Content::Numbers(numbers) = &column.content else { return false };
    numbers.padded || numbers.whole && matches!(Sense::of(plain), Sense::Code | Sense::Place | Sense::Contact)
}

/// Whether a column can be scored. Names, dates and places never can.
fn may_score(column: &Column, plain: &str) -> bool {
    let sense = Sense::of(plain);
    match &column.content {
        Content::Nothing => false,
        Content::Numbers(numbers) => {
            let is_small = numbers.max < 1000.0;
            !numbers.padded
                && match sense {
                    Sense::Other => true,
                    // Projects of last year or people in the buying center: few different numbers, so they are neither
                    // days nor names.
                    Sense::Date => {
                        is_small && !plain.contains("datum") && !holds_any(plain, &["date", "jahr ", "year "])
                    }
                    Sense::Person => is_small,
                    _ => false,
                }
        }
        Content::Texts(_) => matches!(sense, Sense::Other | Sense::Group | Sense::Person),
    }
}

/// The columns whose names fit one of the five: one group each, in their order, empty where no column fits. A column
/// with the name of the criterion is the criterion; without one, the columns whose names fit it are.
fn by_name<'p>(free: &[(&'p Column, &str)], customers: u64, ids: &mut Ids) -> Vec<Group<'p>> {
    let fit: Vec<(&'p Column, &str)> = free
        .iter()
        .filter(|(column, plain)| may_score(column, plain) && tells_apart(column, customers))
        .copied()
        .collect();
    let own: Vec<(usize, &'p Column, &str)> =
        fit.iter().filter_map(|(column, plain)| Some((named(&column.header)?, *column, *plain))).collect();
    let rated = rated(&own);
    let mut groups = Vec::new();
    for (place, own_kind) in KINDS.iter().enumerate() {
        let mut group = Group { kind: Some(own_kind), ..Group::default() };
        let mut called = own.iter().filter(|(of, ..)| *of == place).peekable();
        if called.peek().is_some() {
            let alone = called.clone().count() == 1;
            for (_, column, plain) in called {
                let proposal = rated.and_then(|ends| propose_rating(column, ends)).or_else(|| propose(column, plain));
                let id = if alone { own_kind.id.to_owned() } else { ids.take(&column.header) };
                match proposal {
                    Some(proposal) => group.leaves.push(Leaf { id, column, proposal }),
                    None => group.unclear.push(column),
                }
            }
        } else {
            for (column, plain) in
                fit.iter().filter(|(c, plain)| kind(plain) == Some(place) && named(&c.header).is_none())
            {
                match propose(column, plain) {
                    Some(proposal) if group.leaves.len() < IN_A_GROUP => {
                        group.leaves.push(Leaf { id: ids.take(&column.header), column, proposal });
                    }
                    None if group.unclear.len() < IN_A_GROUP && !account::is_shown(plain) => group.unclear.push(column),
                    _ => {}
                }
            }
        }
        groups.push(group);
    }
    groups
}

/// The columns that the user assigned to the five.
fn as_answered<'p>(
    free: &[(&'p Column, &str)],
    speaking: &[Vec<String>],
    answers: &Answers,
    ids: &mut Ids,
) -> Vec<Group<'p>> {
    let groups = KINDS.iter().zip(speaking).map(|(kind, headers)| {
        let mut group = Group { kind: Some(kind), ..Group::default() };
        for (column, plain) in free.iter().filter(|(column, _)| headers.contains(&column.header)) {
            match answers.propose(column, plain) {
                Some(proposal) => group.leaves.push(Leaf { id: ids.take(&column.header), column, proposal }),
                None => group.unclear.push(column),
            }
        }
        group
    });
    groups.collect()
}

/// The range on which all columns with names of criteria are rated, if there is one: 1 to 5, or 0 to 10.
fn rated(own: &[(usize, &Column, &str)]) -> Option<(u8, u8)> {
    let numbers: Vec<&Numbers> = own
        .iter()
        .filter_map(|(_, column, _)| match &column.content {
            Content::Numbers(numbers) => Some(numbers),
            _ => None,
        })
        .collect();
    let within = |low: f64, high: f64| numbers.iter().all(|n| n.plain && n.min >= low && n.max <= high);
    let tells = numbers.iter().all(|n| n.whole) && numbers.iter().any(|n| n.distinct > 1);
    match numbers.as_slice() {
        [] => None,
        _ if within(1.0, 5.0) && tells => Some((1, 5)),
        _ if within(0.0, 10.0) => Some((0, 10)),
        _ => None,
    }
}

/// The columns that tell how large or how valued a customer is: its own turnover, its employees, its rating.
fn proxies<'p>(free: &[(&'p Column, &str)], sold: Option<&'p Column>, customers: u64, ids: &mut Ids) -> Vec<Leaf<'p>> {
    let sold = sold.filter(|column| tells_apart(column, customers)).map(|column| (column, plain(&column.header)));
    let of_words = PROXIES.iter().filter_map(|words| {
        free.iter()
            .find(|(column, plain)| {
                holds_any(plain, words)
                    && may_score(column, plain)
                    && tells_apart(column, customers)
                    && !is_unordered(column)
            })
            .map(|(column, plain)| (*column, (*plain).to_owned()))
    });
    let leaf = |(column, plain): (&'p Column, String)| {
        let proposal = propose(column, &plain)?;
        Some(Leaf { id: ids.take(&column.header), column, proposal })
    };
    sold.into_iter().chain(of_words).filter_map(leaf).collect()
}

fn is_unordered(column: &Column) -> bool {
    matches!(column.content, Content::Texts(_)) && levels(column).and_then(in_order).is_none()
}

/// Whether a column with that plain header fits.
type Fits<'f> = &'f dyn Fn(&Column, &str) -> bool;

/// Where no name fits, the newest turnover, if there is any.
fn alone<'p>(column: &'p Column, ids: &mut Ids) -> Option<Group<'p>> {
    let proposal = propose(column, &plain(&column.header))?;
    let leaves = vec![Leaf { id: ids.take(&column.header), column, proposal }];
    Some(Group { leaves, ..Group::default() })
}

/// Without turnover, numbers and words in a known order; without these, even numbers that are all equal.
fn by_content<'p>(free: &[(&'p Column, &str)], customers: u64, ids: &mut Ids) -> Option<Group<'p>> {
    let is_number = |column: &Column| matches!(&column.content, Content::Numbers(numbers) if !numbers.dealt);
    // Whether somebody gets the newsletter says nothing about importance.
    let is_ordered = |column: &Column| !is_unordered(column) && levels(column).is_some_and(|words| words.len() > 2);
    let may = |column: &Column, plain: &str| Sense::of(plain) == Sense::Other && may_score(column, plain);
    let tests: [Fits<'_>; 2] =
        [&|c, plain| may(c, plain) && tells_apart(c, customers) && (is_number(c) || is_ordered(c)), &|c, plain| {
            may(c, plain) && is_number(c)
        }];
    let fitting = |fits: Fits<'_>| -> Vec<(&'p Column, Proposal)> {
        let fitting = free.iter().filter(|(column, plain)| fits(column, plain));
        fitting.filter_map(|(column, plain)| Some((*column, propose(column, plain)?))).take(IN_A_GROUP).collect()
    };
    let picked = tests.into_iter().map(fitting).find(|picked| !picked.is_empty())?;
    let leaf = |(column, proposal): (&'p Column, Proposal)| Leaf { id: ids.take(&column.header), column, proposal };
    Some(Group { leaves: picked.into_iter().map(leaf).collect(), ..Group::default() })
}

/// Whether the column can rank customers: it has more than one number (or there is one customer only), or a few words
/// that repeat.
fn tells_apart(column: &Column, customers: u64) -> bool {
    match &column.content {
        Content::Nothing => false,
        Content::Numbers(numbers) => numbers.distinct > 1 || customers == 1,
        Content::Texts(texts) => {
            let repeats = (texts.distinct as u64) < column.filled;
            let few = texts.levels.as_ref().is_some_and(|words| words.len() <= LEVELS);
            texts.odd.is_none() && few && texts.distinct > 1 && (repeats || texts.distinct <= 5)
        }
    }
}

/// Ids used so far, each in small letters.
struct Ids(HashSet<String>);

impl Ids {
    fn new() -> Self {
        let kinds = KINDS.iter().map(|kind| kind.id);
        Ids(kinds.chain(RESERVED).chain(["not_sorted"]).map(str::to_owned).collect())
    }

    /// An unused id similar to the header.
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
