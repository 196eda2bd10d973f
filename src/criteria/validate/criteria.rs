//! The tree of criteria: ids, weights, groups and leaves.

use super::values::MISSING;
use super::{dates, scales};
use crate::criteria::diagnostics::{Found, shortened};
use crate::criteria::fields::Fields;
use crate::criteria::limits::{MOST_CRITERIA, too_many};
use crate::criteria::yaml::Node;
use crate::criteria::{codes, fields, keys};
use crate::model::{Body, Criterion, Leaf, Missing, MissingValues, Weight};
use crate::text::{folded, folded_header};
use std::collections::HashMap;

/// The columns of the csv output.
const RESERVED: [&str; 8] = ["rank", "id", "name", "score", "tier", "change", "flags", "completeness"];
const LONGEST_ID: usize = 100;

/// The ids and columns met so far.
pub(crate) struct Names<'m> {
    ids: Vec<String>,
    /// By folded id: the byte of the first criterion with it.
    by_id: HashMap<String, usize>,
    /// By folded column: the id of the criterion that has it.
    by_column: HashMap<String, String>,
    pub(crate) no_value: &'m MissingValues,
    /// Criteria and groups.
    met: usize,
    /// Whether the finding that there are too many is already made.
    is_full: bool,
}

impl<'m> Names<'m> {
    pub(crate) fn new(no_value: &'m MissingValues) -> Self {
        Names { ids: Vec::new(), by_id: HashMap::new(), by_column: HashMap::new(), no_value, met: 0, is_full: false }
    }

    /// All ids, in the order of the file.
    pub(crate) fn ids(&self) -> &[String] {
        &self.ids
    }
}

/// The criteria of the file and the names in them.
pub(crate) fn criteria<'m>(
    fields: &Fields<'_>,
    missing: Missing,
    mut names: Names<'m>,
    found: &mut Found<'_>,
) -> (Vec<Criterion>, Names<'m>) {
    let criteria = siblings(fields, missing, &mut names, found);
    (criteria, names)
}

fn siblings(fields: &Fields<'_>, missing: Missing, names: &mut Names<'_>, found: &mut Found<'_>) -> Vec<Criterion> {
    let Some(node) = fields.get("criteria") else { return Vec::new() };
    let Some(items) = fields::list(node, "criteria", found) else { return Vec::new() };
    if items.is_empty() {
        let help = "add at least one criterion, as in \"- { id: know_how, weight: 20, scale: { rating: [0, 10] } }\"";
        found.error(codes::EMPTY_GROUP, &node.span, "criteria is an empty list".to_owned(), help);
    }
    let mut criteria = Vec::new();
    for item in items {
        if names.met == MOST_CRITERIA {
            if !std::mem::replace(&mut names.is_full, true) {
                too_many(item, "criteria", MOST_CRITERIA, found);
            }
            break;
        }
        names.met += 1;
        criteria.extend(criterion(item, missing, names, found));
    }
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight.get()).sum();
    if !sum.is_finite() {
        let message = "the sum of these weights is too large for a computer".to_owned();
        found.error(
            codes::WEIGHTS_TOO_LARGE,
            &node.span,
            message,
            "write smaller numbers; only their proportions matter",
        );
    }
    criteria
}

fn criterion(node: &Node, inherited: Missing, names: &mut Names<'_>, found: &mut Found<'_>) -> Option<Criterion> {
    let fields = Fields::read(node, "a criterion", &keys::CRITERION, found)?;
    let id = fields.get("id").and_then(|node| id(node, names, found));
    let label = fields.text("label", found);
    let about = fields.text("about", found);
    let weight = fields.get("weight").and_then(|node| weight(node, found));
    let own = fields.get("missing").and_then(|node| fields::word(node, "missing", &MISSING, found));
    let missing = own.unwrap_or(inherited);
    let body = if fields.has("criteria") {
        check_group(&fields, found);
        Some(Body::Group(siblings(&fields, missing, names, found)))
    } else {
        leaf(&fields, id.as_deref(), missing, names, found).map(Body::Leaf)
    };
    let id = id?;
    Some(Criterion { label: label.unwrap_or_else(|| id.clone()), about, weight: weight?, body: body?, id })
}

