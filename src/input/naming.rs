//! Which headers name a column, and which column names every customer.

use super::outline::Outline;
use super::{numbers, totals};
use crate::table::trim;
use crate::text::folded_header as fold;
use std::collections::{HashMap, HashSet};

/// More columns than this are not looked at.
const LOOKED_AT: usize = 500;
/// Nor are those with a longer header.
const LONGEST_HEADER: usize = 200;

/// The headers that name one column, and those that do not: of headers that are bound alike only the first can be used,
/// and only where it stands in the file to the letter.
pub(super) fn usable(headers: &[String]) -> (Vec<String>, Vec<String>) {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let (mut alike, mut exact): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for (header, folded) in headers.iter().zip(&folded) {
        *alike.entry(folded).or_default() += 1;
        *exact.entry(header).or_default() += 1;
    }
    let (mut usable, mut passed_over, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let named = headers.iter().zip(&folded).filter(|(_, folded)| !folded.is_empty());
    for (header, folded) in named.take(LOOKED_AT) {
        let bare = trim(header);
        let is_first = seen.insert(folded);
        let is_alone = alike.get(folded.as_str()) == Some(&1);
        let is_short = bare.chars().count() <= LONGEST_HEADER;
        if is_short && (is_alone || is_first && bare == header && exact.get(bare) == Some(&1)) {
            usable.push(bare.to_owned());
        } else {
            passed_over.push(bare.to_owned());
        }
    }
    let beyond = folded.iter().filter(|folded| !folded.is_empty()).count().saturating_sub(LOOKED_AT);
    if beyond > 0 {
        passed_over.push(format!("{beyond} more columns"));
    }
    (usable, passed_over)
}

/// Places of headers that may be the id, the likeliest first, and headers that look like one but are none.
pub(super) fn ids(outline: &Outline, headers: &[String]) -> (Vec<usize>, Vec<String>) {
    let field = |header: &String| outline.headers.iter().position(|h| trim(h) == header);
    let is_unique = |header: &String| {
        let mut seen = HashSet::new();
        let cells =
            outline.sample.iter().map(|row| field(header).and_then(|f| row.get(f)).map_or("", |cell| trim(cell)));
        cells.into_iter().all(|cell| !cell.is_empty() && totals::label(cell).is_none() && seen.insert(cell.to_owned()))
    };
    let (mut unique, no_ids): (Vec<usize>, Vec<usize>) =
        (0..headers.len()).partition(|&place| headers.get(place).is_some_and(is_unique));
    let likeness = |place: &usize| headers.get(*place).map_or(0, |header| id_likeness(header));
    // Of columns that are not called an id, one of texts is sooner a name than one of numbers is a number.
    let is_text = |place: &usize| {
        let field = headers.get(*place).and_then(field);
        outline
            .sample
            .iter()
            .any(|row| field.and_then(|f| row.get(f)).is_some_and(|cell| numbers::read(cell, true).is_err()))
    };
    unique.sort_by_cached_key(|place| std::cmp::Reverse((likeness(place), is_text(place))));
    let best = unique.first().map_or(0, likeness);
    let no_ids = no_ids.into_iter().filter(|place| likeness(place) > best.max(1));
    (unique, no_ids.filter_map(|place| headers.get(place).cloned()).collect())
}

/// How much a header looks like that of an id: 0 not at all.
pub(super) fn id_likeness(header: &str) -> u8 {
    let lower = header.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let holds = |list: &[&str]| list.iter().any(|part| words.concat().contains(part));
    let numbered = has(&["id", "nr", "no", "num", "number", "nummer", "code", "key", "uuid", "guid"])
        || holds(&["nummer", "number"])
        || words.iter().any(|word| word.ends_with("nr") || word.ends_with("id") && word.len() <= 12);
    let of_customer =
        holds(&["kunde", "kd", "customer", "account", "client", "debitor", "debtor", "partner", "firma", "company"]);
    match (numbered, of_customer) {
        (true, true) => 4,
        (true, false) if words.len() == 1 => 3,
        (false, true) if has(&["account", "debitor", "debtor"]) && words.len() == 1 => 2,
        (true, false) => 1,
        _ => 0,
    }
}
