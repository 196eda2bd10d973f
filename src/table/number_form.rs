//! The forms in which a column of numbers is kept: as few bytes as hold all of them exactly.

use fearless_simd::{Level, dispatch};

/// How to keep numbers in few bytes and to the last bit: as whole numbers of a decimal unit. The field says how many units
/// make one: with 10 of them, 73 is kept for 7.3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Byte(f64),
    Short(f64),
    Word(f64),
    /// Doubles, unchanged.
    Any,
}

impl Form {
    /// The shortest form that can hold up to `most` units.
    pub(crate) fn up_to(most: f64, per_one: f64) -> Self {
        if most <= f64::from(u8::MAX) {
            Form::Byte(per_one)
        } else if most <= f64::from(u16::MAX) {
            Form::Short(per_one)
        } else {
            Form::Word(per_one)
        }
    }

    /// How many bytes a number takes.
    pub(crate) fn bytes(self) -> usize {
        match self {
            Form::Byte(_) => size_of::<u8>(),
            Form::Short(_) => size_of::<u16>(),
            Form::Word(_) => size_of::<u32>(),
            Form::Any => size_of::<f64>(),
        }
    }

    /// Whether it holds all of them to the last bit.
    pub(crate) fn holds(self, values: &[f64]) -> bool {
        let (per_one, most) = match self {
            Form::Byte(per_one) => (per_one, u8::MAX.into()),
            Form::Short(per_one) => (per_one, u16::MAX.into()),
            Form::Word(per_one) => (per_one, i32::MAX),
            Form::Any => return true,
        };
        let level = Level::new();
        // Without branches inside, the processor checks several numbers at a time.
        values.chunks(BLOCK).all(|block| {
            dispatch!(level, _ => block.iter().fold(
                true,
                #[inline(always)]
                |all, value| {
                    let whole = whole(*value, per_one);
                    all & ((f64::from(whole) / per_one).to_bits() == value.to_bits()) & (whole <= most)
                }
            ))
        })
    }

    /// Writes numbers, each to the start of a cell. Nothing is lost where the form holds them.
    pub(crate) fn write<'c>(self, values: &[f64], cells: impl Iterator<Item = &'c mut [u8]>) {
        match self {
            Form::Byte(per_one) => each_whole::<{ size_of::<u8>() }>(values, cells, per_one),
            Form::Short(per_one) => each_whole::<{ size_of::<u16>() }>(values, cells, per_one),
            Form::Word(per_one) => each_whole::<{ size_of::<u32>() }>(values, cells, per_one),
            Form::Any => each(values, cells, f64::to_le_bytes),
        }
    }

    /// The number at the start of `from`. Unit and whole number are exact, so their quotient is the double nearest to
    /// the decimal number, just as it was read.
    #[inline]
    pub(crate) fn read(self, from: &[u8]) -> Option<f64> {
        Some(match self {
            Form::Byte(per_one) => f64::from(*from.first()?) / per_one,
            Form::Short(per_one) => f64::from(u16::from_le_bytes(*from.first_chunk()?)) / per_one,
            Form::Word(per_one) => f64::from(u32::from_le_bytes(*from.first_chunk()?)) / per_one,
            Form::Any => f64::from_le_bytes(*from.first_chunk()?),
        })
    }
}

/// The nearest whole number of units, for numbers that are not negative.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "Form::holds compares the result with the value")]
pub(crate) fn whole(value: f64, per_one: f64) -> i32 {
    ((value * per_one + 0.5) as i32).max(0)
}

/// Writes the lowest bytes of each number's whole number of units to the start of a cell.
pub(crate) fn each_whole<'c, const N: usize>(values: &[f64], cells: impl Iterator<Item = &'c mut [u8]>, per_one: f64) {
    each(
        values,
        cells,
        #[inline(always)]
        |x| whole(x, per_one).to_le_bytes().first_chunk().copied().unwrap_or([0; N]),
    );
}

/// Writes the bytes of each number to the start of a cell.
pub(crate) fn each<'c, const N: usize>(
    values: &[f64],
    mut cells: impl Iterator<Item = &'c mut [u8]>,
    bytes: impl Fn(f64) -> [u8; N],
) {
    let level = Level::new();
    for block in values.chunks(BLOCK) {
        let mut encoded = [[0; N]; BLOCK];
        dispatch!(level, _ => encoded.iter_mut().zip(block).for_each(
            #[inline(always)]
            |(to, value)| *to = bytes(*value)
        ));
        for (from, to) in encoded.iter().take(block.len()).zip(&mut cells) {
            if let Some(to) = to.first_chunk_mut() {
                *to = *from;
            }
        }
    }
}

/// Numbers that are turned into bytes at a time.
pub(crate) const BLOCK: usize = 256;
