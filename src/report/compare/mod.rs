//! A comparison of two rankings: first who changed tier, by name, then who came and went, then the longest ways up and
//! down, the tiers against each other, and how alike the two orders are.

pub(crate) mod lists;
pub(crate) mod reasons;

use super::phrases::{amount, step};
use super::what_if::{WhatIf, weights};
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::Movement;
use crate::analysis::compare::migration::{Class, Migration};
use crate::finding::Finding;
use crate::language::common::{Noun, counted};
use crate::language::{Language, compare as words};
use crate::report::{Block, Cell, Column, Document, Section, Table, Tone};
use crate::scoring::Ranking;
use lists::TOLD;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The ranking.
    pub ranking: &'a Ranking<'a>,
    /// What the criteria file is called; `None` for the built-in one.
    pub criteria: Option<&'a str>,
    /// Weights that differ from the criteria file.
    pub what_if: &'a [WhatIf],
}

/// What `compare` has to say.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Where it was.
    pub old: Side<'a>,
    /// Where it is.
    pub new: Side<'a>,
    /// What is different.
    pub comparison: &'a Comparison<'a>,
    /// Warnings and notices of all stages, in order.
    pub findings: &'a [&'a Finding],
    /// How many customers a list for people names at most; csv and json always hold all.
    pub shown: Option<usize>,
}

/// The whole document.
pub(crate) fn document<'a>(report: &Report<'a>, language: Language) -> Document<'a> {
    let comparison = report.comparison;
    let mut sections = vec![opening(report, language)];
    sections.extend(lists::by_fate(comparison, report.shown, language));
    sections.extend(lists::climbers(comparison, report.shown, language));
    sections.push(migration(comparison, language));
    sections.push(Section::new(words::how_alike(language), vec![Block::plain(alike(comparison, language))]));
    sections.push(Section::new("", Block::findings(report.findings, language)));
    Document::of_sections(language, sections)
}

fn opening<'d>(report: &Report<'_>, language: Language) -> Section<'d> {
    let (old, new) = (title(report.old), title(report.new));
    let titles = step(old, new);
    let mut blocks = vec![
        Block::plain(words::old_side(language, &described(report.old, language))),
        Block::plain(words::new_side(language, &described(report.new, language))),
        Block::Prose(Tone::Strong, verdict(report.comparison, language)),
    ];
    blocks.extend(ways(report.comparison, language).map(Block::plain));
    blocks.extend(report.comparison.mean_parts.map(|parts| {
        let [data, model] = [parts.data, parts.model].map(|part| language.with_marks(amount(part)));
        Block::plain(words::mean_parts(language, &data, &model))
    }));
    Section::new(words::what_changed(language, &titles), blocks)
}

fn title<'a>(side: Side<'a>) -> &'a str {
    &side.ranking.engine().model().title
}

/// `q2.csv by criteria.yaml, weight of know_how 20 -> 40: 47 of 48 customers ranked`
fn described(side: Side<'_>, language: Language) -> String {
    let names: Vec<&str> = side.ranking.table().files.iter().map(|file| file.name.as_str()).collect();
    let changed = match side.what_if {
        [] => String::new(),
        what_if => format!(", {}", weights(language, what_if)),
    };
    let figures = side.ranking.summary();
    let (ranked, customers) = (language.count(figures.ranked), counted(language, figures.accounts, Noun::Customer));
    words::side(
        language,
        &names.join(", "),
        side.criteria.unwrap_or(words::built_in(language)),
        &changed,
        &ranked,
        &customers,
    )
}

/// The outcome in one sentence: `2 promoted, 1 demoted, 1 new`.
pub(crate) fn verdict(comparison: &Comparison<'_>, language: Language) -> String {
    let counts =
        TOLD.map(|movement| comparison.with(movement).count() as u64).into_iter().zip(words::movements(language));
    let said: Vec<String> =
        counts.filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", language.count(n))).collect();
    if said.is_empty() { words::nobody_changed(language).to_owned() } else { said.join(", ") }
}

