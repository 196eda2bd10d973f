//! What is said around the ranked table, as blocks that every format for people writes in its own marks.

use super::WhatIf;
use super::agreement::agreement;
use super::document::Document;
use super::terminal::findings;
use super::terminal::layout::column::{Cell, Column, Turn};
use super::terminal::lines::Tone;
use crate::finding::{Finding, Severity};
use crate::scoring::{Baseline, Concentration, Named, Summary};
use crate::text::number::{amount, counted, full, grouped, short};
use crate::text::visible::shortened;

/// How many customers or files are named in a list.
const NAMED: usize = 10;

/// One thing that is said. Its texts are not yet safe to show.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Prose(Tone, String),
    List(String, Vec<String>),
    Grid(Vec<Column>, Vec<Vec<Cell<'static>>>),
}

/// Where weights were changed on the command line: that the ranking is not that of the criteria file.
pub(crate) fn what_if(changed: &[WhatIf]) -> Option<String> {
    (!changed.is_empty())
        .then(|| format!("What-if: {}. This is not the ranking of the criteria file", weights(changed)))
}

/// `weight of know_how 20 -> 30, weight of door_opener 20 -> 10`
pub(crate) fn weights(what_if: &[WhatIf]) -> String {
    let changes = what_if.iter().map(|w| format!("weight of {} {} -> {}", w.criterion, full(w.from), full(w.to)));
    changes.collect::<Vec<String>>().join(", ")
}

/// Which part of the accounts is listed; `None` where it is all of them.
pub(crate) fn extent(document: &Document<'_>) -> Option<String> {
    let of_tier = document.only_tier.map_or_else(String::new, |tier| format!(" of tier {tier}"));
    let selected = counted(document.selected as u64, "account", "accounts");
    match document.listed {
        0 if document.selected == 0 && of_tier.is_empty() => Some("No account is ranked".to_owned()),
        listed if listed < document.selected => Some(format!("{} of {selected}{of_tier}", grouped(listed as u64))),
        _ => (!of_tier.is_empty()).then(|| format!("{selected}{of_tier}")),
    }
}

/// Everything that is said under the table.
pub(crate) fn blocks(document: &Document<'_>) -> Vec<Block> {
    let summary = document.summary;
    let mut blocks = reading(document);
    blocks.extend(knocked_out(document));
    blocks.extend(tiers(summary));
    let sentences = [changes(summary), flags(summary), missing(summary), data_driven(summary)];
    blocks.extend(summary.baseline.iter().flat_map(|baseline| against_amount(baseline, summary)));
    blocks.extend(concentration(summary));
    blocks.extend(sentences.into_iter().flatten().map(|text| Block::Prose(Tone::Plain, text)));
    blocks.extend(document.findings.iter().map(|finding| finding_line(finding)));
    blocks
}

/// A finding as a line of the summary.
pub(crate) fn finding_line(finding: &Finding) -> Block {
    let tone = if finding.severity == Severity::Notice { Tone::Remark } else { Tone::Caution };
    Block::Prose(tone, findings::line(finding))
}

/// How many lines were read, and of what.
pub(crate) fn read_from(document: &Document<'_>) -> (String, String) {
    let lines = counted(document.files.iter().map(|file| file.lines).sum(), "line", "lines");
    let place = match document.files {
        [file] => format!("of {}", file.name),
        files => format!("in {}", counted(files.len() as u64, "file", "files")),
    };
    (lines, place)
}

fn reading(document: &Document<'_>) -> Vec<Block> {
    let summary = document.summary;
    let (lines, place) = read_from(document);
    let mut text = format!("{} read from {lines} {place}", counted(summary.accounts, "customer", "customers"));
    if summary.knocked_out > 0 {
        text.push_str(&format!(": {} ranked, {} not", grouped(summary.ranked), grouped(summary.knocked_out)));
    }
    let mut blocks = vec![Block::Prose(Tone::Plain, text)];
    if document.has_several_files() {
        let files = document.files.iter().map(|file| {
            let customers = counted(file.customers, "customer", "customers");
            format!("{}: {customers} from {}", file.name, counted(file.lines, "line", "lines"))
        });
        blocks.push(Block::List("Files".to_owned(), first(files, document.files.len() as u64)));
    }
    blocks
}

fn knocked_out(document: &Document<'_>) -> Option<Block> {
    let count = document.summary.knocked_out;
    let customers = (document.knocked_out)().map(|out| {
        let id = if out.id == out.name { String::new() } else { format!(" ({})", shortened(out.id)) };
        format!("{}{id}, {}:{}: {}", shortened(out.name), out.file, out.line, out.reasons.join("; "))
    });
    (count > 0).then(|| Block::List("Not ranked".to_owned(), first(customers, count)))
}

