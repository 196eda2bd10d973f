//! Why accounts changed tier, in sentences: who has the same reason stands in one.

use crate::analysis::compare::customer::{Customer, Movement, Why};
use crate::language::common::{self, Noun, counted};
use crate::language::{Language, compare as words};
use crate::report::Block;
use crate::report::phrases::requirement;
use crate::text::number::full;
use crate::text::visible::{truncated, visible, width};
use std::borrow::Cow;

/// One sentence for each reason, in the order of the list.
pub(crate) fn blocks<'d>(customers: &[&Customer<'_>], shown: Option<usize>, language: Language) -> Vec<Block<'d>> {
    let mut all: Vec<(String, Vec<Cow<'_, str>>)> = Vec::new();
    for customer in customers.iter().take(shown.unwrap_or(usize::MAX)) {
        let Some(reason) = reason(customer, language) else { continue };
        match all.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(breakable(customer.name)),
            None => all.push((reason, vec![breakable(customer.name)])),
        }
    }
    let sentence =
        |(reason, names): (String, Vec<Cow<'_, str>>)| Block::plain(format!("{reason}: {}", names.join(", ")));
    all.into_iter().map(sentence).collect()
}

/// A word of a name that takes more is cut: sentences are broken at spaces only, and the narrowest terminal has 40 columns.
const LONGEST_WORD: usize = 37;

fn breakable(name: &str) -> Cow<'_, str> {
    let fits = visible(name).split(' ').all(|word| width(word) <= LONGEST_WORD);
    if fits { Cow::Borrowed(name) } else { truncated(name, LONGEST_WORD) }
}

fn reason(customer: &Customer<'_>, language: Language) -> Option<String> {
    let (old, new) = customer.spots()?;
    let up = customer.movement == Movement::Promoted;
    let tier = if up { new.tier? } else { old.tier? };
    let shown = |x: f64| language.with_marks(full(x));
    Some(match customer.why.as_ref()? {
        Why::Score { line } => words::score_crossed(language, tier, &shown(*line), up),
        Why::Line { from, to } => words::threshold_moved(language, tier, &shown(*from), &shown(*to), up),
        Why::ScoreAndLine { from, to } => words::score_and_threshold(language, tier, &shown(*from), &shown(*to), up),
        Why::Requirement(conditions) => {
            let asked = conditions.iter().map(|asked| requirement(language, asked.condition, asked.subject));
            words::meets(language, tier, &asked.collect::<Vec<String>>().join("; "), up)
        }
        Why::Full { max_accounts, tied } => {
            let names: Vec<Cow<'_, str>> = tied.iter().map(|name| breakable(name)).collect();
            let names = (!names.is_empty()).then(|| common::and(language, &names));
            words::full_tier(language, tier, &counted(language, *max_accounts, Noun::Place), names.as_deref(), up)
        }
        Why::Tier => words::no_such_tier(language, tier, up),
    })
}
