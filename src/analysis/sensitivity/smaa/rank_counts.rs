//! Collects many orders and then counts their ranks together, which is faster than one by one.

use super::order::{Order, TILE};

/// About as many places are collected before they are counted.
const PLACES: usize = 1 << 18;
/// No more orders than this are collected.
const ORDERS: usize = 256;
/// The counter of a place without an account.
const NOBODY: u32 = u32::MAX;

/// The collected orders in tiles of a few places, each with the same places of all orders.
pub(crate) struct RankCounts {
    /// The index of the counter of each place, within its tile.
    tiles: Vec<[u32; TILE]>,
    /// How many accounts there are.
    accounts: usize,
    /// How many places are counted, from the top.
    ranks: usize,
    /// How many orders there is room for.
    room: usize,
    /// How many orders are collected.
    many: usize,
}

impl RankCounts {
    pub(crate) fn new(accounts: usize, ranks: usize) -> Self {
        // An odd number: with an even one, the tiles of one order could share the same few cache lines.
        let room = (PLACES / ranks.max(1)).min(ORDERS) | 1;
        RankCounts { tiles: vec![[NOBODY; TILE]; room * ranks.div_ceil(TILE)], accounts, ranks, room, many: 0 }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.many >= self.room
    }

    /// Adds an order; there must be room for it.
    pub(crate) fn push(&mut self, order: &Order) {
        order.list(self.ranks, self.accounts, self.tiles.iter_mut().skip(self.many).step_by(self.room));
        self.many += 1;
    }

    /// Counts all collected orders in `counters`, by place and account, and drops them.
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
