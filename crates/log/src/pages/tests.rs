//! What several threads read is what one reads.

use std::sync::atomic::{AtomicUsize, Ordering};

use std::io::BufRead as _;

use proptest::prelude::*;

use repatria_domain::{Commit, Gist};

use super::*;
use crate::commits::Commits;
use crate::error::Fault;
use crate::examples::{edit, history};
use crate::{Batch, CommitLog as _, MemoryLog, Said, each_commit, each_gist};

fn log_of(history: &[Commit]) -> MemoryLog {
    let mut log = MemoryLog::default();
    let mut batch = Batch::after(Head::EMPTY);
    for commit in history {
        batch.push(commit).unwrap();
    }
    log.append(&batch).unwrap();
    log
}

/// So many threads, from one of the first pages on.
fn threads(number: usize) -> Threads {
    Threads { number: NonZero::new(number), from_page: (number % 3) as u64 }
}

/// The commits until it ends, and how it ends.
fn read(log: &impl CommitReader, number: usize) -> (Vec<Commit>, Option<String>) {
    let mut commits = Vec::new();
    let ended = each_commit(log, Said::InWords, threads(number), |commit, _| {
        commits.push(commit.clone());
        ControlFlow::Continue(())
    });
    (commits, ended.err().map(|error| error.to_string()))
}

/// Every line with its place, for whoever does not ask for its number, and how far that goes.
fn looked_at(log: &impl CommitReader, number: usize) -> (Vec<(Position, Vec<u8>)>, Position, Head) {
    let mut lines = Vec::new();
    let look = |placed: Placed<'_>, lines: &mut Vec<_>| {
        lines.push((placed.before(), placed.bytes.to_vec()));
        Ok(())
    };
    let read = each_page(log, Stretch::WHOLE, threads(number), look, |some| {
        lines.extend_from_slice(some);
        ControlFlow::Continue(())
    })
    .unwrap();
    (lines, read.behind, read.head())
}

/// A log whose pages hold three lines each, one of which may be damaged. It counts what is read.
#[derive(Default)]
struct InSmallPages {
    bytes: Vec<u8>,
    pages_read: AtomicUsize,
    bytes_read: AtomicUsize,
    // From which byte on it cannot be read.
    gone: Option<u64>,
    // A place is found by the number of its line, as in a table.
    is_table: bool,
}

impl InSmallPages {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }

    fn behind(&self, after: Position) -> &[u8] {
        let Position { n, byte } = after;
        let [n, byte] = [n, byte].map(|number| usize::try_from(number).unwrap());
        let rows = self.bytes.split_inclusive(|byte| *byte == b'\n').take(n);
        let before = if self.is_table { rows.map(<[u8]>::len).sum() } else { byte };
        &self.bytes[before..]
    }
}

impl CommitReader for InSmallPages {
    fn head(&self) -> Result<Head, LogError> {
        Ok(Head::EMPTY)
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        if self.gone.is_some_and(|gone| gone <= after.byte) {
            return Err(LogError::damaged(
                after.n + 1,
                after.byte,
                Fault::EndsEarly { missing: 1 },
            ));
        }
        let rest = self.behind(after);
        page.clear();
        page.extend(rest.split_inclusive(|byte| *byte == b'\n').take(3).flatten());
        self.pages_read.fetch_add(1, Ordering::Relaxed);
        self.bytes_read.fetch_add(page.len(), Ordering::Relaxed);
        Ok(())
    }
}

