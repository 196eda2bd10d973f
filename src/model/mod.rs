//! A sound model: plain data and the pure functions of the scales. Whatever holds a [`Model`] re-checks nothing.
//!
//! How a model is written down and checked is the business of [`crate::criteria`].

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
pub use scale::{Curve, Direction, LogSpan, Scale, Span};
pub use status::Status;
pub use tier::Tier;

/// Which columns tell who a customer is.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Column of the id: unique, never empty.
    pub id: String,
    /// Column shown to people; the id where there is none.
    pub name: Option<String>,
    /// The tier the customer is treated as today.
    pub status: Option<Status>,
    /// Columns carried into every output.
    pub show: Vec<String>,
    /// Amount columns: what share of them does each tier hold?
    pub sum: Vec<String>,
    /// Up to which cumulated percent of an amount an account is an A or a B customer; rising, above 0 and up to 100.
    pub abc: [f64; 2],
    /// Columns that customer files may lack: what needs them is then left out.
    pub optional: Vec<String>,
}

impl Account {
    /// A up to 80 percent, B up to 95, unless the criteria file says otherwise.
    pub const ABC: [f64; 2] = [80.0, 95.0];
}

/// Which mark separates the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// Found out from all rows, refused where they do not tell.
    Auto,
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// Who is not ranked at all, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Knockout {
    /// Whom it strikes; always about a column.
    pub condition: Condition,
    /// Why, in the words of the criteria file.
    pub reason: String,
}

/// A mark shown beside an account; it changes no score.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// What is shown.
    pub name: String,
    /// On whom.
    pub when: Condition,
}

/// The whole criteria file, sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What the model is called.
    pub title: String,
    /// The language of documents.
    pub language: Language,
    /// Which columns tell who a customer is.
    pub account: Account,
    /// How customer files are read.
    pub read: ReadAs,
    /// The decimal mark of all number columns.
    pub decimal: Decimal,
    /// The day of the run, which days are counted to where the criteria file says `days_since: today`. Whoever runs the
    /// model says it.
    pub today: Option<Day>,
    /// Cells that mean "no value", beside the empty one, in every spelling: see [`MissingValues`].
    pub missing_values: Vec<String>,
    /// The criteria of the first level, at least one.
    pub criteria: Vec<Criterion>,
    /// Who is not ranked.
    pub knockouts: Vec<Knockout>,
    /// From the top; the last one catches the rest. Empty: the model knows no tiers.
    pub tiers: Vec<Tier>,
    /// Marks beside accounts.
    pub flags: Vec<Flag>,
    /// Two axes and four quadrants.
    pub portfolio: Option<Portfolio>,
}

impl Model {
    /// The cells that mean "no value" unless the file says otherwise.
    ///
    /// No bare `KA`, `NV` or `none` among them: a key account, Nevada and a level are called so.
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

    /// Every column that is read, as often as something needs it.
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

    /// Whether it counts days to the day of the run.
    pub fn counts_to_today(&self) -> bool {
        let is_today = |c: &Criterion| matches!(&c.body, Body::Leaf(Leaf { days_since: Some(Until::Today), .. }));
        self.walk().any(is_today)
    }

    /// The criterion of that id, at any depth.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.walk().find(|c| c.id == id)
    }

    /// The same, to be changed: what a what-if does to a weight.
    pub fn criterion_mut(&mut self, id: &str) -> Option<&mut Criterion> {
        fn find<'a>(among: &'a mut [Criterion], id: &str) -> Option<&'a mut Criterion> {
            among.iter_mut().find_map(|c| if c.id == id { Some(c) } else { find(c.children_mut(), id) })
        }
        find(&mut self.criteria, id)
    }
}
