//! Any bytes as a customer file for the built-in model.
#![no_main]

use keyrank::input::{self, Options};
use keyrank::{criteria, scoring::Engine};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let Some(model) = criteria::parse("criteria.yaml", criteria::DEFAULT.as_bytes()).model else { return };
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("a temporary file takes bytes");
    let _ = input::read(&[file.path().to_owned()], Engine::new(model).schema(), &Options::default());
});
