//! Keys are found in an index of any of them, however they lie, and no others are.

use std::collections::BTreeMap;

use proptest::collection::btree_set;
use proptest::prelude::*;

use super::*;
use crate::brittle::Brittle;
use crate::file::{Disk, Opening};

/// Keys as they are, close together, and at both ends.
fn key() -> impl Strategy<Value = u64> {
    prop_oneof![4 => any::<u64>(), 4 => 0..4000_u64, 1 => (u64::MAX - 400)..=u64::MAX]
}

/// An index of keys, each in a group of its own, numbered in order of keys.
fn index_of(keys: &BTreeMap<u64, Group>) -> Index {
    let mut ties = Ties::default();
    for key in keys.keys() {
        ties.take(&[Key(*key)], 0);
    }
    let (place, leaf) = (Position::START, [0; 32]);
    let anchor = Anchor { before: place, behind: place, leaf };
    let file = Brittle::with(b"", None).open("register/index".as_ref(), Opening::Make).unwrap();
    lay_out(&ties.tied(), &Kept::default(), anchor, |at, blocks| {
        file.write_at(at, blocks).map(drop)
    })
    .unwrap();
    Index::of(file).unwrap()
}

proptest! {
    #[test]
    fn every_key_of_many_is_found_and_no_other(
        keys in btree_set(key(), 0..3000), others in btree_set(key(), 0..300),
    ) {
        let keys: BTreeMap<u64, Group> = keys.into_iter().zip(0..).collect();
        let mut index = index_of(&keys);
        let mut asked: Vec<Key> = keys.keys().chain(&others).copied().map(Key).collect();
        for key in &asked {
            prop_assert_eq!(index.group_of(*key).unwrap(), keys.get(&key.0).copied());
        }
        asked.reverse();
        let mut found = BTreeMap::new();
        index.each_group_of(asked, |key, group| { found.insert(key.0, group); }).unwrap();
        prop_assert_eq!(&found, &keys);
        let mut sparse = Vec::new();
        index.each_group_of(others.iter().copied().map(Key).collect(), |key, _| sparse.push(key.0)).unwrap();
        let is_there = |key: &u64| keys.contains_key(key);
        let expected: Vec<u64> = others.into_iter().filter(is_there).collect();
        prop_assert_eq!(sparse, expected);
        let (ties, _) = index.load().unwrap();
        let loaded: BTreeMap<u64, Group> =
            ties.tied().keys.into_iter().map(|(key, group)| (key.0, group)).collect();
        prop_assert_eq!(loaded, keys);
    }
}
