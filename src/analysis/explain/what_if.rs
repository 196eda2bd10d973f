//! Changes one cell of one account and ranks the customers again, so that a "what if" has an exact answer.

use crate::model::Condition;
use crate::scoring::accounts::Selection;
use crate::scoring::{Account, Engine, Ranking, Value};
use crate::table::cells::Cells;
use crate::table::{Batch, ColumnId, Schema, Table};

/// Where the account stands after the change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outcome {
    /// 0..100.
    pub(crate) score: f64,
    /// Place in the model's tiers.
    pub(crate) tier: Option<usize>,
}

/// An account with only those rivals that its score and its tier depend on, so that a trial costs little.
#[derive(Debug)]
pub(crate) struct Trial<'a> {
    engine: &'a Engine,
    id: String,
    own: Batch,
    table: Table,
}

impl<'a> Trial<'a> {
    /// Takes the rivals that matter for the tiers down to `tier`. `None` where the account is not in the table.
    pub(crate) fn new(ranking: &Ranking<'a>, account: &Account<'_>, tier: usize) -> Option<Self> {
        let engine = ranking.engine();
        let table = ranking.table();
        let (at, row) = locate(table, account.id)?;
        let own = copy(table.batches.get(at)?, |r| r == row);
        let rivals = rivals(ranking, tier);
        let mut batches = vec![own.clone()];
        for (place, batch) in table.batches.iter().enumerate() {
            batches.push(copy(batch, |r| (place, r) != (at, row) && rivals.has(batch.id(r).trim())));
        }
        let table = Table { files: table.files.clone(), batches };
        Some(Trial { engine, id: account.id.to_owned(), own, table })
    }

    /// Ranks again with `value` in `column`; `None` where the account is then not ranked at all.
    pub(crate) fn outcome(&mut self, column: ColumnId, value: Value<'_>) -> Option<Outcome> {
        self.ranked(column, value, |ranking, place| {
            Some(Outcome { score: ranking.account(place)?.score, tier: ranking.tier(place) })
        })
        .flatten()
    }

    /// Whether the account with `value` in `column` is in the tier, or in a higher one.
    pub(crate) fn is_enough(&mut self, column: ColumnId, value: Value<'_>, tier: usize) -> bool {
        self.outcome(column, value).and_then(|outcome| outcome.tier).is_some_and(|reached| reached <= tier)
    }

