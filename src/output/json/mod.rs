//! The ranking for programs: the contract of `score -f json`.
//!
//! Accounts are written one by one as they are put together, so a long ranking needs no memory. Text is never altered.

mod account;
pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod findings;
pub(crate) mod inspection;
pub(crate) mod layout;
pub(crate) mod object;
pub(crate) mod sensitivity;
mod summary;
pub(crate) mod weights;

use super::WhatIf;
use crate::report::score::contents::Contents;
use crate::scoring::Node;
use crate::table::SourceFile;
use account::{AccountEntry, KnockedOutEntry, Shape};
use findings::Entry;
use layout::Layout;
use object::firsts;
use serde::{Serialize, Serializer};
use std::io::{self, Write};
use summary::SummaryEntry;

/// Writes the whole contents.
pub(crate) fn write(contents: &Contents<'_>, to: &mut dyn Write) -> io::Result<()> {
    let shape =
        Shape { show: firsts(contents.show.iter().map(String::as_str)), with_file: contents.has_several_files() };
    let whole = Whole {
        model: ModelEntry {
            title: contents.title,
            today: contents.today.map(|day| day.to_string()),
            criteria: criteria(contents.nodes, None),
            what_if: contents.what_if.iter().map(WhatIfEntry::from).collect(),
        },
        summary: SummaryEntry::new(contents),
        accounts: Stream(|| (contents.accounts)().map(|account| AccountEntry::new(account, &shape))),
        knocked_out: Stream(|| (contents.knocked_out)().map(|out| KnockedOutEntry::new(out, &shape))),
        warnings: contents.findings.iter().map(|finding| Entry::from(*finding)).collect(),
        what_if: contents.what_if.iter().map(WhatIfEntry::from).collect(),
        files: Stream(|| contents.files.iter().map(FileEntry::from)),
    };
    Layout::write(&whole, to)
}

/// A list whose items are made while it is written.
pub(crate) struct Stream<F>(pub(super) F);

impl<F, I> Serialize for Stream<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct Whole<'a, A: Serialize, K: Serialize, F: Serialize> {
    model: ModelEntry<'a>,
    summary: SummaryEntry<'a>,
    accounts: A,
    knocked_out: K,
    warnings: Vec<Entry<'a>>,
    what_if: Vec<WhatIfEntry<'a>>,
    files: F,
}

#[derive(Serialize)]
struct ModelEntry<'a> {
    title: &'a str,
    /// Not there where the model does not count to the day of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<String>,
    criteria: Vec<CriterionEntry<'a>>,
    /// Here as well as beside the ranking: the weights above are not those of the criteria file.
    what_if: Vec<WhatIfEntry<'a>>,
}

#[derive(Serialize)]
struct CriterionEntry<'a> {
    id: &'a str,
    label: &'a str,
    weight: f64,
    effective_weight: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<CriterionEntry<'a>>,
}

/// The criteria below `parent`, which is one of `nodes`.
fn criteria(nodes: &[Node], parent: Option<usize>) -> Vec<CriterionEntry<'_>> {
    let children = nodes.iter().enumerate().filter(|(_, node)| node.parent == parent);
    let entries = children.map(|(place, node)| CriterionEntry {
        id: &node.id,
        label: &node.label,
        weight: node.weight,
        effective_weight: node.effective_weight,
        criteria: criteria(nodes, Some(place)),
    });
    entries.collect()
}

#[derive(Serialize)]
pub(crate) struct WhatIfEntry<'a> {
    criterion: &'a str,
    from: f64,
    to: f64,
}

impl<'a> From<&'a WhatIf> for WhatIfEntry<'a> {
    fn from(what_if: &'a WhatIf) -> Self {
        WhatIfEntry { criterion: &what_if.criterion, from: what_if.from, to: what_if.to }
    }
}

#[derive(Serialize)]
pub(crate) struct FileEntry<'a> {
    name: &'a str,
    lines: u64,
    customers: u64,
}

