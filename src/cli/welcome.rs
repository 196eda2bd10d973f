//! `keyrank` alone: how to start.

use super::destination::Destination;
use super::outcome::{Error, Verdict};

const WELCOME: &str = "\
keyrank ranks your customers into key accounts.

  1. Export your customers as CSV or .xlsx with a rating from 0 to 10 in each of
       market_importance, know_how, door_opener, service_complexity,
       opportunity_breadth
     and with the columns account_id, customer (the name), country, owner,
     revenue_eur, business_status and kam_status (today's tier, or empty)
  2. Rank them:
       keyrank score customers.csv
  3. Ask why:
       keyrank explain customers.csv \"part of a name\"

Other columns, weights or tiers? Take the built-in criteria file, change it, and
rank with it:
  keyrank criteria > criteria.yaml
  keyrank score customers.csv -c criteria.yaml
All commands: keyrank --help
";

/// Shows how to start.
pub(super) fn run() -> Result<Verdict, Error> {
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
