//! One pass that puts words in order but for the few that share a pile.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u16x32};

/// The piles lie in columns, one pile below the other, so that all columns are added up at once.
const COLUMNS: usize = 32;
const ROWS: usize = 128;
/// For more keys than this there are too few piles.
pub(crate) const MOST: usize = ROWS * COLUMNS;

/// Room to deal words to piles, each of which takes an equal part of the way from the least word to the greatest.
#[derive(Debug)]
pub(crate) struct Piles {
    /// How many keys a pile has, then where in the order it ends.
    piles: Vec<[u16; COLUMNS]>,
    /// By key: its pile.
    at: Vec<u16>,
}

impl Default for Piles {
    fn default() -> Self {
        Piles { piles: vec![[0; COLUMNS]; ROWS], at: Vec::new() }
    }
}

impl Piles {
    /// Writes `keys`, at most [`MOST`], to `to`, which is as long: pile after pile, and within each as they were.
    pub(crate) fn deal(&mut self, level: Level, keys: &[u64], to: &mut [u64]) {
        dispatch!(level, simd => self.lay_out(simd, keys));
        let piles = self.piles.as_flattened_mut();
        for (&key, &at) in keys.iter().zip(&self.at).rev() {
            let Some(pile) = piles.get_mut(usize::from(at)) else { continue };
            *pile = pile.wrapping_sub(1);
            if let Some(slot) = to.get_mut(usize::from(*pile)) {
                *slot = key;
            }
        }
    }

    #[inline(always)]
    fn lay_out<S: Simd>(&mut self, simd: S, keys: &[u64]) {
        self.choose(keys);
        self.piles.fill([0; COLUMNS]);
        let piles = self.piles.as_flattened_mut();
        for &at in &self.at {
            if let Some(pile) = piles.get_mut(usize::from(at)) {
                *pile += 1;
            }
        }
        let mut sums = u16x32::splat(simd, 0);
        for row in &mut self.piles {
            sums += u16x32::simd_from(simd, *row);
            *row = sums.into();
        }
        let mut before = <[u16; COLUMNS]>::from(sums);
        let mut sum = 0;
        for column in &mut before {
            sum += std::mem::replace(column, sum);
        }
        let before = u16x32::simd_from(simd, before);
        for row in &mut self.piles {
            *row = (u16x32::simd_from(simd, *row) + before).into();
        }
    }

    /// Finds the pile of each key. The factor is for 32 bits of the keys, which is what a processor multiplies at once.
    #[inline(always)]
    fn choose(&mut self, keys: &[u64]) {
        let (least, greatest) = keys.iter().fold((u64::MAX, 0), |(least, most), &key| (least.min(key), most.max(key)));
        let range = greatest.saturating_sub(least);
        let shift = u32::BITS.saturating_sub(range.leading_zeros());
        let factor = ((MOST as u64) << 32) / ((range >> shift) + 1);
        let factor = u32::try_from(factor).unwrap_or(u32::MAX);
        self.at.resize(keys.len(), 0);
        for (at, key) in self.at.iter_mut().zip(keys) {
            let part = u64::from(((key - least) >> shift) as u32);
            let pile = ((part * u64::from(factor)) >> 32) as u16;
            *at = pile % ROWS as u16 * COLUMNS as u16 + pile / ROWS as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dealt(keys: &[u64]) -> Vec<u64> {
        let mut to = vec![0; keys.len()];
        Piles::default().deal(Level::new(), keys, &mut to);
        to
    }

    proptest! {
        #[test]
        fn deals_every_key_and_none_before_one_of_a_lower_pile(
            mut keys in prop::collection::vec(0..1_u64 << 63, 1..MOST),
            narrow in prop::collection::vec(0..100_u64, 0..100),
        ) {
            keys.truncate(MOST - narrow.len());
            keys.extend(narrow);
            let mut to = dealt(&keys);
            let range = keys.iter().max().unwrap() - keys.iter().min().unwrap();
            let width = range / MOST as u64 + (range >> 31) + 1;
            let mut greatest = 0;
            for &key in &to {
                prop_assert!(key + width >= greatest);
                greatest = greatest.max(key);
            }
            to.sort_unstable();
            keys.sort_unstable();
            prop_assert_eq!(to, keys);
        }

        #[test]
        fn where_each_key_has_a_pile_of_its_own_the_order_is_whole(
            mut keys in Just((0..MOST as u64).map(|key| key << 26).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let to = dealt(&keys);
            keys.sort_unstable();
            prop_assert_eq!(to, keys);
        }
    }

    #[test]
    fn equals_stay_as_they_are() {
        assert_eq!(dealt(&[7; 300]), [7; 300]);
        assert_eq!(dealt(&[u64::MAX >> 1, 0]), [0, u64::MAX >> 1]);
    }
}
