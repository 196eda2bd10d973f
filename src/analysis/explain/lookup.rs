//! Finds the customer that a person means by an id or a part of a name.

use crate::text::{self, folded, same_text};

/// How many names are suggested where none matches.
const SUGGESTED: usize = 3;

/// Longer texts, in bytes, get no suggestions: comparing them takes too long.
const LONGEST: usize = 400;

/// Names less alike than this (Jaro-Winkler, 0..1) are not suggested.
const ALIKE: f64 = 0.75;

/// A customer that can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Unique.
    pub id: &'a str,
    /// What people call it.
    pub name: &'a str,
}

/// The result of a search; every number is a place in the list that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// Exactly this one.
    One(usize),
    /// Several names contain the text.
    Several(Vec<usize>),
    /// No name contains it; these are the nearest, best first.
    Nothing(Vec<usize>),
}

/// Looks first for the exact id, then for the id or the whole name in any case, then for a part of a name in any case.
/// The first of these that finds anything decides.
pub fn look_up(among: &[Candidate<'_>], wanted: &str) -> Lookup {
    let wanted = wanted.trim();
    if let Some(place) = among.iter().position(|c| c.id == wanted) {
        return Lookup::One(place);
    }
    let part = folded(wanted);
    let tests: [&dyn Fn(&Candidate<'_>) -> bool; 3] =
        [&|c| same_text(c.id, wanted), &|c| same_text(c.name, wanted), &|c| {
            !part.is_empty() && folded(c.name).contains(&part)
        }];
    for test in tests {
        let found: Vec<usize> = places(among, test).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Lookup::One(*one),
            _ => return Lookup::Several(found),
        }
    }
    Lookup::Nothing(nearest(among, &part))
}

fn places<'a>(
    among: &'a [Candidate<'_>],
    test: &'a dyn Fn(&Candidate<'_>) -> bool,
) -> impl Iterator<Item = usize> + 'a {
    among.iter().enumerate().filter(move |(_, c)| test(c)).map(|(place, _)| place)
}

/// How alike the text is to the id, the name or a word of the name; the best of them counts.
fn nearest(among: &[Candidate<'_>], wanted: &str) -> Vec<usize> {
    if wanted.len() > LONGEST {
        return Vec::new();
    }
    let likeness = |c: &Candidate<'_>| {
        let [id, name] = [c.id, c.name].map(|text| if text.len() > LONGEST { String::new() } else { folded(text) });
        let texts = [id.as_str(), name.as_str()].into_iter().chain(name.split_whitespace());
        texts.map(|text| text::likeness(text, wanted)).fold(0.0, f64::max)
    };
    let mut alike: Vec<(f64, usize)> =
        among.iter().enumerate().map(|(place, c)| (likeness(c), place)).filter(|(l, _)| *l >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    alike.into_iter().take(SUGGESTED).map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [Candidate<'static>; 4] = [
        Candidate { id: "C-1", name: "Nordwind Pumpen GmbH" },
        Candidate { id: "C-2", name: "Nordlicht Turbinen AG" },
        Candidate { id: "Turbinen", name: "Aalto Oy" },
        Candidate { id: "c-1", name: "Übersee Kräne" },
    ];

    #[test]
    fn an_exact_id_wins_over_every_name() {
        assert_eq!(look_up(&LIST, "Turbinen"), Lookup::One(2));
        assert_eq!(look_up(&LIST, " c-1 "), Lookup::One(3));
    }

    #[test]
    fn a_part_of_one_name_is_enough_whatever_its_case() {
        assert_eq!(look_up(&LIST, "PUMPEN"), Lookup::One(0));
        assert_eq!(look_up(&LIST, "übersee"), Lookup::One(3));
    }

    #[test]
    fn lists_all_whose_name_holds_the_part() {
        assert_eq!(look_up(&LIST, "nord"), Lookup::Several(vec![0, 1]));
    }

    #[test]
    fn what_is_too_long_to_be_a_name_is_near_nothing() {
        let long = "n".repeat(1_000_000);
        let list = [Candidate { id: "C-1", name: &long }, Candidate { id: &long, name: "nnnnn" }];
        assert_eq!(look_up(&list, "nnnnm"), Lookup::Nothing(vec![1]));
        assert_eq!(look_up(&list, &format!("{long}m")), Lookup::Nothing(vec![]));
    }

    #[test]
    fn suggests_the_nearest_where_nobody_matches() {
        assert_eq!(look_up(&LIST, "Aallto"), Lookup::Nothing(vec![2]));
        assert_eq!(look_up(&LIST, ""), Lookup::Nothing(vec![]));
    }
}
