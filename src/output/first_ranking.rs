//! What a drafted criteria file makes of its export: the first few accounts, and what it takes for granted.

use super::look::Look;
use super::terminal::lines::wrapped;
use crate::scoring::Ranking;
use crate::scoring::accounts::Selection;
use crate::text::number;
use crate::text::number::{counted, grouped};
use crate::text::visible::{truncated, visible, width};
use std::io::{self, Write};

/// So many accounts are shown.
const SHOWN: usize = 5;
/// Columns of a name at most.
const NAME: usize = 40;

/// A drafted file and the ranking it gives.
pub(crate) struct FirstRanking<'a> {
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
    let ranking = first.ranking;
    let file = visible(first.file);
    let selection = Selection { top: Some(SHOWN), tier: None };
    let accounts: Vec<_> = ranking.accounts(&selection).collect();
    let all = counted(ranking.len() as u64, "customer", "customers");
    writeln!(to, "Top {} of {all} by {file}", accounts.len())?;
    let names: Vec<String> = accounts.iter().map(|a| truncated(&visible(a.name), NAME).into_owned()).collect();
    let wide = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for (account, name) in accounts.iter().zip(&names) {
        let gap = " ".repeat(wide.saturating_sub(width(name)));
        let tier = account.tier.map_or(String::new(), |tier| format!("  {}", visible(tier)));
        writeln!(to, "{:>4}  {name}{gap}  {:>5}{tier}", grouped(account.rank), number::short(account.score))?;
    }
    let tiers: Vec<String> = ranking
        .summary()
        .tiers
        .iter()
        .map(|tier| format!("{} {}", visible(&tier.name), grouped(tier.accounts)))
        .collect();
    if !tiers.is_empty() {
        paragraph(&format!("Tiers: {}", tiers.join(", ")), 2, look, to)?;
    }
    writeln!(to, "\nGuessed, by the lines of {file}:")?;
    for (line, text) in &first.guesses {
        paragraph(&format!("{line:>4}  {}", visible(text)), 6, look, to)?;
    }
    if !first.open.is_empty() {
        let open = first.open.join(", ");
        paragraph(&format!("Nothing in the export speaks for: {open}. The file says what to collect."), 2, look, to)?;
    }
    Ok(())
}

fn paragraph(text: &str, hang: usize, look: Look, to: &mut dyn Write) -> io::Result<()> {
    wrapped(text, look.width, hang).iter().try_for_each(|line| writeln!(to, "{line}"))
}
