//! Weights that were changed on the command line.

use crate::language::{Language, common};

/// A weight that was changed on the command line.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Id of the criterion.
    pub criterion: String,
    /// As written in the criteria file.
    pub from: f64,
    /// As given on the command line.
    pub to: f64,
}

/// Where weights were changed: that the ranking is not that of the criteria file.
pub(crate) fn what_if(language: Language, changed: &[WhatIf]) -> Option<String> {
    (!changed.is_empty()).then(|| common::what_if(language, &weights(language, changed)))
}

/// `weight of know_how 20 -> 30, weight of door_opener 20 -> 10`
pub(crate) fn weights(language: Language, what_if: &[WhatIf]) -> String {
    let changes = what_if.iter().map(|w| common::changed_weight(language, &w.criterion, w.from, w.to));
    changes.collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_weight_is_named() {
        assert_eq!(what_if(Language::English, &[]), None);
        let change = |criterion: &str, from, to| WhatIf { criterion: criterion.into(), from, to };
        let changed = [change("know_how", 20.0, 30.5), change("door_opener", 20.0, 0.1)];
        let expected = "What-if: weight of know_how 20 -> 30.5, weight of door_opener 20 -> 0.1. \
                        This is not the ranking of the criteria file";
        assert_eq!(what_if(Language::English, &changed).as_deref(), Some(expected));
    }
}
