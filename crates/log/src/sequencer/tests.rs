//! Commands become commits once, in order, and never before they are durable.

use std::sync::Arc;
use std::thread::{self, ThreadId};

use proptest::prelude::*;
use repatria_domain::{
    Description, Drawn, ExchangeKind, OpenExchange, Parties, Place, Reference, State, Terms, Text,
    generate,
};

use super::chunk::CHUNK_BYTES;
use super::*;
use crate::batch::Batch;
use crate::commits::Commits;
use crate::examples::{GOLDEN, first, log_of, noon, time};
use crate::memory_log::MemoryLog;
use crate::port::{CommitReader, Position};

mod failures;
mod parts;

fn opening(reference: &str) -> Command {
    let reference: Reference = reference.parse().unwrap();
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    Command::OpenExchange(OpenExchange { reference, parties, description: None })
}

/// A command whose line has about fifty thousand bytes.
fn long_opening(reference: &str) -> Command {
    let Command::OpenExchange(mut open) = opening(reference) else { unreachable!() };
    let long: Text = "x".repeat(1000).parse().unwrap();
    open.description = Some(Description {
        kind: ExchangeKind::Exchange,
        on: None,
        terms: Terms::default(),
        frame: None,
        agreements: Vec::new(),
        categories: Vec::new(),
        place: Place::default(),
        transit: vec![long; 50],
        mediators: Vec::new(),
        drawn: Drawn::ByHand,
    });
    Command::OpenExchange(open)
}

fn submission(id: &str, command: Command) -> Submission {
    Submission { id: CommandId::of(id.as_bytes()), by: "olena".parse().unwrap(), command }
}

fn numbered(commands: Vec<Command>) -> Vec<Submission> {
    let numbers = 0..;
    commands
        .into_iter()
        .zip(numbers)
        .map(|(command, n)| submission(&format!("{n}"), command))
        .collect()
}

fn open_twice(reference: &str) -> [Submission; 2] {
    [submission(reference, opening(reference)), submission("again", opening(reference))]
}

fn open_already(reference: &str) -> String {
    Refusal::ExchangeRepeated { reference: reference.parse().unwrap() }.to_string()
}

fn opened(log: impl CommitLog) -> Sequencer<impl CommitLog> {
    Sequencer::open(log, |_| ()).unwrap()
}

/// What became of commands, in words short enough to compare.
fn words(answers: &[Answer]) -> Vec<String> {
    answers
        .iter()
        .map(|answer| match answer {
            Ok(Recorded { n, repeated: false, .. }) => format!("recorded as {n}"),
            Ok(Recorded { n, repeated: true, .. }) => format!("was {n}"),
            Err(why) => why.to_string(),
        })
        .collect()
}

fn commits(log: &impl CommitReader) -> Vec<Commit> {
    Commits::of(log).map(Result::unwrap).collect()
}

#[test]
fn a_refused_command_leaves_no_trace_and_stops_no_other() {
    let log = MemoryLog::default();
    let [one, again] = open_twice("2025-06-26");
    let other = submission("other", opening("2025-06-20"));
    let answers = opened(log.clone()).submit(&[one, again, other], noon(), |_| ());
    assert_eq!(words(&answers), ["recorded as 1", &open_already("2025-06-26"), "recorded as 2"]);
    assert_eq!(commits(&log).len(), 2);
}

#[test]
fn the_same_command_sent_again_gets_the_first_answer() {
    let log = MemoryLog::default();
    let one = submission("one", opening("2025-06-26"));
    let mut sequencer = opened(log.clone());
    let recorded = sequencer.submit(std::slice::from_ref(&one), noon(), |_| ()).remove(0).unwrap();
    let later = time("2026-11-24T12:00:00Z");
    for mut sequencer in [opened(log.clone()), opened(log.clone())] {
        let mut again = one.clone();
        again.by = "taras".parse().unwrap();
        let answer = sequencer.submit(&[again], later, |_| panic!("shown again")).remove(0);
        assert_eq!(answer.unwrap(), Recorded { repeated: true, ..recorded });
    }
    assert_eq!((recorded.at, commits(&log).len()), (noon(), 1));
}

#[test]
fn the_id_of_a_command_is_good_for_no_other() {
    let one = submission("one", opening("2025-06-26"));
    let other = submission("one", opening("2025-06-20"));
    let id = one.id;
    let answers = opened(MemoryLog::default()).submit(&[one, other], noon(), |_| ());
    assert_eq!(
        words(&answers),
        [
            "recorded as 1".to_string(),
            format!(
                "the command id {id} belongs to commit 1, which says something else: use another id"
            )
        ]
    );
}

#[test]
fn the_id_of_a_refused_command_is_free() {
    let [one, again] = open_twice("2025-06-26");
    let mended = Submission { command: opening("2025-06-20"), ..again.clone() };
    let answers = opened(MemoryLog::default()).submit(&[one, again, mended], noon(), |_| ());
    assert_eq!(words(&answers)[2], "recorded as 2");
}

