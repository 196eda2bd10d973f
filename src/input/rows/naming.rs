//! Which headers name a column.

use crate::text::folded_header as fold;
use crate::text::trim::trim;
use std::collections::{HashMap, HashSet};

/// More columns than this are not looked at.
const LOOKED_AT: usize = 500;
/// Nor are those with a longer header.
const LONGEST_HEADER: usize = 200;

/// The headers that name just one column, and those that do not. Of headers that match the same name only the first can be
/// used, and only where no other is written exactly alike and no blanks surround it.
pub(crate) fn usable(headers: &[String]) -> (Vec<String>, Vec<String>) {
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