#[test]
fn a_small_log_is_read_by_the_thread_that_asks() {
    let bytes = crate::examples::GOLDEN.repeat(2);
    let log = InSmallPages::of(bytes);
    let read = |_: Placed<'_>, by: &mut Vec<thread::ThreadId>| {
        by.push(thread::current().id());
        Ok(())
    };
    let (mut by_others, mut lines) = (0, 0);
    let read = each_page(&log, Stretch::WHOLE, Threads::of_use(), read, |by| {
        by_others += by.iter().filter(|by| **by != thread::current().id()).count();
        lines += by.len();
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!((lines, read.behind.n, by_others), (40, 40, 0));
}

#[test]
fn a_stretch_ends_where_it_ends_and_its_last_line_is_told() {
    let log = InSmallPages::of(crate::examples::GOLDEN.to_vec());
    let places = |number| {
        let mut places = Vec::new();
        let read = |placed: Placed<'_>, places: &mut Vec<Position>| {
            places.push(placed.behind());
            Ok(())
        };
        let take = |some: &[Position]| {
            places.extend_from_slice(some);
            ControlFlow::Continue(())
        };
        let read = each_page(&log, Stretch::WHOLE, threads(number), read, take).unwrap();
        (places, read.head())
    };
    let (all, head) = places(1);
    assert_eq!(
        head.leaf,
        LeafHash::of(crate::examples::GOLDEN.lines().last().unwrap().unwrap().as_bytes())
    );
    for number in 1..4 {
        assert_eq!(places(number), (all.clone(), head));
        let stretch = Stretch { from: all[3], until: Some(all[10]) };
        let mut within = 0;
        let read = each_page(
            &log,
            stretch,
            threads(number),
            |_, one| {
                one.push(());
                Ok(())
            },
            |some| {
                within += some.len();
                ControlFlow::Continue(())
            },
        );
        assert_eq!((within, read.unwrap().behind), (7, all[10]));
    }
}

#[test]
fn a_thread_turns_to_one_page_more_before_it_reads_while_there_is_room() {
    let log = InSmallPages::of(crate::examples::GOLDEN.to_vec());
    let mut first = Page::<()>::blank(0);
    assert!(first.turn(&log, Position::START, None).unwrap());
    let board = Board::of(&log, Stretch::WHOLE, NonZero::<usize>::MIN, &first);
    let mut seat = board.seat(0, Some(first));
    // Of two threads: six pages may be ahead of the one that is taken next.
    for turned in [(0, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 6)] {
        let Some(Next::Read(page)) = seat.next() else { unreachable!() };
        assert_eq!((page.number, log.pages_read.load(Ordering::Relaxed)), turned);
    }
}

#[test]
fn nobody_waits_for_a_thread_that_panicked() {
    let log = InSmallPages::of(crate::examples::GOLDEN.to_vec());
    let asks = thread::current().id();
    let read = |_: Placed<'_>, _: &mut Vec<()>| {
        assert_eq!(thread::current().id(), asks, "only the thread that asks gets through");
        thread::sleep(std::time::Duration::from_millis(1));
        Ok(())
    };
    let take = |_: &[()]| ControlFlow::Continue(());
    let all = || each_page(&log, Stretch::WHOLE, threads(3), read, take).map(drop);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(all));
    // A helper came to a page and was lost, or came too late for any.
    assert!(ended.is_err() || ended.is_ok_and(|read| read.is_ok()));
}

