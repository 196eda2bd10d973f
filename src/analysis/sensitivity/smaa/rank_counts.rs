//! Orders held back, so that the ranks of many are counted together.

use super::order::{Order, TILE};

/// About so many places are held back.
const PLACES: usize = 1 << 18;
/// No more than about so many orders are held back.
const ORDERS: usize = 256;
/// The counter of a place that nobody has.
const NOBODY: u32 = u32::MAX;

/// Orders in tiles of some places, each with the same places of all orders.
pub(crate) struct RankCounts {
    /// For each place the counter of its account, among those of the tile.
    tiles: Vec<[u32; TILE]>,
    /// How many accounts there are.
    accounts: usize,
    /// How many places count, from the top.
    ranks: usize,
    /// How many orders there is room for.
    room: usize,
    /// How many orders are held back.
    many: usize,
}

impl RankCounts {
    pub(crate) fn new(accounts: usize, ranks: usize) -> Self {
        // Were it even, the tiles of an order could all fall on the same few lines of the cache.
        let room = (PLACES / ranks.max(1)).min(ORDERS) | 1;
        RankCounts { tiles: vec![[NOBODY; TILE]; room * ranks.div_ceil(TILE)], accounts, ranks, room, many: 0 }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.many >= self.room
    }

    /// Holds an order back, for which there has to be room.
    pub(crate) fn push(&mut self, order: &Order) {
        order.list(self.ranks, self.accounts, self.tiles.iter_mut().skip(self.many).step_by(self.room));
        self.many += 1;
    }

    /// Counts all that are held back, in `counters` by place and account, and lets them go.
    pub(crate) fn count(&mut self, counters: &mut [u32]) {
        let counters = counters.chunks_mut(TILE * self.accounts.max(1));
        for (counters, tile) in counters.zip(self.tiles.chunks_exact(self.room)) {
            for places in tile.iter().take(self.many) {
                for &counter in places {
                    if let Some(count) = counters.get_mut(counter as usize) {
                        *count += 1;
                    }
                }
            }
        }
        self.many = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_a_plain_loop_does(
            (orders, ranks) in (1_u32..40).prop_flat_map(|accounts| {
                let order = Just((0..accounts).collect::<Vec<_>>()).prop_shuffle();
                (prop::collection::vec(order, 1..600), 0..=accounts as usize)
            }),
        ) {
            let accounts = orders[0].len();
            let (mut rank_counts, mut counters) = (RankCounts::new(accounts, ranks), vec![0; accounts * ranks]);
            let mut expected = counters.clone();
            for order in &orders {
                rank_counts.push(&Order::of(order));
                if rank_counts.is_full() {
                    rank_counts.count(&mut counters);
                }
                for (place, &account) in order.iter().enumerate().take(ranks) {
                    expected[place * accounts + account as usize] += 1;
                }
            }
            rank_counts.count(&mut counters);
            prop_assert_eq!(counters, expected);
        }
    }

    #[test]
    fn what_is_counted_is_let_go() {
        let mut rank_counts = RankCounts::new(9, 9);
        let mut counters = [0; 81];
        rank_counts.push(&Order::of(&[8, 7, 6, 5, 4, 3, 2, 1, 0]));
        rank_counts.count(&mut counters);
        rank_counts.count(&mut counters);
        assert_eq!(counters.iter().sum::<u32>(), 9);
        assert_eq!((counters[8], counters[8 * 9]), (1, 1));
    }
}