/// The first few, and how many more there are.
fn first(items: impl Iterator<Item = String>, count: u64) -> Vec<String> {
    let mut first: Vec<String> = items.take(NAMED).collect();
    let more = count.saturating_sub(first.len() as u64);
    if more > 0 {
        first.push(format!("and {} more", grouped(more)));
    }
    first
}

fn tiers(summary: &Summary) -> Option<Block> {
    let top = summary.tiers.first()?;
    let mut columns = vec![Column::text("Tier", 21, 40), Column::number("Accounts", 8)];
    columns
        .extend(top.sums.iter().flat_map(|sum| [Column::number(sum.column.clone(), 11), Column::number("Share", 5)]));
    // A bar of the first amount; without amounts one of the number of accounts.
    columns.insert(columns.len().min(4), Column::text("", 5, 20).in_turn(Turn::Last));
    let rows = summary.tiers.iter().map(|tier| {
        let mut row = vec![Cell::text(tier.name.clone()), Cell::text(grouped(tier.accounts))];
        row.extend(tier.sums.iter().flat_map(|sum| {
            let share = sum.share_percent.map_or_else(|| "-".to_owned(), |share| format!("{} %", short(share)));
            [Cell::text(amount(sum.total)), Cell::text(share)]
        }));
        #[allow(clippy::cast_precision_loss, reason = "the length of a bar")]
        let of_accounts = 100.0 * tier.accounts as f64 / summary.ranked.max(1) as f64;
        let share = tier.sums.first().map_or(of_accounts, |sum| sum.share_percent.unwrap_or(0.0));
        row.insert(row.len().min(4), Cell::Bar(share));
        row
    });
    Some(Block::Grid(columns, rows.collect()))
}

fn against_amount(baseline: &Baseline, summary: &Summary) -> Vec<Block> {
    let Baseline { column, tau_b, key_accounts, .. } = baseline;
    let agrees = match tau_b {
        Some(tau) => format!(
            "Agreement with the order by {column} alone: {} (Kendall tau-b {tau:.2}; 1 is the same order, 0 is unrelated, \
             -1 is reversed)",
            agreement(*tau)
        ),
        None => {
            format!("Agreement with the order by {column} alone: no Kendall tau-b, one of the two orders is all ties")
        }
    };
    let mut blocks = vec![Block::Prose(Tone::Plain, agrees)];
    let Some(tier) = summary.tiers.first().filter(|_| *key_accounts > 0) else { return blocks };
    let tier = &tier.name;
    if baseline.only_by_score_count == 0 && baseline.only_by_amount_count == 0 {
        blocks.push(Block::Prose(Tone::Plain, format!("{column} alone would pick the same accounts as {tier}")));
        return blocks;
    }
    let lists = [
        (format!("{tier} that {column} alone would miss"), &baseline.only_by_score, baseline.only_by_score_count),
        (format!("{column} alone would pick instead"), &baseline.only_by_amount, baseline.only_by_amount_count),
    ];
    blocks.extend(lists.into_iter().filter(|(_, _, count)| *count > 0).map(|(lead, names, count)| {
        let named = first(names.iter().map(|Named { name, .. }| shortened(name).into_owned()), count);
        Block::Prose(Tone::Plain, format!("{lead} ({}): {}", grouped(count), named.join(", ")))
    }));
    blocks
}

/// One line for each amount column.
fn concentration(summary: &Summary) -> Vec<Block> {
    let line = |Concentration { column, hhi, classes }: &Concentration| {
        let [a, b, c] = classes.map(|class| format!("{} ({} %)", grouped(class.accounts), short(class.share_percent)));
        let [first, second, _] = classes.map(|class| full(class.up_to_percent));
        let keys: u64 = classes.iter().map(|class| class.key_accounts).sum();
        let [of_a, ..] = classes.map(|class| class.key_accounts);
        let tier = summary.tiers.first().filter(|_| keys > 0);
        let keys = tier.map_or_else(String::new, |tier| {
            format!("; {} of {} in {} are A", grouped(of_a), grouped(keys), tier.name)
        });
        let text = format!(
            "ABC by {column} (A up to {first} %, B up to {second} % of it): A {a}, B {b}, C {c}{keys}. HHI {} of at most 10,000",
            amount(hhi.round())
        );
        Block::Prose(Tone::Plain, text)
    };
    summary.concentration.iter().map(line).collect()
}

fn changes(summary: &Summary) -> Option<String> {
    let changes = summary.changes?;
    let counts = [
        (changes.promote, "promoted"),
        (changes.demote, "demoted"),
        (changes.keep, "unchanged"),
        (changes.new, "without a tier today"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, what)| format!("{} {what}", grouped(*count))).collect();
    (!counts.is_empty()).then(|| format!("Against today's status: {}", counts.join(", ")))
}

