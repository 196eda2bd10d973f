//! Delimited text as programs of all kinds write it, read in two ways that come to the same.
//!
//! The quick way takes only what is certain and hands the rest to the strict one, which takes anything and says what is
//! wrong with it. Each quick part has a strict twin, and a property holds the two together:
//!
//! | Quick | takes | its strict twin | property |
//! |---|---|---|---|
//! | [`quote_mask`], [`cell_index`] | a block in which every quote stands where it should | [`strict`] | `both_ways_come_to_the_same_cells` |
//! | [`number_lanes`] | numbers of up to eight bytes with at most one mark | `by_bytes` in `numbers/plain.rs`, and `numbers/grammar.rs` behind it | `a_word_and_its_bytes_are_the_same_number` |
//! | `Glance::customer`, used in [`block_rows`] | a record with an id and the right number of cells | `Loader::admit` | `what_is_a_customer_at_a_glance_is_one_on_a_closer_look` |
//! | `plain_hash` in `rows/duplicate_ids.rs` | an id of ASCII letters, digits and signs | the hash of the folded id | `the_hash_sees_no_more_than_the_eye` |
//!
//! Blanks before quotes ([`blanks`]) are always left to the strict way.

pub(crate) mod blanks;
pub(crate) mod block_rows;
pub(crate) mod blocks;
pub(crate) mod cell_buffer;
pub(crate) mod cell_index;
pub(crate) mod columns;
pub(crate) mod number_lanes;
pub(crate) mod pipeline;
pub(crate) mod quote_mask;
pub(crate) mod record;
pub(crate) mod strict;
