//! The keys of every part of the criteria file with their meaning, for the parser and the schema.

use super::codes;

/// One key of a mapping.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) about: &'static str,
}

/// The keys of one kind of mapping.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The kind, with its article: "a tier".
    pub(crate) of: &'static str,
    /// The code of the finding for an unknown key.
    pub(crate) unknown: &'static str,
    pub(crate) keys: &'static [Key],
}

const fn must(name: &'static str, about: &'static str) -> Key {
    Key { name, required: true, about }
}

const fn may(name: &'static str, about: &'static str) -> Key {
    Key { name, required: false, about }
}

const fn keys(of: &'static str, keys: &'static [Key]) -> Keys {
    Keys { of, unknown: codes::UNKNOWN_KEY, keys }
}

/// The version of the file format that this keyrank reads.
pub(crate) const VERSION: f64 = 1.0;
pub(crate) const DEFAULT_TITLE: &str = "Key accounts";

pub(crate) const FILE: Keys = keys(
    "the criteria file",
    &[
        must("version", "Version of the file format: 1."),
        may("title", "Name of the model; default: Key accounts."),
        may("language", "The language of documents: en or de; default: en. Labels are the file's own."),
        must("account", "Which columns tell who a customer is."),
        may("read", "How customer files are read, unless the command line says otherwise."),
        may("numbers", "How numbers are written in the data."),
        may("missing", "What a missing cell means, unless a criterion says otherwise; default: error."),
        may(
            "missing_values",
            "Cells that mean \"no value\", besides the empty one; default, in every spelling: -, NA, n.a., n.v., null, -None-, k. A., keine Angabe, unbekannt",
        ),
        must("criteria", "What is judged and how much it weighs."),
        may("knockouts", "Who is not ranked at all, and why."),
        may("tiers", "The classes of accounts, from the top; the last one takes all others."),
        may("flags", "Marks shown beside an account; they change no score."),
        may("portfolio", "A matrix of two axes and four fields."),
    ],
);

pub(crate) const ACCOUNT: Keys = keys(
    "account",
    &[
        may("id", "Column of the customer's id: unique, never empty; left out, the name is the id."),
        may("name", "Column shown to people; default: the id."),
        may("status", "Column of today's tier of the customer."),
        may("show", "Columns carried into every output."),
        may("optional", "Columns that customer files may lack: what needs them is then left out, with a notice."),
        may("sum", "Amount columns, whose shares by tier are shown."),
        may("abc", "Up to which cumulated percent of an amount a customer is A, and up to which B; default: [80, 95]."),
    ],
);

pub(crate) const READ: Keys = keys(
    "read",
    &[
        may("sheet", "The sheet of an Excel workbook; default: the first one that is visible."),
        may("encoding", "The encoding, such as windows-1252; default: found out from the file."),
        may("delimiter", "What separates the fields: one character, or tab; default: found out from the header."),
    ],
);

pub(crate) const NUMBERS: Keys = keys(
    "numbers",
    &[may(
        "decimal",
        "The decimal mark: auto finds it out from all rows, point reads 1,234.5, comma reads 1.234,5; default: auto.",
    )],
);

pub(crate) const CRITERION: Keys = keys(
    "a criterion",
    &[
        must("id", "Name of the criterion in every output; unique in the file."),
        may("label", "What people see; default: the id."),
        may("about", "What the criterion asks, in a sentence."),
        must("weight", "How much it counts among its siblings: any number above 0; only the proportions matter."),
        may("column", "Column it is read from; default: the id."),
        may(
            "days_since",
            "today or a date: the cells are dates, and the scale gets the days from each of them to that day.",
        ),
        may("missing", "What a missing cell means here and in all criteria below."),
        may("scale", "How a cell becomes points from 0 to 100."),
        may("criteria", "Makes this a group: its points are the weighted mean of these."),
    ],
);

