//! Delimited text as programs of all kinds write it.

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
