//! What the page is all about.

use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::intervals::Stability;
use crate::analysis::sensitivity::intervals::interval::Interval;
use crate::analysis::sensitivity::smaa::Acceptability;
use crate::language::{Language, sensitivity as say};

/// The subject of the page: the accounts of the first tier, or the top n where the model knows no tiers.
pub(crate) struct Subject<'a> {
    pub(crate) name: String,
    pub(crate) size: usize,
    pub(crate) share: Box<dyn Fn(&Acceptability) -> f64 + 'a>,
    pub(crate) is_in: Box<dyn Fn(usize) -> bool + 'a>,
    pub(crate) interval: Box<dyn Fn(&Stability) -> Interval + 'a>,
}

pub(crate) fn subject<'a>(found: &'a Sensitivity<'_>, language: Language) -> Subject<'a> {
    let field = &found.field;
    match field.tiers.first() {
        Some(first) => Subject {
            name: first.name.clone(),
            size: field.key_accounts(),
            share: Box::new(|account| account.tiers.first().copied().unwrap_or(0.0)),
            is_in: Box::new(|account| field.entries.get(account).is_some_and(|entry| entry.tier == Some(0))),
            interval: Box::new(|stability| stability.tiers.first().copied().unwrap_or(stability.top)),
        },
        None => Subject {
            name: say::top(language, found.top),
            size: field.entries.iter().filter(|entry| entry.rank <= found.top).count(),
            share: Box::new(|account| account.top),
            is_in: Box::new(|account| field.entries.get(account).is_some_and(|entry| entry.rank <= found.top)),
            interval: Box::new(|stability| stability.top),
        },
    }
}
