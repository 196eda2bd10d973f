//! How far a criteria file is from a finished one.

use super::draft::five;
use super::places::Places;
use crate::model::Model;

/// What is still open in a criteria file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Comments that ask to check a guess.
    pub checks: usize,
    /// How many of the five criteria it has; `None` for a model of other criteria.
    pub filled: Option<usize>,
}

impl Progress {
    /// That of a file and its model.
    pub fn of(places: &Places, model: &Model) -> Self {
        let filled = five().filter(|id| model.criterion(id).is_some()).count();
        Progress { checks: places.checks(), filled: (filled > 0).then_some(filled) }
    }

    /// As in `7 CHECK marks open, 3 of the five criteria filled`; `None` where nothing is open.
    pub fn sentence(self) -> Option<String> {
        let marks = if self.checks == 1 { "mark" } else { "marks" };
        let checks = (self.checks > 0).then(|| format!("{} CHECK {marks} open", self.checks));
        let filled = self.filled.filter(|filled| *filled < five().len() || self.checks > 0);
        let filled = filled.map(|filled| format!("{filled} of the five criteria filled"));
        let parts: Vec<String> = checks.into_iter().chain(filled).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULT, parse};
    use super::*;

    fn of(text: &str) -> Option<String> {
        let model = parse("f", text.as_bytes()).model.unwrap();
        Progress::of(&Places::of("f", text.as_bytes()), &model).sentence()
    }

    #[test]
    fn open_marks_and_missing_criteria_are_told() {
        assert_eq!(of(DEFAULT), None);
        let one = "# a line with \"CHECK\" holds a guess\nversion: 1\naccount: { id: id }   # CHECK: the id\ncriteria:\n  # found 0 to 9; CHECK: more is better\n";
        let criterion =
            |id: &str| format!("  - {{ id: {id}, weight: 1, scale: {{ rating: [0, 10] }} }}   # UNCHECKED\n");
        assert_eq!(
            of(&format!("{one}{}", criterion("know_how"))).as_deref(),
            Some("2 CHECK marks open, 1 of the five criteria filled")
        );
        assert_eq!(of(&format!("{one}{}", criterion("own"))).as_deref(), Some("2 CHECK marks open"));
    }
}
