//! A log of which only parts are in memory answers as one that is there whole.

use proptest::sample::Index;
use repatria_domain::{Entity, ExchangeCancelled, ExchangeId};

use super::*;
use crate::brittle::{Brittle, REGISTER};
use crate::examples::read;
use crate::file::{FileLog, FileReader};
use crate::index::IndexFound;

fn whole(disk: &Brittle) -> Sequencer<FileLog<Brittle>> {
    Sequencer::open(FileLog::open_on(disk.clone(), REGISTER).unwrap(), |_| ()).unwrap()
}

fn in_parts(disk: &Brittle) -> Sequencer<FileLog<Brittle>> {
    Sequencer::open_in_parts(disk.clone(), REGISTER, |_, _| ()).unwrap()
}

fn record(sequencer: &mut Sequencer<FileLog<Brittle>>, submissions: &[Submission]) -> Vec<String> {
    words(&sequencer.submit(submissions, noon(), |_| ()))
}

/// A register after these, an index drawn of it, and after those.
fn register(indexed: &[Submission], behind: &[Submission]) -> Brittle {
    let disk = Brittle::with(b"", None);
    let mut sequencer = whole(&disk);
    record(&mut sequencer, indexed);
    sequencer.log().keep_index(None, |_, _| true).unwrap();
    record(&mut sequencer, behind);
    disk
}

/// How many exchanges are in memory.
fn held(sequencer: &Sequencer<FileLog<Brittle>>) -> usize {
    sequencer.state().unwrap().exchanges().len()
}

/// Commands about the same few things, and others about other things, by turns.
fn mixed() -> impl Strategy<Value = Vec<Submission>> {
    (generate::commands(), generate::commands()).prop_map(|(one, other)| {
        let mut commands = Vec::new();
        let (mut one, mut other) = (one.into_iter(), other.into_iter());
        loop {
            let two = [one.next(), other.next()];
            if two.iter().all(Option::is_none) {
                return numbered(commands);
            }
            commands.extend(two.into_iter().flatten());
        }
    })
}

proptest! {
    #[test]
    fn every_command_gets_the_same_answer_and_makes_the_same_line(
        submissions in mixed(), one in any::<Index>(), other in any::<Index>(),
    ) {
        let places = [one, other].map(|place| place.index(submissions.len() + 1));
        let [indexed, behind] = [places[0].min(places[1]), places[0].max(places[1])];
        let disk = register(&submissions[..indexed], &submissions[indexed..behind]);
        let other = disk.after_a_kill();
        let (mut part, mut all) = (in_parts(&disk.after_a_kill()), whole(&other));
        prop_assert_eq!(part.recorded_until(), all.recorded_until());
        // Those that were recorded already, too: they are known, or are other commands under a known id.
        for submission in submissions.iter().rev() {
            let one = std::slice::from_ref(submission);
            prop_assert_eq!(words(&part.try_out(one, noon())), words(&all.try_out(one, noon())));
            prop_assert_eq!(record(&mut part, one), record(&mut all, one));
        }
        prop_assert_eq!(part.head(), all.head());
    }
}

proptest! {
    /// An index is not synced: after a loss of power any part of it may be there, under any name.
    #[test]
    fn after_a_loss_of_power_the_answers_are_those_of_the_log(
        submissions in mixed(), place in any::<Index>(), seed in any::<u64>(),
    ) {
        let (indexed, behind) = submissions.split_at(place.index(submissions.len() + 1));
        let disk = register(indexed, behind);
        whole(&disk).log().keep_index(None, |_, _| true).unwrap();
        let mut random = fastrand::Rng::with_seed(seed);
        let left = disk.after_a_power_cut(&mut |choices| random.usize(..choices));
        let (mut part, mut all) = (in_parts(&left.copied()), whole(&left));
        prop_assert_eq!(record(&mut part, &submissions), record(&mut all, &submissions));
        prop_assert_eq!(part.head(), all.head());
    }
}

