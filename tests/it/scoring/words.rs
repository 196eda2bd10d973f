//! Words of the data that are nearly those of the criteria file.

use crate::build::{column, model, rating, table, texts};
use keyrank::model::{Knockout, Missing};
use keyrank::scoring::{Engine, Ranking};

/// The codes of what the ranking says where `words` customers have a word each, beside one who is `insolvnt`.
fn said_of(words: usize, sought: &[String]) -> Vec<&'static str> {
    let mut model = model(vec![rating("a", 1.0, Missing::Refuse)]);
    model.knockouts = sought
        .iter()
        .map(|word| Knockout { condition: column("s", texts(&[word.as_str()])), reason: "r".to_owned() })
        .collect();
    let engine = Engine::new(model);
    let mut data = "id|a|s\nX|5|insolvnt\n".to_owned();
    (0..words).for_each(|n| data.push_str(&format!("C{n}|5|customer {n}\n")));
    let table = table(&engine, &data);
    Ranking::new(&engine, &table).findings().iter().map(|finding| finding.code).collect()
}

#[test]
fn near_words_are_looked_for_among_a_thousand_and_not_in_free_text() {
    let one = ["insolvent".to_owned()];
    assert_eq!(said_of(999, &one), ["knockout-matches-nobody"]);
    assert_eq!(said_of(1000, &one), [""; 0]);
    let many: Vec<String> = (0..1200).map(|n| format!("{n} bankrupt in {n}")).chain(one).collect();
    let start = std::time::Instant::now();
    assert_eq!(said_of(1200, &many), [""; 0]);
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}
