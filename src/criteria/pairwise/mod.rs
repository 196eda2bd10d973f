//! The pairwise file: which criterion counts how many times as much as another, as YAML.
//!
//! ```yaml
//! group: market_importance        # whose criteria are compared; without it those of the first level
//! judgements:
//!   know_how > door_opener: 3     # counts 3 times as much: moderately more
//!   door_opener = breadth: 1      # counts as much
//! gaps: refuse                    # or fill: pairs that are not judged follow from those that are
//! ```

pub(crate) mod judgements;
mod text;

use judgements::Judged;
pub use text::write_pairwise;

use super::diagnostics::{Found, listed, shortened};
use super::document::{self, Kind};
use super::fields::Fields;
use super::keys::{Key, Keys};
use super::yaml::Node;
use super::{codes, fields};
use crate::finding::Findings;
use crate::model::Model;
use judgements::{check_gaps, judgements};

const CRITERIA_DIFFER: &str = "criteria-differ";
const TOO_FEW: &str = "too-few-criteria";

const FILE: Keys = Keys {
    of: "the pairwise file",
    unknown: codes::UNKNOWN_KEY,
    keys: &[
        Key { name: "judgements", required: true, about: "Pairs and how many times as much the first one counts." },
        Key { name: "group", required: false, about: "Id of the group whose criteria are compared." },
        Key { name: "criteria", required: false, about: "Ids of what is compared, if not those of the model." },
        Key {
            name: "gaps",
            required: false,
            about: "refuse pairs that are not judged, or fill them; default: refuse.",
        },
    ],
};

/// A sound pairwise file.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    /// The group whose criteria are compared; `None` for the first level, or for criteria outside the model.
    pub group: Option<String>,
    /// The criteria that are compared.
    pub ids: Vec<String>,
    /// Whether these are the criteria of the model.
    pub of_model: bool,
    /// At most one judgement for a pair. They connect all of `ids`, unless an interview goes on from here.
    pub judgements: Vec<Judged>,
}

/// The result of reading a pairwise file.
#[derive(Debug, Clone)]
pub struct CheckedPairwise {
    /// `None` where the file has errors.
    pub pairwise: Option<Pairwise>,
    /// All findings, in the order of the file.
    pub findings: Findings,
}

/// What a pairwise file must be about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'m> {
    /// The model.
    pub model: &'m Model,
    /// The group that the command names.
    pub group: Option<&'m str>,
    /// Whether the file must be about this model. Otherwise it may list criteria of its own.
    pub is_bound: bool,
    /// Whether some criteria may stay unconnected by judgements, because an interview goes on from here.
    pub goes_on: bool,
}

const PAIRWISE: Kind = Kind {
    name: "pairwise file",
    if_empty: "write judgements, as in \"judgements: { know_how > door_opener: 3 }\"; --ask asks you for them",
};

/// Reads a pairwise file. `file` is its name in the findings.
pub fn parse_pairwise(file: &str, bytes: &[u8], subject: Subject<'_>) -> CheckedPairwise {
    let (pairwise, findings) = document::read(&PAIRWISE, file, bytes, |root, found| build(root, subject, found));
    CheckedPairwise { pairwise, findings }
}

fn build(root: &Node, subject: Subject<'_>, found: &mut Found<'_>) -> Option<Pairwise> {
    let fields = Fields::read(root, "the pairwise file", &FILE, found)?;
    let fill =
        fields.get("gaps").and_then(|node| fields::word(node, "gaps", &[("refuse", false), ("fill", true)], found));
    let group = group(&fields, subject, found)?;
    let (ids, of_model) = compared(&fields, group.as_deref(), subject, found)?;
    let (judgements, pairs) = judgements(&fields, &ids, found)?;
    if !subject.goes_on {
        check_gaps(&fields, &ids, &pairs, fill.unwrap_or(false), found);
    }
    Some(Pairwise { group, ids, of_model, judgements })
}

/// The group that the file or the command names; they must agree.
fn group(fields: &Fields<'_>, subject: Subject<'_>, found: &mut Found<'_>) -> Option<Option<String>> {
    let Some(node) = fields.get("group") else { return Some(subject.group.map(str::to_owned)) };
    let written = fields::text(node, "group", found)?;
    if let Some(asked) = subject.group.filter(|asked| *asked != written) {
        let message = format!("the file is about the group \"{}\", not about \"{asked}\"", shortened(&written));
        found.error(CRITERIA_DIFFER, &node.span, message, "leave --group out, or change the file");
        return None;
    }
    let is_group = |c: &&crate::model::Criterion| !c.children().is_empty();
    if subject.model.criterion(&written).filter(is_group).is_none() {
        let groups: Vec<&str> = subject.model.walk().filter(is_group).map(|c| c.id.as_str()).collect();
        let message = format!("there is no group \"{}\" in the criteria", shortened(&written));
        let help = match groups.as_slice() {
            [] => "these criteria have no groups; name the criteria file that has it with -c, or leave group out"
                .to_owned(),
            groups => {
                format!("known groups: {}; another criteria file is named with -c", listed(groups.iter().copied()))
            }
        };
        found.error(codes::UNKNOWN_CRITERION, &node.span, message, help);
        return None;
    }
    Some(Some(written))
}

