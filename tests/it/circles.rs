//! No two files of `src` need each other, be it directly or by way of others.
//!
//! An arrow leads from a file to the one that defines a name it uses. A name that a module only hands on (`pub use`) leads to
//! the file behind it, and handing on is no use. Tests inside the files are free.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// A module path from the root of the crate: `[]` is `lib.rs`, `["input", "rows"]` is `input/rows/mod.rs`.
type Module = Vec<String>;

/// What the text of one module says.
#[derive(Default)]
struct Names {
    /// Paths in the code, as they are written.
    used: BTreeSet<Vec<String>>,
    /// Names that a `use` brings in, with their paths. `*` stands for all.
    imported: Vec<(String, Vec<String>)>,
    /// Names that a `pub use` hands on, with their paths.
    handed_on: Vec<(String, Vec<String>)>,
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| a.path().is_ident("cfg") && quoted(a).contains("test"))
}

fn quoted(attribute: &Attribute) -> String {
    attribute.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default()
}

/// The paths of a `use`, each with the name it goes by.
fn spread(tree: &UseTree, before: &[String], to: &mut Vec<(String, Vec<String>)>) {
    let with = |name: String| before.iter().cloned().chain([name]).collect::<Vec<String>>();
    let named = |name: &syn::Ident| match (name == "self", before.split_last()) {
        (true, Some((last, _))) => (last.clone(), before.to_vec()),
        _ => (name.to_string(), with(name.to_string())),
    };
    match tree {
        UseTree::Path(path) => spread(&path.tree, &with(path.ident.to_string()), to),
        UseTree::Group(group) => group.items.iter().for_each(|tree| spread(tree, before, to)),
        UseTree::Name(name) => to.push(named(&name.ident)),
        UseTree::Rename(rename) => to.push((rename.rename.to_string(), named(&rename.ident).1)),
        UseTree::Glob(_) => to.push(("*".to_owned(), before.to_vec())),
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if is_test(attributes) {
            return;
        }
        if let Item::Use(item) = item {
            let is_private = matches!(item.vis, Visibility::Inherited);
            spread(&item.tree, &[], if is_private { &mut self.imported } else { &mut self.handed_on });
        }
        visit::visit_item(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.used.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// `pub(super)` names a module without using it.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    /// The tokens of a macro are not parsed: names with `::` between them are a path.
    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
    }
}

impl Names {
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.used.insert(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                proc_macro2::TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                _ => colons = 0,
            }
        }
        self.used.insert(path);
    }
}

/// All modules with what they say.
struct House(BTreeMap<Module, Names>);

impl House {
    fn new(files: impl Iterator<Item = (String, String)>) -> Self {
        let parsed = files.map(|(file, text)| {
            let mut names = Names::default();
            names.visit_file(&syn::parse_file(&text).unwrap());
            let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let path = if path == "lib" { "" } else { path };
            (path.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect(), names)
        });
        House(parsed.collect())
    }

