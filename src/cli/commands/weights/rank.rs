//! `keyrank weights rank`: weights from an order of importance.

use super::arguments::Judging;
use super::proposal::{Derived, MethodRun};
use crate::analysis::weights::Method;
use crate::analysis::weights::roc::centroid_weights;
use crate::cli::exit::{Verdict, usage};
use crate::cli::messages::Messages;
use crate::cli::terminal::Terminal;
use crate::text::suggestion::suggestion;
use anyhow::Result;
use clap::Args;

const EXAMPLES: &str = "\
Example:
  keyrank weights rank market_importance,know_how=door_opener,\\
    service_complexity,opportunity_breadth --data customers.csv";

/// Weights from an order of importance (rank order centroid)
///
/// Put all criteria in order, the most important first: a comma between those that differ, = between those that tie. The
/// weights are the centre of all weights that keep this order (Edwards & Barron 1994).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Ids of all criteria, the most important first, as in a,b=c,d
    #[arg(value_name = "ORDER")]
    order: String,

    #[command(flatten)]
    pub(crate) shared: Judging,
}

impl Arguments {
    /// Derives the weights, shows them, and writes them if asked to.
    pub(crate) fn run(&self, terminal: &Terminal, messages: &Messages) -> Result<Verdict> {
        let all = &self.shared.all;
        let mut run = MethodRun::open(all, &all.writing, &self.shared.data, terminal, messages)?;
        let group = all.group.clone();
        let siblings = run.siblings(group.as_deref())?;
        run.refuse_elsewhere(self.order.split([',', '=']).map(str::trim), siblings)?;
        let ids: Vec<&str> = siblings.iter().map(|c| c.id.as_str()).collect();
        let classes = classes(&self.order, &ids)?;
        let sizes: Vec<usize> = classes.iter().map(Vec::len).collect();
        let mut weights = vec![0.0; ids.len()];
        let mut ranks = vec![0; ids.len()];
        let mut before = 0;
        for (class, weight) in classes.iter().zip(centroid_weights(&sizes)) {
            for &place in class {
                weights.get_mut(place).into_iter().for_each(|w| *w = weight);
                ranks.get_mut(place).into_iter().for_each(|rank| *rank = before + 1);
            }
            before += class.len();
        }
        let customers = run.customers(&self.shared.data)?;
        let derived = Derived { group, strangers: None, weights, method: Method::RankOrder { ranks } };
        run.conclude(derived, customers.as_ref())
    }
}

/// The places of the criteria, class by class. Each must be named just once.
fn classes(order: &str, ids: &[&str]) -> Result<Vec<Vec<usize>>> {
    let mut named = vec![false; ids.len()];
    let mut classes = Vec::new();
    for class in order.split(',') {
        let mut places = Vec::new();
        for id in class.split('=').map(str::trim) {
            let place = ids.iter().position(|known| *known == id);
            let Some((place, named)) = place.and_then(|place| Some((place, named.get_mut(place)?))) else {
                let message = format!("there is no criterion `{id}` to be ranked here");
                return Err(usage(message, suggestion(id, ids)));
            };
            if std::mem::replace(named, true) {
                return Err(usage(format!("`{id}` is ranked twice"), "name each criterion once"));
            }
            places.push(place);
        }
        classes.push(places);
    }
    let left: Vec<&str> = ids.iter().zip(&named).filter(|(_, named)| !**named).map(|(id, _)| *id).collect();
    if !left.is_empty() {
        let help = "name every criterion, as in a,b=c,d; a criterion that does not count has no place in the file";
        return Err(usage(format!("not ranked: {}", left.join(", ")), help));
    }
    Ok(classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_classes_and_equal_signs_join_them() {
        assert_eq!(classes("c, a=b", &["a", "b", "c"]).ok(), Some(vec![vec![2], vec![0, 1]]));
        for wrong in ["a,b", "a,b,c,a", "a,b,d", "", "a,,b,c", "a=b=c="] {
            assert!(classes(wrong, &["a", "b", "c"]).is_err(), "{wrong}");
        }
    }
}
