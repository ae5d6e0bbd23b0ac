//! The table of `docs/RELIABILITY.md`: every rig has a row there, as the rigs write them.

use std::fs;

use crate::report::{page, parts};

#[test]
fn every_row_is_as_the_rigs_write_them() {
    for row in rows_written() {
        let [rig, cases, seed, lost, phantom, unnoticed, panics, refused, took, on, sources] =
            row.as_slice()
        else {
            panic!("{row:?} has not eleven cells")
        };
        assert!(rig.starts_with('`') && rig.ends_with('`'), "{rig}");
        let counts = [cases, seed, lost, phantom, unnoticed, panics, refused];
        assert!(counts.iter().all(|count| is_count(count)), "{row:?}");
        assert!(took.strip_suffix(" s").is_some_and(is_count), "{row:?}");
        assert!(on.parse::<chrono::NaiveDate>().is_ok() && sources.len() >= 12, "{row:?}");
        let faults = [lost, phantom, unnoticed, panics, refused];
        assert!(faults.iter().all(|fault| ["0", "–"].contains(&fault.as_str())), "{row:?}");
    }
}

#[test]
fn every_rig_has_a_row() {
    let rows: Vec<String> =
        rows_written().into_iter().filter_map(|row| row.into_iter().next()).collect();
    let missing = RIGS.iter().filter(|rig| !rows.contains(&format!("`{rig}`")));
    assert_eq!(missing.collect::<Vec<_>>(), [&""; 0]);
}

/// Each of them has been run in its full size: those of the built program, and those within one
/// process.
const RIGS: [&str; 32] = [
    "failing_calls",
    "full_disk",
    "kill_at_every_call",
    "kill_at_random",
    "lying_calls",
    "many_writers",
    "order_of_calls",
    "planted_faults",
    "power_cuts",
    "crashes",
    "cuts",
    "exchanged_lines",
    "flips",
    "flips_verified",
    "long_runs",
    "marker_flips",
    "older_backups",
    "one_desk",
    "published_flips",
    "rivals",
    "swaps",
    "the_lock",
    "witness",
    "fuzz checkpoint",
    "fuzz dates",
    "fuzz import",
    "fuzz line",
    "fuzz note",
    "fuzz proof",
    "fuzz recovery",
    "fuzz request",
    "fuzz tile",
];

/// The rows of the page as they stand, without the first and the last stroke, cell by cell.
fn rows_written() -> Vec<Vec<String>> {
    let text = fs::read_to_string(page()).unwrap();
    let cells = |row: &str| {
        row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    parts(&text).1.lines().map(cells).collect()
}

fn is_count(cell: &str) -> bool {
    cell == "–" || cell.replace(',', "").parse::<u64>().is_ok()
}