    /// The module that defines what `path` names in `module`; nothing for what other crates define.
    fn home(&self, module: &[String], path: &[String], depth: usize) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" | "keyrank" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module.split_last()?.1.to_vec(),
            name => {
                let child: Module = module.iter().cloned().chain([name.to_owned()]).collect();
                if self.0.contains_key(&child) {
                    child
                } else {
                    // A name that a `use` brought in, such as a module.
                    let names = self.0.get(module)?;
                    let (_, target) = names.imported.iter().chain(&names.handed_on).find(|(known, _)| known == name)?;
                    let whole: Vec<String> = target.iter().chain(rest).cloned().collect();
                    return if depth == 0 || target.first() == Some(first) {
                        None
                    } else {
                        self.home(module, &whole, depth - 1)
                    };
                }
            }
        };
        for (place, name) in rest.iter().enumerate() {
            if name == "super" {
                at.pop();
                continue;
            }
            at.push(name.clone());
            if self.0.contains_key(&at) {
                continue;
            }
            at.pop();
            let names = self.0.get(&at)?;
            // A child also sees what a private `use` brings in.
            let handed = names.handed_on.iter().chain(&names.imported).find(|(known, _)| known == name);
            return match handed {
                Some((_, target)) if depth > 0 => {
                    let whole: Vec<String> = target.iter().chain(rest.get(place + 1..)?).cloned().collect();
                    self.home(&at, &whole, depth - 1)
                }
                _ => Some(at),
            };
        }
        Some(at)
    }

    /// The modules that each module uses.
    fn arrows(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let targets = |(module, names): (&Module, &Names)| {
            let imported = names.imported.iter().map(|(_, path)| path);
            let homes = imported.chain(&names.used).filter_map(|path| self.home(module, path, 8));
            homes.filter(|home| home != module && !home.is_empty()).collect()
        };
        self.0.iter().map(|pair| (pair.0, targets(pair))).collect()
    }

    /// Sets of modules in which each reaches each.
    fn circles(&self) -> Vec<String> {
        let arrows = self.arrows();
        let reached = |start: &Module| {
            let mut seen: BTreeSet<&Module> = BTreeSet::new();
            let mut open: Vec<&Module> = arrows.get(start).into_iter().flatten().collect();
            while let Some(module) = open.pop() {
                if seen.insert(module) {
                    open.extend(arrows.get(module).into_iter().flatten());
                }
            }
            seen
        };
        let reach: BTreeMap<&Module, BTreeSet<&Module>> =
            arrows.keys().map(|module| (*module, reached(module))).collect();
        let circle = |module: &Module| {
            let in_circle = |other: &&&Module| reach.get(**other).is_some_and(|back| back.contains(module));
            reach.get(module).into_iter().flatten().filter(in_circle).map(|m| m.join("/")).collect::<BTreeSet<String>>()
        };
        let circles: BTreeSet<BTreeSet<String>> = arrows.keys().map(|module| circle(module)).collect();
        circles.into_iter().filter(|circle| circle.len() > 1).map(|circle| Vec::from_iter(circle).join(", ")).collect()
    }
}

fn circles(files: &[(&str, &str)]) -> Vec<String> {
    House::new(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))).circles()
}

#[test]
fn no_files_need_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let circles = House::new(crate::architecture::files(&root).into_iter()).circles();
    assert!(circles.is_empty(), "files that need each other:\n{}", circles.join("\n"));
}

#[test]
fn sees_a_circle_however_it_is_written() {
    let two = ["a, b".to_owned()];
    assert_eq!(circles(&[("a.rs", "use crate::b::B; struct A;"), ("b.rs", "struct B(crate::a::A);")]), two);
    assert_eq!(
        circles(&[("a.rs", "fn a() { print!(\"{}\", crate::b::B) }"), ("b.rs", "use super::a::{self, A};")]),
        two
    );
    let handed_on =
        [("m/mod.rs", "mod a; mod b; pub use b::B;"), ("m/a.rs", "use super::B;"), ("m/b.rs", "use super::a;")];
    assert_eq!(circles(&handed_on), ["m/a, m/b"]);
    let parent = [("m/mod.rs", "mod a; struct M; fn f() { a::go() }"), ("m/a.rs", "use super::M;")];
    assert_eq!(circles(&parent), ["m, m/a"]);
}

#[test]
fn handing_on_and_tests_make_no_circle() {
    let face = [("m/mod.rs", "mod a; pub use a::A; struct M;"), ("m/a.rs", "use super::M;")];
    assert_eq!(circles(&face), [""; 0]);
    let seen = [("m/mod.rs", "mod a; fn f() { a::go() }"), ("m/a.rs", "pub(super) fn go() {}")];
    assert_eq!(circles(&seen), [""; 0]);
    let tests = [("a.rs", "use crate::b::B;"), ("b.rs", "#[cfg(test)] mod tests { use crate::a::A; }")];
    assert_eq!(circles(&tests), [""; 0]);
}
