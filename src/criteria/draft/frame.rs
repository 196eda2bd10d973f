//! The five criteria of the drafted file: those with columns, and as comments those that no column measures.

use super::account::levels;
use super::criteria_words::{KINDS, Kind};
use super::roles::{Group, Leaf, Roles};
use super::scales::open_levels;
use super::template::Page;
use super::yaml_scalar::{mentioned, scalar, slug};
use crate::language::{Language, draft as words};

impl Page {
    /// The criteria, in their order.
    pub(crate) fn criteria(&mut self, roles: &Roles<'_>) {
        let language = roles.language;
        self.line(words::about_weights(language));
        self.line("criteria:");
        for kind in &KINDS {
            match roles.groups.iter().find(|group| group.kind.is_some_and(|k| k.id == kind.id)) {
                Some(group) if !group.leaves.is_empty() => self.group(kind, group, language),
                other => self.open(kind, other, language),
            }
            self.line("");
        }
        if let Some(group) = roles.groups.iter().find(|group| group.kind.is_none()) {
            let is_turnover = |leaf: &Leaf<'_>| roles.sum.iter().any(|column| column.header == leaf.column.header);
            self.line(if group.leaves.iter().all(is_turnover) {
                words::only_turnover(language)
            } else {
                words::not_sorted_comment(language)
            });
            let label = words::not_sorted(language);
            self.criterion("not_sorted", label, None, 100);
            self.leaves(label, group, language);
            self.line("");
        }
    }

    fn criterion(&mut self, id: &str, label: &str, about: Option<&str>, weight: u32) {
        self.line(format!("  - id: {id}"));
        self.line(format!("    label: {label}"));
        if let Some(about) = about {
            self.line(format!("    about: {about}"));
        }
        self.line(format!("    weight: {weight}"));
    }

    fn group(&mut self, kind: &Kind, group: &Group<'_>, language: Language) {
        let [label, about, _] = kind.words(language);
        self.criterion(kind.id, label, Some(about), kind.weight);
        match group.leaves.as_slice() {
            [leaf] if leaf.id == kind.id => self.scale(label, leaf, kind.id == "know_how", ("    ", language)),
            _ => self.leaves(label, group, language),
        }
        self.unclear(group, language);
    }

    fn leaves(&mut self, kind: &str, group: &Group<'_>, language: Language) {
        self.line("    criteria:");
        for leaf in &group.leaves {
            self.line(format!("      - id: {}", scalar(&leaf.id)));
            if leaf.id != leaf.column.header {
                self.line(format!("        label: {}", scalar(&leaf.column.header)));
            }
            self.line("        weight: 1");
            self.scale(kind, leaf, false, ("        ", language));
        }
    }

    fn scale(&mut self, kind: &str, leaf: &Leaf<'_>, often_unknown: bool, (indent, language): (&str, Language)) {
        self.line(format!("{indent}column: {}", scalar(&leaf.column.header)));
        let reason = words::reason(language, &leaf.proposal.reason);
        let found = leaf.proposal.found.as_ref();
        let found = found.map_or_else(String::new, |found| format!("{}; ", words::found(language, found)));
        self.line(format!("{indent}# {found}CHECK: {reason}"));
        let short = reason.split(words::otherwise(language)).next().unwrap_or(&reason);
        let scale = leaf.proposal.scale.as_str();
        let scale = scale.strip_prefix("{ ").and_then(|scale| scale.strip_suffix(" }")).unwrap_or(scale);
        self.guess(words::scale_guess(language, kind, &mentioned(&leaf.column.header), scale, short));
        self.line(format!("{indent}scale: {}", leaf.proposal.scale));
        match leaf.column.missing {
            0 if often_unknown => {
                self.line(format!("{indent}missing: skip   # {}", words::often_unknown(language)));
            }
            0 => {}
            cells => self.line(format!("{indent}missing: skip   # {}", words::without_value(language, cells))),
        }
    }

    /// A criterion that no column measures.
    fn open(&mut self, kind: &Kind, group: Option<&Group<'_>>, language: Language) {
        let [label, about, collect] = kind.words(language);
        let [is_left_out, to_collect, to_rate] = words::left_out(language, kind.id, collect);
        self.line(is_left_out);
        self.line(format!("  #   {about}"));
        self.line(to_collect);
        self.line(to_rate);
        let (id, weight) = (kind.id, kind.weight);
        self.line(format!("  # - {{ id: {id}, label: {label}, weight: {weight}, scale: {{ rating: [0, 10] }} }}"));
        if let Some(group) = group {
            self.unclear(group, language);
        }
    }

    /// Columns of words that would measure a criterion if somebody gave the order of the words.
    fn unclear(&mut self, group: &Group<'_>, language: Language) {
        for column in &group.unclear {
            let Some(levels) = levels(column) else { continue };
            for line in words::unclear(language, &mentioned(&column.header)) {
                self.line(line);
            }
            let (id, header) = (scalar(&slug(&column.header)), scalar(&column.header));
            self.line(format!("  # - id: {id}"));
            self.line("  #   weight: 1");
            self.line(format!("  #   column: {header}"));
            self.line(format!("  #   scale: {}", open_levels(levels)));
        }
    }
}
