//! Any bytes as the number cell of a customer.
#![no_main]

use keyrank::input::{self, Options};
use keyrank::table::{Column, Decimal, Kind, Schema};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let mut schema = Schema::new("id", Vec::new(), Decimal::Auto);
    schema.want(Column { name: "x".to_owned(), kind: Kind::Number { scale: None }, required: false });
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    let quoted: Vec<u8> = bytes.iter().copied().filter(|b| *b != b'"').collect();
    file.write_all(&[b"id;x\n1;\"", quoted.as_slice(), b"\"\n"].concat()).expect("a temporary file takes bytes");
    if let Ok((table, findings)) = input::read(&[file.path().to_owned()], &schema, &Options::default())
        && !findings.has_errors()
    {
        let finite = |x: Option<f64>| x.is_none_or(f64::is_finite);
        let column = schema.ids().last().expect("a column was wanted").0;
        assert!(table.batches.iter().all(|b| finite(b.numbers(column).and_then(|n| n.get(0)))));
    }
});