#[test]
fn time_never_goes_back() {
    let log = MemoryLog::default();
    let mut sequencer = opened(log.clone());
    let times = ["2026-11-23T12:00:00Z", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z"];
    for (at, reference) in times.into_iter().zip(["a", "b", "c"]) {
        sequencer.submit(&[submission(reference, opening(reference))], time(at), |_| ());
    }
    let recorded: Vec<String> = commits(&log).iter().map(|commit| commit.at.to_string()).collect();
    assert_eq!(
        recorded,
        [
            "2026-11-23T12:00:00.000000Z",
            "2026-11-23T12:00:00.000000Z",
            "2026-11-23T13:00:00.000000Z"
        ]
    );
}

#[test]
fn all_of_a_file_is_recorded_or_nothing_with_every_mistake_named() {
    let log = MemoryLog::default();
    let mut sequencer = opened(log.clone());
    let [one, again] = open_twice("2025-06-26");
    let [other, other_again] = open_twice("2025-06-20");
    let file = [one.clone(), again, other, Submission { id: CommandId::of(b"x"), ..other_again }];
    let refused = sequencer.submit_all(&file, noon(), |_| ()).unwrap_err();
    let places: Vec<usize> = refused.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, [1, 3]);
    assert_eq!((commits(&log).len(), sequencer.head().n), (0, 0));
    assert_eq!(sequencer.state().unwrap(), &State::default());
    let recorded = sequencer.submit_all(&[one], noon(), |_| ()).unwrap();
    assert_eq!(recorded, [Recorded { n: 1, at: noon(), repeated: false }]);
}

#[test]
fn trying_out_answers_the_same_and_records_nothing() {
    let log = MemoryLog::default();
    let mut sequencer = opened(log.clone());
    let file = first(8);
    let tried = words(&sequencer.try_out(&file, noon()));
    assert_eq!(commits(&log).len(), 0);
    assert_eq!(tried, words(&sequencer.submit(&file, noon(), |_| ())));
}

/// The last of the first eight commands, with more evidence than a line can hold.
fn too_long() -> Command {
    let why = "x".repeat(1000).parse().unwrap();
    let Command::SettleExchange(mut settled) = first(8).remove(7).command else { unreachable!() };
    let settlement = Arc::make_mut(&mut settled.settlement);
    settlement.note = Some(why);
    settlement.evidence = vec![settlement.evidence[0]; 1000];
    Command::SettleExchange(settled)
}

#[test]
fn a_command_that_breaks_a_rule_is_refused_for_that_however_long_it_is() {
    let mut file = first(8);
    file.push(submission("again", too_long()));
    let answers = opened(MemoryLog::default()).submit(&file, noon(), |_| ());
    let refusal = Refusal::RevisionOutOfTurn { expected: 2, given: 1 };
    assert_eq!(words(&answers)[8], refusal.to_string());
}

#[test]
fn a_command_that_is_too_long_for_a_line_stops_no_other() {
    let mut file = first(8);
    file[7].command = too_long();
    file.push(submission("next", opening("2025-06-20")));
    let answers = words(&opened(MemoryLog::default()).submit(&file, noon(), |_| ()));
    assert!(answers[7].starts_with("the command makes a line of "), "{}", answers[7]);
    assert_eq!(answers[8], "recorded as 8");
}

#[test]
fn commits_are_shown_once_in_order_and_only_when_they_are_in_the_log() {
    let log = MemoryLog::default();
    let (file, mut shown) = (first(20), Vec::new());
    let mut sequencer = opened(log.clone());
    for pair in file.chunks(2) {
        sequencer.submit(pair, noon(), |commit| {
            assert!(log.head().unwrap().n >= commit.n);
            shown.push(commit.clone());
        });
    }
    assert_eq!(shown, commits(&log));
    let mut replayed = Vec::new();
    let again = Sequencer::open(log, |commit| replayed.push(commit.clone())).unwrap();
    assert_eq!(replayed, shown);
    assert_eq!(again.state().unwrap(), sequencer.state().unwrap());
}

#[test]
fn much_at_once_is_appended_in_several_batches() {
    let mut counting = failures::Unsteady::default();
    let file: Vec<Submission> =
        (0..200).map(|n| submission(&n.to_string(), long_opening(&n.to_string()))).collect();
    let answers = Sequencer::open(&mut counting, |_| ()).unwrap().submit(&file, noon(), |_| ());
    assert!(answers.iter().zip(1..).all(|(answer, n)| answer.as_ref().unwrap().n == n));
    let bytes = counting.log.bytes().len();
    assert_eq!(counting.appends, bytes.div_ceil(CHUNK_BYTES), "{bytes} bytes");
    assert!(counting.appends > 1);
}

/// A log that says of each append whether the thread that looks at it made it.
#[derive(Debug)]
struct Elsewhere {
    log: MemoryLog,
    asked_by: ThreadId,
    here: Vec<bool>,
}

impl CommitReader for &mut Elsewhere {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.log.read(after, page)
    }
}

impl CommitLog for &mut Elsewhere {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        self.here.push(thread::current().id() == self.asked_by);
        self.log.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        Ok(())
    }
}

