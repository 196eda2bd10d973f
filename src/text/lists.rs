//! Names in a sentence that has no room for all of them.

/// Names joined by commas, and how many more there are beside them: `A, B and 3 more`.
pub(crate) fn and_more(named: &[String], more: u64) -> String {
    let named = named.join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

/// The first `most` of some names, and how many more there are. The JSON of the same command must hold all of them.
pub(crate) fn first_few(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let named = and_more(&names.take(most).collect::<Vec<_>>(), more as u64);
    if more == 0 { named } else { named + " (-f json names all)" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_many_more_there_are() {
        let few = |most| first_few(["A", "B", "C"].map(str::to_owned).into_iter(), most);
        assert_eq!([few(3), few(2)], ["A, B, C", "A, B and 1 more (-f json names all)"]);
    }
}