#[test]
fn what_a_command_does_not_concern_stays_where_it_is() {
    let ten: Vec<_> = (0..10).map(|n| opening(&format!("2025-06-{}", n + 10))).collect();
    let disk = register(&numbered(ten), &[]);
    let mut part = in_parts(&disk);
    assert_eq!(held(&part), 0);
    let [again, _] = open_twice("2025-06-12");
    assert_eq!(record(&mut part, &[again]), [open_already("2025-06-12")]);
    assert_eq!(held(&part), 1);
    let [new, _] = open_twice("2025-07-12");
    assert_eq!(record(&mut part, &[new]), ["recorded as 11"]);
    assert_eq!(held(&part), 2);

    let ids = ["2025-06-12", "2025-06-13"]
        .map(|reference| Entity::Exchange(ExchangeId::of(&reference.parse().unwrap())));
    assert!(part.bring(&ids).unwrap());
    assert!(!part.bring(&ids).unwrap());
    assert_eq!(held(&part), 3);
    assert!(part.bring_all().unwrap());
    assert!(!part.bring_all().unwrap());
    assert_eq!(held(&part), 11);
}

#[test]
fn an_index_of_another_log_or_of_no_meaning_is_not_looked_at() {
    let one = register(&open_twice("2025-06-12"), &[]);
    let (log, index) = (one.shown("log.jsonl").unwrap(), one.shown("index").unwrap());
    let other = register(&open_twice("2025-06-13"), &[]);
    let foreign = other.shown("index").unwrap();
    for (index, parts) in [(&index, 0), (&foreign, 1), (&Vec::new(), 1), (&vec![7; 9000], 1)] {
        let disk = Brittle::with(&log, None);
        disk.plates().put("index", index);
        assert_eq!(held(&in_parts(&disk)), parts);
    }
}

/// Whichever bit of the index was changed, the answers are those of the log.
#[test]
fn an_index_that_was_changed_answers_nothing_wrong() {
    let commands = first(12);
    let sound = register(&commands[..9], &commands[9..]);
    let answers = record(&mut whole(&sound.after_a_kill()), &commands);
    let index = sound.shown("index").unwrap();
    for byte in (0..index.len()).step_by(7) {
        let mut changed = index.clone();
        changed[byte] ^= 1 << (byte % 8);
        let disk = sound.copied();
        disk.plates().put("index", &changed);
        assert_eq!(record(&mut in_parts(&disk), &commands), answers, "byte {byte}");
    }
}

/// A line that a part needs and that is not what was written is found, and told as always.
#[test]
fn damage_in_a_part_is_told_by_reading_the_whole_log() {
    let ten: Vec<_> = (0..10).map(|n| opening(&format!("2025-06-{}", n + 10))).collect();
    let disk = register(&numbered(ten), &[]);
    let mut log = disk.shown("log.jsonl").unwrap();
    let third = log.split_inclusive(|byte| *byte == b'\n').take(2).map(<[u8]>::len).sum::<usize>();
    log[third + 100] ^= 1;
    let damaged = Brittle::with(&log, None);
    damaged.plates().put("index", &disk.shown("index").unwrap());
    let mut part = in_parts(&damaged);
    // It has nothing to do with this one.
    assert_eq!(record(&mut part, &[submission("new", opening("2025-07-01"))]), ["recorded as 11"]);
    let answer = record(&mut part, &[submission("again", opening("2025-06-12"))]).remove(0);
    assert!(answer.starts_with("not recorded: ") && answer.contains("line 3"), "{answer}");
}

