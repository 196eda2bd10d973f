//! Any bytes as a criteria file: findings, or a model that the engine takes.
#![no_main]

use keyrank::{criteria, scoring::Engine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(model) = criteria::parse("criteria.yaml", bytes).model {
        Engine::new(model);
    }
});
