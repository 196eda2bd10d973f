//! Keys in a fixed order, and the first few of a list.

use serde::{Serialize, Serializer};

/// Each name with its place; a name that came before is left out, because a key stands only once in an object.
pub(crate) fn firsts<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut firsts: Vec<(usize, &str)> = Vec::new();
    for (place, name) in names.enumerate() {
        if !firsts.iter().any(|(_, earlier)| *earlier == name) {
            firsts.push((place, name));
        }
    }
    firsts
}

/// An object in the order of its pairs.
pub(crate) struct Object<K, V>(pub(crate) Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Object<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
