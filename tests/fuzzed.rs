//! What the fuzzer found worth keeping, read again by the stable compiler: the same targets over
//! the corpus in `tests/fuzz/corpus`.

use std::fs;
use std::path::Path;

#[path = "fuzz/targets/checkpoint.rs"]
mod checkpoint;
#[path = "fuzz/targets/dates.rs"]
mod dates;
#[path = "fuzz/targets/import.rs"]
mod import;
#[path = "fuzz/targets/line.rs"]
mod line;
#[path = "fuzz/targets/note.rs"]
mod note;
#[path = "fuzz/targets/proof.rs"]
mod proof;
#[path = "fuzz/targets/recovery.rs"]
mod recovery;
#[path = "fuzz/targets/request.rs"]
mod request;
#[path = "fuzz/targets/tile.rs"]
mod tile;

/// What is run over each input.
type Target = fn(&[u8]);

/// Runs a target over each file of its corpus; says how many there are.
fn replayed(target: &str, run: Target) -> usize {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(corpus).unwrap().map(|file| file.unwrap().path()).collect();
    for file in &files {
        run(&fs::read(file).unwrap());
    }
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

#[test]
fn documents_of_a_transparency_log_that_were_fuzzed_are_read_or_refused() {
    let targets: [(&str, Target); 5] = [
        ("checkpoint", checkpoint::run),
        ("note", note::run),
        ("proof", proof::run),
        ("request", request::run),
        ("tile", tile::run),
    ];
    for (target, run) in targets {
        assert!(replayed(target, run) > 2, "{target}");
    }
}

#[test]
fn logs_that_were_fuzzed_open_as_the_same_twice_or_are_not_touched() {
    assert!(replayed("recovery", recovery::run) > 5);
}
