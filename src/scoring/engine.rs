//! A model compiled for scoring.

use crate::model::Model;
use crate::table::{ColumnId, Schema};

/// One criterion in the flat list.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Unique in the model.
    pub id: String,
    /// What people see.
    pub label: String,
    /// 0 on the first level.
    pub depth: usize,
    /// Place of the group it belongs to.
    pub parent: Option<usize>,
    /// As written in the criteria file.
    pub weight: f64,
    /// Its part of the siblings' weights, 0..1.
    pub share: f64,
    /// Product of the shares down to here, 0..1.
    pub effective_weight: f64,
    /// The column it is read from; `None` for a group.
    pub column: Option<ColumnId>,
}

/// A model compiled for scoring.
#[derive(Debug, Clone)]
pub struct Engine {
    model: Model,
    nodes: Vec<Node>,
    schema: Schema,
}

impl Engine {
    /// Compiles a model.
    pub fn new(_model: Model) -> Self {
        unimplemented!()
    }

    /// The model it was made from.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Every criterion, groups before their children, in file order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Headers of the carried columns.
    pub fn show(&self) -> &[String] {
        &self.model.account.show
    }

    /// The columns that scoring needs.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
}
