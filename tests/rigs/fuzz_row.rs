//! The row of a run of the fuzzer, out of what libFuzzer said: `tests/fuzz/README.md` has the
//! command. It refuses to run it.

use std::time::Duration;

use crate::report::Row;

/// `REPATRIA_FUZZED` names the file with what was said, called as the target.
#[test]
fn the_row_of_a_run_of_the_fuzzer_is_written() {
    let Some(said) = std::env::var_os("REPATRIA_FUZZED").map(std::path::PathBuf::from) else {
        return;
    };
    let target = said.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = std::fs::read_to_string(&said).unwrap();
    row(&target, &text).unwrap_or_else(|| panic!("{target} did not run to its end")).write();
}

/// What a run says when it is done; one that found something says something else.
fn row(target: &str, said: &str) -> Option<Row> {
    let number = |line: &str, place| line.split_whitespace().nth(place)?.parse::<u64>().ok();
    let done = said.lines().find(|line| line.starts_with("Done "))?;
    let seed = said.lines().find_map(|line| line.strip_prefix("INFO: Seed: ")?.parse().ok());
    Some(Row {
        rig: format!("fuzz {target}"),
        cases: number(done, 1)?,
        seed,
        took: Duration::from_secs(number(done, 4)?),
        ..Row::default()
    })
}

#[test]
fn a_run_of_the_fuzzer_that_was_done_has_a_row_and_one_that_found_something_has_none() {
    let begun = "INFO: Running with entropic power schedule (0xFF, 100).\nINFO: Seed: 77\n";
    let done = format!("{begun}#10000000 DONE cov: 9\nDone 10000000 runs in 61 second(s)\n");
    let found = row("note", &done).unwrap();
    assert_eq!((found.rig.as_str(), found.cases, found.seed), ("fuzz note", 10_000_000, Some(77)));
    assert_eq!((found.panics, found.took), (0, Duration::from_secs(61)));
    assert_eq!(row("note", &format!("{begun}==1== ERROR: libFuzzer: deadly signal\n")), None);
}
