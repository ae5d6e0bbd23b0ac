//! By the index or by the lines, the gists are those of the commits.

use std::slice;

use proptest::prelude::*;
use proptest::sample::Index as Place;

use super::*;
use crate::brittle::{Brittle, REGISTER};
use crate::examples::{GOLDEN, again_and_again, history, long_history, read, register_of};
use crate::file::FileLog;
use crate::numbers::named::Named;

/// What a fold is shown, and the last commit.
type Said = (Vec<(u64, Gist)>, Option<Commit>);

fn reader(disk: &Brittle) -> FileReader<Brittle> {
    FileReader::open_on(disk.clone(), REGISTER).unwrap()
}

fn folded(log: &FileReader<Brittle>, until: Option<Timestamp>) -> Result<Said, String> {
    at_most(log, until, usize::MAX)
}

/// What it is shown until it has so many.
fn at_most(
    log: &FileReader<Brittle>,
    until: Option<Timestamp>,
    most: usize,
) -> Result<Said, String> {
    let take = |(named, gists): &mut (Named, Vec<_>), n, shown: Numbered<'_>| {
        gists.extend(named.gist(shown).map(|gist| (n, gist)));
        if gists.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let folded = fold_gists(log, until, take);
    folded.map(|((_, gists), last)| (gists, last)).map_err(|error| error.to_string())
}

/// The same, by the definition.
fn expected(log: &FileReader<Brittle>, until: Option<Timestamp>) -> Result<Said, String> {
    let mut commits = Vec::new();
    for commit in Commits::of(log) {
        let commit = commit.map_err(|error| error.to_string())?;
        if until.is_some_and(|until| commit.at > until) {
            break;
        }
        commits.push(commit);
    }
    Ok(said_by(&commits, None))
}

fn said_by(commits: &[Commit], until: Option<Timestamp>) -> Said {
    let recorded = || commits.iter().filter(|commit| until.is_none_or(|until| commit.at <= until));
    let said = recorded().flat_map(|commit| commit.events.iter().map(|event| (commit.n, event)));
    let gists = said.map(|(n, event)| (n, Gist::of(event)));
    let moving = gists.filter(|(_, gist)| match gist {
        Gist::Opened { .. }
        | Gist::Described { .. }
        | Gist::Cancelled { .. }
        | Gist::Reinstated { .. }
        | Gist::Settled { .. }
        | Gist::Withdrawn { .. } => true,
        Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => false,
    });
    (moving.collect(), recorded().next_back().cloned())
}

/// Before the first, at each, and now.
fn times(history: &[Commit]) -> Vec<Option<Timestamp>> {
    let before = crate::examples::time("0001-01-01T00:00:00Z");
    let times = [before].into_iter().chain(history.iter().map(|commit| commit.at));
    times.map(Some).chain([None]).collect()
}

proptest! {
    #[test]
    fn at_every_time_a_fold_is_shown_what_the_commits_say(
        history in history(), indexed in any::<Place>(),
    ) {
        // None of them indexed, some, or all.
        let log = reader(&register_of(&history, indexed.index(history.len() + 1)));
        for until in times(&history) {
            prop_assert_eq!(folded(&log, until), Ok(said_by(&history, until)));
        }
    }

    #[test]
    fn whoever_has_enough_is_shown_no_more(
        history in history(), indexed in any::<Place>(), by in any::<Place>(), most in 1..9_usize,
    ) {
        let log = reader(&register_of(&history, indexed.index(history.len() + 1)));
        let until = Some(history[by.index(history.len())].at);
        let (gists, last) = folded(&log, until).unwrap();
        let shown = gists.into_iter().take(most).collect();
        prop_assert_eq!(at_most(&log, until, most), Ok((shown, last)));
    }

    /// As reading in order tells it; or not at all, where the index speaks of the lines.
    #[test]
    fn damage_of_the_log_is_told_as_by_reading_in_order(
        history in history(), indexed in any::<Place>(), by in any::<Place>(), place in any::<Place>(),
    ) {
        let indexed = indexed.index(history.len() + 1);
        let sound = register_of(&history, indexed);
        let mut bytes = sound.shown("log.jsonl").unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= 1;
        let damaged = sound.copied();
        damaged.plates().put("log.jsonl", &bytes);
        let log = reader(&damaged);
        let at = history[by.index(history.len())].at;
        for until in [Some(at), None] {
            let by_order = expected(&log, until);
            let said = folded(&log, until);
            if log.index().is_some() && by_order.is_err() {
                prop_assert!(said == by_order || said == expected(&reader(&sound), until));
            } else {
                prop_assert_eq!(said, by_order);
            }
        }
    }
}

