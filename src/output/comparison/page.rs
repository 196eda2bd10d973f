//! A comparison as sections of sentences and grids.

use super::lists::{self, Section};
use super::{Report, Side};
use crate::analysis::compare::Comparison;
use crate::analysis::compare::customer::Fate;
use crate::analysis::compare::migration::{Class, Migration};
use crate::finding::Severity;
use crate::language::Language;
use crate::output::terminal::findings;
use crate::report::Block;
use crate::report::Tone;
use crate::report::phrases::amount;
use crate::report::what_if::weights;
use crate::report::{Cell, Column, Table};
use crate::text::number::{counted, grouped};

/// The whole page; its first section has the title.
pub(crate) fn page(report: &Report<'_>) -> Vec<Section> {
    let comparison = report.comparison;
    let mut sections = vec![opening(report)];
    sections.extend(lists::by_fate(comparison, report.shown));
    sections.extend(lists::climbers(comparison, report.shown));
    sections.push(migration(comparison));
    sections.push(Section { heading: "How alike the two orders are".to_owned(), blocks: vec![alike(comparison)] });
    let findings = report.findings.iter().map(|finding| {
        let tone = if finding.severity == Severity::Notice { Tone::Remark } else { Tone::Caution };
        Block::Prose(tone, findings::line(finding))
    });
    sections.push(Section { heading: String::new(), blocks: findings.collect() });
    sections
}

fn opening(report: &Report<'_>) -> Section {
    let (old, new) = (title(report.old), title(report.new));
    let heading = if old == new { format!("{new}: what changed") } else { format!("{old} -> {new}: what changed") };
    let plain = |text: String| Block::Prose(Tone::Plain, text);
    let mut blocks = vec![
        plain(format!("Old: {}", described(report.old))),
        plain(format!("New: {}", described(report.new))),
        Block::Prose(Tone::Strong, verdict(report.comparison)),
    ];
    blocks.extend(ways(report.comparison).map(plain));
    blocks.extend(parts(report.comparison).map(plain));
    Section { heading, blocks }
}

fn title<'a>(side: Side<'a>) -> &'a str {
    &side.ranking.engine().model().title
}

/// `q2.csv by criteria.yaml, weight of know_how 20 -> 40: 47 of 48 customers ranked`
fn described(side: Side<'_>) -> String {
    let names: Vec<&str> = side.ranking.table().files.iter().map(|file| file.name.as_str()).collect();
    let mut text = format!("{} by {}", names.join(", "), side.criteria);
    if !side.what_if.is_empty() {
        text.push_str(&format!(", {}", weights(Language::English, side.what_if)));
    }
    let figures = side.ranking.summary();
    let customers = counted(figures.accounts, "customer", "customers");
    text.push_str(&format!(": {} of {customers} ranked", grouped(figures.ranked)));
    text
}

/// The outcome in one sentence: `2 promoted, 1 demoted, 1 new`.
pub fn verdict(comparison: &Comparison<'_>) -> String {
    let fates = [Fate::Promoted, Fate::Demoted, Fate::OtherTier, Fate::Dropped, Fate::Entered, Fate::New, Fate::Gone];
    let counts = fates.map(|fate| (comparison.with(fate).count() as u64, fate.name()));
    let said: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", grouped(*n))).collect();
    if said.is_empty() { "Nobody changed tier, nobody came or went".to_owned() } else { said.join(", ") }
}

