//! Comments of a criteria file that ask to check a guess.

/// The number of lines with a comment that asks to check a guess. A quoted `"CHECK"` only mentions the mark and does
/// not count.
pub(crate) fn checks(text: &str) -> usize {
    let asks = |line: &&str| {
        let comment = line.split_once('#').map_or("", |(_, comment)| comment);
        comment.split(|c: char| !c.is_alphanumeric() && c != '"').any(|word| word == "CHECK")
    };
    text.lines().filter(asks).count()
}
