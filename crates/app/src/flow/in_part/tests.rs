//! Outlines of a register that grew while it was read are those of one moment.

use repatria_domain::{Command, CommandId, Commit, OpenExchange, Parties};
use repatria_log::{FileLog, Sequencer, Submission};

use super::*;

fn submission(reference: &str) -> Submission {
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    let command = Command::OpenExchange(OpenExchange::new(reference.parse().unwrap(), parties));
    Submission { id: CommandId::of(reference.as_bytes()), by: "olena".parse().unwrap(), command }
}

#[test]
fn outlines_up_to_a_commit_know_nothing_that_was_recorded_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("register");
    let mut sequencer = Sequencer::open(FileLog::create(&folder).unwrap(), |_| ()).unwrap();
    let now = "2026-11-29T02:00:00Z".parse().unwrap();
    let opened = ["a", "b", "c"];
    let mut commits: Vec<Commit> = Vec::new();
    let submissions = opened.map(submission);
    sequencer.submit_all(&submissions, now, |commit| commits.push(commit.clone())).unwrap();
    let log = FileLog::open_for_reading(&folder).unwrap();
    for (commit, known) in commits.iter().zip(1..) {
        // All of them were recorded at the same time.
        for known_at in [None, Some(now)] {
            let outlines = outlines(&log, known_at, Some(Head::from(commit))).unwrap();
            let totals = outlines.totals(None);
            assert_eq!(totals.head, Head::from(commit));
            let references = totals.not_settled.iter().map(Reference::as_str);
            assert!(references.eq(opened.into_iter().take(known)));
        }
    }
}
