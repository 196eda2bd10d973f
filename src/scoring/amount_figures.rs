//! The figures of the amount columns: shares of the tiers, concentration, and the order by the first amount alone.
//!
//! Each column is read once, in the order of the ranking; its figures are then worked out side by side.

use super::concentration::{Concentration, concentration};
use super::order::placed::Placed;
use super::ranking::Ranking;
use super::{Baseline, Named, SumShare};
use crate::finding::{Finding, Place};
use crate::statistics::kendall::kendall_tau_b;
use crate::statistics::rounding::rounded;
use crate::statistics::sum::Total;
use crate::table::ColumnId;
use crate::text::lists::and_more;
use crate::text::visible::shortened;

/// How many accounts without an amount are named.
const NAMED: usize = 3;

/// The number of accounts that a thread looks at in one piece of work.
pub(crate) const PART: usize = 1 << 16;

/// The figures of all amount columns.
#[derive(Default)]
pub(crate) struct AmountFigures {
    /// One for each column.
    pub(crate) shares: Vec<Shares>,
    /// One for each column of which anybody holds something.
    pub(crate) concentration: Vec<Concentration>,
    /// By the first column.
    pub(crate) baseline: Option<Baseline>,
}

/// The part of a column that each tier holds, and a warning if amounts are missing.
pub(crate) struct Shares {
    pub(crate) of_tiers: Vec<SumShare>,
    pub(crate) finding: Option<Finding>,
}

/// One figure to work out.
enum Task<'t> {
    Baseline(&'t Amounts<'t>),
    Concentration(&'t Amounts<'t>),
    Shares(&'t Amounts<'t>),
}

/// A figure that is worked out.
enum Done {
    Baseline(Baseline),
    Concentration(Option<Concentration>),
    Shares(Shares),
}

/// Works out the figures of all amount columns. `keys` is the number of accounts in the first tier.
pub(crate) fn amount_figures(ranking: &Ranking<'_>, keys: u64) -> AmountFigures {
    let (engine, placed) = (ranking.engine(), ranking.placed());
    let columns = engine.carried.sum.iter().zip(&engine.model().account.sum);
    let columns: Vec<Amounts<'_>> = columns.map(|(&column, header)| Amounts::of(ranking, column, header)).collect();
    // What takes longest comes first.
    let baseline = columns.first().map(Task::Baseline);
    let tasks =
        baseline.into_iter().chain(columns.iter().map(Task::Concentration)).chain(columns.iter().map(Task::Shares));
    let done = engine.threads().map(placed.len(), tasks.collect::<Vec<_>>(), |task| match task {
        Task::Baseline(amounts) => Done::Baseline(amounts.baseline(keys)),
        Task::Concentration(amounts) => Done::Concentration(amounts.concentration()),
        Task::Shares(amounts) => Done::Shares(amounts.shares()),
    });
    let mut figures = AmountFigures::default();
    for done in done {
        match done {
            Done::Baseline(baseline) => figures.baseline = Some(baseline),
            Done::Concentration(concentration) => figures.concentration.extend(concentration),
            Done::Shares(shares) => figures.shares.push(shares),
        }
    }
    figures
}

/// An amount column in the order of the ranking.
struct Amounts<'a> {
    ranking: &'a Ranking<'a>,
    header: &'a str,
    /// NaN where the amount is missing.
    values: Vec<f64>,
}

impl<'a> Amounts<'a> {
    fn of(ranking: &'a Ranking<'_>, column: ColumnId, header: &'a str) -> Self {
        let value = |placed: &Placed| ranking.amount(*placed, column).unwrap_or(f64::NAN);
        let part = |placed: &[Placed]| placed.iter().map(value).collect::<Vec<f64>>();
        let placed = ranking.placed();
        let parts = ranking.engine().threads().map(placed.len(), placed.chunks(PART), part);
        Amounts { ranking, header, values: parts.concat() }
    }

    /// All accounts with their amounts.
    fn all(&self) -> impl Iterator<Item = (&'a Placed, f64)> {
        self.ranking.placed().iter().zip(self.values.iter().copied())
    }

    /// The accounts that have one, with their places in the ranking.
    fn known(&self) -> impl Iterator<Item = (u32, f64)> {
        (0..).zip(self.values.iter().copied()).filter(|(_, amount)| !amount.is_nan())
    }

