//! Every read model on the real data, early and late by both clocks, to the letter.

use crate::program::Folder;

const MODELS: [&str; 12] = [
    "timeline",
    "totals",
    "reconcile",
    "series",
    "custody",
    "agreements",
    "disclosures",
    "claimants",
    "changes",
    "show 2022-10-17",
    "show 2022-09-21",
    "explain total home UA",
];

/// Counts are recorded and settled in January, totals in June, a correction in July.
fn register() -> Folder {
    let mut folder = Folder::new();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let counts = std::fs::read_to_string(format!("{data}/count-statements.csv")).unwrap();
    let totals = std::fs::read(format!("{data}/total-statements.csv")).unwrap();
    let mended = counts.replacen(",RU,military,101,", ",RU,military,102,", 1);
    assert_ne!(counts, mended);
    folder.write("counts.csv", counts);
    folder.write("totals.csv", totals);
    folder.write("mended.csv", mended);
    folder
        .run("init")
        .run("--now 2026-01-10T00:00:00Z import counts.csv")
        .run("--now 2026-01-10T00:00:00Z settle --all")
        .run("--now 2026-06-10T00:00:00Z import totals.csv")
        .run("--now 2026-07-10T00:00:00Z import mended.csv")
        .run("--now 2026-07-10T00:00:00Z settle --all");
    folder
}

#[test]
fn every_read_model_on_the_real_data_is_what_it_was() {
    let mut folder = register();
    folder.check("clocks/register.txt");
    for model in MODELS {
        let name = model.replace(' ', "-");
        for (clock, label) in [
            ("", "all"),
            (" --as-of 2022-10-31", "early"),
            (" --as-of 2025-06-30", "late"),
            (" --known-at 2026-03-01T00:00:00Z --as-of 2022-10-31", "known-early"),
            (" --known-at 2026-06-30T00:00:00Z --as-of 2022-10-31", "known-late"),
        ] {
            let line = format!("--now 2026-07-31T00:00:00Z {model}{clock}");
            folder.forget().run(&line).check(&format!("clocks/{name}.{label}.txt"));
        }
    }
}

#[test]
fn an_exchange_that_had_not_happened_yet_is_said_to_be_so() {
    Folder::with_demo()
        .run("show 2025-06-26 --as-of 2025-06-25")
        .run("show 2025-06-26 --as-of 2025-06-25 --format json")
        .check("clocks/not_yet.txt");
}