impl<'a> From<&'a SourceFile> for FileEntry<'a> {
    fn from(file: &'a SourceFile) -> Self {
        FileEntry { name: &file.name, lines: file.lines, customers: file.customers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Place};
    use crate::report::score::contents::example::{Example, NASTY};
    use serde_json::{Value, json};

    fn text(example: &Example, findings: &[&Finding]) -> String {
        let mut bytes = Vec::new();
        write(&example.contents(4, findings), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn keys(value: &Value) -> String {
        value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_stand_in_the_order_of_the_contract() {
        let read: Value = serde_json::from_str(&text(&Example::new(), &[])).unwrap();
        assert_eq!(keys(&read), "model summary accounts knocked_out warnings what_if files");
        assert_eq!(keys(&read["model"]), "title criteria what_if");
        assert_eq!(read["model"]["what_if"], json!([]));
        assert_eq!(keys(&read["model"]["criteria"][0]), "id label weight effective_weight criteria");
        let summary = "accounts ranked knocked_out tau_b_vs_sum tiers baseline concentration changes flags incomplete uncertain data_driven";
        assert_eq!(keys(&read["summary"]), summary);
        let account = "rank id name score score_low score_high uncertain tier change flags completeness_percent criteria \
                       portfolio show line";
        assert_eq!(keys(&read["accounts"][0]), account);
        assert_eq!(keys(&read["knocked_out"][0]), "id name line reasons");
    }

    #[test]
    fn an_account_says_everything() {
        let read: Value = serde_json::from_str(&text(&Example::new(), &[])).unwrap();
        let expected = json!({
            "rank": 2, "id": "C-2", "name": "株式会社テスト", "score": 70.123_456_789, "score_low": 62, "score_high": 82,
            "uncertain": true, "tier": "Key account", "change": "keep", "flags": [], "completeness_percent": 80,
            "criteria": {
                "market_importance": { "points": 90, "contribution": 54 },
                "potential": { "value": 2_500_000, "points": 80, "contribution": 24 },
                "opinion_leader": { "value": "global", "points": 100, "contribution": 30 },
                "know_how": { "value": 7.5, "points": 75, "contribution": 15 },
                "door_opener": { "value": null, "points": null, "contribution": null }
            },
            "portfolio": { "x": null, "y": 90, "quadrant": null },
            "show": { "country": "DE", "know_how": "7.5" }, "line": 3
        });
        assert_eq!(read["accounts"][1], expected);
        let tier = json!({ "name": "Key account", "accounts": 2,
                           "sums": { "revenue_eur": { "total": 1_500_000, "share_percent": 75 } } });
        assert_eq!(read["summary"]["tiers"][0], tier);
        assert_eq!(read["summary"]["tau_b_vs_sum"], json!(0.5));
        assert_eq!(read["model"]["criteria"][0]["criteria"][1]["id"], "opinion_leader");
        assert_eq!(read["model"]["criteria"][1].get("criteria"), None);
        assert_eq!(read["knocked_out"][0]["reasons"], json!(["no business possible"]));
    }

    #[test]
    fn one_account_is_one_line() {
        let text = text(&Example::new(), &[]);
        assert_eq!(text.lines().filter(|line| line.starts_with("    {\"rank\": ")).count(), 4);
    }

    #[test]
    fn a_nasty_name_is_not_altered_and_gives_no_orders() {
        let mut example = Example::new();
        example.names[0] = NASTY;
        let text = text(&example, &[]);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["accounts"][0]["name"], NASTY);
    }

    #[test]
    fn several_files_are_named_and_double_headers_stand_once() {
        let mut example = Example::new();
        example.files.push(SourceFile { name: "b.csv".into(), lines: 1, customers: 0 });
        example.show = vec!["country".into(), "country".into()];
        let text = text(&example, &[]);
        assert_eq!(text.matches("\"country\": ").count(), 4);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["accounts"][0]["file"], "customers.csv");
        assert_eq!(read["files"][1], json!({ "name": "b.csv", "lines": 1, "customers": 0 }));
    }

    #[test]
    fn warnings_and_what_ifs_are_there() {
        let mut example = Example::new();
        example.what_if = vec![WhatIf { criterion: "know_how".into(), from: 20.0, to: 30.0 }];
        let warning = Finding::warning("tie", "a tie").at(Place::line("c.csv", 3));
        let read: Value = serde_json::from_str(&text(&example, &[&warning])).unwrap();
        assert_eq!(read["what_if"], json!([{ "criterion": "know_how", "from": 20, "to": 30 }]));
        assert_eq!(read["model"]["what_if"], read["what_if"]);
        let first = &read["warnings"][0];
        assert_eq!((&first["message"], &first["file"], &first["line"]), (&json!("a tie"), &json!("c.csv"), &json!(3)));
        assert_eq!(first["column"], Value::Null);
    }
}
