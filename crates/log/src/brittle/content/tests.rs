//! What a file holds after a loss of power: any part of what was not synced, and nothing else.

use std::collections::BTreeSet;

use super::*;
use crate::choices::Every;

/// Everything that a file may hold after a loss of power, each byte that stands for a sector.
fn left(file: &Content) -> BTreeSet<String> {
    let (mut every, mut found) = (Every::default(), BTreeSet::new());
    loop {
        let mut left = file.clone();
        left.lose_power(&mut |of| every.choose(of));
        found.insert(left.shown.chunks(SECTOR_BYTES).map(|sector| char::from(sector[0])).collect());
        if !every.advance() {
            return found;
        }
    }
}

fn sectors(letters: &str) -> Vec<u8> {
    letters.bytes().flat_map(|letter| [letter; SECTOR_BYTES]).collect()
}

fn texts<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
    texts.into_iter().map(Into::into).collect()
}

#[test]
fn what_was_synced_stays() {
    let mut file = Content::default();
    file.write(0, &sectors("ab"));
    file.sync();
    assert_eq!(left(&file), texts(["ab"]));
}

#[test]
fn of_what_was_written_over_each_sector_is_old_or_new() {
    let mut file = Content::of(&sectors("ab"));
    file.write(0, &sectors("AB"));
    assert_eq!(left(&file), texts(["ab", "aB", "Ab", "AB"]));
}

#[test]
fn a_sector_written_twice_holds_one_of_its_three_contents() {
    let mut file = Content::of(&sectors("a"));
    file.write(0, &sectors("b"));
    file.write(0, &sectors("c"));
    assert_eq!(left(&file), texts(["a", "b", "c"]));
}

#[test]
fn what_was_appended_is_there_not_at_all_or_as_zeros_or_whole() {
    let mut file = Content::of(&sectors("a"));
    file.write(SECTOR_BYTES, &sectors("b"));
    assert_eq!(left(&file), texts(["a", "ab", "a\0"]));
}

#[test]
fn what_was_cut_off_may_be_there_until_it_is_synced() {
    let mut file = Content::of(&sectors("ab"));
    file.cut(SECTOR_BYTES);
    assert_eq!(left(&file), texts(["a", "ab"]));
    file.sync();
    assert_eq!(left(&file), texts(["a"]));
}

#[test]
fn what_a_failed_sync_did_not_write_is_lost_until_it_is_written_again() {
    let mut file = Content::of(&sectors("a"));
    file.write(0, &sectors("b"));
    file.fail_to_sync(0);
    file.sync();
    assert_eq!((file.shown[0], left(&file)), (b'b', texts(["a"])));
    file.write(0, &sectors("b"));
    file.sync();
    assert_eq!(left(&file), texts(["b"]));
}

#[test]
fn what_was_appended_and_not_written_by_a_failed_sync_is_zeros_after_the_next_one() {
    let mut file = Content::default();
    file.write(0, &sectors("ab"));
    file.fail_to_sync(0b10);
    file.sync();
    assert_eq!((file.shown[0], left(&file)), (b'a', texts(["\0b"])));
    file.drop_clean_pages();
    assert_eq!(file.shown[0], 0);
    file.write(0, &sectors("ab"));
    file.sync();
    assert_eq!(left(&file), texts(["ab"]));
}
