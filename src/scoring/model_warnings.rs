//! Warnings about words and requirements of a model that do not fit the data.
//!
//! Each is given once, and only if it is certain: a word that nearly matches one of the data, a status that matches no tier, a
//! tier whose requirements no account meets.

use super::batch::{BoundBatch, Scored};
use super::engine::Engine;
use super::sought_words::Sought;

use super::account_points::AccountPoints;
use crate::finding::{Finding, Findings, Place};
use crate::model::same_text;
use crate::table::{Categories, ColumnId};
use crate::text::lists::and_more;
use crate::text::{folded, is_slip, nearest};
use std::collections::{BTreeMap, HashSet};

/// How many words are named in a message.
const NAMED: usize = 5;

/// A column with more distinct words is free text. Its words are not counted one by one, and no condition is compared with
/// them.
const WORDS: usize = 1000;

/// How many words of conditions are compared with those of the data.
const SOUGHT: usize = 1000;

/// The words and requirements that were seen in a batch, or in several.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct WordCounts {
    /// Those of each column in which a condition looks for a word, in the order of [`columns`].
    words: Vec<Words>,
    statuses: Words,
    /// One for each tier but the last.
    tiers: Vec<Demand>,
}

/// What a column holds of a word that a condition looks for.
#[derive(Debug, Default)]
struct Sighting<'w> {
    occurs: bool,
    /// Words that may be meant, and how many customers have them.
    alike: Vec<(&'w str, u64)>,
    /// The first of all other words of the column.
    there: Vec<&'w str>,
}

/// Words, and how many customers have them.
#[derive(Debug, Clone, Default, PartialEq)]
struct Words {
    customers: u64,
    counts: BTreeMap<String, u64>,
    /// Whether there are more than [`WORDS`]; none is kept then.
    too_many: bool,
}

/// How many accounts a tier is in reach of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Demand {
    /// How many ranked accounts have the score for it.
    reached: u64,
    /// Whether any ranked account meets its requirements, whatever its score.
    met: bool,
}

impl WordCounts {
    /// Looks at one batch.
    pub(crate) fn of(engine: &Engine, bound: &BoundBatch<'_>, ranked: &[Scored]) -> Self {
        let batch = bound.batch();
        let words = |column: ColumnId| batch.categories(column).map_or_else(Words::default, Words::of_all);
        WordCounts {
            words: columns(engine).into_iter().map(words).collect(),
            statuses: bound
                .unknown_statuses()
                .map_or_else(Words::default, |(cells, unknown)| Words::of(cells, &unknown)),
            tiers: demands(engine, bound, ranked),
        }
    }

    /// Adds what was seen in other batches.
    pub(crate) fn add(&mut self, other: WordCounts) {
        self.words.resize(self.words.len().max(other.words.len()), Words::default());
        self.words.iter_mut().zip(other.words).for_each(|(to, from)| to.add(from));
        self.statuses.add(other.statuses);
        self.tiers.resize(self.tiers.len().max(other.tiers.len()), Demand::default());
        for (to, from) in self.tiers.iter_mut().zip(other.tiers) {
            to.reached += from.reached;
            to.met |= from.met;
        }
    }

    /// The warnings.
    pub(crate) fn findings(&self, engine: &Engine) -> Findings {
        let mut findings = Findings::new();
        let columns = columns(engine);
        let words = |column: ColumnId| self.words.get(columns.iter().position(|other| *other == column)?);
        // A word of another condition is not a misspelling.
        let looked_for: HashSet<(usize, String)> =
            engine.sought.iter().map(|sought| (sought.column.index(), folded(&sought.word))).collect();
        findings.extend(engine.sought.iter().take(SOUGHT).filter_map(|sought| {
            let is_other = |word: &str| looked_for.contains(&(sought.column.index(), folded(word)));
            Sighting::of(sought, words(sought.column)?, is_other).finding(sought)
        }));
        findings.extend(self.statuses.finding(engine));
        let tiers = engine.model().tiers.iter().zip(&self.tiers);
        findings.extend(tiers.filter(|(_, demand)| demand.reached > 0 && !demand.met).map(|(tier, demand)| {
            let reach = counted(demand.reached, "account reaches", "accounts reach");
            let message =
                format!("{reach} the min_score of tier \"{}\", but nobody meets all that it requires", tier.name);
            let help = "look at `requires` of the tier: are its numbers on the scale of what they look at (points run from \
                        0 to 100), and its words those of the data?";
            Finding::warning("tier-requires-nobody-meets", message).help(help)
        }));
        findings
    }
}

impl<'w> Sighting<'w> {
    fn of(sought: &Sought, words: &'w Words, is_other: impl Fn(&str) -> bool) -> Self {
        let mut seen = Sighting::default();
        for (word, customers) in &words.counts {
            if same_text(word, &sought.word) {
                seen.occurs = true;
                continue;
            }
            if is_slip(&sought.word, word, 2) && !is_other(word) {
                seen.alike.push((word, *customers));
            }
            if seen.there.len() <= NAMED {
                seen.there.push(word);
            }
        }
        seen
    }

