//! The words of `keyrank` alone: how to start.

use super::Language;

const ENGLISH: &str = "\
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

const GERMAN: &str = "\
keyrank findet unter Ihren Kunden die Key Accounts.

  1. Speichern Sie die Kundenliste aus Ihrem CRM oder ERP als CSV oder Excel.
  2. Lassen Sie keyrank einen Blick darauf werfen. Es schreibt criteria.yaml
     neben die Liste, sagt, was es vermutet, und zeigt die ersten fünf:
       keyrank init kunden.csv
  3. Bewerten Sie alle, und fragen Sie nach dem Warum:
       keyrank score kunden.csv -c criteria.yaml
       keyrank explain kunden.csv \"Teil des Namens\" -c criteria.yaml

Ihre Liste hat schon Noten von 0 bis 10? Sie wird sofort bewertet, wenn ihre
Spalten customer (der Name), market_importance, know_how, door_opener,
service_complexity und opportunity_breadth heißen; account_id, country, owner,
revenue_eur, business_status und kam_status (die heutige Stufe) sind erlaubt:
  keyrank score kunden.csv
Alle Befehle: keyrank --help
";

/// The whole screen, within 80 columns.
pub(crate) const fn welcome(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    }
}