fn check_group(fields: &Fields<'_>, found: &mut Found<'_>) {
    if let Some(key) = fields.key("scale") {
        let message = "a criterion has either a scale or criteria of its own, not both".to_owned();
        let help = "remove scale to make it a group, or criteria to read it from a column";
        found.error(codes::SCALE_AND_CRITERIA, &key.span, message, help);
    } else if let Some(key) = fields.key("column") {
        let message = "a group of criteria is not read from a column".to_owned();
        let help = "remove column, or add a criterion with this column to the group";
        found.error(codes::GROUP_WITH_COLUMN, &key.span, message, help);
    } else if let Some(key) = fields.key("days_since") {
        let message = "a group of criteria is not read from a column, so it counts no days".to_owned();
        let help = "move days_since to the criterion of the group whose column holds dates";
        found.error(codes::GROUP_WITH_COLUMN, &key.span, message, help);
    }
}

fn leaf(
    fields: &Fields<'_>,
    id: Option<&str>,
    missing: Missing,
    names: &mut Names<'_>,
    found: &mut Found<'_>,
) -> Option<Leaf> {
    let column = match fields.get("column") {
        Some(node) => fields::text(node, "column", found),
        None => id.map(str::to_owned),
    };
    if let (Some(column), Some(node)) = (&column, fields.get("column").or(fields.get("id"))) {
        bind(column, id.unwrap_or("?"), node, names, found);
    }
    if !fields.has("scale") {
        let message = "this criterion has neither a scale nor criteria".to_owned();
        found.error(codes::NO_SCALE, &fields.first(), message, "add a scale, as in \"scale: { rating: [0, 10] }\"");
    }
    let scale = fields.get("scale").and_then(|node| scales::scale(node, names.no_value, found));
    let days_since = dates::until(fields, found);
    dates::check_scale(fields, scale.as_ref(), found);
    Some(Leaf { column: column?, scale: scale?, days_since, missing })
}

fn id(node: &Node, names: &mut Names<'_>, found: &mut Found<'_>) -> Option<String> {
    let id = fields::text(node, "id", found)?;
    if id.trim() != id || id.chars().any(char::is_control) || id.chars().count() > LONGEST_ID {
        let message = "an id becomes a column header, so it must be plain".to_owned();
        let help =
            format!("use no outer spaces, no line breaks or other control characters, at most {LONGEST_ID} characters");
        found.error(codes::UNFIT_ID, &node.span, message, help);
    }
    let folded = folded(&id);
    if RESERVED.contains(&folded.as_str()) {
        let message = format!("\"{id}\" is already a column in every output");
        found.error(codes::RESERVED_ID, &node.span, message, format!("call it {folded}_points, for example"));
    }
    match names.by_id.get(&folded) {
        Some(&first) => {
            let message =
                format!("the criterion on line {1} already has the id \"{0}\"", shortened(&id), found.line(first));
            let help = "give each criterion its own id; capital letters make no difference";
            found.error(codes::DUPLICATE_ID, &node.span, message, help);
        }
        None => {
            names.by_id.insert(folded, node.span.start);
        }
    }
    names.ids.push(id.clone());
    Some(id)
}

fn bind(column: &str, id: &str, node: &Node, names: &mut Names<'_>, found: &mut Found<'_>) {
    let header = folded_header(column);
    let taken = names.by_column.get(&header).filter(|other| folded(other) != folded(id));
    if let Some(other) = taken {
        let (column, other) = (shortened(column), shortened(other));
        let message = format!("the criterion \"{other}\" already uses the column \"{column}\"");
        found.error(codes::COLUMN_BOUND_TWICE, &node.span, message, "a column can count only once; use another column");
    }
    names.by_column.entry(header).or_insert_with(|| id.to_owned());
}

fn weight(node: &Node, found: &mut Found<'_>) -> Option<Weight> {
    let value = fields::any_number(node, "weight", found)?;
    let weight = Weight::new(value);
    if weight.is_none() {
        let message = format!("weight must be a finite number above 0, not {}", shortened(node.text().unwrap_or("")));
        let help = "write any number above 0, such as 20; to leave a criterion out, remove it from the file";
        found.error(codes::WEIGHT_NOT_POSITIVE, &node.span, message, help);
    }
    weight
}
