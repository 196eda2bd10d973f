//! What the marks of the listed accounts mean.

use super::contents::Contents;
use crate::language::{Language, common};
use crate::report::legend::{Flag, Legend};
use crate::scoring::Change;

/// How many ranks are named that a flag stands for.
const RANKS: usize = 12;

/// The legend of the accounts that are listed; in full, each mark has a line of its own.
pub(crate) fn legend<'a>(contents: &'a Contents<'_>, language: Language, long: bool) -> Legend<'a> {
    let flag = |(name, _): &'a (String, u64)| Flag { name, ranks: Vec::new(), more: 0 };
    let mut legend = Legend {
        flags: contents.summary.flags.iter().map(flag).collect(),
        flags_column: common::flags(language),
        not_in_csv: contents.sums.first().map(String::as_str),
        long,
        ..Legend::default()
    };
    for account in (contents.accounts)() {
        legend.uncertain |= account.uncertain;
        match account.change {
            Some(Change::Promote) => legend.promoted = true,
            Some(Change::Demote) => legend.demoted = true,
            Some(Change::New) => legend.new = true,
            Some(Change::Keep) | None => {}
        }
        for flag in legend.flags.iter_mut().filter(|flag| account.flags.contains(&flag.name)) {
            if flag.ranks.len() < RANKS { flag.ranks.push(account.rank) } else { flag.more += 1 }
        }
    }
    legend.flags.retain(|flag| !flag.ranks.is_empty());
    legend
}
