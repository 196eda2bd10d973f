//! The cells of one column while it is read.

use super::{Categories, Numbers, Texts};

/// The cells of one column that is being filled.
#[derive(Debug, Clone)]
pub enum Cells {
    /// Of [`Kind::Id`](super::Kind::Id) and [`Kind::Text`](super::Kind::Text).
    Text(Texts),
    /// Of [`Kind::Category`](super::Kind::Category).
    Category(Categories),
    /// Of [`Kind::Number`](super::Kind::Number) and [`Kind::Date`](super::Kind::Date).
    Number(Numbers),
}
