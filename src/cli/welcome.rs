//! `keyrank` alone: how to start.

use super::destination::Destination;
use super::outcome::{Error, Verdict};

const WELCOME: &str = "\
keyrank ranks your customers into key accounts.

  1. Export your customers as CSV with a column account_id and a rating from 0
     to 10 in each of these columns:
       market_importance, know_how, door_opener, service_complexity,
       opportunity_breadth
  2. Rank them:
       keyrank score customers.csv
  3. Ask why:
       keyrank explain customers.csv \"part of a name\"

Other columns, weights or tiers? Write them in a criteria file and add
-c criteria.yaml. All commands: keyrank --help
";

/// Shows how to start.
pub(super) fn run() -> Result<Verdict, Error> {
    Destination::Stdout.deliver(false, |to| to.write_all(WELCOME.as_bytes()))?;
    Ok(Verdict::Done)
}
