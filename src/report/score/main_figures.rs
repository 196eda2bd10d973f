//! The main figures under the ranked table, each in one line where it fits.

use super::contents::Contents;
use super::summary::source;
use crate::finding::Severity;
use crate::language::common::{Noun, noun};
use crate::language::score::{Source, of_sum, promoted_and_demoted, read_shortly, to_check, with_turnover};
use crate::language::{Language, score};
use crate::report::document::Figure;
use crate::report::{Block, Tone};
use crate::scoring::TierSummary;
use crate::text::visible::truncated;

/// With more tiers than this, all of them stand in one line.
const TIERS: usize = 4;
/// A tier's name takes no more letters than this.
const NAME: usize = 40;

/// The figures, then the warnings.
pub(crate) fn blocks<'a>(contents: &'a Contents<'_>, language: Language) -> Vec<Block<'a>> {
    let summary = contents.summary;
    let mut blocks = vec![reading(contents, language)];
    blocks.extend(tiers(&summary.tiers, language));
    let changes = summary.changes.map(|c| promoted_and_demoted(language, c.promote, c.demote));
    let agrees = summary.baseline.as_ref().map(|baseline| with_turnover(language, baseline.tau_b));
    blocks.extend(changes.into_iter().chain(agrees).map(Block::plain));
    let of = |severity| contents.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let (warnings, notices) = (of(Severity::Warning), of(Severity::Notice));
    let to_check = to_check(language, summary.uncertain, summary.knocked_out, warnings, notices);
    blocks.push(Block::Fitting(Tone::Plain, to_check));
    let warnings = contents.findings.iter().filter(|finding| finding.severity != Severity::Notice);
    blocks.extend(warnings.map(|finding| Block::Finding(finding)));
    blocks
}

/// How many customers were read from where, and how many of them are listed; without the name of the
/// file where that is too long.
fn reading<'a>(contents: &Contents<'_>, language: Language) -> Block<'a> {
    let summary = contents.summary;
    let (lines, named) = source(contents);
    // Where only a tier is listed, its extent stands under the table.
    let is_whole = contents.only_tier.is_some() || contents.listed == contents.selected;
    let listed = (!is_whole).then_some(contents.listed as u64);
    let counts = (summary.ranked, summary.knocked_out, listed);
    let read = |source| read_shortly(language, summary.accounts, lines, source, counts);
    Block::Fitting(Tone::Plain, [named, Source::Untold].map(read).into())
}

/// One line a tier; of many tiers one line for all.
fn tiers<'a>(tiers: &[TierSummary], language: Language) -> Option<Block<'a>> {
    let name = |tier: &TierSummary| truncated(&tier.name, NAME).into_owned();
    let share = |tier: &TierSummary| {
        let sum = tier.sums.first()?;
        Some((language.percent(sum.share_percent?, 1), sum.column.clone()))
    };
    if tiers.len() > TIERS {
        let one = |tier: &TierSummary| {
            let share = share(tier).map_or_else(String::new, |(share, _)| format!(" ({share})"));
            format!("{} {}{share}", name(tier), language.count(tier.accounts))
        };
        let column = tiers.iter().find_map(share).map(|(_, column)| column);
        let lead = score::accounts_with_shares(language, column.as_deref());
        return Some(Block::plain(format!("{lead}: {}", tiers.iter().map(one).collect::<Vec<String>>().join(", "))));
    }
    let line = |tier: &TierSummary| {
        let accounts = noun(language, tier.accounts, Noun::Account).to_owned();
        let accounts = Figure::Quantity(language.count(tier.accounts), accounts);
        let of_sum = share(tier).map(|(share, column)| Figure::Quantity(share, of_sum(language, &column)));
        [Figure::Text(name(tier)), accounts].into_iter().chain(of_sum).collect()
    };
    (!tiers.is_empty()).then(|| Block::Figures(tiers.iter().map(line).collect()))
}
