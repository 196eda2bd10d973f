//! All that is said under the ranked table.

use super::contents::Contents;
use crate::language::Language;
use crate::language::common::{and_more, share, tier};
use crate::language::score::{self, Class, Source};
use crate::report::{Block, Cell, Column, Table, Turn};
use crate::scoring::{Baseline, Concentration, Named, Summary};
use crate::text::visible::shortened;

/// How many customers or files are named in a list.
const NAMED: usize = 10;

/// Everything that is said under the table.
pub(crate) fn blocks<'a>(contents: &'a Contents<'_>, language: Language) -> Vec<Block<'a>> {
    let summary = contents.summary;
    let mut blocks = reading(contents, language);
    blocks.extend(knocked_out(contents, language));
    blocks.extend(tiers(summary, language));
    blocks.extend(summary.baseline.iter().flat_map(|baseline| against_turnover(baseline, summary, language)));
    blocks.extend(summary.concentration.iter().map(|of| Block::plain(concentration(of, summary, language))));
    let flags = summary.flags.iter().filter(|(_, up)| *up > 0).map(|(name, up)| (name.as_str(), *up));
    let ids = summary.data_driven.join(", ");
    let sentences = [
        changes(summary, language),
        score::flags(language, flags),
        (summary.incomplete > 0).then(|| score::missing(language, summary.incomplete, summary.uncertain)),
        (!ids.is_empty()).then(|| score::data_driven(language, &ids)),
    ];
    blocks.extend(sentences.into_iter().flatten().map(Block::plain));
    blocks.extend(Block::findings(contents.findings, language));
    blocks
}

/// How many lines were read, and of what.
pub(crate) fn source<'a>(contents: &Contents<'a>) -> (u64, Source<'a>) {
    let lines = contents.files.iter().map(|file| file.lines).sum();
    let source = match contents.files {
        [file] => Source::File(&file.name),
        files => Source::Files(files.len() as u64),
    };
    (lines, source)
}

fn reading<'a>(contents: &Contents<'_>, language: Language) -> Vec<Block<'a>> {
    let summary = contents.summary;
    let (lines, source) = source(contents);
    let in_out = (summary.ranked, summary.knocked_out);
    let mut blocks = vec![Block::plain(score::read(language, summary.accounts, lines, source, in_out))];
    if contents.has_several_files() {
        let files = contents.files.iter().map(|file| score::file(language, &file.name, file.customers, file.lines));
        let files = first(files, contents.files.len() as u64, language);
        blocks.push(Block::List(score::files(language).to_owned(), files));
    }
    blocks
}

fn knocked_out<'a>(contents: &Contents<'_>, language: Language) -> Option<Block<'a>> {
    let count = contents.summary.knocked_out;
    let customers = (contents.knocked_out)().map(|out| {
        let id = if out.id == out.name { String::new() } else { format!(" ({})", shortened(out.id)) };
        format!("{}{id}, {}:{}: {}", shortened(out.name), out.file, out.line, out.reasons.join("; "))
    });
    (count > 0).then(|| Block::List(score::not_ranked(language).to_owned(), first(customers, count, language)))
}

/// The first few, and how many more there are.
fn first(items: impl Iterator<Item = String>, count: u64, language: Language) -> Vec<String> {
    let mut first: Vec<String> = items.take(NAMED).collect();
    let more = count.saturating_sub(first.len() as u64);
    if more > 0 {
        first.push(and_more(language, more));
    }
    first
}

