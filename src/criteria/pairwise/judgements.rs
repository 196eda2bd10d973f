//! The judgements in a pairwise file: which criterion counts more, by how much, and which pairs are missing.

use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::yaml::{Entry, Kind, Node};
use crate::criteria::{codes, fields};
use crate::finding::Place;

const JUDGEMENT_UNREADABLE: &str = "judgement-unreadable";
const JUDGEMENT_OUTSIDE_SCALE: &str = "judgement-outside-scale";
const JUDGED_TWICE: &str = "judged-twice";
const JUDGED_AGAINST_ITSELF: &str = "judged-against-itself";
const PAIRS_MISSING: &str = "pairs-missing";

/// Two places among the compared criteria, the smaller first.
pub(crate) type Pair = (usize, usize);

/// The judgements, and all pairs that are written, even those with a wrong number.
pub(crate) fn judgements(
    fields: &Fields<'_>,
    ids: &[String],
    found: &mut Found<'_>,
) -> Option<(Vec<Judged>, Vec<Pair>)> {
    let node = fields.get("judgements")?;
    let Kind::Map(entries) = &node.kind else {
        let help = "write lines such as \"know_how > door_opener: 3\", without \"- \" before them";
        fields::wrong_type(node, "judgements", "a block of pairs", help, found);
        return None;
    };
    let mut all: Vec<Judged> = Vec::new();
    let mut lines: Vec<(Pair, usize)> = Vec::new();
    for entry in entries {
        let Some((first, sign, second)) = pair(&entry.key, ids, found) else { continue };
        let by = times(entry, (first, sign, second), ids, found);
        let (more, less) = if sign == '<' { (second, first) } else { (first, second) };
        let pair = (more.min(less), more.max(less));
        if more == less {
            let message = "a criterion is compared with itself".to_owned();
            found.error(JUDGED_AGAINST_ITSELF, &entry.key.span, message, "remove this line");
        } else if let Some((_, line)) = lines.iter().find(|(known, _)| *known == pair) {
            let message = format!("line {line} already judges this pair");
            found.error(JUDGED_TWICE, &entry.key.span, message, "keep one of the two");
        } else {
            lines.push((pair, found.line(entry.key.span.start)));
            all.extend(by.map(|by| Judged { more, less, by, place: found.place(&entry.key.span) }));
        }
    }
    Some((all, lines.into_iter().map(|(pair, _)| pair).collect()))
}

/// Reads `a > b`, `a < b` or `a = b`. An id may itself contain such a sign, so every sign is tried.
fn pair(key: &Node, ids: &[String], found: &mut Found<'_>) -> Option<(usize, char, usize)> {
    let text = key.text()?;
    let place = |name: &str| ids.iter().position(|id| id == name.trim());
    let splits: Vec<(&str, char, &str)> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '>' | '<' | '='))
        .filter_map(|(at, sign)| Some((text.get(..at)?, sign, text.get(at + 1..)?)))
        .collect();
    if let Some(known) = splits.iter().find_map(|(a, sign, b)| Some((place(a)?, *sign, place(b)?))) {
        return Some(known);
    }
    let Some((a, _, b)) = splits.first() else {
        let message = format!("\"{}\" does not say who counts more", shortened(text));
        let help = "write \"know_how > door_opener: 3\", or \"know_how = door_opener: 1\"";
        found.error(JUDGEMENT_UNREADABLE, &key.span, message, help);
        return None;
    };
    for name in [a, b].into_iter().filter(|name| place(name).is_none()) {
        let known = || ids.iter().map(String::as_str);
        let help = found.did_you_mean(name, known, "compared here");
        let message = format!("there is no criterion \"{}\" among those compared", shortened(name.trim()));
        found.error(codes::UNKNOWN_CRITERION, &key.span, message, help);
    }
    None
}