    fn finding(&self, sought: &Sought) -> Option<Finding> {
        // Where the word itself occurs, a word that is less alike is sooner another one.
        let letters = if self.occurs { 1 } else { 2 };
        let alike = self.alike.iter().filter(|(word, _)| is_slip(&sought.word, word, letters));
        // Of those with as many customers the first.
        let (meant, customers) = alike.clone().rev().max_by_key(|(_, customers)| *customers)?;
        let place = Place { header: Some(sought.header.clone()), ..Place::default() };
        if self.occurs {
            let words: Vec<&str> = alike.clone().map(|(word, _)| *word).collect();
            let who = counted(alike.map(|(_, customers)| customers).sum(), "customer has", "customers have");
            let message = format!(
                "the word \"{}\" of a {} does not match {}, which {who}",
                sought.word,
                sought.what,
                quoted(&words)
            );
            let help = "is the same meant? write it in one way in the data, or name it in the criteria file as well";
            return Some(Finding::warning("condition-near-word", message).at(place).help(help));
        }
        let who = counted(*customers, "customer has", "customers have");
        let (code, message) = if sought.strikes {
            let message = format!("the knockout \"{}\" strikes nobody, but {who} \"{meant}\" there", sought.word);
            ("knockout-matches-nobody", message)
        } else {
            let (word, what) = (&sought.word, sought.what);
            let message = format!("the word \"{word}\" of a {what} is found nowhere, but {who} \"{meant}\" there");
            ("condition-matches-nobody", message)
        };
        let words: Vec<&str> = self.there.iter().copied().filter(|word| word != meant).collect();
        let others =
            if words.is_empty() { String::new() } else { format!(" (the column also holds {})", quoted(&words)) };
        let help = format!("is \"{meant}\" meant? write the same word in the criteria file and in the data{others}");
        Some(Finding::warning(code, message).at(place).help(help))
    }
}

impl Words {
    fn of_all(cells: &Categories) -> Self {
        Words::of(cells, &vec![true; cells.values().len()])
    }

    fn of(cells: &Categories, unknown: &[bool]) -> Self {
        let mut words = Words::default();
        let mut counts = vec![0; unknown.len()];
        for code in cells.codes() {
            if let (Some(count), Some(true)) = (counts.get_mut(code), unknown.get(code)) {
                *count += 1;
            }
        }
        for (word, count) in cells.values().iter().zip(counts).filter(|(_, count)| *count > 0) {
            words.count(word.trim().to_owned(), count);
        }
        words
    }

    fn count(&mut self, word: String, customers: u64) {
        self.customers += customers;
        if !self.too_many {
            *self.counts.entry(word).or_default() += customers;
        }
        if self.counts.len() > WORDS {
            self.too_many = true;
            self.counts = BTreeMap::new();
        }
    }

    fn add(&mut self, other: Words) {
        let counted: u64 = other.counts.values().sum();
        self.customers += other.customers - counted;
        if other.too_many {
            self.too_many = true;
            self.counts = BTreeMap::new();
        }
        other.counts.into_iter().for_each(|(word, customers)| self.count(word, customers));
    }

    fn finding(&self, engine: &Engine) -> Option<Finding> {
        let header = engine
            .model()
            .account
            .status
            .as_ref()
            .map(|status| status.column.clone())
            .filter(|_| self.customers > 0)?;
        let tiers: Vec<&str> = engine.model().tiers.iter().map(|tier| tier.name.as_str()).collect();
        let who = counted(self.customers, "customer has", "customers have");
        let mut most: Vec<(&str, u64)> = self.counts.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let named: Vec<String> = most.iter().take(NAMED).map(|(word, count)| format!("\"{word}\" ({count})")).collect();
        let words = match most.len() {
            _ if self.too_many => format!("more than {WORDS} different words"),
            n => and_more(&named, n.saturating_sub(NAMED) as u64),
        };
        let message = format!("{who} a status that matches no tier and is taken as empty: {words}");
        let meant = most.iter().take(NAMED).filter_map(|(word, _)| {
            nearest(word, tiers.iter().copied()).map(|tier| format!("is \"{tier}\" meant by \"{word}\"? "))
        });
        let help = format!(
            "{}name a tier or leave the cell empty; the tiers are {}",
            meant.collect::<String>(),
            quoted(&tiers)
        );
        let place = Place { header: Some(header), ..Place::default() };
        Some(Finding::warning("status-unknown", message).at(place).help(help))
    }
}

fn demands(engine: &Engine, bound: &BoundBatch<'_>, ranked: &[Scored]) -> Vec<Demand> {
    let mut account_points = AccountPoints::new(engine);
    let upper = engine.model().tiers.split_last().map_or(&[][..], |(_, upper)| upper);
    let mut demand = |(place, tier): (usize, &crate::model::Tier)| {
        if tier.requires.is_empty() {
            return Demand { reached: 0, met: true };
        }
        let reached = ranked.iter().filter(|s| tier.min_score.is_none_or(|line| s.score >= line)).count() as u64;
        let met = ranked.iter().any(|scored| {
            bound.fill(scored.row as usize, &mut account_points);
            bound.meets(place, scored.row as usize, &account_points)
        });
        Demand { reached, met }
    };
    upper.iter().enumerate().map(&mut demand).collect()
}

/// The columns in which conditions look for words, each once.
fn columns(engine: &Engine) -> Vec<ColumnId> {
    let mut columns = Vec::new();
    for sought in engine.sought.iter().take(SOUGHT) {
        if !columns.contains(&sought.column) {
            columns.push(sought.column);
        }
    }
    columns
}

/// `"a", "b", …`
fn quoted(words: &[&str]) -> String {
    let mut list: Vec<String> = words.iter().take(NAMED).map(|word| format!("\"{word}\"")).collect();
    if words.len() > NAMED {
        list.push("…".to_owned());
    }
    list.join(", ")
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
