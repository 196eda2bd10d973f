//! `keyrank` alone: how to start.

use crate::cli::destination::Destination;
use crate::cli::exit::Verdict;
use crate::cli::terminal::own_language;
use crate::language::welcome::welcome;
use anyhow::Result;

/// Shows how to start, in the language of the locale.
pub(crate) fn run() -> Result<Verdict> {
    Destination::Stdout.deliver(false, |to| to.write_all(welcome(own_language()).as_bytes()))?;
    Ok(Verdict::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria;
    use crate::language::Language;
    use crate::scoring::Engine;

    #[test]
    fn names_every_column_that_the_built_in_model_wants() {
        let checked = criteria::parse("built-in criteria", criteria::DEFAULT.as_bytes());
        let engine = Engine::new(checked.model.unwrap());
        for column in engine.schema().columns() {
            for language in Language::ALL {
                assert!(welcome(language).contains(&column.name), "{}", column.name);
            }
        }
    }

    #[test]
    fn fits_eighty_columns() {
        for line in Language::ALL.into_iter().flat_map(|language| welcome(language).lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
