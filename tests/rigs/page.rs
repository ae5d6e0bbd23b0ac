//! The table of `docs/RELIABILITY.md`: every rig has a row there, as the rigs write them.

use crate::report::rows_written;

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
fn every_rig_that_breaks_the_built_program_has_a_row() {
    let rows: Vec<String> =
        rows_written().into_iter().filter_map(|row| row.into_iter().next()).collect();
    let missing = RIGS.iter().filter(|rig| !rows.contains(&format!("`{rig}`")));
    assert_eq!(missing.collect::<Vec<_>>(), [&""; 0]);
}

/// Each of them has been run in its full size.
const RIGS: [&str; 7] = [
    "failing_calls",
    "full_disk",
    "kill_at_every_call",
    "kill_at_random",
    "lying_calls",
    "order_of_calls",
    "power_cuts",
];

fn is_count(cell: &str) -> bool {
    cell == "–" || cell.replace(',', "").parse::<u64>().is_ok()
}
