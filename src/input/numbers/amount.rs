//! A number as a cell writes it: certain, or open because its only mark may separate decimals or thousands.

use super::currency::Currency;

/// A decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Point,
    Comma,
}

impl Mark {
    pub(crate) fn other(self) -> Self {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }

    /// The mark that a character stands for.
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            '.' => Some(Mark::Point),
            ',' => Some(Mark::Comma),
            _ => None,
        }
    }

    #[inline(always)]
    pub(crate) fn byte(self) -> u8 {
        match self {
            Mark::Point => b'.',
            Mark::Comma => b',',
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Mark::Point => "point",
            Mark::Comma => "comma",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Amount {
    /// The same number whatever the decimal mark is: it has no mark at all.
    Plain(f64),
    /// A number that only makes sense with this decimal mark.
    Marked(f64, Mark),
    /// One mark before exactly three digits: a thousand or a fraction.
    Either { decimal: f64, grouped: f64, mark: Mark },
}

impl Amount {
    /// The number, where `mark` is the decimal mark; `None` where the cell contradicts it.
    pub(crate) fn with(self, mark: Mark) -> Option<f64> {
        match self {
            Amount::Plain(x) => Some(x),
            Amount::Marked(x, its) => (its == mark).then_some(x),
            Amount::Either { decimal, mark: its, .. } if its == mark => Some(decimal),
            Amount::Either { grouped, .. } => Some(grouped),
        }
    }

    pub(crate) fn negated(self) -> Self {
        match self {
            Amount::Plain(x) => Amount::Plain(-x),
            Amount::Marked(x, mark) => Amount::Marked(-x, mark),
            Amount::Either { decimal, grouped, mark } => Amount::Either { decimal: -decimal, grouped: -grouped, mark },
        }
    }

    /// The same amount. Where just one of its two readings lies on this closed scale, that one is certain.
    pub(crate) fn on_scale(self, (low, high): (f64, f64)) -> Self {
        let Amount::Either { decimal, grouped, mark } = self else { return self };
        let on = |x: f64| (low..=high).contains(&x);
        match (on(decimal), on(grouped)) {
            (true, false) => Amount::Marked(decimal, mark),
            (false, true) => Amount::Marked(grouped, mark.other()),
            _ => self,
        }
    }
}

/// A number and the currency that stood beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) amount: Amount,
    pub(crate) currency: Option<Currency>,
    /// Whether an apostrophe stood before it. Exporting programs write one so that a spreadsheet does not run the cell as a
    /// formula.
    pub(crate) is_guarded: bool,
}

impl Number {
    /// A number with nothing beside it.
    pub(crate) fn bare(amount: Amount) -> Self {
        Number { amount, currency: None, is_guarded: false }
    }
}