#[test]
fn a_log_without_lines_shows_nothing() {
    let log = reader(&register_of(&[], 0));
    for until in times(&[]) {
        assert_eq!(folded(&log, until), Ok((vec![], None)));
    }
}

/// A marker is a lower bound: after a crash it may speak of fewer lines than an index does.
#[test]
fn of_an_index_that_is_ahead_of_the_marker_no_more_is_shown_than_of_the_log() {
    let history = long_history(24);
    let disk = register_of(&history, 24);
    for many in 0..=24 {
        let bytes = disk.shown("log.jsonl").unwrap();
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').take(many);
        let bytes = lines.map(<[u8]>::len).sum::<usize>() as u64;
        let marker = [bytes, many as u64].map(u64::to_le_bytes);
        disk.plates().put("head", marker.as_flattened());
        let log = reader(&disk);
        assert!(log.index().is_some());
        assert_eq!(folded(&log, None), Ok(said_by(&history[..many], None)));
    }
}

/// Whose crc fits, and whose number does not.
#[test]
fn a_line_that_stands_twice_is_told() {
    let first = GOLDEN.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    let log = reader(&Brittle::with(&[GOLDEN, first].concat(), None));
    let told = folded(&log, None).unwrap_err();
    assert!(told.contains("commit 1 stands here, 21 follows"), "{told}");
    assert_eq!(Err(told), expected(&log, None));
}

#[test]
fn a_log_that_ends_before_its_marker_says_is_told() {
    let whole = register_of(&long_history(40), 0);
    for missing in [1, 500, 9_000] {
        let (log, disk) = (whole.shown("log.jsonl").unwrap(), whole.copied());
        disk.plates().put("log.jsonl", &log[..log.len() - missing]);
        let log = reader(&disk);
        assert!(expected(&log, None).is_err());
        assert_eq!(folded(&log, None), expected(&log, None), "{missing}");
    }
}

#[test]
fn lines_that_are_not_there_are_told() {
    let log = reader(&Brittle::with(GOLDEN, None));
    let end = log.end().unwrap();
    let behind = Position { n: 21, byte: end.byte + 9 };
    let told = by_lines(&log, Position::START, behind, &mut Numbers::default(), |_, _| {
        ControlFlow::Continue(())
    });
    assert!(told.unwrap_err().to_string().contains("ends 9 bytes before"));
}

/// Whichever bit of it was changed.
#[test]
fn an_index_that_was_changed_shows_nothing_else() {
    let history = long_history(24);
    let sound = register_of(&history, 20);
    let times = times(&history);
    let answers: Vec<_> = times.iter().map(|by| Ok(said_by(&history, *by))).collect();
    let index = sound.shown("index").unwrap();
    for byte in (0..index.len()).step_by(5) {
        let mut changed = index.clone();
        changed[byte] ^= 1 << (byte % 8);
        let disk = sound.copied();
        disk.plates().put("index", &changed);
        let by = byte % times.len();
        assert_eq!(folded(&reader(&disk), times[by]), answers[by], "byte {byte}");
    }
    for length in (0..index.len()).step_by(100) {
        let disk = sound.copied();
        disk.plates().put("index", &index[..length]);
        assert_eq!(folded(&reader(&disk), None), answers[times.len() - 1], "of {length} bytes");
    }
}

