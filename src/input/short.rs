//! The common number cell: a few digits, perhaps a mark that can only be the decimal one.

use super::numbers::{Amount, Mark};

const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Which numbers need no closer look: those between two bounds, with no decimal mark or one about which nothing is left to
/// say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Is that decimal mark known?
    pub(super) point: bool,
    pub(super) comma: bool,
}

impl Plain {
    /// The number, where it is plain.
    pub(super) fn value(&self, amount: Amount) -> Option<f64> {
        let (x, known) = match amount {
            Amount::Plain(x) => (x, true),
            Amount::Marked(x, Mark::Point) => (x, self.point),
            Amount::Marked(x, Mark::Comma) => (x, self.comma),
            Amount::Either { .. } => return None,
        };
        (known && x >= self.low && x <= self.high).then_some(x)
    }
}

/// The number of up to 16 bytes, one by one.
pub(super) fn by_bytes(cell: &[u8]) -> Option<Amount> {
    if cell.is_empty() || cell.len() > 16 {
        return None;
    }
    let (mut whole, mut decimals, mut found) = (0u64, 0usize, None);
    for (i, &byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                decimals += usize::from(found.is_some());
            }
            _ if found.is_none() && i > 0 => found = Some(mark(byte)?),
            _ => return None,
        }
    }
    // Both are exact below 2^53, so the quotient is the nearest number to the decimal text.
    if whole >= 1 << 53 {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
    let exact = whole as f64;
    match (found, decimals) {
        (None, _) => Some(Amount::Plain(exact)),
        (Some(_), 0 | 3) => None,
        (Some(mark), _) => POWERS.get(decimals).map(|power| Amount::Marked(exact / power, mark)),
    }
}

fn mark(byte: u8) -> Option<Mark> {
    match byte {
        b'.' => Some(Mark::Point),
        b',' => Some(Mark::Comma),
        _ => None,
    }
}
