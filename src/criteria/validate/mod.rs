//! As written -> sound: the tree of a criteria file becomes a [`Model`], or findings say why it cannot.
//!
//! One file for each noun. Each adds its findings and goes on, so that one run finds everything.

mod account;
mod conditions;
mod criteria;
mod dates;
mod portfolio;
mod reach;
mod scales;
mod status;
mod tiers;
pub(crate) mod values;

use super::diagnostics::{Found, shortened};
use super::fields::Fields;
use super::keys::{self, DEFAULT_TITLE, VERSION};
use super::yaml::Node;
use super::{codes, fields};
use crate::language::Language;
use crate::model::{Decimal, Missing, MissingValues, Model, ReadAs};
use values::MISSING;

const DECIMAL: [(&str, Decimal); 3] = [("auto", Decimal::Auto), ("point", Decimal::Point), ("comma", Decimal::Comma)];

const LANGUAGE: [(&str, Language); 2] = [("en", Language::English), ("de", Language::German)];

/// The sound model. The result counts only where there are no errors.
pub(crate) fn model(root: &Node, found: &mut Found<'_>) -> Option<Model> {
    // A later version may have other keys, so nothing else is said about such a file.
    if let Some((version, message, help)) = later_version(root) {
        found.error(codes::UNSUPPORTED_VERSION, &version.span, message, help);
        return None;
    }
    let fields = Fields::read(root, "the criteria file", &keys::FILE, found)?;
    check_version(&fields, found);
    let title = fields.text("title", found);
    let language = fields.get("language").and_then(|node| fields::word(node, "language", &LANGUAGE, found));
    let decimal = fields.get("numbers").and_then(|node| decimal(node, found));
    let missing = fields.get("missing").and_then(|node| fields::word(node, "missing", &MISSING, found));
    let missing_values = missing_values(&fields, found);
    let no_value = MissingValues::new(&missing_values);
    let names = criteria::Names::new(&no_value);
    let (criteria, names) = criteria::criteria(&fields, missing.unwrap_or(Missing::Refuse), names, found);
    let scope = conditions::Scope { ids: names.ids(), criteria: &criteria, no_value: &no_value };
    let ids = scope.ids;
    let tiers = tiers::tiers(&fields, &scope, found);
    let account = fields.get("account").and_then(|node| account::account(node, &tiers, &no_value, found));
    let model = Model {
        title: title.unwrap_or_else(|| DEFAULT_TITLE.to_owned()),
        language: language.unwrap_or_default(),
        knockouts: conditions::knockouts(&fields, &scope, found),
        tiers,
        flags: conditions::flags(&fields, &scope, found),
        portfolio: fields.get("portfolio").and_then(|node| portfolio::portfolio(node, ids, found)),
        read: fields.get("read").and_then(|node| read(node, found)).unwrap_or_default(),
        decimal: decimal.unwrap_or(Decimal::Auto),
        today: None,
        account: account?,
        missing_values,
        criteria,
    };
    if let Some(node) = fields.get("account") {
        account::check_optional(node, &model, found);
    }
    Some(model)
}

fn later_version(root: &Node) -> Option<(&Node, String, String)> {
    let super::yaml::Kind::Map(entries) = &root.kind else { return None };
    let version = entries.iter().find(|entry| entry.key.text() == Some("version")).map(|entry| &entry.value)?;
    let text = version.text()?;
    let later = text.parse().is_ok_and(|number: f64| number > VERSION);
    let message = format!("version {} of the criteria file is newer than this keyrank", shortened(text));
    later.then(|| (version, message, format!("install a newer keyrank; this one reads version {VERSION}")))
}

fn check_version(fields: &Fields<'_>, found: &mut Found<'_>) {
    let Some(node) = fields.get("version") else { return };
    let Some(version) = fields::any_number(node, "version", found) else { return };
    if version.total_cmp(&VERSION).is_ne() {
        let message = format!("there is no version {} of the criteria file", shortened(node.text().unwrap_or("")));
        found.error(codes::UNSUPPORTED_VERSION, &node.span, message, format!("write version: {VERSION}"));
    }
}

fn read(node: &Node, found: &mut Found<'_>) -> Option<ReadAs> {
    let fields = Fields::read(node, "read", &keys::READ, found)?;
    let delimiter = fields.get("delimiter").and_then(|node| {
        let text = fields::text(node, "delimiter", found)?;
        let read = ReadAs::delimiter(&text);
        if let Err(wanted) = read {
            let message = format!("delimiter cannot be \"{}\": {wanted}", shortened(&text));
            found.error(codes::UNKNOWN_WORD, &node.span, message, "write delimiter: \";\" or remove it");
        }
        read.ok()
    });
    Some(ReadAs { sheet: fields.text("sheet", found), encoding: fields.text("encoding", found), delimiter })
}

fn decimal(node: &Node, found: &mut Found<'_>) -> Option<Decimal> {
    let fields = Fields::read(node, "numbers", &keys::NUMBERS, found)?;
    fields::word(fields.get("decimal")?, "decimal", &DECIMAL, found)
}

fn missing_values(fields: &Fields<'_>, found: &mut Found<'_>) -> Vec<String> {
    if !fields.has("missing_values") {
        return Model::MISSING_VALUES.map(str::to_owned).to_vec();
    }
    let items = fields.list("missing_values", found);
    items.iter().filter_map(|item| fields::text(item, "an item of missing_values", found)).collect()
}
