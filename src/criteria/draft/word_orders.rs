//! Words in a known order.

use crate::profile::header::plain;

/// Lists of words from the worst to the best; words on one step mean the same.
const WORD_ORDERS: [&[&[&str]]; 9] = [
    &[
        &[
            "none",
            "no",
            "nothing",
            "kein",
            "keine",
            "keiner",
            "keines",
            "keins",
            "nichts",
            "nein",
            "never",
            "nie",
            "nicht vorhanden",
        ],
        &["very low", "sehr gering", "sehr niedrig", "very small", "sehr klein"],
        &[
            "low", "niedrig", "niedrige", "gering", "geringe", "small", "klein", "kleine", "schwach", "weak", "wenig",
            "little",
        ],
        &["local", "lokal"],
        &["regional"],
        &[
            "medium",
            "mittel",
            "mittlere",
            "mittelmaessig",
            "moderate",
            "average",
            "vielleicht",
            "maybe",
            "teilweise",
            "partly",
            "normal",
            "mid",
        ],
        &["national"],
        &["high", "hoch", "hohe", "large", "gross", "grosse", "viel", "much", "yes", "ja", "stark", "strong"],
        &["very high", "sehr hoch", "very large", "sehr gross", "sehr stark"],
        &["global", "international"],
        &["strategic", "strategisch"],
    ],
    &[&["f"], &["e"], &["d"], &["c"], &["b"], &["a"], &["aa", "a plus"], &["aaa"]],
    &[&["false", "falsch"], &["true", "wahr"]],
    &[&["bronze"], &["silver", "silber"], &["gold"], &["platinum", "platin"], &["diamond", "diamant"]],
    &[&["cold", "kalt"], &["warm"], &["hot", "heiss"]],
    &[
        &["ungenuegend", "very poor", "sehr schlecht"],
        &["mangelhaft", "poor", "schlecht", "bad"],
        &["ausreichend", "sufficient"],
        &["befriedigend", "fair", "satisfactory"],
        &["gut", "good"],
        &["sehr gut", "very good"],
        &["excellent", "ausgezeichnet", "hervorragend", "outstanding"],
    ],
    &[
        &["small business", "smb", "kleinunternehmen"],
        &["mid market", "midmarket", "mittelstand"],
        &["enterprise", "konzern"],
    ],
    &[
        &["1 star", "1 stern", "one star"],
        &["2 stars", "2 sterne", "two stars"],
        &["3 stars", "3 sterne", "three stars"],
        &["4 stars", "4 sterne", "four stars"],
        &["5 stars", "5 sterne", "five stars"],
    ],
    &[&["beginner", "anfaenger"], &["intermediate"], &["advanced", "fortgeschritten"], &["expert", "experte"]],
];

/// The words from the worst to the best, each with its step, where one list has all of them.
pub(crate) fn in_order(levels: &[String]) -> Option<Vec<(&str, usize)>> {
    let steps = |order: &&[&[&str]]| levels.iter().map(|level| step(level, order)).collect::<Option<Vec<usize>>>();
    let by_stars = levels.iter().map(|level| stars(level)).collect::<Option<Vec<usize>>>();
    let steps = by_stars.or_else(|| WORD_ORDERS.iter().find_map(steps))?;
    let mut sorted: Vec<(&str, usize)> = levels.iter().map(|level| level.trim()).zip(steps).collect();
    sorted.sort_by_key(|(_, step)| *step);
    Some(sorted)
}

fn step(level: &str, order: &[&[&str]]) -> Option<usize> {
    let word = bare(level);
    order.iter().position(|step| step.contains(&word.as_str()))
}

/// The number of stars in a cell that shows nothing else.
fn stars(level: &str) -> Option<usize> {
    let is_star = |c: char| matches!(c, '★' | '*' | '⭐');
    let is_all = level.trim().chars().all(|c| is_star(c) || matches!(c, '☆' | '\u{fe0f}'));
    Some(level.chars().filter(|c| is_star(*c)).count()).filter(|count| is_all && *count > 0)
}

/// A word without the number that exports put before it (`1 - low`), and A+ as a word.
fn bare(level: &str) -> String {
    let plain = plain(&level.replace('+', " plus "));
    let word = plain.trim();
    let numbered = word
        .split_once(' ')
        .filter(|(number, rest)| number.bytes().all(|byte| byte.is_ascii_digit()) && !rest.starts_with("st"));
    numbered.map_or(word, |(_, rest)| rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(words: &[&str]) -> Option<Vec<String>> {
        let levels: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        in_order(&levels).map(|sorted| sorted.into_iter().map(|(word, _)| word.to_owned()).collect())
    }

    #[test]
    fn words_go_from_the_worst_to_the_best_where_all_of_them_tell() {
        for (words, sorted) in [
            (&["global", "None", "regional"][..], &["None", "regional", "global"][..]),
            (&["A", "C", "B"], &["C", "B", "A"]),
            (&["ja", "nein", "vielleicht"], &["nein", "vielleicht", "ja"]),
            (&["Hot", "Cold", "Warm"], &["Cold", "Warm", "Hot"]),
            (&["sehr gut", "Befriedigend", "gut"], &["Befriedigend", "gut", "sehr gut"]),
            (&["Gold", "Bronze", "Silber"], &["Bronze", "Silber", "Gold"]),
            (&["★★★", "★", "★★"], &["★", "★★", "★★★"]),
            (&["3 - hoch", "1 - gering", "2 - mittel"], &["1 - gering", "2 - mittel", "3 - hoch"]),
            (&["groß", "klein"], &["klein", "groß"]),
        ] {
            assert_eq!(order(words), Some(sorted.iter().map(|word| (*word).to_owned()).collect()), "{words:?}");
        }
    }

    #[test]
    fn one_word_that_tells_nothing_spoils_the_order() {
        for words in [&["pumps", "drives"][..], &["ja", "nein", "offen"], &["A", "high"], &["Deutschland", "Schweiz"]] {
            assert_eq!(order(words), None, "{words:?}");
        }
    }
}