proptest! {
    #[test]
    fn property_several_threads_read_what_one_reads(history in history(), number in 1_usize..5) {
        let log = InSmallPages::of(log_of(&history).bytes());
        prop_assert_eq!(read(&log, number), (history.clone(), None));
        let mut gists = Vec::new();
        each_gist(&log, threads(number), |gist| gists.push(gist.clone())).unwrap();
        let expected: Vec<Gist> =
            history.iter().flat_map(|commit| &commit.events).map(Gist::of).collect();
        prop_assert_eq!(gists, expected);
    }

    #[test]
    fn property_a_rebuild_reads_every_byte_once(history in history(), number in 1_usize..5) {
        let log = InSmallPages::of(log_of(&history).bytes());
        each_gist(&log, threads(number), |_| ()).unwrap();
        prop_assert_eq!(log.bytes_read.load(Ordering::Relaxed), log.bytes.len());
        // And looks once more, whether there is more.
        prop_assert_eq!(log.pages_read.into_inner(), history.len().div_ceil(3) + 1);
    }

    #[test]
    fn property_damage_ends_a_rebuild_just_where_it_ends_a_reading(
        history in history(),
        number in 1_usize..5,
        place in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!history.is_empty());
        let mut bytes = log_of(&history).bytes();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != b'\n');
        bytes[place] ^= 1;
        prop_assume!(bytes[place] != b'\n');
        let log = InSmallPages::of(bytes);
        let mut expected: Vec<Commit> = Vec::new();
        let mut failed = None;
        for commit in Commits::of(&log) {
            match commit {
                Ok(commit) => expected.push(commit),
                Err(error) => failed = Some(error.to_string()),
            }
        }
        prop_assert_eq!(read(&log, number), (expected, failed));
    }

    #[test]
    fn property_what_stands_before_a_page_that_cannot_be_read_is_taken_first(
        history in history(),
        number in 1_usize..5,
        pages in 0_usize..4,
    ) {
        let whole = &history[..history.len().min(3 * pages)];
        let gone = log_of(whole).bytes().len() as u64;
        let log = InSmallPages { gone: Some(gone), ..InSmallPages::of(log_of(&history).bytes()) };
        let (commits, failed) = read(&log, number);
        prop_assert_eq!(commits, whole);
        // What the log says of it, whatever its page held before.
        prop_assert_eq!(failed, log.read(Position { n: whole.len() as u64, byte: gone }, &mut Vec::new()).err().map(|error| error.to_string()));
    }

    #[test]
    fn property_of_a_line_in_the_wrong_place_nothing_is_shown(
        history in history(),
        number in 1_usize..5,
        place in any::<prop::sample::Index>(),
    ) {
        prop_assume!(history.len() > 1);
        // One line is missing, and not the last.
        let place = place.index(history.len() - 1);
        let bytes = log_of(&history).bytes();
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
        let others = lines.filter(|(other, _)| *other != place).flat_map(|(_, line)| line);
        let log = InSmallPages::of(others.copied().collect());
        let mut shown = 0;
        prop_assert!(each_gist(&log, threads(number), |_| shown += 1).is_err());
        let before = history[..place].iter().map(|commit| commit.events.len()).sum::<usize>();
        prop_assert_eq!(shown, before);
    }

    #[test]
    fn property_several_threads_count_lines_as_one_does_whatever_number_a_line_has(
        history in history(),
        number in 2_usize..5,
        place in any::<prop::sample::Index>(),
        what in 0..6,
        is_table: bool,
    ) {
        prop_assume!(!history.is_empty());
        let bytes = log_of(&history).bytes();
        let mut lines: Vec<String> =
            str::from_utf8(&bytes).unwrap().lines().map(Into::into).collect();
        let place = place.index(lines.len());
        let line = &mut lines[place];
        match what {
            0 => edit(line, r#"{"n":"#, r#"{"n":9"#),
            1 => edit(line, r#"{"n":"#, r#"{"n":0"#),
            2 => edit(line, r#"{"n":"#, r#"{ "n":"#),
            3 => edit(line, r#"{"n":"#, r#"{ "n":9"#),
            4 => *line = line.replacen(r#"{"n":"#, r#"{"n":1"#, 1),
            _ => drop(lines.remove(place)),
        }
        let bytes: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
        let log = InSmallPages { is_table, ..InSmallPages::of(bytes.into_bytes()) };
        prop_assert_eq!(read(&log, number), read(&log, 1));
        let looked = looked_at(&log, number);
        prop_assert_eq!(looked.0.len(), lines.len());
        prop_assert_eq!(looked, looked_at(&log, 1));
    }

    #[test]
    fn property_whoever_has_enough_gets_no_more(
        history in history(),
        most in 0_usize..9,
        number in 1_usize..5,
    ) {
        let mut bytes = log_of(&history).bytes();
        // And is told of no damage behind it.
        if history.len() > most + 1 {
            let place = bytes.len() - 2;
            bytes[place] ^= 1;
        }
        let log = InSmallPages::of(bytes);
        let mut taken = Vec::new();
        each_commit(&log, Said::InWords, threads(number), |commit, _| {
            taken.push(commit.clone());
            if taken.len() > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }).unwrap();
        prop_assert_eq!(&taken, &history[..history.len().min(most + 1)]);
    }
}
