//! The portfolio matrix: four fields with the accounts' names in them.

use super::contents::Contents;
use crate::language::{Language, portfolio as words};
use crate::model::{Axis, Portfolio};
use crate::report::matrix::{Field, Matrix};
use crate::scoring::Account;

/// How many accounts a field names at most.
const NAMED: usize = 20;

/// Puts every account of the selection, listed or not, into its field.
pub(crate) fn matrix(contents: &Contents<'_>, portfolio: &Portfolio, language: Language) -> Matrix {
    let field = |x, y| Field { name: portfolio.quadrants.name(x, y).to_owned(), ..Field::default() };
    let mut rows = [[field(false, true), field(true, true)], [field(false, false), field(true, false)]];
    let (mut all, mut placeless) = (0, 0);
    for account in (contents.everyone)() {
        all += 1;
        let Some((x_high, y_high)) = place(&account, portfolio) else {
            placeless += 1;
            continue;
        };
        let [upper, lower] = &mut rows;
        let [left, right] = if y_high { upper } else { lower };
        let field = if x_high { right } else { left };
        field.count += 1;
        if field.accounts.len() < NAMED {
            field.accounts.push(account.name.to_owned());
        }
    }
    let axis = |axis: &Axis| words::axis(language, &axis.label, axis.split);
    Matrix {
        title: words::portfolio(language, all),
        rows,
        x: axis(&portfolio.x),
        y: axis(&portfolio.y),
        remark: (placeless > 0).then(|| words::without_place(language, placeless)),
    }
}

/// Whether an account is high on x, and whether it is high on y.
fn place(account: &Account<'_>, portfolio: &Portfolio) -> Option<(bool, bool)> {
    let position = account.portfolio.as_ref()?;
    Some((position.x? >= portfolio.x.split, position.y? >= portfolio.y.split))
}
