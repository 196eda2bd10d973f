//! Names in a sentence that has no room for all of them.

/// Names joined by commas, and how many more there are beside them: `A, B and 3 more`.
pub(crate) fn and_more(named: &[String], more: u64) -> String {
    let named = named.join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_many_more_there_are() {
        let named = ["A", "B"].map(str::to_owned);
        assert_eq!([and_more(&named, 0), and_more(&named, 3)], ["A, B", "A, B and 3 more"]);
    }
}
