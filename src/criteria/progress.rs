//! How far a criteria file is from being finished.

use super::draft::five;
use crate::model::Model;

/// How many of the five criteria a model has, and whether these are all; `None` for a model with other criteria.
pub fn filled(model: &Model) -> Option<(usize, bool)> {
    let filled = five().filter(|id| model.criterion(id).is_some()).count();
    (filled > 0).then_some((filled, filled == five().len()))
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULT, parse};
    use super::*;

    #[test]
    fn only_the_five_count() {
        let filled_of = |text: &str| filled(&parse("f", text.as_bytes()).model.unwrap());
        let with = |id: &str| {
            format!(
                "version: 1\naccount: {{ id: id }}\ncriteria:\n  - {{ id: {id}, weight: 1, scale: {{ rating: [0, 10] }} }}\n"
            )
        };
        assert_eq!(filled_of(DEFAULT), Some((5, true)));
        assert_eq!(filled_of(&with("know_how")), Some((1, false)));
        assert_eq!(filled_of(&with("own")), None);
    }
}