/// A register whose kept gists are more than is read in one call.
fn large() -> Brittle {
    let says_much = |commit: &Commit| !said_by(slice::from_ref(commit), None).0.is_empty();
    let mut history = long_history(20);
    history.retain(says_much);
    register_of(&again_and_again(&history, 9_000), 8_990)
}

#[test]
fn a_fold_begins_anew_where_the_index_is_damaged_further_on() {
    let disk = large();
    let answer = expected(&reader(&disk), None);
    let mut index = disk.shown("index").unwrap();
    let last = index.len() - 4096;
    index[last] ^= 1;
    disk.plates().put("index", &index);
    let log = reader(&disk);
    let ((), [log_read, index_read]) = read(&disk, || assert_eq!(folded(&log, None), answer));
    assert!(index_read > 20 * 4096, "much of it was sound: {index_read} bytes");
    assert!(log_read > disk.shown("log.jsonl").unwrap().len());
}

#[test]
fn an_index_of_an_earlier_format_is_not_looked_at() {
    let history = long_history(24);
    let disk = register_of(&history, 20);
    let mut index = disk.shown("index").unwrap();
    let block = index.first_chunk_mut::<4096>().unwrap();
    block[..16].copy_from_slice(b"repatria index 4");
    let crc = crc32c::crc32c(&[&[0; 8][..], &block[..4092]].concat());
    block[4092..].copy_from_slice(&crc.to_be_bytes());
    let earlier = disk.copied();
    earlier.plates().put("index", &index);
    assert!(reader(&disk).index().is_some());
    assert!(reader(&earlier).index().is_none());
    let log = FileLog::open_on(earlier.clone(), REGISTER).unwrap();
    log.keep_index(None, |lines, behind| (lines, behind) == (24, 24)).unwrap();
    assert!(reader(&earlier).index().is_some());
}

#[test]
fn as_much_is_read_as_the_question_asks() {
    let disk = large();
    let (log, length) = (reader(&disk), disk.shown("log.jsonl").unwrap().len());
    let index = disk.shown("index").unwrap().len();
    let anchor = log.index().unwrap().anchor();
    let ask = |until: Option<&str>| {
        let until = until.map(|until| until.parse().unwrap());
        let (said, read) = read(&disk, || folded(&log, until));
        let (_, fit) = crate::examples::read(&disk, || log.index());
        assert_eq!(said, expected(&log, until));
        // To see that the index fits: its first block, and one line.
        (read[0] - fit[0], read[1] - fit[1])
    };
    // At an early time: what is read at once of the index, and of the log what it takes to find the
    // last line by then, which is no more than by halves.
    let (log_read, index_read) = ask(Some("2026-11-23T00:00:20Z"));
    assert_eq!(index_read, 16 * 4096);
    let halves = (length / 65_536).ilog2() as usize + 2;
    assert!(log_read <= (halves + 2) * 65_536, "{log_read} bytes");
    // Now: all that is kept, once; of the log its last page, the lines behind the anchor, and each
    // time the line feed that the marker names.
    let (log_read, index_read) = ask(None);
    let blocks = read_of_kept(&disk).div_ceil(4092);
    assert!(blocks > 16);
    assert_eq!(index_read, blocks * 4096);
    assert!(index_read < index);
    let behind = length - usize::try_from(anchor.behind.byte).unwrap();
    assert_eq!(log_read, 65_536 + behind + 2);
}

/// How many bytes are kept, as the header says.
fn read_of_kept(disk: &Brittle) -> usize {
    let index = disk.shown("index").unwrap();
    let kept = u64::from_be_bytes(index[96..104].try_into().unwrap());
    usize::try_from(kept).unwrap()
}

/// One that is read by its lines is read once.
#[test]
fn a_small_register_is_read_once() {
    let disk = register_of(&long_history(40), 0);
    let (log, length) = (reader(&disk), disk.shown("log.jsonl").unwrap().len());
    let (said, [log_read, index_read]) = read(&disk, || folded(&log, None));
    assert_eq!(said, expected(&log, None));
    // And its last page to see which commit is the last, and each time the line feed that the
    // marker names.
    assert_eq!((log_read, index_read), (2 * length + 3, 0));
}
