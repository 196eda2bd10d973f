//! The words that the conditions of a model look for.

use super::condition::Check;
use crate::model::{Condition, Model, Subject, Test};
use crate::table::ColumnId;

/// A word that a condition looks for.
#[derive(Debug, Clone)]
pub(crate) struct Sought {
    /// What the condition is of: a knockout, a flag.
    pub(crate) what: &'static str,
    /// Whether it is a knockout, which strikes the customers that have the word.
    pub(crate) strikes: bool,
    pub(crate) column: ColumnId,
    pub(crate) header: String,
    pub(crate) word: String,
}

impl Sought {
    /// The words of all conditions of a model, whose checks are in its order.
    pub(crate) fn all(model: &Model, [knockouts, flags, requires]: [&[Check]; 3]) -> Vec<Sought> {
        let of_knockouts = model.knockouts.iter().map(|knockout| ("knockout", &knockout.condition)).zip(knockouts);
        let of_flags = model.flags.iter().map(|flag| ("flag", &flag.when)).zip(flags);
        let required = model.tiers.iter().flat_map(|tier| &tier.requires);
        let of_tiers = required.map(|condition| ("tier", condition)).zip(requires);
        let all = of_knockouts.chain(of_flags).chain(of_tiers);
        all.flat_map(|((what, condition), check)| Sought::of(what, condition, check.column())).collect()
    }

    pub(crate) fn of(what: &'static str, condition: &Condition, column: Option<ColumnId>) -> Vec<Sought> {
        match (condition, column) {
            (Condition { subject: Subject::Column(header), test: Test::Texts { any_of, negated } }, Some(column)) => {
                any_of
                    .iter()
                    .map(|word| Sought {
                        what,
                        strikes: what == "knockout" && !negated,
                        column,
                        header: header.clone(),
                        word: word.clone(),
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}
