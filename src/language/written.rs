//! The sentence after a ranking that went to a file or to a program.

use super::Language;
use super::common::{Noun, counted};
use Language::{English, German};

/// What was ranked, and what of it was written.
pub(crate) struct Written<'a> {
    pub(crate) customers: u64,
    pub(crate) lines: u64,
    pub(crate) ranked: u64,
    pub(crate) knocked_out: u64,
    /// How many accounts were written.
    pub(crate) listed: u64,
    /// Where they were written to, unless that is standard output.
    pub(crate) file: Option<&'a str>,
    pub(crate) is_what_if: bool,
}

impl Written<'_> {
    pub(crate) fn sentence(&self, language: Language) -> String {
        let Written { customers, lines, ranked, knocked_out, listed, file, is_what_if } = self;
        let mut text = match language {
            English => {
                format!("{ranked} of {customers} customers from {lines} lines ranked, {knocked_out} knocked out")
            }
            German => {
                format!("{ranked} von {customers} Kunden aus {lines} Zeilen bewertet, {knocked_out} ausgeschlossen")
            }
        };
        if listed < ranked {
            text.push_str(&match language {
                English => format!("; {listed} of {} written", counted(language, *ranked, Noun::Account)),
                German => format!("; {listed} von {} geschrieben", counted(language, *ranked, Noun::Account)),
            });
        } else if file.is_some() {
            text.push_str(match language {
                English => "; written",
                German => "; geschrieben",
            });
        }
        if let Some(file) = file {
            text.push_str(&match language {
                English => format!(" to {file}"),
                German => format!(" nach {file}"),
            });
            text.push_str(match (is_what_if, language) {
                (false, _) => "",
                (true, English) => "; a what-if, not the ranking of the criteria file",
                (true, German) => "; ein Was-wäre-wenn, nicht die Rangliste der Kriteriendatei",
            });
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_all_is_counted() {
        let all =
            Written { customers: 5, lines: 6, ranked: 4, knocked_out: 1, listed: 4, file: None, is_what_if: false };
        assert_eq!(all.sentence(English), "4 of 5 customers from 6 lines ranked, 1 knocked out");
        let top = Written { listed: 2, file: Some("top.csv"), is_what_if: true, ..all };
        assert_eq!(
            top.sentence(German),
            "4 von 5 Kunden aus 6 Zeilen bewertet, 1 ausgeschlossen; 2 von 4 Kunden geschrieben nach top.csv; ein \
             Was-wäre-wenn, nicht die Rangliste der Kriteriendatei"
        );
    }
}
