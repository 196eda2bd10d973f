//! The cells of one column while it is read.

use super::{Categories, Numbers, Texts};

/// The cells of one column that is being filled.
#[derive(Debug, Clone)]
pub enum Cells {
    /// Of [`Kind::Id`] and [`Kind::Text`].
    Text(Texts),
    /// Of [`Kind::Category`].
    Category(Categories),
    /// Of [`Kind::Number`] and [`Kind::Date`].
    Number(Numbers),
}
