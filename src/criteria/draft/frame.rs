//! The five criteria of the drafted file: those with columns, and in comments those that nothing in the export speaks for.

use super::account::levels;
use super::criteria_words::{KINDS, Kind};
use super::roles::{Group, Leaf, Roles};
use super::scales::open_levels;
use super::template::Page;
use super::yaml_scalar::{mentioned, scalar, slug};

impl Page {
    /// The criteria, in their order.
    pub(crate) fn criteria(&mut self, roles: &Roles<'_>) {
        self.line(
            "# To change how much a criterion counts, change its weight: only the proportions among siblings matter.",
        );
        self.line("criteria:");
        for kind in &KINDS {
            match roles.groups.iter().find(|group| group.kind.is_some_and(|k| k.id == kind.id)) {
                Some(group) if !group.leaves.is_empty() => self.group(kind, group),
                other => self.open(kind, other),
            }
            self.line("");
        }
        if let Some(group) = roles.groups.iter().find(|group| group.kind.is_none()) {
            let is_turnover = |leaf: &Leaf<'_>| roles.sum.iter().any(|column| column.header == leaf.column.header);
            if group.leaves.iter().all(is_turnover) {
                self.line(
                    "  # CHECK: nothing but turnover was found. It tells who is large, not who is a key account.",
                );
            } else {
                self.line(
                    "  # CHECK: no column says by its name which of the five it belongs to. Sort these into them.",
                );
            }
            self.criterion("not_sorted", "Not yet sorted", None, 100);
            self.leaves("Not yet sorted", group);
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

    fn group(&mut self, kind: &Kind, group: &Group<'_>) {
        self.criterion(kind.id, kind.label, Some(kind.about), kind.weight);
        match group.leaves.as_slice() {
            [leaf] if leaf.id == kind.id => self.scale(kind.label, leaf, kind.id == "know_how", "    "),
            _ => self.leaves(kind.label, group),
        }
        self.unclear(group);
    }

    fn leaves(&mut self, kind: &str, group: &Group<'_>) {
        self.line("    criteria:");
        for leaf in &group.leaves {
            self.line(format!("      - id: {}", scalar(&leaf.id)));
            if leaf.id != leaf.column.header {
                self.line(format!("        label: {}", scalar(&leaf.column.header)));
            }
            self.line("        weight: 1");
            self.scale(kind, leaf, false, "        ");
        }
    }

    fn scale(&mut self, kind: &str, leaf: &Leaf<'_>, often_unknown: bool, indent: &str) {
        self.line(format!("{indent}column: {}", scalar(&leaf.column.header)));
        self.line(format!("{indent}# {}", leaf.proposal.comment));
        let told = leaf.proposal.comment.split_once("CHECK: ").map_or("", |(_, told)| told);
        let told = told.split("; if ").next().unwrap_or(told);
        let scale = leaf.proposal.scale.trim_start_matches("{ ").trim_end_matches(" }");
        self.guess(format!("{kind}: {} as {scale}; {told}", mentioned(&leaf.column.header)));
        self.line(format!("{indent}scale: {}", leaf.proposal.scale));
        match leaf.column.missing {
            0 if often_unknown => self.line(format!("{indent}missing: skip   # often not known yet")),
            0 => {}
            1 => self.line(format!("{indent}missing: skip   # 1 cell has no value")),
            cells => self.line(format!("{indent}missing: skip   # {cells} cells have no value")),
        }
    }

    /// A criterion that nothing speaks for.
    fn open(&mut self, kind: &Kind, group: Option<&Group<'_>>) {
        self.line(format!("  # {} is left out: no column says anything of it.", kind.id));
        self.line(format!("  #   {}", kind.about));
        self.line(format!("  #   Collect {}.", kind.collect));
        self.line("  #   Or rate each customer from 0 to 10 in a column of this name, and take the # away:");
        let (id, label, weight) = (kind.id, kind.label, kind.weight);
        self.line(format!("  # - {{ id: {id}, label: {label}, weight: {weight}, scale: {{ rating: [0, 10] }} }}"));
        if let Some(group) = group {
            self.unclear(group);
        }
    }

    /// Columns of words that speak for a criterion, if only somebody says which word is better.
    fn unclear(&mut self, group: &Group<'_>) {
        for column in &group.unclear {
            let Some(words) = levels(column) else { continue };
            let header = mentioned(&column.header);
            self.line(format!("  # {header} may speak for it, but its words do not tell which is better. CHECK: write points from 0 to"));
            self.line(
                "  # 100 for each ? and take the # away, below the other columns of this criterion if there are any:",
            );
            let (id, header) = (scalar(&slug(&column.header)), scalar(&column.header));
            self.line(format!("  # - id: {id}"));
            self.line("  #   weight: 1");
            self.line(format!("  #   column: {header}"));
            self.line(format!("  #   scale: {}", open_levels(words)));
        }
    }
}
