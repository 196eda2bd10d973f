//! The common number cell: a few digits, perhaps a mark that can only be the decimal one.

use super::amount::{Amount, Mark};

const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Which numbers need no closer look: those between two bounds, with no decimal mark or one about which nothing is left to
/// say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Whether that decimal mark is known.
    pub(crate) point: bool,
    pub(crate) comma: bool,
    /// Whether a cell has been noted already in which that mark stands before exactly three digits.
    pub(crate) open_point: bool,
    pub(crate) open_comma: bool,
    /// The scale that decides on such a cell, and the decimal mark that does where the scale leaves it open.
    pub(crate) closed: Option<(f64, f64)>,
    pub(crate) guess: Mark,
}

impl Plain {
    /// Numbers between two bounds, of which nothing is known yet.
    pub(crate) fn between(low: f64, high: f64, closed: Option<(f64, f64)>, guess: Mark) -> Self {
        Plain { low, high, point: false, comma: false, open_point: false, open_comma: false, closed, guess }
    }

    /// Whether three digits behind a decimal mark may be read without a closer look. The mark, and each way to read them, must have
    /// been noted already; no cell could be a thousand by its scale.
    pub(crate) fn has_three_decimals(&self) -> bool {
        let (mark, open) = match (self.point, self.comma) {
            (true, false) => (Mark::Point, self.open_point),
            (false, true) => (Mark::Comma, self.open_comma),
            _ => return false,
        };
        let is_small = self.closed.is_some_and(|(low, high)| low > -1000.0 && high < 1000.0);
        is_small || open && self.guess == mark
    }

    /// The number, where it is plain.
    pub(crate) fn value(&self, amount: Amount) -> Option<f64> {
        let amount = self.closed.map_or(amount, |scale| amount.on_scale(scale));
        let (x, known) = match amount {
            Amount::Plain(x) => (x, true),
            Amount::Marked(x, Mark::Point) => (x, self.point),
            Amount::Marked(x, Mark::Comma) => (x, self.comma),
            Amount::Either { mark: Mark::Point, .. } => (amount.with(self.guess)?, self.open_point),
            Amount::Either { mark: Mark::Comma, .. } => (amount.with(self.guess)?, self.open_comma),
        };
        (known && x >= self.low && x <= self.high).then_some(x)
    }
}

/// Longest cell that is read here, in bytes: a sign, nineteen digits and a mark.
const LONGEST: usize = 21;

/// The number of a short cell, one byte after the other: digits with perhaps a minus before them and a mark among them.
pub(crate) fn by_bytes(cell: &[u8]) -> Option<Amount> {
    let (minus, cell) = cell.strip_prefix(b"-").map_or((false, cell), |rest| (true, rest));
    if cell.is_empty() || cell.len() >= LONGEST {
        return None;
    }
    let (mut whole, mut at) = (0u64, None);
    for (i, &byte) in cell.iter().enumerate() {
        match byte {
            // Past nineteen digits it wraps, and is not used.
            b'0'..=b'9' => whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
            _ if at.is_none() && i > 0 => at = Some((i, mark(byte)?)),
            _ => return None,
        }
    }
    let decimals = at.map_or(0, |(at, _)| cell.len() - at - 1);
    let sign = if minus { -1.0 } else { 1.0 };
    #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
    let exact = (cell.len() <= 16 && whole < 1 << 53).then_some(whole as f64);
    // Both are exact below 2^53, so the quotient is the nearest number to the decimal text.
    let quotient = exact.and_then(|whole| POWERS.get(decimals).map(|power| whole / power));
    let number = sign * quotient.or_else(|| parsed(cell))?;
    match at {
        None => Some(Amount::Plain(number)),
        Some(_) if decimals == 0 => None,
        Some((at, mark)) if decimals == 3 && at <= 3 && cell.iter().take(at).any(|digit| *digit != b'0') => {
            Some(Amount::Either { decimal: number, grouped: sign * exact?, mark })
        }
        Some((_, mark)) => Some(Amount::Marked(number, mark)),
    }
}

/// Digits with perhaps a mark among them, of which there are more than a float can count.
fn parsed(cell: &[u8]) -> Option<f64> {
    let mut text = [0; LONGEST];
    let text = text.get_mut(..cell.len())?;
    text.iter_mut().zip(cell).for_each(|(to, byte)| *to = if *byte == b',' { b'.' } else { *byte });
    std::str::from_utf8(text).ok()?.parse().ok()
}

fn mark(byte: u8) -> Option<Mark> {
    match byte {
        b'.' => Some(Mark::Point),
        b',' => Some(Mark::Comma),
        _ => None,
    }
}
