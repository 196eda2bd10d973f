//! Judgements -> a pairwise file.

/// The text of a pairwise file; a judgement is two ids and how many times as much the first one counts.
pub fn write_pairwise(group: Option<&str>, fill: bool, judgements: &[(&str, &str, f64)]) -> String {
    let mut text = String::from(
        "# How many times as much does one criterion count as another?\n\
         # 1 the same, 3 moderately more, 5 strongly more, 7 very strongly more, 9 extremely more.\n",
    );
    if let Some(group) = group {
        text.push_str(&format!("group: {}\n", quoted(group)));
    }
    text.push_str("judgements:\n");
    for (more, less, by) in judgements {
        let sign = if *by > 1.0 { '>' } else { '=' };
        text.push_str(&format!("  {}: {by}\n", quoted(&format!("{more} {sign} {less}"))));
    }
    if fill {
        text.push_str("gaps: fill   # the pairs that are not judged follow from these\n");
    }
    text
}

/// The text itself where YAML reads it unchanged, otherwise the text in quotes.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '>' | '=' | '<' | ' ' | '.');
    if text.chars().all(is_plain) && text.starts_with(char::is_alphabetic) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
