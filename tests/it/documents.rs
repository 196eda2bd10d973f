//! The README and the chapters of the documentation, as texts; `cli` runs their commands.

use std::fs;
use std::path::{Path, PathBuf};

/// The README, CONTRIBUTING and each chapter.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapters = fs::read_dir(root.join("docs/src")).unwrap().map(|entry| entry.unwrap().path());
    chapters.chain(["README.md", "CONTRIBUTING.md"].map(|name| root.join(name))).collect()
}

/// The targets of the links of a page, without those to other sites.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned());
    targets.filter(|target| !target.starts_with("http")).collect()
}

/// What a heading is called in a link: small letters, hyphens for spaces, no marks.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    for page in pages() {
        for link in links(&fs::read_to_string(&page).unwrap()) {
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            let text = fs::read_to_string(&target);
            assert!(target.exists(), "{}: {link}", page.display());
            // The built book holds the chapters alone.
            let leaves = file.starts_with("..") && page.parent().is_some_and(|folder| folder.ends_with("src"));
            assert!(!leaves, "{}: {link}", page.display());
            let headings = text.unwrap_or_default();
            let mut headings =
                headings.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
            assert!(
                heading.is_empty() || headings.any(|line| anchor(line.trim()) == heading),
                "{}: {link}",
                page.display()
            );
        }
    }
}

#[test]
fn the_readme_is_short() {
    assert!(fs::read("README.md").unwrap().len() <= 10_000);
}

#[test]
fn every_chapter_stands_in_the_summary() {
    let summary = links(&fs::read_to_string("docs/src/SUMMARY.md").unwrap());
    for page in pages().iter().filter(|page| page.parent().is_some_and(|folder| folder.ends_with("src"))) {
        let name = page.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name == "SUMMARY.md" || summary.contains(&name), "{name}");
    }
}