/// Who moved up, down, or not at all.
fn ways(comparison: &Comparison<'_>, language: Language) -> Option<String> {
    let count = |test: &dyn Fn(i64) -> bool| comparison.ranked().filter(|c| c.climb().is_some_and(test)).count() as u64;
    let (up, down, kept) = (count(&|climb| climb > 0), count(&|climb| climb < 0), count(&|climb| climb == 0));
    let stayed = comparison.ranked().filter(|c| c.climb() == Some(0));
    let rescored = stayed.filter(|c| c.score_change().is_some_and(|change| change != 0.0)).count() as u64;
    let came_or_went = [Movement::Dropped, Movement::Entered, Movement::New, Movement::Gone];
    let is_shifted = came_or_went.into_iter().any(|movement| comparison.with(movement).next().is_some());
    let all = up + down + kept;
    (all > 0).then(|| words::ways(language, all, [up, down, kept], rescored, is_shifted))
}

fn migration<'d>(comparison: &Comparison<'_>, language: Language) -> Section<'d> {
    let Migration { from, to, counts } = &comparison.migration;
    let empty_row = |place: usize| counts.get(place).is_none_or(|row| row.iter().all(|count| *count == 0));
    let empty_column = |place: usize| counts.iter().all(|row| row.get(place).is_none_or(|count| *count == 0));
    // A tier is shown even where nobody is in it; that nobody is new or gone goes without saying.
    let is_tier = |class: &Class<'_>| matches!(class, Class::Tier(_) | Class::Untiered);
    let [ranked, not_ranked, new, gone] = words::classes(language);
    let label = |class: &Class<'_>, absent: &str| match class {
        Class::Tier(name) => (*name).to_owned(),
        Class::Untiered => ranked.to_owned(),
        Class::NotRanked => not_ranked.to_owned(),
        Class::Absent => absent.to_owned(),
    };
    let columns: Vec<usize> =
        to.iter().zip(0..).filter(|(class, place)| is_tier(class) || !empty_column(*place)).map(|(_, at)| at).collect();
    let mut heads = vec![Column::text(words::old_tier(language), 12, 32)];
    heads.extend(columns.iter().filter_map(|&place| Some(Column::number(label(to.get(place)?, gone), 8))));
    let rows = from.iter().zip(counts).zip(0..).filter(|((class, _), place)| is_tier(class) || !empty_row(*place));
    let rows = rows.map(|((class, row), _)| {
        let cells = columns.iter().filter_map(|&place| Some(Cell::Count(*row.get(place)?)));
        [Cell::text(label(class, new))].into_iter().chain(cells).collect()
    });
    let mut blocks = vec![Block::Table(Table::of_cells(heads, rows.collect()))];
    let (old, new) = comparison.tiers.unmatched();
    blocks.extend(words::unmatched_tiers(language, &old.join(", "), &new.join(", ")).map(Block::aside));
    Section::new(words::migration(language), blocks)
}

fn alike(comparison: &Comparison<'_>, language: Language) -> String {
    let accounts = counted(language, comparison.ranked().count() as u64, Noun::Account);
    match (comparison.tau_b, comparison.spearman) {
        (Some(tau), Some(rho)) => words::alike(language, &accounts, &coefficient(tau), &coefficient(rho)),
        _ => words::not_comparable(language, &accounts),
    }
}

/// Three decimals; only what is 1 or -1 shows as such.
fn coefficient(x: f64) -> String {
    let most = if x.abs() < 1.0 { 0.999 } else { 1.0 };
    format!("{:.3}", x.clamp(-most, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_same_order_shows_as_one() {
        assert_eq!([coefficient(0.999_99), coefficient(1.0), coefficient(-0.999_9)], ["0.999", "1.000", "-0.999"]);
        assert_eq!(coefficient(0.123_6), "0.124");
    }
}
