//! The JSON Schema of the criteria file: the keys of [`super::keys`] with the shapes of their values.

use super::keys::{self, Key, Keys, SUBJECTS, TESTS, VERSION};
use super::limits::{MOST_CRITERIA, MOST_FLAGS, MOST_KNOCKOUTS, MOST_TIERS};
use crate::model::ScaleKind;
use serde_json::{Map, Value, json};

/// A date, or the word that may replace it where days are counted.
const DATE: &str = r"^\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})\s*$";
const TODAY_OR_DATE: &str = r"^\s*(today|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})\s*$";

/// A number as a key, which JSON writes as a text.
const NUMBER_KEY: &str = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$";

/// The JSON Schema (draft 2020-12) of the criteria file, for editors. It describes shapes. What a schema cannot say,
/// such as that ids are unique and tiers are in order, only [`super::parse`] checks.
pub fn json_schema() -> Value {
    let mut file = object(&keys::FILE, |name| match name {
        "version" => json!({ "const": VERSION }),
        "language" => json!({ "enum": ["en", "de"] }),
        "account" => refer("account"),
        "read" => refer("read"),
        "numbers" => refer("numbers"),
        "missing" => missing(),
        "missing_values" => list(text(), 0),
        "criteria" => capped(list(refer("criterion"), 1), MOST_CRITERIA),
        "knockouts" => capped(list(refer("knockout"), 0), MOST_KNOCKOUTS),
        "tiers" => capped(list(refer("tier"), 1), MOST_TIERS),
        "flags" => capped(list(refer("flag"), 0), MOST_FLAGS),
        "portfolio" => refer("portfolio"),
        _ => text(),
    });
    let definitions = json!({
        "account": account(),
        "read": object(&keys::READ, |_| text()),
        "numbers": object(&keys::NUMBERS, |_| json!({ "enum": ["auto", "point", "comma"] })),
        "criterion": criterion(),
        "scale": scale(),
        "condition": condition(&keys::CONDITION),
        "knockout": condition(&keys::KNOCKOUT),
        "tier": object(&keys::TIER, |name| match name {
            "min_score" => percent(),
            "max_accounts" => json!({ "type": "integer", "minimum": 1 }),
            "requires" => list(refer("condition"), 0),
            _ => text(),
        }),
        "flag": object(&keys::FLAG, |name| if name == "when" { refer("condition") } else { text() }),
        "portfolio": object(&keys::PORTFOLIO, |name| refer(if name == "quadrants" { "quadrants" } else { "axis" })),
        "axis": object(&keys::AXIS, |name| match name {
            "criteria" => distinct(list(text(), 1)),
            "split" => percent(),
            _ => text(),
        }),
        "quadrants": object(&keys::QUADRANTS, |_| text()),
    });
    with(&mut file, "$defs", definitions);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "keyrank criteria file",
        "description": "What makes a customer a key account, and how much each reason counts.",
    });
    if let (Value::Object(schema), Value::Object(file)) = (&mut schema, file) {
        schema.extend(file);
    }
    schema
}

/// A mapping with exactly these keys; `shape` gives the shape of each value.
fn object(keys: &Keys, shape: impl Fn(&str) -> Value) -> Value {
    let property = |key: &Key| {
        let mut value = json!({ "description": key.about });
        if let (Value::Object(value), Value::Object(shape)) = (&mut value, shape(key.name)) {
            value.extend(shape);
        }
        (key.name.to_owned(), value)
    };
    let properties: Map<String, Value> = keys.keys.iter().map(property).collect();
    let required: Vec<&str> = keys.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
}

fn account() -> Value {
    let mut account = object(&keys::ACCOUNT, |name| match name {
        "show" | "sum" | "optional" => distinct(list(text(), 0)),
        "status" => json!({ "anyOf": [text(), {
            "type": "object",
            "properties": { "column": text() },
            "required": ["column"],
            "additionalProperties": text()
        }] }),
        "abc" => json!({
            "type": "array",
            "items": { "type": "number", "exclusiveMinimum": 0, "maximum": 100 },
            "minItems": 2,
            "maxItems": 2
        }),
        _ => text(),
    });
    with(&mut account, "anyOf", json!([{ "required": ["id"] }, { "required": ["name"] }]));
    account
}

fn criterion() -> Value {
    let mut criterion = object(&keys::CRITERION, |name| match name {
        "weight" => json!({ "type": "number", "exclusiveMinimum": 0 }),
        "days_since" => json!({ "type": "string", "pattern": TODAY_OR_DATE }),
        "missing" => missing(),
        "scale" => refer("scale"),
        "criteria" => capped(list(refer("criterion"), 1), MOST_CRITERIA),
        _ => text(),
    });
    let group = json!({ "required": ["criteria"], "properties": { "column": false, "days_since": false } });
    with(&mut criterion, "oneOf", json!([{ "required": ["scale"] }, group]));
    criterion
}

fn scale() -> Value {
    let number = json!({ "type": "number" });
    let above_zero = json!({ "type": "number", "exclusiveMinimum": 0 });
    let direction = json!({ "enum": ["rising", "falling"] });
    let shape = |kind| match kind {
        ScaleKind::Rating | ScaleKind::Linear => pair(&number),
        ScaleKind::Log => pair(&above_zero),
        ScaleKind::Points | ScaleKind::Steps => pairs(json!({ "pattern": NUMBER_KEY })),
        ScaleKind::Levels => pairs(json!({ "pattern": r"\S" })),
        ScaleKind::MinMax | ScaleKind::Percentile => direction.clone(),
    };
    let mut scale = object(&keys::SCALE, |name| ScaleKind::named(name).map_or(Value::Null, shape));
    with(&mut scale, "minProperties", json!(1));
    with(&mut scale, "maxProperties", json!(1));
    scale
}

/// Two different values.
fn pair(item: &Value) -> Value {
    json!({ "type": "array", "items": item, "minItems": 2, "maxItems": 2, "uniqueItems": true })
}

fn pairs(names: Value) -> Value {
    json!({ "type": "object", "minProperties": 1, "propertyNames": names, "additionalProperties": percent() })
}

fn condition(keys: &Keys) -> Value {
    let is_knockout = keys.keys.iter().any(|key| key.name == "reason");
    let mut condition = object(keys, |name| match name {
        "at_least" | "at_most" | "above" | "below" => json!({ "type": "number" }),
        "before" | "after" => json!({ "type": "string", "pattern": DATE }),
        "equals" => text(),
        "in" | "not_in" => list(text(), 1),
        "missing" => json!({ "type": "boolean" }),
        // Knockouts are decided before anything is scored.
        "criterion" if is_knockout => json!({ "not": {} }),
        _ => text(),
    });
    let one_of =
        |names: &[&str]| json!({ "oneOf": names.iter().map(|n| json!({ "required": [n] })).collect::<Vec<_>>() });
    with(&mut condition, "allOf", json!([one_of(&SUBJECTS), one_of(&TESTS)]));
    condition
}

fn with(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(schema) = schema {
        schema.insert(key.to_owned(), value);
    }
}

fn refer(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

fn capped(mut list: Value, most: usize) -> Value {
    with(&mut list, "maxItems", json!(most));
    list
}

fn list(items: Value, least: u64) -> Value {
    json!({ "type": "array", "items": items, "minItems": least })
}

fn distinct(mut list: Value) -> Value {
    with(&mut list, "uniqueItems", json!(true));
    list
}

fn percent() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 100 })
}

/// YAML reads an unquoted 007 or true as another kind; keyrank reads it as the text that is written.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

fn missing() -> Value {
    json!({ "enum": ["error", "worst", "skip"] })
}
