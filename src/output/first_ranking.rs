//! What a drafted criteria file makes of its export: the first few accounts, and what it takes for granted.

use super::look::Look;
use super::terminal::lines::wrapped;
use crate::language::common::{Noun, counted};
use crate::language::{Language, draft};
use crate::scoring::Ranking;
use crate::scoring::accounts::Selection;
use crate::text::visible::{truncated, visible, width};
use std::io::{self, Write};

/// So many accounts are shown.
const SHOWN: usize = 5;
/// Columns of a name at most.
const NAME: usize = 40;

/// A drafted file and the ranking it gives.
pub(crate) struct FirstRanking<'a> {
    pub(crate) language: Language,
    /// The file, as messages name it.
    pub(crate) file: &'a str,
    pub(crate) ranking: &'a Ranking<'a>,
    /// Lines of the file, and what is guessed there.
    pub(crate) guesses: Vec<(usize, &'a str)>,
    /// The criteria that nothing in the export speaks for.
    pub(crate) open: &'a [&'static str],
}

/// Writes it for a terminal.
pub(crate) fn write_first_ranking(first: &FirstRanking<'_>, look: Look, to: &mut dyn Write) -> io::Result<()> {
    let FirstRanking { language, ranking, .. } = *first;
    let file = visible(first.file);
    let selection = Selection { top: Some(SHOWN), tier: None };
    let accounts: Vec<_> = ranking.accounts(&selection).collect();
    let all = counted(language, ranking.len() as u64, Noun::Customer);
    writeln!(to, "{}", draft::top_of(language, accounts.len(), &all, &file))?;
    let names: Vec<String> = accounts.iter().map(|a| truncated(&visible(a.name), NAME).into_owned()).collect();
    let wide = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for (account, name) in accounts.iter().zip(&names) {
        let gap = " ".repeat(wide.saturating_sub(width(name)));
        let tier = account.tier.map_or(String::new(), |tier| format!("  {}", visible(tier)));
        let (rank, score) = (language.count(account.rank), language.rounded(account.score, 1));
        writeln!(to, "{rank:>4}  {name}{gap}  {score:>5}{tier}")?;
    }
    let tiers: Vec<String> = ranking
        .summary()
        .tiers
        .iter()
        .map(|tier| format!("{} {}", visible(&tier.name), language.count(tier.accounts)))
        .collect();
    if !tiers.is_empty() {
        paragraph(&draft::tiers_line(language, &tiers.join(", ")), 2, look, to)?;
    }
    writeln!(to, "\n{}", draft::guessed(language, &file))?;
    for (line, text) in &first.guesses {
        paragraph(&format!("{line:>4}  {}", visible(text)), 6, look, to)?;
    }
    if !first.open.is_empty() {
        paragraph(&draft::nothing_speaks_for(language, &first.open.join(", ")), 2, look, to)?;
    }
    Ok(())
}

fn paragraph(text: &str, hang: usize, look: Look, to: &mut dyn Write) -> io::Result<()> {
    wrapped(text, look.width, hang).iter().try_for_each(|line| writeln!(to, "{line}"))
}