fn tiers<'a>(summary: &'a Summary, language: Language) -> Option<Block<'a>> {
    let top = summary.tiers.first()?;
    let mut columns = vec![Column::text(tier(language), 21, 40), Column::number(score::accounts(language), 8)];
    let sums = top.sums.iter();
    columns.extend(sums.flat_map(|sum| [Column::number(sum.column.clone(), 11), Column::number(share(language), 5)]));
    // A bar of the first amount; without amounts one of the number of accounts.
    columns.insert(columns.len().min(4), Column::text("", 5, 20).in_turn(Turn::Last));
    let rows = summary.tiers.iter().map(|tier| {
        let mut row = vec![Cell::text(tier.name.as_str()), Cell::Count(tier.accounts)];
        row.extend(tier.sums.iter().flat_map(|sum| {
            let share = sum.share_percent.map_or_else(Cell::unknown, |value| Cell::Percent { value, decimals: 1 });
            [Cell::Amount(sum.total), share]
        }));
        #[allow(clippy::cast_precision_loss, reason = "the length of a bar")]
        let of_accounts = 100.0 * tier.accounts as f64 / summary.ranked.max(1) as f64;
        let share = tier.sums.first().map_or(of_accounts, |sum| sum.share_percent.unwrap_or(0.0));
        row.insert(row.len().min(4), Cell::Bar(share));
        row
    });
    Some(Block::Table(Table::of_cells(columns, rows.collect())))
}

fn against_turnover<'a>(baseline: &Baseline, summary: &Summary, language: Language) -> Vec<Block<'a>> {
    let mut said = vec![score::with_turnover(language, baseline.tau_b)];
    if let Some(tier) = summary.tiers.first().filter(|_| baseline.key_accounts > 0) {
        let (missed, picked) = (baseline.only_by_score_count, baseline.only_by_amount_count);
        let names = |names: &[Named], count| {
            first(names.iter().map(|named| shortened(&named.name).into_owned()), count, language).join(", ")
        };
        if missed == 0 && picked == 0 {
            said.push(score::same_by_turnover(language, &tier.name));
        }
        if missed > 0 {
            let names = names(&baseline.only_by_score, missed);
            said.push(score::missed_by_turnover(language, &tier.name, missed, &names));
        }
        if picked > 0 {
            said.push(score::picked_by_turnover(language, picked, &names(&baseline.only_by_amount, picked)));
        }
    }
    said.into_iter().map(Block::plain).collect()
}

/// One line for each amount column.
fn concentration(of: &Concentration, summary: &Summary, language: Language) -> String {
    let Concentration { column, hhi, classes } = of;
    let keys: u64 = classes.iter().map(|class| class.key_accounts).sum();
    let [of_a, ..] = classes.map(|class| class.key_accounts);
    let tier = summary.tiers.first().filter(|_| keys > 0);
    let classes = classes.map(|class| Class {
        accounts: class.accounts,
        share_percent: class.share_percent,
        up_to_percent: class.up_to_percent,
    });
    score::abc(language, column, classes, tier.map(|tier| (of_a, keys, tier.name.as_str())), *hhi)
}

fn changes(summary: &Summary, language: Language) -> Option<String> {
    let crate::scoring::Changes { promote, demote, keep, new } = summary.changes?;
    score::changes(language, score::Changes { promote, demote, keep, new })
}

#[cfg(test)]
mod tests {
    use super::super::contents::example::Example;
    use super::*;

    fn sentences(example: &Example) -> Vec<String> {
        let prose = |block: Block<'_>| match block {
            Block::Prose(_, text) => Some(text),
            Block::List(lead, items) => Some(format!("{lead}: {}", items.join(" | "))),
            _ => None,
        };
        blocks(&example.contents(4, &[]), Language::English).into_iter().filter_map(prose).collect()
    }

    #[test]
    fn says_what_was_read_and_who_is_key_by_one_order_only() {
        let expected = [
            "5 customers read from 7 lines of customers.csv: 4 ranked, 1 not",
            "Not ranked: Pleite KG (C-9), customers.csv:6: no business possible",
            "Agreement with a pure turnover ranking: high (Kendall tau-b 0.50)",
            "In Key account, but turnover alone would miss them (1): Nordwind Antriebe AG",
            "Turnover alone would pick instead (1): Bö & Co",
            "Against today's status: 1 promoted, 1 demoted, 2 unchanged",
            "Flags (⚑): fragmentation risk on 1 account",
            "1 account has missing cells; for 1 of them this leaves the tier open (marked ?)",
            "Points of potential depend on who else is in the data: one customer more or less can move every score",
        ];
        assert_eq!(sentences(&Example::new()), expected);
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
        assert!(said.contains("ranking: no Kendall tau-b"), "{said}");
        assert!(said.contains("Turnover alone would pick the same accounts for Key account"), "{said}");
    }
}
