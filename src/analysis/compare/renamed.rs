//! Customers that seem to have left and come, but are probably the same under another id.

use super::customer::{Customer, Movement};
use std::collections::{HashMap, HashSet};

/// A customer that is gone and one that is new, probably the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renamed<'a> {
    /// The id on the old side.
    pub old: &'a str,
    /// The id on the new side.
    pub new: &'a str,
    /// The name on the new side.
    pub name: &'a str,
}

/// Pairs whose ids differ only in case and spaces, or whose names differ only in case and in characters other than
/// letters and digits. No third customer on either side may have that id or that name. In the order of the new side.
pub(crate) fn renamed<'a>(customers: &[Customer<'a>]) -> Vec<Renamed<'a>> {
    let with = |movement| customers.iter().any(|customer| customer.movement == movement);
    if !with(Movement::New) || !with(Movement::Gone) {
        return Vec::new();
    }
    let by_id = matched(customers, |customer| plain(customer.id, |c| !c.is_whitespace()));
    let by_name = matched(customers, |customer| plain(customer.name, char::is_alphanumeric));
    let taken: HashSet<&str> = by_id.iter().map(|pair| pair.old).collect();
    let by_name = by_name.iter().filter(|pair| !taken.contains(pair.old));
    // Where a customer has a pair by id and another by name, the id decides.
    let mut all: HashMap<&str, Renamed<'a>> = by_name.chain(&by_id).map(|pair| (pair.new, *pair)).collect();
    customers.iter().filter_map(|customer| all.remove(customer.id)).collect()
}

fn plain(text: &str, keep: impl Fn(char) -> bool) -> String {
    crate::text::folded(text).chars().filter(|c| keep(*c)).collect()
}

/// The customers with the same key.
#[derive(Default)]
struct SameKey<'c, 'a> {
    gone: Option<&'c Customer<'a>>,
    new: Option<&'c Customer<'a>>,
    others: bool,
}

fn matched<'a>(customers: &[Customer<'a>], key: impl Fn(&Customer<'a>) -> String) -> Vec<Renamed<'a>> {
    let mut by_key: HashMap<String, SameKey<'_, 'a>> = HashMap::new();
    for customer in customers {
        let known = by_key.entry(key(customer)).or_default();
        let place = match customer.movement {
            Movement::Gone => &mut known.gone,
            Movement::New => &mut known.new,
            _ => {
                known.others = true;
                continue;
            }
        };
        known.others |= place.replace(customer).is_some();
    }
    let pairs = by_key.into_iter().filter(|(key, known)| !key.is_empty() && !known.others);
    let pair = |known: SameKey<'_, 'a>| {
        let (gone, new) = (known.gone?, known.new?);
        Some(Renamed { old: gone.id, new: new.id, name: new.name })
    };
    pairs.filter_map(|(_, known)| pair(known)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::customer::State;

    fn customer(id: &'static str, name: &'static str, movement: Movement) -> Customer<'static> {
        let (old, new) = (State::Absent, State::Absent);
        Customer { id, name, old, new, between: None, movement, why: None }
    }

    fn found(customers: &[Customer<'static>]) -> Vec<(&'static str, &'static str)> {
        renamed(customers).iter().map(|pair| (pair.old, pair.new)).collect()
    }

    #[test]
    fn the_same_id_in_other_letters_or_the_same_name_is_probably_the_same_customer() {
        let customers = [
            customer("a 17", "Alpha", Movement::New),
            customer("900", "Beta & Co.", Movement::New),
            customer("5", "Gamma", Movement::New),
            customer("A17", "Alpha old", Movement::Gone),
            customer("8", "BETA & Co", Movement::Gone),
        ];
        assert_eq!(found(&customers), [("A17", "a 17"), ("8", "900")]);
    }

    #[test]
    fn a_name_that_several_have_tells_nothing() {
        let two = [customer("1", "Müller", Movement::New), customer("2", "Müller", Movement::Gone)];
        assert_eq!(found(&two), [("2", "1")]);
        for third in [Movement::New, Movement::Gone, Movement::Kept, Movement::Unranked] {
            let three = [two[0].clone(), two[1].clone(), customer("3", "müller", third)];
            assert_eq!(found(&three), [], "{third:?}");
        }
    }
}