/// Who moved up, down, or not at all.
fn ways(comparison: &Comparison<'_>) -> Option<String> {
    let count = |test: &dyn Fn(i64) -> bool| comparison.ranked().filter(|c| c.climb().is_some_and(test)).count() as u64;
    let (up, down, kept) = (count(&|climb| climb > 0), count(&|climb| climb < 0), count(&|climb| climb == 0));
    let stayed = comparison.ranked().filter(|c| c.climb() == Some(0));
    let rescored = stayed.filter(|c| c.score_change().is_some_and(|change| change != 0.0)).count() as u64;
    let of_them =
        if rescored == 0 { String::new() } else { format!(" ({} of them with another score)", grouped(rescored)) };
    let came_or_went = [Fate::Dropped, Fate::Entered, Fate::New, Fate::Gone];
    let shifted = came_or_went.into_iter().any(|fate| comparison.with(fate).next().is_some());
    let shifted = if shifted { "; ranks also shift by those who came and went" } else { "" };
    let all = counted(up + down + kept, "account", "accounts");
    (up + down + kept > 0).then(|| {
        let [up, down, kept] = [up, down, kept].map(grouped);
        format!(
            "Of {all} ranked on both sides {up} moved up, {down} moved down, {kept} kept their rank{of_them}{shifted}"
        )
    })
}

fn parts(comparison: &Comparison<'_>) -> Option<String> {
    let parts = comparison.mean_parts?;
    let (data, model) = (amount(parts.data), amount(parts.model));
    Some(format!(
        "On average the data moved a score by {data} points and the model by {model}; in the lists Data and Model \
         add up to Change"
    ))
}

fn migration(comparison: &Comparison<'_>) -> Section {
    let Migration { from, to, counts } = &comparison.migration;
    let empty_row = |place: usize| counts.get(place).is_none_or(|row| row.iter().all(|count| *count == 0));
    let empty_column = |place: usize| counts.iter().all(|row| row.get(place).is_none_or(|count| *count == 0));
    // A tier is shown even where nobody is in it; that nobody is new or gone goes without saying.
    let is_tier = |class: &Class<'_>| matches!(class, Class::Tier(_) | Class::Untiered);
    let columns: Vec<usize> =
        to.iter().zip(0..).filter(|(class, place)| is_tier(class) || !empty_column(*place)).map(|(_, at)| at).collect();
    let mut heads = vec![Column::text("Old tier", 12, 32)];
    heads.extend(columns.iter().filter_map(|&place| Some(Column::number(label(to.get(place)?, "Gone"), 8))));
    let rows = from.iter().zip(counts).zip(0..).filter(|((class, _), place)| is_tier(class) || !empty_row(*place));
    let rows = rows.map(|((class, row), _)| {
        let cells = columns.iter().filter_map(|&place| Some(Cell::text(grouped(*row.get(place)?))));
        [Cell::text(label(class, "New"))].into_iter().chain(cells).collect()
    });
    let mut blocks = vec![Block::Table(Table::of_cells(heads, rows.collect()))];
    blocks.extend(unmatched(comparison).map(|text| Block::Prose(Tone::Remark, text)));
    Section { heading: "From which tier (rows) to which (columns)".to_owned(), blocks }
}

fn label(class: &Class<'_>, absent: &str) -> String {
    match class {
        Class::Tier(name) => (*name).to_owned(),
        Class::Untiered => "Ranked".to_owned(),
        Class::NotRanked => "Not ranked".to_owned(),
        Class::Absent => absent.to_owned(),
    }
}

fn unmatched(comparison: &Comparison<'_>) -> Option<String> {
    let (old, new) = comparison.tiers.unmatched();
    let lists = [("the old model", old), ("the new model", new)];
    let lists = lists.iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = lists.map(|(who, names)| format!("only {who} has {}", names.join(", "))).collect();
    (!said.is_empty()).then(|| format!("Tiers are matched by name: {}", said.join("; ")))
}

fn alike(comparison: &Comparison<'_>) -> Block<'static> {
    let accounts = counted(comparison.ranked().count() as u64, "account", "accounts");
    let text = match (comparison.tau_b, comparison.spearman) {
        (Some(tau), Some(rho)) => format!(
            "Kendall tau-b {}, Spearman {} over the {accounts} ranked on both sides (1 is the same order, 0 is unrelated, \
             -1 is reversed)",
            coefficient(tau),
            coefficient(rho)
        ),
        _ => format!("Over the {accounts} ranked on both sides no rank correlation is defined: one order is all ties"),
    };
    Block::Prose(Tone::Plain, text)
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