fn flags(summary: &Summary) -> Option<String> {
    let up = summary.flags.iter().filter(|(_, count)| *count > 0);
    let up: Vec<String> =
        up.map(|(name, count)| format!("{name} on {}", counted(*count, "account", "accounts"))).collect();
    (!up.is_empty()).then(|| format!("Flags (⚑): {}", up.join(", ")))
}

fn missing(summary: &Summary) -> Option<String> {
    let incomplete = counted(summary.incomplete, "account has missing cells", "accounts have missing cells");
    let open = match summary.uncertain {
        0 => "the tier is sure all the same".to_owned(),
        open => format!("for {} of them this leaves the tier open (marked ?)", grouped(open)),
    };
    (summary.incomplete > 0).then(|| format!("{incomplete}; {open}"))
}

fn data_driven(summary: &Summary) -> Option<String> {
    let ids = summary.data_driven.join(", ");
    (!ids.is_empty()).then(|| {
        format!("Points of {ids} depend on who else is in the data: one customer more or less can move every score")
    })
}

#[cfg(test)]
mod tests {
    use super::super::document::example::Example;
    use super::*;

    fn sentences(example: &Example) -> Vec<String> {
        let prose = |block: Block| match block {
            Block::Prose(_, text) => Some(text),
            Block::List(lead, items) => Some(format!("{lead}: {}", items.join(" | "))),
            Block::Grid(..) => None,
        };
        blocks(&example.document(4, &[])).into_iter().filter_map(prose).collect()
    }

    #[test]
    fn says_what_was_read_and_who_is_key_by_one_order_only() {
        let said = sentences(&Example::new());
        let expected = [
            "5 customers read from 7 lines of customers.csv: 4 ranked, 1 not",
            "Not ranked: Pleite KG (C-9), customers.csv:6: no business possible",
            "Agreement with the order by revenue_eur alone: high (Kendall tau-b 0.50; 1 is the same order, 0 is unrelated, -1 is reversed)",
            "Key account that revenue_eur alone would miss (1): Nordwind Antriebe AG",
            "revenue_eur alone would pick instead (1): Bö & Co",
            "Against today's status: 1 promoted, 1 demoted, 2 unchanged",
            "Flags (⚑): fragmentation risk on 1 account",
            "1 account has missing cells; for 1 of them this leaves the tier open (marked ?)",
            "Points of potential depend on who else is in the data: one customer more or less can move every score",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn lists_are_short_and_count_the_rest() {
        let mut example = Example::new();
        example.summary.knocked_out = 4312;
        let said = sentences(&example).join("\n");
        assert!(said.contains("| and 4,311 more"), "{said}");
    }

    #[test]
    fn an_order_of_ties_has_no_tau() {
        let mut example = Example::new();
        if let Some(baseline) = &mut example.summary.baseline {
            baseline.tau_b = None;
            (baseline.only_by_score_count, baseline.only_by_amount_count) = (0, 0);
        }
        let said = sentences(&example).join("\n");
        assert!(said.contains("alone: no Kendall tau-b"), "{said}");
        assert!(said.contains("revenue_eur alone would pick the same accounts as Key account"), "{said}");
    }

    #[test]
    fn a_what_if_names_every_changed_weight() {
        let mut example = Example::new();
        assert_eq!(what_if(example.document(4, &[]).what_if), None);
        let change = |criterion: &str, from, to| WhatIf { criterion: criterion.into(), from, to };
        example.what_if = vec![change("know_how", 20.0, 30.5), change("door_opener", 20.0, 0.1)];
        let expected = "What-if: weight of know_how 20 -> 30.5, weight of door_opener 20 -> 0.1. \
                        This is not the ranking of the criteria file";
        assert_eq!(what_if(example.document(4, &[]).what_if).as_deref(), Some(expected));
    }

    #[test]
    fn the_extent_tells_what_is_left_out() {
        let example = Example::new();
        assert_eq!(extent(&example.document(4, &[])), None);
        let mut part = example.document(2, &[]);
        assert_eq!(extent(&part).as_deref(), Some("2 of 4 accounts"));
        part.only_tier = Some("Key account");
        assert_eq!(extent(&part).as_deref(), Some("2 of 4 accounts of tier Key account"));
        (part.listed, part.selected) = (0, 0);
        assert_eq!(extent(&part).as_deref(), Some("0 accounts of tier Key account"));
        part.only_tier = None;
        assert_eq!(extent(&part).as_deref(), Some("No account is ranked"));
    }
}
