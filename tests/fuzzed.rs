//! What the fuzzer found worth keeping, read again by the stable compiler: the same targets over
//! the corpus in `tests/fuzz/corpus`.

use std::fs;
use std::path::Path;

#[path = "fuzz/targets/dates.rs"]
mod dates;
#[path = "fuzz/targets/import.rs"]
mod import;
#[path = "fuzz/targets/line.rs"]
mod line;

/// Runs a target over each file of its corpus; says how many there are.
fn replayed(target: &str, run: fn(&[u8])) -> usize {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(corpus).unwrap().map(|file| file.unwrap().path()).collect();
    files.iter().for_each(|file| run(&fs::read(file).unwrap()));
    files.len()
}

#[test]
fn dates_that_were_fuzzed_are_read_or_refused() {
    assert!(replayed("dates", dates::run) > 10);
}

#[test]
fn lines_that_were_fuzzed_are_read_or_refused() {
    assert!(replayed("line", line::run) > 10);
}

#[test]
fn source_tables_that_were_fuzzed_are_read_or_refused() {
    assert!(replayed("import", import::run) > 10);
}
