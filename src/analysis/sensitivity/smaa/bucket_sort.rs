//! Sorts words in one pass, except for the few that share a bucket.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u16x32};

/// The buckets lie in columns, one below the other, so that all columns are added up at once.
const COLUMNS: usize = 32;
const ROWS: usize = 128;
/// For more keys than this there are too few buckets.
pub(crate) const MOST: usize = ROWS * COLUMNS;

/// Buckets for words; each takes an equal part of the range from the smallest word to the greatest.
#[derive(Debug)]
pub(crate) struct Buckets {
    /// The number of keys in each bucket, then the place where the bucket ends.
    buckets: Vec<[u16; COLUMNS]>,
    /// The bucket of each key.
    at: Vec<u16>,
}

impl Default for Buckets {
    fn default() -> Self {
        Buckets { buckets: vec![[0; COLUMNS]; ROWS], at: Vec::new() }
    }
}

impl Buckets {
    /// Writes `keys`, at most [`MOST`], to `to`, which is as long: bucket after bucket, and within each in the same
    /// order as before.
    pub(crate) fn spread(&mut self, level: Level, keys: &[u64], to: &mut [u64]) {
        dispatch!(level, simd => self.lay_out(simd, keys));
        let buckets = self.buckets.as_flattened_mut();
        for (&key, &at) in keys.iter().zip(&self.at).rev() {
            let Some(bucket) = buckets.get_mut(usize::from(at)) else { continue };
            *bucket = bucket.wrapping_sub(1);
            if let Some(slot) = to.get_mut(usize::from(*bucket)) {
                *slot = key;
            }
        }
    }

    #[inline(always)]
    fn lay_out<S: Simd>(&mut self, simd: S, keys: &[u64]) {
        self.choose(keys);
        self.buckets.fill([0; COLUMNS]);
        let buckets = self.buckets.as_flattened_mut();
        for &at in &self.at {
            if let Some(bucket) = buckets.get_mut(usize::from(at)) {
                *bucket += 1;
            }
        }
        let mut sums = u16x32::splat(simd, 0);
        for row in &mut self.buckets {
            sums += u16x32::simd_from(simd, *row);
            *row = sums.into();
        }
        let mut before = <[u16; COLUMNS]>::from(sums);
        let mut sum = 0;
        for column in &mut before {
            sum += std::mem::replace(column, sum);
        }
        let before = u16x32::simd_from(simd, before);
        for row in &mut self.buckets {
            *row = (u16x32::simd_from(simd, *row) + before).into();
        }
    }

    /// Finds the bucket of each key. The factor applies to 32 bits of the keys, as many as a processor multiplies at
    /// once.
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
            let bucket = ((part * u64::from(factor)) >> 32) as u16;
            *at = bucket % ROWS as u16 * COLUMNS as u16 + bucket / ROWS as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(keys: &[u64]) -> Vec<u64> {
        let mut to = vec![0; keys.len()];
        Buckets::default().spread(Level::new(), keys, &mut to);
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
            let mut to = spread(&keys);
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
            let to = spread(&keys);
            keys.sort_unstable();
            prop_assert_eq!(to, keys);
        }
    }

    #[test]
    fn equals_stay_as_they_are() {
        assert_eq!(spread(&[7; 300]), [7; 300]);
        assert_eq!(spread(&[u64::MAX >> 1, 0]), [0, u64::MAX >> 1]);
    }
}