/// How many times as much: 1 to 9, and always 1 with `=`.
fn times(
    entry: &Entry,
    (first, sign, second): (usize, char, usize),
    ids: &[String],
    found: &mut Found<'_>,
) -> Option<f64> {
    if sign == '=' && entry.value.is_blank() {
        return Some(1.0);
    }
    let turned = |by: f64| {
        let id = |place: usize| ids.get(place).map_or("", String::as_str);
        let (more, less) = if sign == '<' { (first, second) } else { (second, first) };
        format!("write it the other way round: {} > {}: {by}", shortened(id(more)), shortened(id(less)))
    };
    if let Some(by) = entry.value.text().and_then(fraction) {
        let message = "a judgement is a number from 1 to 9, not a fraction".to_owned();
        let help = if by > 1.0 { turned(by) } else { "write it as a number from 1 to 9".to_owned() };
        found.error(JUDGEMENT_OUTSIDE_SCALE, &entry.value.span, message, help);
        return None;
    }
    let by = fields::number(&entry.value, "a judgement", found)?;
    let scale = "a judgement is a number from 1 to 9";
    let (message, help) = match by {
        _ if sign == '=' && by.total_cmp(&1.0).is_ne() => {
            ("\"=\" means that both count the same, which is 1", "write 1, or > instead of =".to_owned())
        }
        ..=0.0 => (scale, "write 1 where both count the same".to_owned()),
        ..1.0 => (scale, turned(reciprocal(by))),
        ..=9.0 => return Some(by),
        _ => (scale, "9 means \"extremely more\"; people cannot judge well beyond it".to_owned()),
    };
    found.error(JUDGEMENT_OUTSIDE_SCALE, &entry.value.span, message.to_owned(), help);
    None
}

/// How many times as much the other criterion counts: 3 for 0.33, 2.5 for 0.4.
fn reciprocal(by: f64) -> f64 {
    let other = 1.0 / by;
    let whole = other.round();
    if (other - whole).abs() <= whole * 0.02 { whole } else { (other * 100.0).round() / 100.0 }
}

/// Saaty writes `1/3` where the other criterion counts 3 times as much. For such a fraction this is the 3; for any
/// other, 1.
fn fraction(text: &str) -> Option<f64> {
    let (over, under) = text.split_once(['/', '⁄', ':'])?;
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let (over, under) = (number(over)?, number(under)?);
    let turned = under / over;
    Some(if turned > 1.0 { reciprocal(1.0 / turned) } else { 1.0 })
}

/// How many missing pairs are named at most.
const NAMED: usize = 20;

pub(crate) fn check_gaps(fields: &Fields<'_>, ids: &[String], judged: &[Pair], fill: bool, found: &mut Found<'_>) {
    let pairs = ids.iter().enumerate().flat_map(|(a, first)| {
        ids.iter().enumerate().skip(a + 1).map(move |(b, second)| ((a, b), format!("{first} > {second}")))
    });
    let open: Vec<String> = pairs.filter(|(pair, _)| !judged.contains(pair)).map(|(_, text)| text).collect();
    let follow_from_others = fill && is_connected(ids.len(), judged);
    let Some(key) = fields.key("judgements") else { return };
    if open.is_empty() || follow_from_others {
        return;
    }
    let message = match open.len() {
        1 => "1 pair is not judged".to_owned(),
        n => format!("{n} pairs are not judged"),
    };
    let how = if fill {
        "\"gaps: fill\" also needs judgements that connect all criteria"
    } else {
        "or write \"gaps: fill\" to derive them from the others"
    };
    let more = if open.len() > NAMED { ", …" } else { "" };
    let named: Vec<&str> = open.iter().take(NAMED).map(String::as_str).collect();
    let help = format!("judge {}{more} (or the other way round); {how}", named.join(", "));
    found.error(PAIRS_MISSING, &key.span, message, help);
}

fn is_connected(n: usize, judged: &[Pair]) -> bool {
    let mut group: Vec<usize> = (0..n).collect();
    for (a, b) in judged {
        if let (Some(&from), Some(&to)) = (group.get(*a), group.get(*b)) {
            group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
        }
    }
    group.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// One judgement: `more` counts `by` (1 to 9) times as much as `less`; both are places in [`Pairwise::ids`](super::Pairwise::ids).
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The criterion that counts more.
    pub more: usize,
    /// The one that counts less.
    pub less: usize,
    /// How many times as much.
    pub by: f64,
    /// The place where it is written.
    pub place: Place,
}