/// The criteria that are compared, and whether they are those of the model.
fn compared(
    fields: &Fields<'_>,
    group: Option<&str>,
    subject: Subject<'_>,
    found: &mut Found<'_>,
) -> Option<(Vec<String>, bool)> {
    let siblings = match group {
        None => subject.model.criteria.as_slice(),
        Some(group) => subject.model.criterion(group)?.children(),
    };
    let of_model: Vec<String> = siblings.iter().map(|criterion| criterion.id.clone()).collect();
    let Some(node) = fields.get("criteria") else {
        return Some((of_model, true));
    };
    let items = fields::list(node, "criteria", found)?;
    let mut ids: Vec<String> = Vec::new();
    for item in items {
        let id = fields::text(item, "a criterion", found)?;
        if ids.contains(&id) {
            found.error(
                codes::REPEATED_ENTRY,
                &item.span,
                format!("\"{}\" is listed twice", shortened(&id)),
                "list it once",
            );
            return None;
        }
        ids.push(id);
    }
    let same = ids.len() == of_model.len() && ids.iter().all(|id| of_model.contains(id));
    if same {
        return Some((of_model, true));
    }
    if subject.is_bound || group.is_some() {
        let message = "these are not the criteria to be weighed".to_owned();
        let names = listed(of_model.iter().map(String::as_str));
        found.error(CRITERIA_DIFFER, &node.span, message, format!("list {names}, or leave criteria out"));
        return None;
    }
    if ids.len() < 2 {
        found.error(TOO_FEW, &node.span, "it takes two criteria to compare".to_owned(), "list at least two");
        return None;
    }
    Some((ids, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::{DEFAULT, parse};

    fn checked(text: &str, is_bound: bool) -> CheckedPairwise {
        let model = parse("built-in", DEFAULT.as_bytes()).model.unwrap();
        parse_pairwise("p.yaml", text.as_bytes(), Subject { model: &model, group: None, is_bound, goes_on: false })
    }

    fn codes_by_line(text: &str, is_bound: bool) -> Vec<String> {
        let code = |f: &crate::finding::Finding| format!("{} {}", f.place.line.unwrap_or(0), f.code);
        checked(text, is_bound).findings.iter().map(code).collect()
    }

    const THREE: &str = "criteria: [a, b, \"x > y\"]\njudgements:\n  a > b: 3\n  b < x > y: 2.5\n  a = x > y:\n";

    #[test]
    fn reads_criteria_of_its_own_where_no_model_is_asked_for() {
        let pairwise = checked(THREE, false).pairwise.unwrap();
        let judged: Vec<_> = pairwise.judgements.iter().map(|j| (j.more, j.less, j.by, j.place.line)).collect();
        assert_eq!(judged, [(0, 1, 3.0, Some(3)), (2, 1, 2.5, Some(4)), (0, 2, 1.0, Some(5))]);
        assert!(!pairwise.of_model);
        assert_eq!(of_bound_file(), ["1 criteria-differ"]);
    }

    fn of_bound_file() -> Vec<String> {
        codes_by_line(THREE, true)
    }

    #[test]
    fn every_problem_is_found_in_one_run_with_its_line() {
        let text = "criteria: [a, b, c, d]\njudgements:\n  a > b: 3\n  b > a: 2\n  a > a: 2\n  a > e: 2\n  c d: 4\n  \
                    a > c: 11\n  a > d: 0.5\n  b = c: 2\n  b > d: many\nlevel: 1\n";
        let expected = [
            "2 pairs-missing",
            "4 judged-twice",
            "5 judged-against-itself",
            "6 unknown-criterion",
            "7 judgement-unreadable",
            "8 judgement-outside-scale",
            "9 judgement-outside-scale",
            "10 judgement-outside-scale",
            "11 wrong-type",
            "12 unknown-key",
        ];
        assert_eq!(codes_by_line(text, false), expected);
    }

    #[test]
    fn gaps_are_refused_and_named_unless_they_can_be_filled() {
        let text = "criteria: [a, b, c]\njudgements: { a > b: 3, b > c: 2 }\n";
        let refused = checked(text, false).findings;
        let help = refused.iter().next().and_then(|f| f.help.clone()).unwrap();
        assert!(help.contains("a > c"), "{help}");
        assert!(checked(&format!("{text}gaps: fill\n"), false).pairwise.is_some());
        let unconnected = "criteria: [a, b, c, d]\njudgements: { a > b: 3, c > d: 2 }\ngaps: fill\n";
        assert_eq!(codes_by_line(unconnected, false), ["2 pairs-missing"]);
        let model = parse("built-in", DEFAULT.as_bytes()).model.unwrap();
        let half = "judgements: { know_how > door_opener: 3 }\ngaps: fill\n";
        let on = |goes_on| Subject { model: &model, group: None, is_bound: true, goes_on };
        let read = |goes_on| parse_pairwise("p.yaml", half.as_bytes(), on(goes_on)).pairwise;
        assert_eq!((read(false), read(true).unwrap().judgements.len()), (None, 1));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let judgements = [("know_how", "door_opener", 3.0), ("it's: #1", "know_how", 1.0)];
        let text = write_pairwise(None, true, &judgements);
        let text = format!("criteria: [know_how, door_opener, \"it's: #1\"]\n{text}");
        let pairwise = checked(&text, false).pairwise.unwrap();
        let read: Vec<_> = pairwise.judgements.iter().map(|j| (j.more, j.less, j.by)).collect();
        assert_eq!(read, [(0, 1, 3.0), (2, 0, 1.0)]);
    }
}