    fn placed(&self, place: u32) -> Option<&'a Placed> {
        self.ranking.placed().get(place as usize)
    }

    fn by_id(&self, one: u32, other: u32) -> std::cmp::Ordering {
        let id = |place: u32| self.placed(place).map_or("", |placed| self.ranking.id(*placed));
        id(one).cmp(id(other))
    }

    /// The part of each tier. Sums are taken in the order of the ranking, so they do not depend on the order of the file.
    fn shares(&self) -> Shares {
        let mut all = Total::default();
        let mut by_tier = vec![Total::default(); self.ranking.engine().model().tiers.len()];
        let (mut missing, mut without) = (0_u64, Vec::new());
        for (placed, amount) in self.all() {
            if amount.is_nan() {
                missing += 1;
                without.extend((without.len() < NAMED).then_some(*placed));
                continue;
            }
            all.add(amount);
            if let Some(total) = placed.tier().and_then(|tier| by_tier.get_mut(tier)) {
                total.add(amount);
            }
        }
        let whole = all.value();
        let share = |total: Total| {
            let share_percent = (whole > 0.0 && whole.is_finite()).then(|| rounded(total.value() / whole * 100.0));
            SumShare { column: self.header.to_owned(), total: total.value(), share_percent }
        };
        Shares { of_tiers: by_tier.into_iter().map(share).collect(), finding: self.missing(missing, &without) }
    }

    fn missing(&self, missing: u64, without: &[Placed]) -> Option<Finding> {
        let first = *without.first()?;
        let batch = self.ranking.table().batches.get(first.batch())?;
        let place = Place::line(self.ranking.file(batch), batch.line(first.row()));
        let accounts =
            if missing == 1 { "1 ranked account has".to_owned() } else { format!("{missing} ranked accounts have") };
        let named: Vec<String> =
            without.iter().map(|placed| shortened(self.ranking.id(*placed)).into_owned()).collect();
        let named = and_more(&named, missing - named.len() as u64);
        let message = format!("{accounts} no amount in this column and count as 0 in its shares: {named}");
        let finding = Finding::warning("amount-missing", message)
            .at(Place { header: Some(self.header.to_owned()), ..place })
            .help("fill in the amounts, or read the shares with that in mind");
        Some(finding)
    }

    /// How few accounts hold how much of the column.
    fn concentration(&self) -> Option<Concentration> {
        let is_key = |place: u32| self.placed(place).is_some_and(|placed| placed.tier() == Some(0));
        let holding = |(place, amount): (u32, f64)| (amount > 0.0).then(|| (amount, is_key(place), place));
        let holdings: Vec<(f64, bool, u32)> = self.known().filter_map(holding).collect();
        let without = self.values.len() - holdings.len();
        let keys = self
            .all()
            .filter(|(placed, amount)| placed.tier() == Some(0) && (amount.is_nan() || *amount <= 0.0))
            .count();
        let lines = self.ranking.engine().model().account.abc;
        let by_id = |one: &u32, other: &u32| self.by_id(*one, *other);
        concentration(self.header, holdings, (without as u64, keys as u64), lines, by_id)
    }

    /// The ranking against the order by this column alone. Equal amounts are taken by id, as equal scores are listed.
    fn baseline(&self, key_accounts: u64) -> Baseline {
        let known = || self.all().filter(|(_, amount)| !amount.is_nan());
        let (scores, mut amounts): (Vec<f64>, Vec<f64>) =
            known().map(|(placed, amount)| (placed.score(), amount + 0.0)).unzip();
        let tau_b = kendall_tau_b(&scores, &amounts);

        let keys = usize::try_from(key_accounts).unwrap_or(usize::MAX);
        // The smallest amount that may be among the largest.
        let line = match keys.checked_sub(1) {
            Some(last) if keys < amounts.len() => *amounts.select_nth_unstable_by(last, |a, b| b.total_cmp(a)).1,
            Some(_) => f64::NEG_INFINITY,
            None => f64::INFINITY,
        };
        let mut picked: Vec<(u32, f64)> =
            self.known().map(|(place, amount)| (place, amount + 0.0)).filter(|(_, amount)| *amount >= line).collect();
        picked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| self.by_id(a.0, b.0)));
        picked.truncate(keys);

        let is_key = |placed: &Placed| placed.tier() == Some(0);
        let mut places: Vec<u32> = picked.iter().map(|(place, _)| *place).collect();
        let only_by_amount: Vec<Placed> =
            places.iter().filter_map(|place| self.placed(*place)).filter(|placed| !is_key(placed)).copied().collect();
        places.sort_unstable();
        let only_by_score: Vec<Placed> = (0..)
            .zip(self.ranking.placed())
            .filter(|(place, placed)| is_key(placed) && places.binary_search(place).is_err())
            .map(|(_, placed)| *placed)
            .collect();
        Baseline {
            column: self.header.to_owned(),
            tau_b,
            key_accounts,
            only_by_score_count: only_by_score.len() as u64,
            only_by_score: self.named(&only_by_score),
            only_by_amount_count: only_by_amount.len() as u64,
            only_by_amount: self.named(&only_by_amount),
        }
    }

    fn named(&self, accounts: &[Placed]) -> Vec<Named> {
        let name = |placed: &Placed| Named {
            id: self.ranking.id(*placed).to_owned(),
            name: self.ranking.name(*placed).to_owned(),
        };
        accounts.iter().take(Baseline::NAMED).map(name).collect()
    }
}
