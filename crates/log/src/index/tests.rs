//! An index speaks of the log that it was drawn from, as it was written, or not at all.

mod by_page;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use proptest::prelude::*;
use repatria_domain::{CommandId, Commit, Entity, Gist, PageId};
use uuid::{Uuid, uuid};

use super::{Drawing, Group, Index, Key, kept};
use crate::brittle::Brittle;
use crate::examples::{history, log_of, recorded};
use crate::file::{Disk, DiskFile, Opening};
use crate::lines::Lines;
use crate::memory_log::MemoryLog;
use crate::port::Position;

const NAME: &str = "register/index";

/// The bytes of an index of a log, drawn in one go or going on from an earlier one.
fn drawn(log: &MemoryLog, earlier: Option<Index>) -> Vec<u8> {
    let disk = Brittle::with(b"", None);
    let file = disk.open(NAME.as_ref(), Opening::Make).unwrap();
    let drawing = earlier.map(Drawing::after).unwrap_or_default();
    drawing.finish(log).unwrap().unwrap().write(&file).unwrap();
    disk.shown("index").unwrap()
}

fn index(bytes: &[u8]) -> io::Result<Index> {
    let disk = Brittle::with(b"", None);
    let file = disk.open(NAME.as_ref(), Opening::Make).unwrap();
    file.write_at(0, bytes).unwrap();
    Index::of(file)
}

/// The places of the lines of a log.
fn places(log: &MemoryLog) -> Vec<Position> {
    let (mut lines, mut places) = (Lines::of(log), Vec::new());
    while let Some(placed) = lines.next_line().unwrap() {
        places.push(placed.before());
    }
    places
}

/// The lines that are tied to each other by what they name, by the definition.
fn tied(commits: &[Commit]) -> BTreeSet<BTreeSet<u64>> {
    let mut groups: Vec<(BTreeSet<Key>, BTreeSet<u64>)> = Vec::new();
    for commit in commits {
        let (mut keys, mut lines) =
            (BTreeSet::from_iter(Key::all_of(commit)), BTreeSet::from([commit.n]));
        let named = keys.clone();
        for (theirs, held) in groups.extract_if(.., |(theirs, _)| !theirs.is_disjoint(&named)) {
            keys.extend(theirs);
            lines.extend(held);
        }
        groups.push((keys, lines));
    }
    groups.into_iter().map(|(_, lines)| lines).collect()
}

/// The same, as an index has it: found by every key of every commit.
fn found(index: &mut Index, commits: &[Commit]) -> BTreeSet<BTreeSet<u64>> {
    let mut groups: BTreeMap<Group, BTreeSet<u64>> = BTreeMap::new();
    for commit in commits {
        for key in Key::all_of(commit) {
            let group = index.group_of(key).unwrap().unwrap();
            groups.entry(group).or_default().insert(commit.n);
        }
    }
    for (group, numbers) in &groups {
        let lines = index.lines_of(*group).unwrap();
        assert!(lines.is_sorted());
        assert!(lines.iter().map(|before| before.n + 1).eq(numbers.iter().copied()));
    }
    groups.into_values().collect()
}

proptest! {
    #[test]
    fn lines_that_name_the_same_are_found_together_and_no_others(history in history()) {
        let log = log_of(&history);
        let mut index = index(&drawn(&log, None)).unwrap();
        prop_assert_eq!(found(&mut index, &history), tied(&history));
        let last = history.len() as u64;
        prop_assert_eq!(index.anchor().behind.n, last);
        prop_assert_eq!(Some(index.anchor().before), places(&log).last().copied());
    }

    #[test]
    fn an_index_that_goes_on_from_an_earlier_one_is_the_same(
        (history, many) in history().prop_flat_map(|history| {
            let many = history.len();
            (Just(history), 1..=many)
        }),
    ) {
        let whole = log_of(&history);
        let earlier = index(&drawn(&log_of(&history[..many]), None)).unwrap();
        prop_assert_eq!(drawn(&whole, Some(earlier)), drawn(&whole, None));
    }
}

#[test]
fn a_key_that_no_line_has_is_not_found() {
    let mut index = index(&drawn(&recorded(12), None)).unwrap();
    for key in [0, 1, u64::MAX / 3, u64::MAX - 1, u64::MAX] {
        assert_eq!(index.group_of(Key(key)).unwrap(), None);
    }
}

