//! Why accounts changed tier, in sentences: who has the same reason stands in one.

use crate::analysis::compare::customer::{Customer, Fate, Why};
use crate::language::Language;
use crate::language::common::and;
use crate::report::Block;
use crate::report::Tone;
use crate::report::phrases::requirement;
use crate::text::number::{counted, full};
use crate::text::visible::{truncated, visible, width};
use std::borrow::Cow;

/// One sentence for each reason, in the order of the list.
pub(crate) fn blocks(customers: &[&Customer<'_>], shown: Option<usize>) -> Vec<Block<'static>> {
    let mut all: Vec<(String, Vec<Cow<'_, str>>)> = Vec::new();
    for customer in customers.iter().take(shown.unwrap_or(usize::MAX)) {
        let Some(reason) = reason(customer) else { continue };
        match all.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(breakable(customer.name)),
            None => all.push((reason, vec![breakable(customer.name)])),
        }
    }
    let sentence = |(reason, names): (String, Vec<Cow<'_, str>>)| {
        Block::Prose(Tone::Plain, format!("{reason}: {}", names.join(", ")))
    };
    all.into_iter().map(sentence).collect()
}

/// A word of a name that takes more is cut: sentences are broken at spaces only, and the narrowest terminal has 40 columns.
const LONGEST_WORD: usize = 37;

fn breakable(name: &str) -> Cow<'_, str> {
    let fits = visible(name).split(' ').all(|word| width(word) <= LONGEST_WORD);
    if fits { Cow::Borrowed(name) } else { truncated(name, LONGEST_WORD) }
}

fn reason(customer: &Customer<'_>) -> Option<String> {
    let (old, new) = customer.spots()?;
    let up = customer.fate == Fate::Promoted;
    let tier = if up { new.tier? } else { old.tier? };
    let (rose, fell) = if up { ("rose", "fell") } else { ("fell", "rose") };
    Some(match customer.why.as_ref()? {
        Why::Score { line } if up => format!("The score rose to the line of {tier}, {}", full(*line)),
        Why::Score { line } => format!("The score fell below the line of {tier}, {}", full(*line)),
        Why::Line { from, to } => format!("The line of {tier} {fell} from {} to {}", full(*from), full(*to)),
        Why::ScoreAndLine { from, to } => {
            format!("The score {rose} and the line of {tier} {fell} from {} to {}", full(*from), full(*to))
        }
        Why::Requirement(conditions) => {
            let asked: Vec<String> =
                conditions.iter().map(|asked| requirement(Language::English, asked.condition, asked.subject)).collect();
            let now = if up { "now meets" } else { "no longer meets" };
            format!("It {now} what {tier} requires ({})", asked.join("; "))
        }
        Why::Full { max_accounts, tied } => full_tier(tier, *max_accounts, tied, up),
        Why::Tier if up => format!("The old model has no tier {tier}"),
        Why::Tier => format!("The new model has no tier {tier}"),
    })
}

/// Full, or with places that stay empty because equals tie for them.
fn full_tier(tier: &str, max_accounts: u64, tied: &[&str], before: bool) -> String {
    let places = counted(max_accounts, "place", "places");
    let names: Vec<Cow<'_, str>> = tied.iter().map(|name| breakable(name)).collect();
    match (names.as_slice(), before) {
        ([], true) => format!("{tier} ({places}) was full before"),
        ([], false) => format!("{tier} is full ({places})"),
        (names, true) => {
            format!(
                "Not all of the {places} of {tier} were taken before, since {} tied for the last",
                and(Language::English, names)
            )
        }
        (names, false) => {
            format!(
                "Not all of the {places} of {tier} are taken, since {} tie for the last",
                and(Language::English, names)
            )
        }
    }
}
