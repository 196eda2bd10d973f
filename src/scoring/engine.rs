//! A model compiled for scoring.

use super::condition::Check;
use super::leaf::{Carried, Reading};
use super::sought_words::Sought;
use super::tree::{Node, Tree};
use crate::model::{Day, Leaf, Missing, Model, Portfolio, Scale};
use crate::table::{Column, ColumnId, Kind, Schema};
use crate::threads::Threads;

/// A model compiled for scoring.
#[derive(Debug, Clone)]
pub struct Engine {
    model: Model,
    threads: Threads,
    schema: Schema,
    pub(crate) tree: Tree,
    /// In file order.
    pub(crate) leaves: Vec<Reading>,
    pub(crate) carried: Carried,
    /// One for each knockout of the model.
    pub(crate) knockouts: Vec<Check>,
    /// The words that conditions look for.
    pub(crate) sought: Vec<Sought>,
    /// One for each flag of the model.
    pub(crate) flags: Vec<Check>,
    /// One list for each tier of the model.
    pub(crate) requires: Vec<Vec<Check>>,
    /// The nodes of the x and the y axis.
    pub(crate) axes: Option<[Vec<usize>; 2]>,
}

impl Engine {
    /// Compiles a model.
    pub fn new(model: Model) -> Self {
        let mut schema = Schema::new(&model.account.id, model.missing_values.clone(), model.decimal);
        schema.allow_absent(&model.account.optional);
        let carried = want_carried(&model, &mut schema);
        let mut leaves = Vec::new();
        let tree = Tree::new(&model.criteria, model.today, &mut |leaf| {
            let column = want_leaf(leaf, model.today, &mut schema);
            leaves.push((column, leaf.clone()));
            column
        });
        let places = (0..).zip(tree.nodes()).filter(|(_, node)| node.column.is_some()).map(|(place, _)| place);
        let leaves: Vec<Reading> = places
            .zip(leaves)
            .map(|(node, (column, leaf))| Reading { node, column, scale: leaf.scale, missing: leaf.missing })
            .collect();
        let knockouts: Vec<Check> =
            model.knockouts.iter().map(|k| Check::new(&k.condition, &tree, &leaves, &mut schema)).collect();
        let flags: Vec<Check> = model.flags.iter().map(|f| Check::new(&f.when, &tree, &leaves, &mut schema)).collect();
        let requires: Vec<Vec<Check>> = model
            .tiers
            .iter()
            .map(|tier| tier.requires.iter().map(|c| Check::new(c, &tree, &leaves, &mut schema)).collect())
            .collect();
        let sought = Sought::all(&model, [&knockouts, &flags, &requires.concat()]);
        let axes = model.portfolio.as_ref().map(|portfolio| axes(portfolio, &tree));
        Engine {
            model,
            threads: Threads::default(),
            schema,
            tree,
            leaves,
            carried,
            knockouts,
            sought,
            flags,
            requires,
            axes,
        }
    }

    /// The same engine with at most that number of threads. The default is the number of cores, at most eight. The ranking does
    /// not depend on it.
    #[must_use]
    pub fn on_threads(self, most: usize) -> Self {
        Engine { threads: Threads::of(most), ..self }
    }

    /// The threads that work for it.
    pub(crate) fn threads(&self) -> Threads {
        self.threads
    }

    /// The model it was made from.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Every criterion, groups before their children, in file order.
    pub fn nodes(&self) -> &[Node] {
        self.tree.nodes()
    }

    /// Headers of the carried columns.
    pub fn show(&self) -> &[String] {
        &self.model.account.show
    }

    /// Whether a tier other than the last has `max_accounts`.
    pub(crate) fn is_capped(&self) -> bool {
        self.model.tiers.split_last().is_some_and(|(_, upper)| upper.iter().any(|tier| tier.max_accounts.is_some()))
    }

    /// Whether the model has no groups.
    pub(crate) fn is_flat(&self) -> bool {
        self.nodes().len() == self.leaves.len()
    }

    /// The columns that scoring needs.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
}

fn want_carried(model: &Model, schema: &mut Schema) -> Carried {
    let mut want = |name: &String, kind: Kind| schema.want(Column { name: name.clone(), kind, required: false });
    let account = &model.account;
    Carried {
        name: account.name.as_ref().map(|name| want(name, Kind::Text)),
        status: account.status.as_ref().map(|status| want(&status.column, Kind::Category { known: None })),
        show: account.show.iter().map(|name| want(name, Kind::Text)).collect(),
        sum: account.sum.iter().map(|name| want(name, Kind::Number { scale: None })).collect(),
    }
}

fn want_leaf(leaf: &Leaf, today: Option<Day>, schema: &mut Schema) -> ColumnId {
    let kind = match &leaf.scale {
        _ if leaf.days_since.is_some() => Kind::Date { until: leaf.days_since.and_then(|until| until.day(today)) },
        Scale::Rating(span) => Kind::Number { scale: Some(span.bounds()) },
        Scale::Levels(levels) => {
            Kind::Category { known: Some(levels.iter().map(|(level, _)| level.clone()).collect()) }
        }
        _ => Kind::Number { scale: None },
    };
    schema.want(Column { name: leaf.column.clone(), kind, required: leaf.missing == Missing::Refuse })
}

fn axes(portfolio: &Portfolio, tree: &Tree) -> [Vec<usize>; 2] {
    [&portfolio.x, &portfolio.y].map(|axis| axis.criteria.iter().filter_map(|id| tree.place(id)).collect())
}
