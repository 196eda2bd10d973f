//! Ids across all files: no id twice, and a warning where two differ only in what the eye does not see.
//!
//! Every customer leaves the [`hash`] of its id; the ids themselves are compared only where two hashes are equal.

use crate::finding::{Finding, Findings, Place, Severity};
use crate::input::reading::Reading;
use crate::table::from_line::FromLine;
use crate::table::{Batch, Schema, SourceFile, folded};
use foldhash::quality::FixedState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};

/// The code of the finding that an id is there once more.
const TWICE: &str = "id-twice";

/// The same for ids that are the same but for case, spaces and invisible characters.
///
/// Ids that were made to collide cost a second look at them, and no more.
#[inline]
pub(crate) fn hash(id: &str) -> u64 {
    plain_hash(id.as_bytes()).unwrap_or_else(|| {
        let folded = fold(id);
        // What is left may be plain.
        plain_hash(folded.as_bytes()).unwrap_or_else(|| {
            let mut hasher = FixedState::with_seed(1).build_hasher();
            hasher.write(folded.as_bytes());
            hasher.finish()
        })
    })
}

/// The [`hash`] of ASCII letters, digits and signs, without their case; `None` where there is anything else.
#[inline(always)]
pub(crate) fn plain_hash(id: &[u8]) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // Sets the high bit of each byte, none of which has it, that is at least `from`.
    let at_least = |word: u64, from: u64| word + (0x80 - from) * EACH;
    let mut all_plain = HIGH;
    let mut lower = |word: [u8; 8]| {
        let word = u64::from_le_bytes(word);
        let ascii = word & !HIGH;
        all_plain &= at_least(ascii, 0x21) & !at_least(ascii, 0x7F) & !word;
        let upper = at_least(ascii, b'A'.into()) & !at_least(ascii, u64::from(b'Z') + 1) & HIGH;
        word | upper >> 2
    };
    let (first, last) = match (id.first_chunk(), id.last_chunk()) {
        // The last eight bytes may repeat some of those before them.
        (Some(first), Some(last)) => (*first, *last),
        _ => {
            let mut all = [b'!'; 8];
            all.iter_mut().zip(id).for_each(|(to, from)| *to = *from);
            (all, [b'!'; 8])
        }
    };
    // The length tells an end apart from what it was filled with.
    let mut hasher = FixedState::with_seed(id.len() as u64).build_hasher();
    hasher.write_u128(u128::from(lower(first)) | u128::from(lower(last)) << 64);
    for word in id.get(8..).unwrap_or(&[]).as_chunks().0 {
        hasher.write_u64(lower(*word));
    }
    (all_plain == HIGH).then(|| hasher.finish())
}

/// Customers of a batch whose ids may be there twice.
pub(crate) struct Suspects {
    batch: Batch,
    /// Those left out: each has the id of one that is kept, and its finding could not be kept either.
    more: u64,
}

impl FromLine for Suspects {
    fn start_at(&mut self, line: u64) {
        self.batch.start_at(line);
    }
}

/// The customers whose ids have one of these hashes. A file that repeats one id a million times costs no more memory than
/// one that repeats it a thousand times in each batch.
pub(crate) fn pick(batch: &Batch, hashes: &BTreeSet<u64>) -> Suspects {
    let mut seen = BTreeSet::new();
    let (mut again, mut more) = (0, 0);
    let mut rows = Vec::new();
    for row in (0..batch.rows()).filter(|row| hashes.contains(&hash(batch.id(*row)))) {
        let is_again = !seen.insert(batch.id(row));
        again += u64::from(is_again);
        if is_again && again > Findings::KEPT { more += 1 } else { rows.push(row) }
    }
    Suspects { batch: batch.pick(&rows), more }
}

/// Checks the ids of customers among whom all those are whose hashes collide.
pub(crate) fn check(suspects: &Reading<Suspects>, schema: &Schema, findings: &mut Findings) {
    let mut seen: BTreeMap<String, Vec<(&Batch, usize)>> = BTreeMap::new();
    for (batch, row) in
        suspects.made.iter().map(|made| &made.batch).flat_map(|batch| (0..batch.rows()).map(move |row| (batch, row)))
    {
        let alike = seen.entry(fold(batch.id(row))).or_default();
        let same = alike.iter().find(|(other, at)| other.id(*at) == batch.id(row));
        if let Some(first) = same.or(alike.first()) {
            findings.extend(twice(&suspects.files, schema, [*first, (batch, row)]));
        }
        if same.is_none() {
            alike.push((batch, row));
        }
    }
    findings.count_more(Severity::Error, TWICE, suspects.made.iter().map(|made| made.more).sum());
}

fn place(files: &[SourceFile], schema: &Schema, (batch, row): (&Batch, usize)) -> Place {
    let file = files.get(batch.file).map_or("", |f| f.name.as_str());
    let header = schema.columns().first().map(|column| column.name.clone());
    Place { header, ..Place::line(file, batch.line(row)) }
}

fn twice(files: &[SourceFile], schema: &Schema, [first, later]: [(&Batch, usize); 2]) -> Option<Finding> {
    let (one, other) = (place(files, schema, first), place(files, schema, later));
    let (first, later) = (first.0.id(first.1), later.0.id(later.1));
    let line = one.line.unwrap_or(0);
    let there = if one.file == other.file { format!("line {line}") } else { format!("{}, line {line}", one.file) };
    let finding = if first == later {
        let help = if is_shortened(later) {
            "a spreadsheet has shortened this id to a rounded number: export again with the ids as text"
        } else {
            "keep one line for each customer, or make the ids differ"
        };
        Finding::error(TWICE, format!("same id as in {there}")).help(help)
    } else if is_case_sensitive(first) && is_case_sensitive(later) {
        return None;
    } else {
        let message = format!("the same as \"{first}\" in {there} but for case, spaces or invisible characters");
        Finding::warning("id-alike", message).help("is this one customer twice? If so keep one line")
    };
    Some(finding.at(other).value(later))
}

/// Whether it is an id of Salesforce: 15 letters and digits, whose case counts.
fn is_case_sensitive(id: &str) -> bool {
    let has = |is: fn(&u8) -> bool| id.as_bytes().iter().any(is);
    id.len() == 15
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
}

/// Whether it could be [`is_shortened`]: the power has two digits or three.
#[inline(always)]
pub(crate) fn may_be_shortened(id: &[u8]) -> bool {
    let from_end = |n: usize| id.len().checked_sub(n).and_then(|at| id.get(at));
    from_end(3) == Some(&b'+') || from_end(4) == Some(&b'+')
}

/// Whether it is a number as a spreadsheet writes long ones: `2,0350E+10`.
pub(crate) fn is_shortened(id: &str) -> bool {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    id.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        let is_power = |digits: &str| (2..=3).contains(&digits.len()) && all_digits(digits);
        all_digits(whole) && all_digits(rest) && power.strip_prefix('+').is_some_and(is_power)
    })
}

/// As an id compares: without case, spaces and invisible characters.
fn fold(id: &str) -> String {
    folded(id).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_hash_sees_no_more_than_the_eye(id in "\\PC{0,80}") {
            prop_assert_eq!(hash(&id), hash(&fold(&id)));
            prop_assert_eq!(hash(&id), hash(&format!(" {}\u{200b}", id)));
            prop_assert_ne!(hash(&id), hash(&format!("{id}1")));
        }
    }
}
