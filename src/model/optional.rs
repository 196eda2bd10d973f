//! A model without the columns that its customer files lack: it leaves out the parts that need them.

use super::{Account, Body, Condition, Criterion, Model, Subject};
use crate::text::folded_header;

/// A part that a model may be left without, in the order of the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// The id; the name takes its place.
    Id,
    /// The name; the id takes its place.
    Name,
    /// Today's status.
    Status,
    /// A column carried along.
    Shown(String),
    /// The shares of an amount.
    Shares(String),
    /// A criterion, by its id.
    Criterion(String),
    /// A knockout, by its reason.
    Knockout(String),
    /// The tier whose requirements lose a condition.
    Requirement(String),
    /// A flag, by its name.
    Flag(String),
    /// The portfolio, where one of its axes has no criterion left.
    Portfolio,
}

impl Model {
    /// The model for files that lack these columns, and the parts left out. Where neither id nor name, or no criterion,
    /// would be left, these columns stay and are required.
    pub fn without(mut self, absent: &[String]) -> (Model, Vec<LeftOut>) {
        let absent: Vec<String> = absent.iter().map(|column| folded_header(column)).collect();
        let mut reduction = Reduction { absent, left_out: Vec::new(), gone: Vec::new() };
        reduction.keep_what_is_needed(&mut self);
        reduction.account(&mut self.account);
        self.criteria = reduction.criteria(self.criteria);
        self.knockouts
            .retain(|knockout| reduction.keeps(&knockout.condition, || LeftOut::Knockout(knockout.reason.clone())));
        for tier in &mut self.tiers {
            let name = &tier.name;
            tier.requires.retain(|condition| reduction.keeps(condition, || LeftOut::Requirement(name.clone())));
        }
        self.flags.retain(|flag| reduction.keeps(&flag.when, || LeftOut::Flag(flag.name.clone())));
        if let Some(mut portfolio) = self.portfolio.take() {
            for axis in [&mut portfolio.x, &mut portfolio.y] {
                axis.criteria.retain(|id| !reduction.gone.contains(id));
            }
            let has_axes = [&portfolio.x, &portfolio.y].into_iter().all(|axis| !axis.criteria.is_empty());
            self.portfolio = has_axes.then_some(portfolio);
            reduction.left_out.extend((!has_axes).then_some(LeftOut::Portfolio));
        }
        (self, reduction.left_out)
    }
}

struct Reduction {
    /// Folded.
    absent: Vec<String>,
    left_out: Vec<LeftOut>,
    /// Ids of criteria that are left out.
    gone: Vec<String>,
}

impl Reduction {
    fn lacks(&self, column: &str) -> bool {
        self.absent.contains(&folded_header(column))
    }

    /// A customer needs an id or a name, and a score needs a criterion.
    fn keep_what_is_needed(&mut self, model: &mut Model) {
        let account = &model.account;
        let mut spared: Vec<String> = Vec::new();
        if self.lacks(&account.id) && account.name.as_ref().is_none_or(|name| self.lacks(name)) {
            spared.extend(account.name.iter().chain([&account.id]).map(|column| folded_header(column)));
        }
        let columns: Vec<&str> = model.walk().filter_map(Criterion::column).collect();
        if columns.iter().all(|column| self.lacks(column)) {
            spared.extend(columns.into_iter().map(folded_header));
        }
        self.absent.retain(|column| !spared.contains(column));
        model.account.optional.retain(|column| !spared.contains(&folded_header(column)));
    }

    fn account(&mut self, account: &mut Account) {
        if account.name.as_ref().is_some_and(|name| self.lacks(name)) {
            account.name = None;
            self.left_out.push(LeftOut::Name);
        }
        if let Some(name) = account.name.take_if(|_| self.lacks(&account.id)) {
            account.id = name;
            self.left_out.push(LeftOut::Id);
        }
        if account.status.take_if(|status| self.lacks(&status.column)).is_some() {
            self.left_out.push(LeftOut::Status);
        }
        for (columns, left_out) in
            [(&mut account.show, LeftOut::Shown as fn(String) -> LeftOut), (&mut account.sum, LeftOut::Shares)]
        {
            let (gone, kept) = std::mem::take(columns).into_iter().partition(|column| self.lacks(column));
            *columns = kept;
            self.left_out.extend(gone.into_iter().map(left_out));
        }
    }

    fn criteria(&mut self, criteria: Vec<Criterion>) -> Vec<Criterion> {
        let mut kept = Vec::new();
        for mut criterion in criteria {
            let is_gone = match &mut criterion.body {
                Body::Leaf(leaf) => self.lacks(&leaf.column),
                Body::Group(children) => {
                    *children = self.criteria(std::mem::take(children));
                    children.is_empty()
                }
            };
            if is_gone {
                self.left_out.push(LeftOut::Criterion(criterion.id.clone()));
                self.gone.push(criterion.id);
            } else {
                kept.push(criterion);
            }
        }
        kept
    }

    fn keeps(&mut self, condition: &Condition, left_out: impl FnOnce() -> LeftOut) -> bool {
        let is_gone = match &condition.subject {
            Subject::Column(column) => self.lacks(column),
            Subject::Criterion(id) => self.gone.contains(id),
        };
        if is_gone {
            self.left_out.push(left_out());
        }
        !is_gone
    }
}
