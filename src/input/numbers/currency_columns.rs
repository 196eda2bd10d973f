//! Columns that name the currency of the amounts beside them: which of them belongs to which amounts, told by the headers.

use super::currency;
use super::currency::Currency;
use crate::table::{Kind, Schema};
use crate::text::folded;

/// A column of currencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Its field.
    pub(crate) field: usize,
    /// The wanted columns whose amounts it is about, by their place in the schema; at least one.
    pub(crate) amounts: Vec<usize>,
}

/// A currency as such a column names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    Known(Currency),
    /// As it compares.
    Other(String),
}

impl Named {
    /// What a cell names; `None` for a number, which is no currency.
    pub(crate) fn of(cell: &str) -> Option<Self> {
        let is_number = cell.starts_with(|c: char| c.is_ascii_digit());
        let other = || Named::Other(folded(cell));
        (!is_number).then(|| currency::named(cell).map_or_else(other, Named::Known))
    }

    /// Whether both may be the same currency.
    pub(crate) fn fits(&self, other: &Named) -> bool {
        match (self, other) {
            (Named::Known(one), Named::Known(other)) => one.fits(*other),
            (one, other) => one == other,
        }
    }
}

/// The word for currency: English, German, French, Italian and Scandinavian, Spanish, Portuguese, Polish, Czech, Hungarian, SAP's field.
const WORDS: [&str; 14] = [
    "currency", "währung", "waehrung", "devise", "valuta", "divisa", "moneda", "moeda", "waluta", "měna", "deviza",
    "ccy", "whrg", "waers",
];

/// What may stand beside it and changes nothing.
const FILLERS: [&str; 12] =
    ["iso", "code", "isocode", "kürzel", "key", "schlüssel", "symbol", "id", "name", "of", "the", "der"];

/// What says that amounts were brought to one currency.
const CONVERTED: [&str; 6] = ["converted", "konvertiert", "umgerechnet", "base", "basis", "normalized"];

/// Finds the columns of currencies: the one whose header is that of an amount and the word, else the only one of the file.
pub(crate) fn find(headers: &[String], schema: &Schema, fields: &[usize]) -> Vec<Beside> {
    let headers: Vec<Vec<String>> = headers.iter().map(|header| words(header)).collect();
    let of_money: Vec<usize> = (0..headers.len())
        .filter(|field| headers.get(*field).is_some_and(|h| h.iter().any(|w| is_currency(w))))
        .collect();
    if of_money.is_empty() {
        return Vec::new();
    }
    let header = |field: usize| headers.get(field).map_or(&[] as &[String], Vec::as_slice);
    let belongs = |money: usize, amount: usize| money != amount && is_amount_and_word(header(money), header(amount));
    let is_other = |field: usize| {
        let bound = schema.columns().iter().zip(fields).find(|(_, its)| **its == field);
        bound.is_some_and(|(column, _)| !matches!(column.kind, Kind::Number { .. }))
    };
    let free: Vec<usize> = of_money
        .iter()
        .copied()
        .filter(|money| !fields.contains(money) && !(0..headers.len()).any(|it| !is_other(it) && belongs(*money, it)))
        .collect();
    let mut found: Vec<Beside> = Vec::new();
    for (column, (wanted, &field)) in schema.columns().iter().zip(fields).enumerate() {
        if !matches!(wanted.kind, Kind::Number { scale: None }) {
            continue;
        }
        let own = of_money.iter().copied().find(|money| belongs(*money, field));
        let only = match free.as_slice() {
            [only] if !is_one_currency(header(field)) => Some(*only),
            _ => None,
        };
        let Some(money) = own.or(only) else { continue };
        match found.iter_mut().find(|beside| beside.field == money) {
            Some(beside) => beside.amounts.push(column),
            None => found.push(Beside { field: money, amounts: vec![column] }),
        }
    }
    found
}

