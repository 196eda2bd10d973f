//! A sound model: plain data and the pure functions of the scales. No user of a [`Model`] needs to check it again.
//!
//! How a model is written and checked stands in [`crate::criteria`].

mod condition;
mod criterion;
mod day;
mod missing;
mod optional;
mod portfolio;
mod read_as;
mod scale;
mod status;
mod tier;

use crate::language::Language;
pub use crate::text::{folded, is_invisible, same_text};
pub use condition::{Condition, Subject, Test};
pub use criterion::{Body, Criterion, Leaf, Missing, Weight};
pub use day::{Day, Until};
pub use missing::MissingValues;
pub use optional::LeftOut;
pub use portfolio::{Axis, Portfolio, Quadrants};
pub use read_as::ReadAs;
pub use scale::{Curve, Direction, LogSpan, Scale, ScaleKind, Span};
pub use status::Status;
pub use tier::Tier;

/// The columns that tell who a customer is.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Column of the id: unique, never empty.
    pub id: String,
    /// Column shown to people; the id where there is none.
    pub name: Option<String>,
    /// The column of the tier that a customer has today.
    pub status: Option<Status>,
    /// Columns carried into every output.
    pub show: Vec<String>,
    /// Amount columns, whose shares by tier are shown.
    pub sum: Vec<String>,
    /// The cumulated percents of an amount at which A and B customers end; rising, above 0 and up to 100.
    pub abc: [f64; 2],
    /// Columns that customer files may lack; the parts that need them are then left out.
    pub optional: Vec<String>,
}

impl Account {
    /// A ends at 80 percent and B at 95, unless the criteria file says otherwise.
    pub const ABC: [f64; 2] = [80.0, 95.0];
}

/// The mark that separates the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// Inferred from all rows; an error where they leave it open.
    Auto,
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// A rule for customers that are not ranked, and the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Knockout {
    /// The customers that it excludes; always tests a column.
    pub condition: Condition,
    /// The reason, in the words of the criteria file.
    pub reason: String,
}

/// A mark shown beside an account; it changes no score.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// The text of the mark.
    pub name: String,
    /// The accounts that get it.
    pub when: Condition,
}

/// All that a sound criteria file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The name of the model.
    pub title: String,
    /// The language of documents.
    pub language: Language,
    /// The columns that tell who a customer is.
    pub account: Account,
    /// How customer files are read.
    pub read: ReadAs,
    /// The decimal mark of all number columns.
    pub decimal: Decimal,
    /// The day of the run, up to which days are counted where the criteria file says `days_since: today`. The caller
    /// sets it.
    pub today: Option<Day>,
    /// Cells that mean "no value", apart from empty ones, in every spelling: see [`MissingValues`].
    pub missing_values: Vec<String>,
    /// The criteria of the first level, at least one.
    pub criteria: Vec<Criterion>,
    /// The rules for customers that are not ranked.
    pub knockouts: Vec<Knockout>,
    /// From the top; the last one takes the rest. Empty where the model has no tiers.
    pub tiers: Vec<Tier>,
    /// Marks beside accounts.
    pub flags: Vec<Flag>,
    /// Two axes and four quadrants.
    pub portfolio: Option<Portfolio>,
}

impl Model {
    /// The cells that mean "no value" unless the file says otherwise.
    ///
    /// Without `KA`, `NV` and `none`: these may be a key account, Nevada and a level.
    pub const MISSING_VALUES: [&'static str; 13] = [
        "-",
        "NA",
        "N/A",
        "n.a.",
        "null",
        "-None-",
        "k.A.",
        "k/A",
        "keine Angabe",
        "keine Angaben",
        "n.v.",
        "n/v",
        "unbekannt",
    ];

    /// Every criterion, groups before their children, in file order.
    pub fn walk(&self) -> impl Iterator<Item = &Criterion> {
        let mut stack: Vec<&Criterion> = self.criteria.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(next.children().iter().rev());
            Some(next)
        })
    }

    /// Every column that is read, once for each part that needs it.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let account = &self.account;
        let of_account = [Some(&account.id), account.name.as_ref(), account.status.as_ref().map(|s| &s.column)];
        let of_account = of_account.into_iter().flatten().chain(&account.show).chain(&account.sum);
        let conditions = self.knockouts.iter().map(|knockout| &knockout.condition);
        let conditions = conditions.chain(self.tiers.iter().flat_map(|tier| &tier.requires));
        let conditions = conditions.chain(self.flags.iter().map(|flag| &flag.when));
        let of_conditions = conditions.filter_map(|condition| match &condition.subject {
            Subject::Column(column) => Some(column.as_str()),
            Subject::Criterion(_) => None,
        });
        of_account.map(String::as_str).chain(self.walk().filter_map(Criterion::column)).chain(of_conditions)
    }

    /// Whether one of its criteria counts days up to the day of the run.
    pub fn counts_to_today(&self) -> bool {
        let is_today = |c: &Criterion| matches!(&c.body, Body::Leaf(Leaf { days_since: Some(Until::Today), .. }));
        self.walk().any(is_today)
    }

    /// The criterion of that id, at any depth.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.walk().find(|c| c.id == id)
    }

    /// The same criterion, to change its weight in a what-if.
    pub fn criterion_mut(&mut self, id: &str) -> Option<&mut Criterion> {
        fn find<'a>(among: &'a mut [Criterion], id: &str) -> Option<&'a mut Criterion> {
            among.iter_mut().find_map(|c| if c.id == id { Some(c) } else { find(c.children_mut(), id) })
        }
        find(&mut self.criteria, id)
    }
}