/// Opens a register of so many exchanges and records something about one of the first; answers with
/// what that asked of the disk: calls that change it or wait for it, and bytes that were read.
fn asked_to_record_one(exchanges: usize) -> (Vec<String>, usize, usize) {
    let many = (1000..1000 + exchanges).map(|n| opening(&format!("e-{n}"))).collect();
    let disk = register(&numbered(many), &[]);
    let mut plates = disk.plates();
    plates.calls.clear();
    plates.bytes_read.clear();
    drop(plates);
    let why = "it never was".parse().unwrap();
    let exchange = ExchangeId::of(&"e-1005".parse().unwrap());
    let cancel = Command::CancelExchange(ExchangeCancelled { exchange, why });
    let answers = record(&mut in_parts(&disk), &[submission("cancel", cancel)]);
    assert_eq!(answers, [format!("recorded as {}", exchanges + 1)]);
    let effects = disk.effects();
    let read = &disk.plates().bytes_read;
    (effects, read["log.jsonl"], read["index"])
}

#[test]
fn to_open_a_register_and_record_one_takes_as_much_of_the_disk_however_large_it_is() {
    let (effects, log, index) = asked_to_record_one(1_000);
    let line = effects[1].clone();
    assert!(line.starts_with("write log.jsonl "), "{line}");
    // Who was here before may have cut something off; then the append, and the end.
    let expected = ["sync log.jsonl", &line, "sync log.jsonl", "write head 16", "sync head"];
    assert_eq!(effects, expected);
    let (effects_of_more, log_of_more, index_of_more) = asked_to_record_one(4_000);
    assert_eq!((effects_of_more, log_of_more), (effects, log));
    // A few blocks for each key, and each group has a place for itself.
    assert!(index.max(index_of_more) <= 16 * 4096, "{index} and {index_of_more} bytes");
}

/// Opens a register of so many exchanges that has no index, records one more and lets it go; answers with
/// how many bytes of the log were read, and how many it had.
fn read_to_index(exchanges: usize) -> (Brittle, usize, usize) {
    let many = (1000..1000 + exchanges).map(|n| opening(&format!("e-{n}"))).collect();
    let disk = register(&numbered(many), &[]);
    disk.plates().put("index", b"");
    let before = disk.shown("log.jsonl").unwrap().len();
    let ((), [read, _]) = read(&disk, || {
        let mut whole = in_parts(&disk);
        let new = record(&mut whole, &[submission("new", opening("2025-06-26"))]);
        assert_eq!(new, [format!("recorded as {}", exchanges + 1)]);
        whole.keep_index().unwrap();
    });
    (disk, read, before)
}

/// The log is looked through when it is opened, and replayed; what was recorded since is read for the
/// index, and nothing else.
#[test]
fn a_large_register_that_has_no_index_is_not_read_once_more_for_it() {
    let (disk, read, before) = read_to_index(4_000);
    let new = disk.shown("log.jsonl").unwrap().len() - before;
    // Where a page ends within a line, that is read once more.
    assert!((0..before / 100).contains(&(read - 2 * before - new)), "{read} of {before}, {new}");
    let mut log = FileReader::open_on(disk.clone(), REGISTER).unwrap();
    let sound = log.verify(None, |_| ()).unwrap();
    assert_eq!(log.check_index(sound.redrawn).unwrap(), IndexFound::Right { commits: 4_001 });
    assert_eq!(held(&in_parts(&disk)), 0);
}

#[test]
fn a_small_register_gets_no_index() {
    let (disk, read, before) = read_to_index(40);
    assert_eq!((read, disk.shown("index")), (2 * before, Some(Vec::new())));
}

#[test]
fn an_index_for_which_there_is_no_room_takes_none_from_the_log() {
    let disk = register(&numbered(vec![opening("2025-06-26")]), &[]);
    let taken: usize = disk.names().iter().map(|name| disk.shown(name).unwrap().len()).sum();
    disk.plates().room = Some(taken + 2 * 4096);
    let mut part = in_parts(&disk);
    part.log().keep_index(None, |_, _| true).unwrap_err();
    assert_eq!(record(&mut part, &[submission("b", opening("2025-06-27"))]), ["recorded as 2"]);
    drop(part);
    assert_eq!(
        record(&mut in_parts(&disk), &open_twice("2025-06-26")),
        [open_already("2025-06-26"), open_already("2025-06-26")]
    );
}
