//! A log that fails, and rivals who are faster.

use std::io;

use super::*;
use crate::batch::Batch;
use crate::codec::decode;
use crate::port::Head;

/// A log that fails as it is told to, append by append.
#[derive(Debug, Default)]
pub(super) struct Unsteady {
    pub(super) log: MemoryLog,
    pub(super) appends: usize,
    pub(super) reopened: usize,
    pub(super) fates: Vec<Fate>,
    pub(super) unreachable: bool,
}

#[derive(Debug)]
pub(super) enum Fate {
    Fine,
    /// Nobody can say, and so many commits are in the log.
    Unknown(usize),
    Full,
    /// Unreachable from now on.
    Gone,
    /// Somebody else records this before.
    Rival(Box<Submission>),
}

impl Unsteady {
    fn fated(fates: impl IntoIterator<Item = Fate>) -> Self {
        let mut fates: Vec<Fate> = fates.into_iter().collect();
        fates.reverse();
        Self { fates, ..Self::default() }
    }

    fn append_some(&mut self, batch: &Batch, lines: usize) {
        let mut some = Batch::after(batch.expected());
        batch
            .lines()
            .take(lines)
            .for_each(|(_, line)| some.push(&decode(line).unwrap().commit).unwrap());
        self.log.append(&some).unwrap();
    }
}

fn cause() -> io::Error {
    io::Error::other("as told")
}

impl CommitReader for &mut Unsteady {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        if self.unreachable {
            return Err(LogError::Unavailable { cause: cause() });
        }
        self.log.read(after, page)
    }
}

impl CommitLog for &mut Unsteady {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        self.appends += 1;
        match self.fates.pop() {
            None | Some(Fate::Fine) => {}
            Some(Fate::Unknown(lines)) => {
                self.append_some(batch, lines);
                return Err(LogError::OutcomeUnknown { cause: cause() });
            }
            Some(Fate::Full) => return Err(LogError::Full { cause: cause() }),
            Some(Fate::Gone) => {
                self.unreachable = true;
                return Err(LogError::OutcomeUnknown { cause: cause() });
            }
            Some(Fate::Rival(submission)) => {
                opened(self.log.clone()).submit(&[*submission], noon(), |_| ());
            }
        }
        self.log.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        self.reopened += 1;
        Ok(())
    }
}

fn three() -> [Submission; 3] {
    ["a", "b", "c"].map(|name| submission(name, opening(name)))
}

#[test]
fn after_a_failed_append_the_memory_is_dropped_and_what_was_recorded_is_answered_so() {
    let mut log = Unsteady::fated([Fate::Unknown(2)]);
    let mut shown = Vec::new();
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&three(), noon(), |commit| shown.push(commit.n));
    let again = sequencer.submit(&three(), noon(), |commit| shown.push(commit.n));
    let unavailable = "not recorded: nobody can say whether the lines were written: as told; look \
                       for the command ids, or send the same again";
    assert_eq!(words(&answers), ["recorded as 1", "recorded as 2", unavailable]);
    assert_eq!(words(&again), ["was 1", "was 2", "recorded as 3"]);
    assert_eq!(shown, [1, 2, 3]);
    assert_eq!(log.reopened, 1);
}

