//! Series, custody, agreements, disclosures, claimants and changes: on the demo, as of an early and
//! a late day, and on a register of one's own that holds what the demo does not.

use crate::program::Folder;

const NAMES: [&str; 6] = ["series", "custody", "agreements", "disclosures", "claimants", "changes"];

/// The demo, looked at on a day that stays.
fn golden(name: &str) {
    let mut folder = Folder::with_demo();
    let today = "--now 2026-11-23T00:00:00Z";
    folder
        .run(&format!("{today} {name}"))
        .run(&format!("{name} --as-of 2022-12-31"))
        .run(&format!("{name} --as-of 2025-06-20 --format csv"))
        .run(&format!("{name} --known-at 2025-12-31T00:00:00Z"))
        .check(&format!("models/{name}.txt"));
}

#[test]
fn the_hand_overs_of_the_demo_have_runs_and_gaps() {
    golden("series");
}

#[test]
fn the_custody_of_the_demo_is_not_declared_and_claimed() {
    golden("custody");
}

#[test]
fn the_agreements_of_istanbul_were_carried_out_in_part() {
    golden("agreements");
}

#[test]
fn the_numbers_of_june_2025_are_withheld() {
    golden("disclosures");
}

#[test]
fn the_claimants_of_the_demo_contradict_each_other_now_and_then() {
    golden("claimants");
}

#[test]
fn the_demo_holds_one_correction_and_one_that_was_called_off() {
    golden("changes");
}

#[test]
fn every_line_for_people_fits_eighty_columns() {
    let folder = Folder::with_demo();
    for name in NAMES {
        let output = folder.output(&[name], "");
        let text = String::from_utf8(output.stdout).unwrap();
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= 80, "{name} has a line of {longest} columns");
    }
}

#[test]
fn an_empty_register_says_in_words_that_there_is_nothing() {
    let mut folder = Folder::new();
    folder.run("init");
    for name in NAMES {
        folder.run(&format!("--now 2026-11-23T00:00:00Z {name}"));
    }
    folder.check("models/empty.txt");
}

#[test]
fn what_is_declared_moves_by_what_comes_later() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z open 2025-02-05 --between UA RU --on 2025-02-05")
        .run("record 2025-02-05 --to UA 150 --on 2025-02-05 --by-claimant 'A spokeswoman' --side UA --source paper")
        .run("settle --all")
        .run("declare-custody --holder RU --of UA --count 1000..1200 --on 2025-01-01 --basis lists")
        .run("change-custody --change died --holder RU --of UA --count 3 --on 2025-01 --basis press")
        .run("change-custody --change captured --holder RU --of UA --count '>=40' --on 2025-03-01 --basis press")
        .run("record-total held '~900' --of UA --holder RU --by-claimant 'A deputy' --said-on 2025-02-10 --source paper")
        .run("custody")
        .run("custody --as-of 2025-02-10")
        .run("custody --format csv")
        .check("models/custody_declared.txt");
}

#[test]
fn a_feed_of_changes_shows_both_sides_of_each() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z open 2025-06-26 --between UA RU --on 2025-06-26")
        .run("--now 2026-11-23T10:01:00Z open 2025-06-20 --between UA RU --on 2025-06-20")
        .run("--now 2026-11-23T10:02:00Z record 2025-06-26 --to UA 106 --to RU 106 --by-claimant 'A deputy' --source paper")
        .run("--now 2026-11-23T10:03:00Z settle --all")
        .run("--now 2026-11-23T10:04:00Z record 2025-06-26 --to UA 108 --to RU 106 --by-claimant 'A deputy' --source paper --corrects 2025-06-26/1 --mistake claimant")
        .run("--now 2026-11-23T10:05:00Z settle --all")
        .run("--now 2026-11-23T10:06:00Z record 2025-06-26 --to UA 60 --source 'another paper'")
        .run("--now 2026-11-23T10:07:00Z review 2025-06-26/3 --rank deprecated --why 'a part only'")
        .run("--now 2026-11-23T10:08:00Z relink 2025-06-26/3 --to 2025-06-20 --why 'of the week before'")
        .run("--now 2026-11-23T10:09:00Z withhold 2025-06-26 --details place --by-party UA --until-day 2025-07-31")
        .run("--now 2026-11-23T10:10:00Z disclosures --as-of 2025-08-01")
        .run("--now 2026-11-23T10:11:00Z disclose 2025-06-26 --details place --by-party UA --on 2025-08-02")
        .run("--now 2026-11-23T10:12:00Z describe 2025-06-26 --on 2025-06-26 --transit Belarus")
        .run("--now 2026-11-23T10:13:00Z withdraw 2025-06-26 --why 'the paper took it back'")
        .run("--now 2026-11-23T10:14:00Z cancel 2025-06-20 --why 'shot down'")
        .run("--now 2026-11-23T10:15:00Z reinstate 2025-06-20 --why 'agreed anew'")
        .run("changes")
        .run("changes --known-at 2026-11-23T10:07:30Z")
        .run("changes --format csv")
        .run("disclosures --as-of 2025-08-02")
        .check("models/changed.txt");
}

#[test]
fn what_is_given_beyond_the_swap_is_carried_forward() {
    let home = |from: &str, to: &str| {
        format!(r#"{{"of":"{to}","from":"{from}","to":"{to}","kind":"living"}}"#)
    };
    let (union, confederacy) = (home("x-confederacy", "x-union"), home("x-union", "x-confederacy"));
    let leg = |key: &str, men: u32, rank: &str| {
        let count = format!(r#"{{"low":{men},"best":{men},"high":{men}}}"#);
        let ranks = format!(r#"{{"{rank}":{men}}}"#);
        format!(r#"{{"key":{key},"count":{count},"basis":"receiving-side","ranks":{ranks}}}"#)
    };
    let legs = [leg(&union, 1, "colonel"), leg(&confederacy, 10, "private")].join(",");
    let settlement = format!(
        r#"{{"on":"1862-08-01","terms":"by-tariff","tariff":{{"title":"Table","privates":{{"colonel":15,"private":1}}}},"legs":[{legs}],"swaps":[{{"a":{union},"b":{confederacy},"equal":{{"weight":10}}}}],"rule":"by-hand"}}"#
    );
    // The id is made from the reference.
    let settle = format!(
        r#"{{"type":"settle-exchange","data":{{"exchange":"314403ec-e42d-5f0f-a751-dd76bc406b1c","revision":1,"settlement":{settlement}}}}}"#
    );
    let mut folder = Folder::new();
    folder
        .run("init")
        .run(
            "--now 2026-11-23T10:00:00Z agree Cartel --between x-union x-confederacy --on \
             1862-07-22 --terms by-tariff --tariff Table --rank colonel=15 --rank private=1",
        )
        .run("open 1862-08-01 --between x-union x-confederacy --on 1862-08-01")
        .run("describe 1862-08-01 --on 1862-08-01 --agreement Cartel")
        .run_on("append -", &settle)
        .run("agreements")
        .run("agreements --format csv")
        .check("models/cartel.txt");
}
