//! The document of `score`: the ranked table, what its marks mean, and the summary.

mod columns;
pub(crate) mod contents;
mod legend;
mod main_figures;
mod portfolio;
mod summary;

use super::table::{Row, Standing, Table};
use super::what_if::what_if;
use super::{Block, Document, Tone};
use crate::language::{Language, common, score};
use crate::scoring::Account;
use columns::Field;
use contents::Contents;

/// How much a document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The main figures, for a screen.
    Brief,
    /// All that is known, for a screen.
    Full,
    /// All that is known, for somebody who has no command to ask for more.
    Paper,
}

/// The whole document.
pub(crate) fn document<'a, 'b: 'a>(
    contents: &'a Contents<'b>,
    language: Language,
    detail: Detail,
    with_portfolio: bool,
) -> Document<'a> {
    let mut blocks: Vec<Block<'a>> = what_if(language, contents.what_if).map(Block::Banner).into_iter().collect();
    if contents.listed > 0 {
        blocks.push(Block::Table(accounts(contents, language, detail)));
    }
    // The main figures say how many are listed, and so save a line.
    let told_below = detail == Detail::Brief && contents.listed > 0 && contents.only_tier.is_none();
    let extent = extent(contents, language).filter(|_| !told_below);
    blocks.extend(extent.map(|text| {
        let is_part = contents.listed < contents.selected && detail != Detail::Paper;
        let hint = if is_part { format!("; {}", common::all_shows_every_one(language)) } else { String::new() };
        Block::Note(Tone::Aside, text + &hint)
    }));
    if let Some(model) = contents.portfolio.filter(|_| with_portfolio) {
        blocks.push(Block::Matrix(Box::new(portfolio::matrix(contents, model, language))));
    }
    blocks.push(Block::Part(score::summary(language).to_owned()));
    blocks.extend(match detail {
        Detail::Brief => main_figures::blocks(contents, language),
        Detail::Full | Detail::Paper => summary::blocks(contents, language),
    });
    Document { language, title: contents.title.to_owned(), blocks }
}

fn accounts<'a, 'b: 'a>(contents: &'a Contents<'b>, language: Language, detail: Detail) -> Table<'a> {
    let (fields, columns): (Vec<Field>, Vec<_>) = columns::columns(contents, language).into_iter().unzip();
    let first_tier = contents.summary.tiers.first().map(|tier| tier.name.as_str());
    let row = move |account: Account<'a>, fields: &[Field]| {
        let is_first = account.tier.is_some() && account.tier == first_tier;
        let standing = if is_first { Standing::Leading } else { Standing::Plain };
        Row { standing, depth: 0, cells: columns::cells(fields, &account, &contents.lines) }
    };
    let rows = move || -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
        let fields = fields.clone();
        Box::new((contents.accounts)().map(move |account| row(account, &fields)))
    };
    let mut table = Table::on_demand(columns, Box::new(rows));
    let long = detail == Detail::Full;
    table.legend = Some(Box::new(move || legend::legend(contents, language, long)));
    table
}

/// Which part of the accounts is listed; `None` where it is all of them.
fn extent(contents: &Contents<'_>, language: Language) -> Option<String> {
    let tier = contents.only_tier;
    let selected = || score::accounts_of(language, contents.selected as u64, tier);
    match contents.listed {
        0 if contents.selected == 0 && tier.is_none() => Some(score::nobody_is_ranked(language).to_owned()),
        listed if listed < contents.selected => Some(common::part(language, listed as u64, &selected())),
        _ => tier.is_some().then(selected),
    }
}

#[cfg(test)]
mod tests {
    use super::contents::example::Example;
    use super::*;

    #[test]
    fn the_extent_tells_what_is_left_out() {
        let extent = |contents: &Contents<'_>| extent(contents, Language::English);
        let example = Example::new();
        assert_eq!(extent(&example.contents(4, &[])), None);
        let mut part = example.contents(2, &[]);
        assert_eq!(extent(&part).as_deref(), Some("2 of 4 accounts"));
        part.only_tier = Some("Key account");
        assert_eq!(extent(&part).as_deref(), Some("2 of 4 accounts of tier Key account"));
        (part.listed, part.selected) = (0, 0);
        assert_eq!(extent(&part).as_deref(), Some("0 accounts of tier Key account"));
        part.only_tier = None;
        assert_eq!(extent(&part).as_deref(), Some("No account is ranked"));
    }
}