    /// The requirements of a tier that the account does not meet with `value` in `column`; empty where it is then not
    /// ranked at all.
    pub(crate) fn unmet(&mut self, column: ColumnId, value: Value<'_>, tier: usize) -> Vec<&'a Condition> {
        let engine = self.engine;
        let requires = engine.model().tiers.get(tier).map(|tier| tier.requires.as_slice()).unwrap_or_default();
        self.ranked(column, value, |ranking, place| {
            let unmet = ranking.unmet(place, tier);
            requires.iter().filter(|condition| unmet.iter().any(|(other, _)| other == condition)).collect()
        })
        .unwrap_or_default()
    }

    fn ranked<T>(
        &mut self,
        column: ColumnId,
        value: Value<'_>,
        look: impl FnOnce(&Ranking<'_>, usize) -> T,
    ) -> Option<T> {
        let changed = with_cell(self.engine.schema(), &self.own, column, value);
        *self.table.batches.first_mut()? = changed;
        let ranking = Ranking::new(self.engine, &self.table);
        let place = ranking.find_id(&self.id)?;
        Some(look(&ranking, place))
    }
}

/// Batch and row of a customer.
fn locate(table: &Table, id: &str) -> Option<(usize, usize)> {
    let in_batch = |batch: &Batch| (0..batch.rows()).find(|&row| batch.id(row).trim() == id);
    table.batches.iter().enumerate().find_map(|(at, batch)| Some((at, in_batch(batch)?)))
}

/// The customers that the score or the tier of an account may depend on.
enum Rivals {
    All,
    Nobody,
    These(std::collections::HashSet<String>),
}

impl Rivals {
    fn has(&self, id: &str) -> bool {
        match self {
            Rivals::All => true,
            Rivals::Nobody => false,
            Rivals::These(ids) => ids.contains(id),
        }
    }
}

/// All, where a scale looks at the data. Where a tier holds a limited number: those who could be in it.
fn rivals(ranking: &Ranking<'_>, tier: usize) -> Rivals {
    if !ranking.summary().data_driven.is_empty() {
        return Rivals::All;
    }
    let tiers = ranking.engine().model().tiers.get(..=tier).unwrap_or_default();
    if tiers.iter().all(|t| t.max_accounts.is_none()) {
        return Rivals::Nobody;
    }
    let lowest = tiers.iter().map(|t| t.min_score.unwrap_or(0.0)).fold(f64::INFINITY, f64::min);
    let all = Selection::default();
    let able = ranking.accounts(&all).take_while(|a| a.score >= lowest);
    Rivals::These(able.map(|a| a.id.to_owned()).collect())
}

/// The rows that `keep` accepts.
fn copy(batch: &Batch, keep: impl Fn(usize) -> bool) -> Batch {
    let rows: Vec<usize> = (0..batch.rows()).filter(|&row| keep(row)).collect();
    batch.pick(&rows)
}

fn copy_cell(from: &Batch, column: ColumnId, row: usize, to: &mut Cells) {
    match to {
        Cells::Text(to) => {
            if let Some(texts) = from.texts(column) {
                to.push(texts.raw(row), texts.get(row).is_none());
            }
        }
        Cells::Category(to) => to.push(from.categories(column).and_then(|c| c.get(row))),
        Cells::Number(to) => to.push(from.numbers(column).and_then(|n| n.get(row))),
    }
}

/// The only row of `own` with one cell changed. Where the same header is also read as another kind, that cell changes
/// with it.
fn with_cell(schema: &Schema, own: &Batch, column: ColumnId, value: Value<'_>) -> Batch {
    let header = schema.columns().get(column.index()).map(|c| c.name.as_str());
    let (number, text) = match value {
        Value::Missing => (None, None),
        Value::Number(x) => (Some(x), Some(x.to_string())),
        Value::Text(text) => (None, Some(text.to_owned())),
    };
    let mut changed = Batch::new(schema, own.file);
    changed.start_at(0);
    for ((id, wanted), to) in schema.ids().zip(changed.columns_mut()) {
        if Some(wanted.name.as_str()) != header {
            copy_cell(own, id, 0, to);
            continue;
        }
        match to {
            Cells::Text(to) => to.push(text.as_deref().unwrap_or_default(), text.is_none()),
            Cells::Category(to) => to.push(text.as_deref()),
            Cells::Number(to) => to.push(number),
        }
    }
    changed.end_row(own.line(0));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal, Kind};

    fn one_row() -> (Schema, Batch, ColumnId) {
        let mut schema = Schema::new("id", Vec::new(), Decimal::Auto);
        let number = Column { name: "rating".into(), kind: Kind::Number { scale: None }, required: false };
        let twin = Column { name: "rating".into(), kind: Kind::Text, required: false };
        let other = Column { name: "other".into(), kind: Kind::Category { known: None }, required: false };
        let rating = schema.want(number);
        schema.want(twin);
        schema.want(other);
        let mut batch = Batch::new(&schema, 0);
        batch.start_at(0);
        for (i, to) in batch.columns_mut().iter_mut().enumerate() {
            match to {
                Cells::Text(to) => to.push(if i == 0 { " A " } else { "4" }, false),
                Cells::Number(to) => to.push(Some(4.0)),
                Cells::Category(to) => to.push(Some("x")),
            }
        }
        batch.end_row(7);
        (schema, batch, rating)
    }

    #[test]
    fn a_changed_cell_changes_every_kind_of_its_header_and_nothing_else() {
        let (schema, batch, rating) = one_row();
        let changed = with_cell(&schema, &batch, rating, Value::Number(6.5));
        assert_eq!(changed.numbers(rating).unwrap().get(0), Some(6.5));
        let cells: Vec<_> = schema.ids().filter_map(|(id, _)| changed.texts(id).map(|t| t.raw(0))).collect();
        assert_eq!(cells, [" A ", "6.5"]);
        assert_eq!((changed.line(0), changed.rows()), (7, 1));
        assert_eq!(with_cell(&schema, &changed, rating, Value::Number(4.0)), batch);
    }

    #[test]
    fn a_customer_is_located_by_its_id_without_outer_spaces() {
        let (schema, batch, _) = one_row();
        let table = Table { files: Vec::new(), batches: vec![Batch::new(&schema, 0), batch] };
        assert_eq!(locate(&table, "A"), Some((1, 0)));
        assert_eq!(locate(&table, "B"), None);
    }
}
