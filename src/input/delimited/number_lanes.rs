//! Number cells of up to eight bytes, many at a time and without a branch on what they are: ratings with and without a
//! decimal may follow each other in any order. [`by_bytes`](crate::input::numbers::plain::by_bytes) takes what is left; the
//! property `a_word_and_its_bytes_are_the_same_number` holds the two together.

use crate::input::numbers::amount::Mark;
use crate::input::numbers::plain::Plain;
use fearless_simd::{Level, dispatch};

/// Longest cell that is read as a word, in bytes.
const BYTES: u32 = 8;

/// Cells that are read at once.
pub(crate) const LANES: usize = 64;

/// What the digits of a number are divided by, for the number of decimals; eight for a cell without a mark. A mark at the
/// end takes a closer look, and so does one before three digits unless nothing is left to say about these.
type Divisors = [f64; 16];
const DIVISORS: Divisors = {
    let mut divisors = [f64::NAN; 16];
    [divisors[1], divisors[2], divisors[4], divisors[5], divisors[6]] = [1e1, 1e2, 1e4, 1e5, 1e6];
    divisors[8] = 1.0;
    divisors
};

const WITH_THREE: Divisors = {
    let mut divisors = DIVISORS;
    divisors[3] = 1e3;
    divisors
};

const EACH: u64 = 0x0101_0101_0101_0101;
const ZEROS: u64 = b'0' as u64 * EACH;

/// Some cells of a column.
#[derive(Debug)]
pub(crate) struct Words {
    words: [u64; LANES],
    /// How many bytes each cell has; it is no word if there are none or too many.
    lens: [u32; LANES],
    /// The numbers that were read; not a number where it takes a closer look.
    pub(crate) values: [f64; LANES],
}

impl Default for Words {
    fn default() -> Self {
        Words { words: [0; LANES], lens: [0; LANES], values: [f64::NAN; LANES] }
    }
}

impl Words {
    /// Puts cells in their places: what each begins with and perhaps more, and how long it is.
    #[inline(always)]
    pub(crate) fn put(&mut self, cells: impl Iterator<Item = (u64, u32)>) {
        let places = self.words.iter_mut().zip(&mut self.lens);
        places.zip(cells).for_each(|((word, len), cell)| (*word, *len) = cell);
    }

    /// Reads all of them.
    pub(crate) fn read(&mut self, plain: Plain) {
        let Words { words, lens, values } = self;
        let divisors = if plain.has_three_decimals() { &WITH_THREE } else { &DIVISORS };
        let level = Level::new();
        dispatch!(level, _ => words.iter().zip(lens).zip(values).for_each(
            #[inline(always)]
            |((word, len), value)| *value = read(*word, *len, plain, divisors)
        ));
    }
}

/// The number in the first bytes of a word, the first one lowest; not a number where it is not plain.
#[inline(always)]
fn read(word: u64, len: u32, plain: Plain, divisors: &Divisors) -> f64 {
    let bits = u64::from(len.wrapping_mul(8));
    // The last byte is the highest one; a digit becomes its value, anything else more than 9, and below there are zeros.
    let cell = (word ^ ZEROS) << (64_u64.wrapping_sub(bits) % 64);
    let strange = (((cell & (0x7F * EACH)) + (0x80 - 10) * EACH) | cell) & (0x80 * EACH);
    let behind = u64::from(strange.leading_zeros());
    // All from the mark down, and all below it.
    let from_mark = if strange == 0 { 0 } else { u64::MAX >> (behind % 64) };
    let below = from_mark >> 8;
    let mark = cell & (from_mark ^ below);
    let is = |mark_is: Mark| mark == (u64::from(mark_is.byte() ^ b'0') * EACH) & (from_mark ^ below);
    let known = (strange == 0) | plain.point & is(Mark::Point) | plain.comma & is(Mark::Comma);
    let is_word = (1..=BYTES).contains(&len);
    let sound = is_word & (strange & strange.wrapping_sub(1) == 0) & ((strange == 0) | (behind + 8 < bits));
    // What stands before the mark moves over it.
    let digits = (cell & !from_mark) | (cell & below) << 8;
    let value = exact(digits) / divisors[(behind / 8 % 16) as usize];
    if known & sound & (value >= plain.low) & (value <= plain.high) { value } else { f64::NAN }
}

/// The number of eight digits, each a byte, the first one lowest.
#[inline(always)]
fn exact(digits: u64) -> f64 {
    let pairs = (digits.wrapping_mul(10)).wrapping_add(digits >> 8);
    let odd = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let even = (pairs >> 16 & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    // Eight digits fit into the upper half.
    f64::from(u32::try_from(odd.wrapping_add(even) >> 32).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::numbers::plain::by_bytes;
    use proptest::prelude::*;

    /// A cell read as a lane, and by its bytes.
    fn both(text: &str, len: usize, plain: Plain) -> (Option<f64>, Option<f64>) {
        let mut words = Words::default();
        let word = u64::from_le_bytes(*text.as_bytes().first_chunk().unwrap());
        words.put([(0, 0), (0, 0), (0, 0), (word, len as u32)].into_iter());
        words.read(plain);
        let bytes = by_bytes(&text.as_bytes()[..len]).and_then(|amount| plain.value(amount));
        (Some(words.values[3]).filter(|value| value.is_finite()), bytes)
    }

    proptest! {
        #[test]
        fn a_word_and_its_bytes_are_the_same_number(
            cell in "[0-9]{0,8}[.,/:;aé]{0,2}[0-9]{0,8}", behind in "[0-9.,;]{8,9}", point: bool, comma: bool, high in 0..3000i32,
            open_point: bool, open_comma: bool, is_closed: bool, guessed_point: bool,
        ) {
            let (high, guess) = (f64::from(high), if guessed_point { Mark::Point } else { Mark::Comma });
            let closed = is_closed.then_some((0.5, high));
            let plain = Plain { point, comma, open_point, open_comma, ..Plain::between(0.5, high, closed, guess) };
            let (word, bytes) = both(&format!("{cell}{behind}"), cell.len(), plain);
            // Three decimals may be left to the bytes.
            let is_open = cell.find(['.', ',']).is_some_and(|at| cell.len() == at + 4);
            if !(is_open && word.is_none()) {
                prop_assert_eq!(word, bytes.filter(|_| cell.len() <= BYTES as usize));
            }
        }
    }

    #[test]
    fn a_mark_before_three_digits_or_at_an_end_takes_a_closer_look() {
        let between = Plain::between(f64::MIN, f64::MAX, None, Mark::Point);
        let all = Plain { point: true, comma: true, ..between };
        let three = Plain { point: true, open_point: true, ..between };
        assert_eq!(both("123.456;", 7, three), (Some(123.456), Some(123.456)));
        assert_eq!(both("1234.567", 8, three), (Some(1234.567), Some(1234.567)));
        let read = |cell: &str, len| both(&format!("{cell};5;;;;;;"), len, all).0;
        for cell in ["1.234", "1,", ".5", "1.2.3", "-1.", "", " 7.", "1e3", "123456789", "7\u{e9}5"] {
            assert_eq!(read(cell, cell.len()), None, "{cell}");
        }
        assert_eq!((read("7,25", 4), read("1234567,8", 7)), (Some(7.25), Some(1_234_567.0)));
        assert_eq!((read("99999999", 8), read("99999.99", 8)), (Some(99_999_999.0), Some(99_999.99)));
    }
}