pub(crate) const SCALE: Keys = Keys {
    of: "a scale",
    unknown: codes::UNKNOWN_SCALE,
    keys: &[
        may("rating", "Two numbers: straight line from 0 to 100 points; a cell outside them is an error."),
        may("linear", "Two numbers: straight line from 0 to 100 points; beyond them 0 or 100."),
        may("log", "Two numbers above 0: straight line in the logarithm; beyond them 0 or 100."),
        may(
            "points",
            "Number: points, rising: straight lines through these pairs; beyond them the points of the first or last.",
        ),
        may("steps", "Number: points, rising: from each number on, that many points; below the first one 0."),
        may("levels", "Text: points: exact categories, compared without case and the kind of spaces."),
        may("minmax", "rising or falling: line between the smallest and the largest value in the data."),
        may("percentile", "rising or falling: percent rank in the data."),
    ],
};

const COLUMN: Key = may("column", "The column whose cell is tested.");
const OF_CRITERION: Key = may("criterion", "The criterion whose points (0 to 100) are tested.");
const AT_LEAST: Key = may("at_least", "Holds from this number on.");
const AT_MOST: Key = may("at_most", "Holds up to this number.");
const ABOVE: Key = may("above", "Holds above this number.");
const BELOW: Key = may("below", "Holds below this number.");
const BEFORE: Key = may("before", "Holds for a date before this one, as in 2025-03-04.");
const AFTER: Key = may("after", "Holds for a date after this one, as in 2025-03-04.");
const EQUALS: Key = may("equals", "Holds for this number or text.");
const IN: Key = may("in", "Holds for any of these numbers or texts.");
const NOT_IN: Key = may("not_in", "Holds for anything but these numbers or texts.");
const MISSING: Key = may("missing", "true: holds where the cell is missing; false: where it is not.");

/// The subjects of a condition.
pub(crate) const SUBJECTS: [&str; 2] = ["column", "criterion"];
/// The tests of a condition.
pub(crate) const TESTS: [&str; 10] =
    ["at_least", "at_most", "above", "below", "before", "after", "equals", "in", "not_in", "missing"];

pub(crate) const CONDITION: Keys = keys(
    "a condition",
    &[COLUMN, OF_CRITERION, AT_LEAST, AT_MOST, ABOVE, BELOW, BEFORE, AFTER, EQUALS, IN, NOT_IN, MISSING],
);

/// A condition and its reason. A later check refuses `criterion` here, so the parser knows the key.
pub(crate) const KNOCKOUT: Keys = keys(
    "a knockout",
    &[
        COLUMN,
        OF_CRITERION,
        AT_LEAST,
        AT_MOST,
        ABOVE,
        BELOW,
        BEFORE,
        AFTER,
        EQUALS,
        IN,
        NOT_IN,
        MISSING,
        must("reason", "Why such a customer is not ranked; shown beside it."),
    ],
);

pub(crate) const TIER: Keys = keys(
    "a tier",
    &[
        must("name", "Name of the tier; unique."),
        may(
            "min_score",
            "The score (0 to 100) from which an account belongs here; every tier except the last one needs it.",
        ),
        may("max_accounts", "How many accounts it holds at most."),
        may("requires", "Conditions that an account must also meet, all of them."),
    ],
);

pub(crate) const FLAG: Keys = keys(
    "a flag",
    &[must("name", "What is shown beside the account; unique."), must("when", "The condition on which it is shown.")],
);

pub(crate) const PORTFOLIO: Keys = keys(
    "the portfolio",
    &[
        must("x", "The axis from left to right."),
        must("y", "The axis from bottom to top."),
        must("quadrants", "Names of the four fields, each x_y."),
    ],
);

pub(crate) const AXIS: Keys = keys(
    "an axis",
    &[
        must("label", "Label of the axis."),
        must("criteria", "Ids of the criteria; the axis is their weighted mean."),
        must("split", "From these points on (0 to 100) an account is on the high side."),
    ],
);

pub(crate) const QUADRANTS: Keys = keys(
    "quadrants",
    &[
        must("high_high", "High on both axes."),
        must("low_high", "Low on x, high on y."),
        must("high_low", "High on x, low on y."),
        must("low_low", "Low on both axes."),
    ],
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ScaleKind;

    #[test]
    fn every_kind_of_scale_has_a_key() {
        assert!(SCALE.keys.iter().map(|key| key.name).eq(ScaleKind::ALL.map(ScaleKind::key)));
    }
}
