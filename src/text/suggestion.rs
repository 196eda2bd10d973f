//! The known word that is meant by an unknown one.

use super::{folded, likeness};

/// Words less alike than this (Jaro-Winkler, 0..1) are no suggestion.
const ALIKE: f64 = 0.7;

/// The word of `known` that is most alike by the rule of matching; `None` if none is alike.
pub(crate) fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(wanted);
    let alike = |word: &str| likeness(&folded(word), &wanted);
    let scored = known.into_iter().map(|word| (alike(word), word)).filter(|(likeness, _)| *likeness >= ALIKE);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

/// `did you mean x? known: a, b, c`
pub(crate) fn suggestion(wanted: &str, known: &[&str]) -> String {
    let all = format!("known: {}", known.join(", "));
    match nearest(wanted, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`? {all}"),
        None => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_alike_and_nothing_else() {
        assert_eq!(
            suggestion("know-how", &["market_importance", "know_how"]),
            "did you mean `know_how`? known: market_importance, know_how"
        );
        assert_eq!(suggestion("zzz", &["know_how"]), "known: know_how");
    }
}