/// The words of a header in lower case, `AmountCurrency` being two.
fn words(header: &str) -> Vec<String> {
    let mut apart = String::new();
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            apart.push(' ');
        }
        let is_sign = matches!(c, '€' | '$' | '£' | '¥');
        apart.extend(is_sign.then_some(' '));
        apart.push(c);
        apart.extend(is_sign.then_some(' '));
        before = c;
    }
    let apart = folded(&apart);
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '¥');
    apart.split(is_between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether it is the word, alone or at the end of a longer one as in Belegwährung.
fn is_currency(word: &str) -> bool {
    WORDS.iter().any(|known| word == *known || known.len() > 5 && word.ends_with(known))
        || word.starts_with("währungs")
        || word.starts_with("currency")
}

/// Whether a header holds the words of another one, that for currency, and nothing of weight besides.
fn is_amount_and_word(header: &[String], amount: &[String]) -> bool {
    let mut rest = header.to_vec();
    let all = amount.iter().all(|word| rest.iter().position(|its| its == word).map(|at| rest.remove(at)).is_some());
    let light = |word: &String| is_currency(word) || FILLERS.contains(&word.as_str());
    !amount.is_empty() && all && rest.iter().any(|word| is_currency(word)) && rest.iter().all(light)
}

/// Whether the header of amounts says that they are in one currency.
fn is_one_currency(header: &[String]) -> bool {
    let says = |word: &String| {
        CONVERTED.contains(&word.as_str())
            || (word.len() == 3 || !word.starts_with(char::is_alphanumeric)) && currency::named(word).is_some()
    };
    header.iter().any(says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Decimal};

    /// The headers of the currencies beside some amounts.
    fn beside(headers: &[&str], amounts: &[&str]) -> Vec<(String, Vec<usize>)> {
        let mut schema = Schema::new("id", vec![], Decimal::Auto);
        for name in amounts {
            schema.want(Column { name: (*name).into(), kind: Kind::Number { scale: None }, required: false });
        }
        let place = |name: &str| headers.iter().position(|header| *header == name).unwrap();
        let fields: Vec<usize> = ["id"].iter().chain(amounts).map(|name| place(name)).collect();
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let found = find(&headers, &schema, &fields);
        found.into_iter().map(|beside| (headers[beside.field].clone(), beside.amounts)).collect()
    }

    #[test]
    fn the_header_of_an_amount_and_the_word_belong_together() {
        for money in
            ["Amount Currency", "amount_currency", "Amount (Currency)", "AmountCurrencyIsoCode", "Währung Amount"]
        {
            let headers = ["id", "Amount", money, "Revenue", "Other Currency"];
            assert_eq!(beside(&headers, &["Amount"]), [(money.to_owned(), vec![1])], "{money}");
        }
        let headers = ["id", "Amount Currency", "Amount", "Amount (converted) Currency", "Amount (converted)"];
        assert_eq!(beside(&headers, &["Amount (converted)"]), [("Amount (converted) Currency".to_owned(), vec![1])]);
        assert_eq!(beside(&headers, &["Amount"]), [("Amount Currency".to_owned(), vec![1])]);
    }

    #[test]
    fn the_only_column_of_currencies_is_about_all_amounts() {
        for money in ["currency", "Währung", "CurrencyIsoCode", "Account Currency", "Belegwährung", "WAERS"] {
            let found = beside(&["id", "revenue", "potential", money], &["revenue", "potential"]);
            assert_eq!(found, [(money.to_owned(), vec![1, 2])], "{money}");
        }
        assert!(beside(&["id", "revenue_eur", "currency"], &["revenue_eur"]).is_empty());
        assert!(beside(&["id", "Umsatz (€)", "Währung"], &["Umsatz (€)"]).is_empty());
        assert!(beside(&["id", "Revenue", "Amount", "Amount Currency"], &["Revenue"]).is_empty());
        assert!(beside(&["id", "revenue", "Price Currency", "Cost Currency"], &["revenue"]).is_empty());
        assert!(beside(&["id", "revenue", "country"], &["revenue"]).is_empty());
    }

    #[test]
    fn names_of_one_currency_fit() {
        let named = |cell: &str| Named::of(cell).unwrap();
        assert!(
            named("EUR").fits(&named("€")) && named("Euro").fits(&named("eur")) && named("Taler").fits(&named("TALER"))
        );
        assert!(
            !named("EUR").fits(&named("JPY")) && !named("Taler").fits(&named("EUR")) && Named::of("1.08").is_none()
        );
    }
}
