//! Keeps the drawing of the house true: which folder knows which, and who may touch the outside world.
//!
//! Reads the source as text: paths that begin with `crate::`, `keyrank::` or climb there with `super::`. Comments and
//! test modules are free.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each folder (or file) of `src` and those it may know. Who is not in the list is not in the house.
const ARROWS: [(&str, &[&str]); 20] = [
    ("text", &[]),
    ("threads", &[]),
    ("statistics", &[]),
    ("finding", &["text"]),
    ("language", &["text"]),
    ("files", &["text"]),
    ("model", &["text", "language"]),
    ("table", &["text", "model"]),
    ("profile", &["text", "language", "model"]),
    ("criteria", &["text", "language", "model", "finding", "profile"]),
    ("input", &["text", "threads", "table", "finding", "profile"]),
    ("scoring", &["text", "threads", "statistics", "model", "table", "finding"]),
    ("analysis", &["text", "threads", "statistics", "model", "table", "finding", "scoring"]),
    ("plan", &["text", "model", "table", "finding", "scoring", "analysis"]),
    ("sql", &["text", "model", "table", "finding", "scoring", "analysis"]),
    ("report", &["text", "language", "model", "table", "finding", "statistics", "scoring", "analysis", "plan", "sql"]),
    (
        "output",
        &[
            "text",
            "threads",
            "language",
            "files",
            "model",
            "table",
            "finding",
            "statistics",
            "scoring",
            "analysis",
            "plan",
            "sql",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "threads",
            "statistics",
            "language",
            "files",
            "model",
            "finding",
            "table",
            "profile",
            "criteria",
            "input",
            "scoring",
            "analysis",
            "plan",
            "sql",
            "report",
            "output",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// What only some rooms, folders or files may touch, and which.
const RESERVED: [(&[&str], &[&str]); 11] = [
    // One rule says which words are the same. Only names of sheets follow the rule of the spreadsheet.
    (
        &[
            "to_lowercase",
            "to_uppercase",
            "strsim::",
            "unicode_normalization::",
            "unicode_segmentation::",
            "unicode_width::",
        ],
        &["text", "input/workbook/parts.rs"],
    ),
    // These fold ASCII keywords of a format, labels of encodings, codes of currencies, links, or a single key.
    (
        &["eq_ignore_ascii_case", "to_ascii_lowercase", "to_ascii_uppercase", "make_ascii_"],
        &[
            "text",
            "cli/arguments.rs",
            "cli/interview/menu.rs",
            "input/bytes",
            "input/dates",
            "input/numbers/currency.rs",
            "input/numbers/flaw.rs",
            "input/rows/heading.rs",
            "input/workbook",
            "model/missing.rs",
            "profile/shape.rs",
        ],
    ),
    (&["csv::Reader", "csv::StringRecord", "csv::Error", "csv::Position"], &["input"]),
    (&["csv::Writer", "csv::Terminator", "comfy_table::", "annotate_snippets::"], &["output"]),
    (&["saphyr_parser::", "serde_yaml::"], &["criteria"]),
    (&["quick_xml::", "zip::"], &["input"]),
    (&["anyhow::", "indicatif::", "console::"], &["cli"]),
    (&["clap::", "clap_complete::", "clap_mangen::"], &["cli", "main"]),
    (
        &["print!", "println!", "eprint!", "eprintln!", "io::stdout", "io::stderr", "anstream::", "terminal_size::"],
        &["cli", "main"],
    ),
    // The number of the process, which tells its temporary files apart, is no harm.
    (
        &[
            "std::env",
            "env::var",
            "env::args",
            "use std::process",
            "process::exit",
            "process::abort",
            "process::Command",
            "process::ExitCode",
            "signal_hook::",
        ],
        &["cli", "main", "files"],
    ),
    (&["std::fs", "fs::", "File::", "tempfile::", "io::stdin"], &["cli", "input", "output", "files"]),
];

/// A file of `src`: the folder it belongs to, its module path, and its code.
struct Source {
    file: String,
    part: String,
    module: Vec<String>,
    code: String,
}

/// The files below `root` with their texts.
pub(crate) fn files(root: &Path) -> Vec<(String, String)> {
    let mut open = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((file, fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&root).iter().map(|(file, text)| source(file, text)).collect()
}

fn source(file: &str, text: &str) -> Source {
    let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let part = module.first().unwrap().clone();
    module.retain(|name| name != "mod");
    Source { file: file.to_owned(), part, module, code: without_tests(&without_comments(text)) }
}

/// The code without comments; what a string holds counts as code, but for `//`.
fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The code without `#[cfg(test)]` items: from the attribute to the end of the item's braces, or to its semicolon.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, item)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        let mut depth = 0_usize;
        let end = item.char_indices().find(|(_, c)| {
            depth = match c {
                '{' => depth + 1,
                '}' => depth.saturating_sub(1),
                _ => depth,
            };
            depth == 0 && matches!(c, '}' | ';')
        });
        rest = end.map_or("", |(place, c)| &item[place + c.len_utf8()..]);
    }
    kept + rest
}

/// Names that a path may go on with: `a` of `a::b`, and `a`, `b` of `{a::c, b}`.
fn heads(after: &str) -> Vec<String> {
    let name =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = after.trim_start().strip_prefix('{') else { return vec![name(after)] };
    let (mut depth, mut names, mut start) = (0_usize, Vec::new(), 0);
    for (place, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&list[start..place]));
                start = place + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The parts of the house that a file names.
fn known(source: &Source) -> BTreeSet<String> {
    let code = &source.code;
    let mut known = BTreeSet::new();
    let begins = |place: usize| !code[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    for root in ["crate::", "keyrank::"] {
        let paths = code.match_indices(root).filter(|(place, _)| begins(*place));
        known.extend(paths.flat_map(|(place, _)| heads(&code[place + root.len()..])));
    }
    // From a::b, `super::super::` is the root; a file's own folder is no arrow.
    let climb = "super::".repeat(source.module.len());
    let climbs = code.match_indices(&climb).filter(|(place, _)| begins(*place));
    known.extend(climbs.flat_map(|(place, _)| heads(&code[place + climb.len()..])));
    known.remove(&source.part);
    known
}

/// What is wrong with a file, if anything.
fn faults(source: &Source) -> Vec<String> {
    let part = source.part.as_str();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == part) else {
        return vec![format!("{}: `{part}` has no place in the house; give it one in ARROWS", source.file)];
    };
    let is_part = |name: &str| ARROWS.iter().any(|(part, _)| *part == name);
    let mut faults: Vec<String> = known(source)
        .iter()
        .filter(|name| is_part(name) && !allowed.contains(&name.as_str()))
        .map(|name| format!("{}: `{part}` must not know `{name}`", source.file))
        .collect();
    let owns = |owner: &&str| {
        let inside = source.file.strip_prefix(owner).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        *owner == part || inside
    };
    for (words, owners) in RESERVED.iter().filter(|(_, owners)| !owners.iter().any(owns)) {
        let used = words.iter().filter(|word| uses(&source.code, word));
        faults.extend(used.map(|word| format!("{}: `{word}` belongs to {}", source.file, owners.join(", "))));
    }
    faults
}

/// Does the word occur, not as the end of a longer one? `use` lists such as `std::{env, fs}` count as well.
fn uses(code: &str, word: &str) -> bool {
    let stands_alone = |(place, _): (usize, &str)| !code[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let listed = word.strip_prefix("std::").is_some_and(|name| {
        code.match_indices("std::{")
            .any(|(place, list)| heads(&code[place + list.len() - 1..]).iter().any(|n| n == name))
    });
    listed || code.match_indices(word).any(stands_alone)
}

#[test]
fn every_folder_knows_only_those_before_it() {
    let sources = sources();
    assert!(sources.len() > 10, "the source is not where it was");
    let faults: Vec<String> = sources.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sees_a_forbidden_arrow_however_it_is_written() {
    let count = |file: &str, text: &str| faults(&source(file, text)).len();
    assert_eq!(count("scoring/a.rs", "use crate::input::Options;"), 1);
    assert_eq!(count("scoring/a.rs", "use crate::{model::Tier, input::{a, b}, output};"), 2);
    assert_eq!(count("scoring/a.rs", "fn f() { crate::cli::run() }"), 1);
    assert_eq!(count("scoring/a.rs", "use super::super::output::write;"), 1);
    assert_eq!(count("scoring/mod.rs", "pub(crate) use super::{output, model};"), 1);
    assert_eq!(count("finding.rs", "use super::model::Tier;"), 1);
    assert_eq!(count("scoring/deep/a.rs", "use super::super::model::Tier;"), 0);
    assert_eq!(count("main.rs", "use keyrank::input::read;"), 1);
    assert_eq!(count("helpers.rs", ""), 1);
}

#[test]
fn sees_who_touches_the_outside_world() {
    let count = |file: &str, text: &str| faults(&source(file, text)).len();
    assert_eq!(count("output/a.rs", "fn f() { println!(\"x\"); }"), 1);
    assert_eq!(count("output/a.rs", "use std::{env, fs};"), 1);
    assert_eq!(count("scoring/a.rs", "fn f() { let f = File::open(x); }"), 1);
    assert_eq!(count("model/a.rs", "use clap::Parser;"), 1);
    assert_eq!(count("input/a.rs", "use std::fs::File;"), 0);
    assert_eq!(count("input/a.rs", "fn f(a: &str) { a.to_lowercase(); a.eq_ignore_ascii_case(a); }"), 2);
    assert_eq!(count("input/workbook/a.rs", "fn f(a: &str) { a.to_lowercase(); a.eq_ignore_ascii_case(a); }"), 1);
    assert_eq!(count("input/workbook_a.rs", "fn f(a: &str) { a.eq_ignore_ascii_case(a); }"), 1);
    assert_eq!(count("text/a.rs", "fn f(a: &str) { a.to_lowercase(); strsim::jaro(a, a); }"), 0);
    assert_eq!(count("scoring/a.rs", "use csv::ReaderBuilder;"), 1);
    assert_eq!(count("output/a.rs", "pub struct SourceFile; impl A { fn f() { SourceFile::new() } }"), 0);
}

#[test]
fn comments_tests_and_the_own_folder_are_free() {
    let free = "//! [`crate::output`]\nuse crate::scoring::Engine;\nuse super::Node;\n#[cfg(test)]\nmod tests { use crate::input; }\n";
    assert!(faults(&source("scoring/a.rs", free)).is_empty());
    assert_eq!(faults(&source("scoring/a.rs", &format!("{free}use crate::cli;"))).len(), 1);
}