#[test]
fn much_is_written_by_a_thread_of_its_own_and_little_by_the_one_that_asks() {
    let file: Vec<Submission> =
        (0..60).map(|n| submission(&n.to_string(), long_opening(&n.to_string()))).collect();
    for (asked, here) in [(10, vec![true]), (60, vec![false; 3])] {
        let log = MemoryLog::default();
        let asked_by = thread::current().id();
        let mut elsewhere = Elsewhere { log: log.clone(), asked_by, here: Vec::new() };
        let mut shown = 0;
        let answers = opened(&mut elsewhere).submit(&file[..asked], noon(), |commit| {
            assert!(log.head().unwrap().n >= commit.n);
            shown += 1;
            assert_eq!(commit.n, shown);
        });
        assert!(answers.iter().zip(1..).all(|(answer, n)| answer.as_ref().unwrap().n == n));
        assert_eq!((elsewhere.here, shown), (here, asked as u64));
    }
}

#[test]
fn a_log_that_breaks_a_rule_is_not_taken_up() {
    let log = MemoryLog::default();
    let one = submission("one", opening("2025-06-26"));
    opened(log.clone()).submit(&[one], noon(), |_| ());
    let mut twice = commits(&log);
    twice.push(Commit { n: 2, id: CommandId::of(b"two"), ..twice[0].clone() });
    let error = Sequencer::open(log_of(&twice), |_| ()).unwrap_err();
    let second = log.bytes().len();
    let refusal = open_already("2025-06-26");
    assert_eq!(
        error.to_string(),
        format!("the log is damaged: line 2, byte {second}: breaks a rule: {refusal}")
    );
}

#[test]
fn a_log_whose_lines_are_whole_but_out_of_order_is_not_taken_up() {
    let golden: Vec<&[u8]> = GOLDEN.split_inclusive(|byte| *byte == b'\n').collect();
    let refused = |lines: &[&[u8]]| {
        let log = MemoryLog::of_bytes(&lines.concat());
        Sequencer::open(log, |_| ()).unwrap_err().to_string()
    };
    let missing = refused(&[golden[0], golden[2]]);
    assert!(missing.ends_with("commit 3 stands here, 2 follows"), "{missing}");
    let mut back = commits(&MemoryLog::of_bytes(&golden[..2].concat()));
    back[1].at = time("2026-11-22T00:00:00Z");
    let error = Sequencer::open(log_of(&back), |_| ()).unwrap_err().to_string();
    assert!(error.contains("line 2, byte 489: recorded at 2026-11-22T00:00:00.000000Z"), "{error}");
}

proptest! {
    #[test]
    fn property_a_command_repeated_changes_nothing(commands in generate::commands(), size in 1..20_usize) {
        let log = MemoryLog::default();
        let mut sequencer = opened(log.clone());
        let file = numbered(commands);
        let answers: Vec<Answer> =
            file.chunks(size).flat_map(|some| sequencer.submit(some, noon(), |_| ())).collect();
        let (bytes, state) = (log.bytes(), sequencer.state().unwrap().clone());
        let later = time("2026-11-24T12:00:00Z");
        for (submission, answer) in file.into_iter().zip(answers) {
            let Ok(recorded) = answer else { continue };
            let again = sequencer.submit(&[submission], later, |_| ()).remove(0).unwrap();
            prop_assert_eq!(again, Recorded { repeated: true, ..recorded });
        }
        prop_assert_eq!(&log.bytes(), &bytes);
        prop_assert_eq!(sequencer.state().unwrap(), &state);
    }

    #[test]
    fn property_all_or_none_records_what_one_by_one_would_where_none_is_refused(
        commands in generate::commands(),
    ) {
        let (log, other) = (MemoryLog::default(), MemoryLog::default());
        let file = numbered(commands);
        let mut one_by_one = opened(log.clone());
        let answers = one_by_one.submit(&file, noon(), |_| ());
        let mut all = opened(other.clone());
        let answered = all.submit_all(&file, noon(), |_| ());
        if let Ok(recorded) = answers.into_iter().collect::<Result<Vec<_>, _>>() {
            prop_assert_eq!(answered.unwrap(), recorded);
            prop_assert_eq!(other.bytes(), log.bytes());
            prop_assert_eq!(all.state().unwrap(), one_by_one.state().unwrap());
            prop_assert_eq!(all.head(), one_by_one.head());
        } else {
            prop_assert!(answered.is_err());
            prop_assert!(other.bytes().is_empty());
            prop_assert_eq!(all.state().unwrap(), &State::default());
        }
    }

    #[test]
    fn property_what_is_replayed_is_what_was_in_memory(commands in generate::commands(), size in 1..20_usize) {
        let log = MemoryLog::default();
        let file = numbered(commands);
        let mut sequencer = opened(log.clone());
        file.chunks(size).for_each(|some| drop(sequencer.submit(some, noon(), |_| ())));
        let again = opened(log.clone());
        prop_assert_eq!(again.state().unwrap(), sequencer.state().unwrap());
        prop_assert_eq!(again.head(), log.head().unwrap());
    }
}
