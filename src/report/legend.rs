//! What the marks of a ranking mean.

/// The marks of the accounts that a ranking lists.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Legend<'a> {
    pub(crate) promoted: bool,
    pub(crate) demoted: bool,
    pub(crate) new: bool,
    pub(crate) uncertain: bool,
    pub(crate) flags: Vec<Flag<'a>>,
    /// The header of the column that names the flags: where it is shown, the legend need not.
    pub(crate) flags_column: &'static str,
    /// Whether each mark gets a line of its own.
    pub(crate) long: bool,
    /// The headers that only Markdown holds of the columns for which there is no room.
    pub(crate) not_in_csv: Option<&'a str>,
}

/// A flag, and the accounts on which it is up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flag<'a> {
    pub(crate) name: &'a str,
    /// The first few.
    pub(crate) ranks: Vec<u64>,
    pub(crate) more: u64,
}
