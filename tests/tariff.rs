//! A cartel by rank equivalents: what balances is recorded, what does not is refused, and what one
//! side gave beyond what it got is carried forward.

use crate::program::Folder;

/// The table of the cartel of Dix and Hill, as the log has it.
const TABLE: &str = r#"{"title":"Dix-Hill 1862","privates":{"admiral":60,"brigadier-general":20,"captain":6,"colonel":15,"commodore":20,"ensign":4,"general-in-chief":60,"lieutenant":4,"lieutenant-colonel":10,"major":8,"major-general":40,"midshipman":3,"non-commissioned-officer":2,"private":1,"privateer-commander":3}}"#;
const NORTH: &str = r#"{"of":"x-north","from":"x-south","to":"x-north","kind":"living"}"#;
const SOUTH: &str = r#"{"of":"x-south","from":"x-north","to":"x-south","kind":"living"}"#;

/// The ids of the two exchanges: they follow from the references.
const AUGUST: &str = "e1925bcc-f17b-5154-a18e-58aa84247a3c";
const SEPTEMBER: &str = "bab8f237-50fa-5e31-b041-010f26494fbf";

/// So many men, of these ranks.
fn leg(key: &str, men: u32, ranks: &str) -> String {
    let count = format!(r#"{{"low":{men},"best":{men},"high":{men}}}"#);
    format!(r#"{{"key":{key},"count":{count},"basis":"receiving-side","ranks":{ranks}}}"#)
}

/// A settlement by the tariff, in which so many privates' worth is swapped.
fn settle(exchange: &str, on: &str, legs: &[String; 2], swapped: u32) -> String {
    let swap = format!(r#"{{"a":{NORTH},"b":{SOUTH},"equal":{{"weight":{swapped}}}}}"#);
    let legs = legs.join(",");
    format!(
        r#"{{"type":"settle-exchange","data":{{"exchange":"{exchange}","revision":1,"settlement":{{"on":"{on}","terms":"by-tariff","tariff":{TABLE},"legs":[{legs}],"swaps":[{swap}],"rule":"by-hand"}}}}}}"#
    )
}

#[test]
fn a_colonel_for_ten_privates_leaves_five_to_be_carried_forward() {
    let colonel = || leg(NORTH, 1, r#"{"colonel":1}"#);
    let privates = |men| leg(SOUTH, men, &format!(r#"{{"private":{men}}}"#));
    let mut folder = Folder::new();
    folder
        .run("init")
        .run(
            "--now 1900-01-01T00:00:00Z agree Cartel --between x-north x-south --on 1862-07-22 \
             --terms by-tariff --tariff dix-hill-1862",
        )
        .run("open 1862-08-03 --between x-north x-south --on 1862-08-03 --agreement Cartel")
        .run("open 1862-09-03 --between x-north x-south --on 1862-09-03 --agreement Cartel")
        .run("agree Other --between x-north x-south --terms by-tariff --tariff geneva");
    folder.write("unbalanced.jsonl", settle(AUGUST, "1862-08-03", &[colonel(), privates(10)], 15));
    folder.write("august.jsonl", settle(AUGUST, "1862-08-03", &[colonel(), privates(10)], 10));
    folder.run("append unbalanced.jsonl").run("append august.jsonl").run("agreements");
    folder
        .write("september.jsonl", settle(SEPTEMBER, "1862-09-03", &[colonel(), privates(20)], 15));
    folder.run("append september.jsonl").run("agreements").check("tariff/dix_hill.txt");
}
