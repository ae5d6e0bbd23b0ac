//! The seeds of the fuzz targets: each is read by every parser without a panic; by its own, the
//! good ones are taken and the bad ones refused.

use std::fs;
use std::path::Path;

use repatria_tlog::{
    Checkpoint, Note, SigningKey, Tile, TlogProof, VerifierKey, WitnessRequest, entries,
};

/// Whether a parser takes these bytes.
type Takes = fn(&[u8]) -> bool;

/// The parsers, by the folder of their seeds.
const PARSERS: [(&str, Takes); 7] = [
    ("note", |bytes| Note::parse(bytes).is_ok()),
    ("checkpoint", |bytes| str::from_utf8(bytes).is_ok_and(|text| Checkpoint::parse(text).is_ok())),
    ("proof", |bytes| TlogProof::parse(bytes).is_ok()),
    ("witness-request", |bytes| WitnessRequest::parse(bytes).is_ok()),
    ("tile", |bytes| str::from_utf8(bytes).is_ok_and(|text| text.parse::<Tile>().is_ok())),
    ("bundle", |bytes| entries(bytes).is_ok()),
    ("key", |bytes| {
        let text = String::from_utf8_lossy(bytes);
        text.parse::<VerifierKey>().is_ok() || text.parse::<SigningKey>().is_ok()
    }),
];

#[test]
fn good_seeds_are_taken_bad_ones_refused_and_none_ends_in_a_panic() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds");
    for (name, parser) in PARSERS {
        let mut seen = (0, 0);
        for seed in fs::read_dir(seeds.join(name)).unwrap() {
            let path = seed.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let good = path.file_name().unwrap().to_string_lossy().starts_with("good-");
            assert_eq!(parser(&bytes), good, "{}", path.display());
            for (_, other) in PARSERS {
                other(&bytes);
            }
            seen = if good { (seen.0 + 1, seen.1) } else { (seen.0, seen.1 + 1) };
        }
        assert!(seen.0 > 0 && seen.1 > 0, "{name} has {seen:?} good and bad seeds");
    }
}