/// The groups of keys, the lines of groups, and the gists.
type Said = (Vec<Option<Group>>, Vec<Vec<Position>>, Vec<(u64, Gist)>);

/// Whatever is asked of it.
fn all_of(bytes: &[u8], keys: &[Key]) -> io::Result<Said> {
    let mut index = index(bytes)?;
    let groups = keys.iter().map(|key| index.group_of(*key)).collect::<io::Result<_>>()?;
    let lines = (0..40).map(|group| index.lines_of(group)).collect::<io::Result<_>>()?;
    Ok((groups, lines, kept::tests::named(index.gists())?))
}

#[test]
fn an_index_of_which_a_bit_was_changed_says_nothing_else_than_before() {
    let (log, mut keys) = (recorded(12), Vec::new());
    let mut lines = Lines::of(&log);
    while let Some(placed) = lines.next_line().unwrap() {
        keys.extend(Key::all_of(&placed.commit().unwrap()));
    }
    let bytes = drawn(&log, None);
    let sound = all_of(&bytes, &keys).unwrap();
    let mut refused = 0;
    for byte in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[byte] ^= 1 << (byte % 8);
        match all_of(&changed, &keys) {
            Ok(said) => assert_eq!(said, sound, "byte {byte}"),
            Err(_) => refused += 1,
        }
    }
    assert_eq!(refused, bytes.len(), "every block is asked for");
    for length in 0..bytes.len() {
        assert!(all_of(&bytes[..length], &keys).is_err(), "of {length} bytes");
    }
}

/// As `docs/LOG_FORMAT.md` says, read without the program's own reader.
#[test]
fn the_header_and_the_blocks_are_as_the_page_of_the_format_says() {
    let log = recorded(12);
    let (bytes, before) = (drawn(&log, None), places(&log)[11]);
    for (number, block) in (0_u64..).zip(bytes.chunks(4096)) {
        let (content, crc) = block.split_at(4092);
        let said = [&number.to_be_bytes(), content].concat();
        assert_eq!(crc, crc32c::crc32c(&said).to_be_bytes(), "block {number}");
    }
    assert_eq!(&bytes[..16], b"repatria index 5");
    let number = |at: usize| u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap());
    let all = log.bytes();
    assert_eq!([16, 24, 32].map(number), [12, all.len() as u64, before.byte]);
    let last = &all[usize::try_from(before.byte).unwrap()..all.len() - 1];
    assert_eq!(&bytes[40..72], repatria_tlog::LeafHash::of(last).bytes());
    let [keys, groups, lines, kept] = [72, 80, 88, 96].map(number);
    assert_eq!(lines, 12);
    let kept_blocks = kept.div_ceil(4092);
    let blocks = [1, (keys * 12).div_ceil(4092), ((groups + 1) * 8).div_ceil(4092), 1, kept_blocks];
    assert_eq!(bytes.len() as u64, 4096 * blocks.iter().sum::<u64>());
}

/// As `docs/LOG_FORMAT.md` says, reckoned apart from the program.
#[test]
fn a_key_is_what_the_page_of_the_format_says() {
    const ID: Uuid = uuid!("00112233-4455-6677-8899-aabbccddeeff");
    let page = PageId::of(&"https://example.org/thousand".parse().unwrap());
    let account = Entity::Custody("RU".parse().unwrap(), "UA".parse().unwrap());
    assert_eq!(Key::of_command(CommandId::from(ID)), Key(0x816d_3838_66f7_9cbc));
    for (entity, key) in [
        (Entity::Exchange(ID.into()), 0x1fa4_b1f1_e642_18d1),
        (Entity::Agreement(ID.into()), 0xbddc_2bab_658c_94e6),
        (Entity::Statement(ID.into()), 0x5c13_a564_e4d7_10fb),
        (Entity::Page(page), 0x326d_3054_34e9_5c39),
        (account, 0xea91_3f7d_1925_c9d2),
    ] {
        assert_eq!(Key::of_entity(&entity), Key(key), "{entity:?}");
    }
}

/// What lines are found by is part of the format: who changes it changes the name of the format.
#[test]
fn the_index_of_the_golden_log_is_the_same_to_the_byte() {
    let log = MemoryLog::of_bytes(crate::examples::GOLDEN);
    let crc = crc32c::crc32c(&drawn(&log, None));
    assert_eq!(format!("{crc:08x}"), "443fb914");
}