#[test]
fn a_command_that_is_surely_not_in_the_log_is_not_in_memory_either() {
    let mut log = Unsteady::fated([Fate::Full]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    for answer in sequencer.submit(&three(), noon(), |_| panic!("shown")) {
        assert!(matches!(answer, Err(NotRecorded::Unavailable(_))), "{answer:?}");
    }
    assert_eq!(sequencer.state().unwrap(), &State::default());
    let answers = sequencer.submit(&three(), noon(), |_| ());
    assert_eq!(words(&answers), ["recorded as 1", "recorded as 2", "recorded as 3"]);
}

#[test]
fn while_the_log_cannot_be_reached_nothing_is_known_and_nothing_is_recorded() {
    let mut log = Unsteady::fated([Fate::Gone]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    for answer in sequencer.submit(&three(), noon(), |_| panic!("shown")) {
        assert!(matches!(answer, Err(NotRecorded::OutcomeUnknown(_))), "{answer:?}");
    }
    assert!(matches!(sequencer.state(), Err(LogError::Poisoned)));
    let all = sequencer.submit_all(&three(), noon(), |_| panic!("shown")).unwrap_err();
    for answers in [
        sequencer.submit(&three(), noon(), |_| ()),
        sequencer.try_out(&three(), noon()),
        all.into_iter().map(|(_, why)| Err(why)).collect(),
    ] {
        assert_eq!(answers.len(), 3);
        for answer in answers {
            assert!(matches!(answer, Err(NotRecorded::Unavailable(_))), "{answer:?}");
        }
    }
}

#[test]
fn what_was_durable_before_a_failure_is_answered_so_even_while_the_log_cannot_be_reached() {
    let [a, b, _] = three();
    let mut log = Unsteady::fated([Fate::Fine, Fate::Gone]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    sequencer.submit(std::slice::from_ref(&a), noon(), |_| ());
    let answers = sequencer.submit(&[b, a], noon(), |_| ());
    assert!(matches!(answers[0], Err(NotRecorded::OutcomeUnknown(_))), "{answers:?}");
    assert_eq!(words(&answers[1..]), ["was 1"]);
}

#[test]
fn a_refusal_that_may_rest_on_what_is_not_recorded_is_no_answer() {
    let mut log = Unsteady::fated([Fate::Full]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&open_twice("2025-06-26"), noon(), |_| ());
    assert!(matches!(answers[1], Err(NotRecorded::Unavailable(_))), "{answers:?}");
}

#[test]
fn when_somebody_was_faster_everything_is_read_and_decided_again() {
    let rival = submission("rival", opening("b"));
    let mut log = Unsteady::fated([Fate::Rival(Box::new(rival))]);
    let mut shown = Vec::new();
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&three(), noon(), |commit| shown.push(commit.n));
    assert_eq!(words(&answers), ["recorded as 2", &open_already("b"), "recorded as 3"]);
    assert_eq!(shown, [1, 2, 3]);
}

/// Commands of which so many bytes come that they are appended in three batches.
fn much() -> Vec<Submission> {
    (0..50).map(|n| submission(&n.to_string(), long_opening(&n.to_string()))).collect()
}

#[test]
fn all_or_none_is_appended_in_batches_and_shown_as_they_are_durable() {
    let (file, mut shown) = (much(), Vec::new());
    let mut log = Unsteady::default();
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let recorded = sequencer.submit_all(&file, noon(), |commit| shown.push(commit.n)).unwrap();
    assert!(recorded.iter().zip(1..).all(|(recorded, n)| recorded.n == n && !recorded.repeated));
    assert!(shown.iter().copied().eq(1..=50));
    let state = sequencer.state().unwrap().clone();
    assert_eq!(opened(log.log.clone()).state().unwrap(), &state);
    assert_eq!(log.appends, 3);
}

#[test]
fn all_or_none_that_fails_on_the_way_is_answered_as_far_as_it_came_and_may_be_sent_again() {
    let (file, mut shown) = (much(), Vec::new());
    let mut log = Unsteady::fated([Fate::Fine, Fate::Unknown(3)]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let failed = sequencer.submit_all(&file, noon(), |commit| shown.push(commit.n)).unwrap_err();
    let durable = shown.len();
    assert!((4..47).contains(&durable), "{durable}");
    let places: Vec<usize> = failed.iter().map(|(place, _)| *place).collect();
    assert!(places.iter().copied().eq(durable..50), "{places:?}");
    assert!(failed.iter().all(|(_, why)| matches!(why, NotRecorded::Unavailable(_))));
    assert_eq!(sequencer.state().unwrap().exchanges().len(), durable);
    let recorded = sequencer.submit_all(&file, noon(), |commit| shown.push(commit.n)).unwrap();
    assert!(recorded.iter().zip(1..).all(|(recorded, n)| recorded.n == n));
    let repeated = recorded.iter().filter(|recorded| recorded.repeated).count();
    assert_eq!((repeated, shown.len(), log.reopened), (durable, 50, 1));
}

#[test]
fn all_or_none_is_tried_anew_on_what_somebody_faster_wrote() {
    let rival = || Fate::Rival(Box::new(submission("rival", opening("b"))));
    let mut log = Unsteady::fated([rival()]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let refused = sequencer.submit_all(&three(), noon(), |_| ()).unwrap_err();
    let why: Vec<_> = refused.iter().map(|(place, why)| (*place, why.to_string())).collect();
    assert_eq!(why, [(1, open_already("b"))]);
    assert_eq!((commits(&log.log).len(), log.appends), (1, 1));

    let mut log = Unsteady::fated([Fate::Rival(Box::new(submission("rival", opening("d"))))]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let recorded = sequencer.submit_all(&three(), noon(), |_| ()).unwrap();
    assert!(recorded.iter().map(|recorded| recorded.n).eq(2..=4));
}

#[test]
fn all_or_none_is_given_up_where_somebody_is_faster_every_time() {
    let rivals = (0..TRIES).map(|n| {
        let name = format!("rival-{n}");
        Fate::Rival(Box::new(submission(&name, opening(&name))))
    });
    let mut log = Unsteady::fated(rivals);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let failed = sequencer.submit_all(&three(), noon(), |_| ()).unwrap_err();
    assert_eq!(failed.len(), 3);
    assert!(failed.iter().all(|(_, why)| matches!(why, NotRecorded::Unavailable(_))));
    assert_eq!(commits(&log.log).len(), TRIES);
}

#[test]
fn all_or_none_goes_on_behind_somebody_who_was_faster() {
    let rival = submission("rival", opening("rival"));
    let mut log = Unsteady::fated([Fate::Fine, Fate::Rival(Box::new(rival))]);
    let (file, mut shown) = (much(), Vec::new());
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let recorded = sequencer.submit_all(&file, noon(), |commit| shown.push(commit.n)).unwrap();
    assert_eq!((recorded.len(), recorded.last().unwrap().n), (50, 51));
    assert!(shown.iter().copied().eq(1..=51));
    let state = sequencer.state().unwrap().clone();
    assert_eq!(opened(log.log.clone()).state().unwrap(), &state);
    // The first, the one that came too late, and what was left in two.
    assert_eq!(log.appends, 4);
}

#[test]
fn much_that_fails_on_the_way_is_answered_as_far_as_it_came_and_may_be_sent_again() {
    let (file, mut shown) = (much(), Vec::new());
    let mut log = Unsteady::fated([Fate::Fine, Fate::Unknown(3)]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&file, noon(), |commit| shown.push(commit.n));
    // The lines of the first append, three of the second, and of the third none: it was never tried.
    let durable = shown.len();
    assert!((4..47).contains(&durable), "{durable}");
    assert!(shown.iter().copied().eq((1..).take(durable)));
    for (place, answer) in answers.iter().enumerate() {
        match answer {
            Ok(recorded) => assert_eq!((recorded.n, place < durable), (place as u64 + 1, true)),
            Err(why) => {
                assert!(matches!(why, NotRecorded::Unavailable(_)), "{why}");
                assert!(place >= durable, "{place}");
            }
        }
    }
    assert_eq!(sequencer.state().unwrap().exchanges().len(), durable);
    assert_eq!(sequencer.log().appends, 2);
    let answers = sequencer.submit(&file, noon(), |commit| shown.push(commit.n));
    assert!(answers.iter().zip(1..).all(|(answer, n)| answer.as_ref().unwrap().n == n));
    assert!(shown.iter().copied().eq(1..=50));
    assert_eq!(opened(log.log.clone()).state().unwrap().exchanges().len(), 50);
}

#[test]
fn much_goes_on_behind_somebody_who_was_faster_on_the_way() {
    let rival = submission("rival", opening("rival"));
    let mut log = Unsteady::fated([Fate::Fine, Fate::Rival(Box::new(rival))]);
    let (file, mut shown) = (much(), Vec::new());
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&file, noon(), |commit| shown.push(commit.n));
    assert_eq!(answers.last().unwrap().as_ref().unwrap().n, 51);
    assert!(shown.iter().copied().eq(1..=51));
    let state = sequencer.state().unwrap().clone();
    assert_eq!(opened(log.log.clone()).state().unwrap(), &state);
    assert_eq!(log.appends, 4);
}

#[test]
fn whoever_gets_on_may_be_late_again_as_often() {
    let late = |piece: usize| {
        (1..TRIES).map(move |n| {
            let name = format!("rival-{piece}-{n}");
            Fate::Rival(Box::new(submission(&name, opening(&name))))
        })
    };
    let fates = (1..4).flat_map(|piece| late(piece).chain([Fate::Fine]));
    let mut log = Unsteady::fated(fates);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = sequencer.submit(&much(), noon(), |_| ());
    let rivals = 3 * (TRIES - 1);
    assert_eq!(answers.last().unwrap().as_ref().unwrap().n, 50 + rivals as u64);
    assert_eq!(log.appends, 3 + rivals);
}

#[test]
fn a_rival_with_the_same_command_recorded_it_for_us() {
    let [a, ..] = three();
    let mut log = Unsteady::fated([Fate::Rival(Box::new(a.clone()))]);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    assert_eq!(words(&sequencer.submit(&[a], noon(), |_| ())), ["was 1"]);
}

#[test]
fn whoever_is_never_fast_enough_gives_up_and_says_so() {
    let rivals = (0..TRIES).map(|n| {
        Fate::Rival(Box::new(submission(&format!("rival {n}"), opening(&format!("rival-{n}")))))
    });
    let mut log = Unsteady::fated(rivals);
    let mut sequencer = Sequencer::open(&mut log, |_| ()).unwrap();
    let answers = words(&sequencer.submit(&three(), noon(), |_| ()));
    let faster = "not recorded: the log ends at commit 5 by now, somebody else was faster: read on \
                  and decide again";
    assert_eq!(answers, [faster; 3]);
    assert_eq!(log.appends, TRIES);
}
