//! `keyrank` alone: how to start.

use crate::cli::destination::Destination;
use crate::cli::exit::Verdict;
use anyhow::Result;

const WELCOME: &str = "\
keyrank ranks your customers into key accounts.

  1. Save the customer list of your CRM or ERP as CSV or as an Excel workbook.
  2. Let keyrank look at it. It writes criteria.yaml beside the list, says what
     it guessed, and shows the top five:
       keyrank init customers.csv
  3. Rank everybody, and ask why:
       keyrank score customers.csv -c criteria.yaml
       keyrank explain customers.csv \"part of a name\" -c criteria.yaml

Your list has ratings from 0 to 10? It ranks at once with the columns customer
(the name), market_importance, know_how, door_opener, service_complexity and
opportunity_breadth; account_id, country, owner, revenue_eur, business_status
and kam_status (today's tier) may be there as well:
  keyrank score customers.csv
All commands: keyrank --help
";

/// Shows how to start.
pub(crate) fn run() -> Result<Verdict> {
    Destination::Stdout.deliver(false, |to| to.write_all(WELCOME.as_bytes()))?;
    Ok(Verdict::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria;
    use crate::scoring::Engine;

    #[test]
    fn names_every_column_that_the_built_in_model_wants() {
        let checked = criteria::parse("built-in criteria", criteria::DEFAULT.as_bytes());
        let engine = Engine::new(checked.model.unwrap());
        for column in engine.schema().columns() {
            assert!(WELCOME.contains(&column.name), "{}", column.name);
        }
    }
}
