//! The common number cell: a few digits, perhaps a mark that can only be the decimal one. Eight bytes at a time, without
//! a look at any single one.

use super::numbers::{Amount, Mark};

/// Longest cell that is read at once, in bytes.
const BYTES: usize = 8;

const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The number of `len` bytes at the start of `from`; `None` where it takes a closer look.
#[inline]
pub(super) fn read(from: &[u8], len: usize) -> Option<Amount> {
    match from.first_chunk() {
        Some(word) if (1..=BYTES).contains(&len) => of_word(u64::from_le_bytes(*word), len),
        _ => by_bytes(from.get(..len)?),
    }
}

/// The first `len` bytes of a word, the first one lowest.
#[inline]
fn of_word(word: u64, len: usize) -> Option<Amount> {
    let bits = 8 * len;
    // A digit becomes its value, anything else more than 9.
    let cell = (word ^ 0x3030_3030_3030_3030) & (u64::MAX >> (64 - bits));
    let strange = (((cell & 0x7F7F_7F7F_7F7F_7F7F) + 0x7676_7676_7676_7676) | cell) & 0x8080_8080_8080_8080;
    if strange == 0 {
        return Some(Amount::Plain(exact(cell << (64 - bits))));
    }
    let at = strange.trailing_zeros() as usize / 8;
    let decimals = len - 1 - at;
    let mark = mark(word.to_le_bytes()[at])?;
    if strange & (strange - 1) != 0 || at == 0 || matches!(decimals, 0 | 3) {
        return None;
    }
    let whole = cell & ((1 << (8 * at)) - 1);
    // What stands behind the mark moves over it.
    let digits = whole | cell >> 8 & !((1 << (8 * at)) - 1);
    let x = exact(digits << (64 - (bits - 8)));
    POWERS.get(decimals).map(|power| Amount::Marked(x / power, mark))
}

/// The number of eight digits, each a byte, the first one lowest.
#[inline]
fn exact(digits: u64) -> f64 {
    let pairs = (digits.wrapping_mul(10)).wrapping_add(digits >> 8);
    let odd = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let even = (pairs >> 16 & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    // Eight digits fit into the upper half.
    f64::from(u32::try_from(odd.wrapping_add(even) >> 32).unwrap_or(0))
}

fn mark(byte: u8) -> Option<Mark> {
    match byte {
        b'.' => Some(Mark::Point),
        b',' => Some(Mark::Comma),
        _ => None,
    }
}

/// The same for up to 16 bytes, one by one.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_and_its_bytes_are_the_same_number(cell in "[0-9]{0,8}[.,/:;aé]{0,2}[0-9]{0,8}", behind in "[0-9.,;]{0,9}") {
            let text = format!("{cell}{behind}");
            prop_assert_eq!(read(text.as_bytes(), cell.len()), by_bytes(cell.as_bytes()));
        }
    }

    #[test]
    fn a_mark_before_three_digits_or_at_an_end_takes_a_closer_look() {
        for cell in ["1.234", "1,", ".5", "1.2.3", "-1", "", " 7", "1e3"] {
            assert_eq!(read(format!("{cell};;;;;;;;").as_bytes(), cell.len()), None, "{cell}");
        }
        assert_eq!(read(b"7\xFF\xFF5;;;;;", 4), None);
        assert_eq!(read(b"7,25", 4), Some(Amount::Marked(7.25, Mark::Comma)));
        assert_eq!(read(b"1234567,8", 7), Some(Amount::Plain(1_234_567.0)));
        assert_eq!(read(b"99999999;", 8), Some(Amount::Plain(99_999_999.0)));
    }
}
