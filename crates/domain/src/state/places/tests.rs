//! Each id has the place that it was given first, whatever ids there are.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Ids of all sorts: made from a name, counted up, alike in their ends, all in one window.
fn id() -> impl Strategy<Value = Uuid> {
    prop_oneof![
        any::<u128>().prop_map(Uuid::from_u128),
        (0_u128..200).prop_map(Uuid::from_u128),
        (0_u128..200).prop_map(|n| Uuid::from_u128(n << 120)),
        (0_u64..200).prop_map(|n| Uuid::from_u64_pair(n, n)),
    ]
}

/// Places of these ids, which are those that a plain map gives.
fn places_of(ids: &[Uuid]) -> Places {
    let (mut places, mut expected) = (Places::default(), BTreeMap::new());
    for id in ids {
        assert_eq!(places.get(*id), expected.get(id).copied());
        let next = expected.len();
        let place = *expected.entry(*id).or_insert(next);
        assert_eq!(places.get_or_add(*id), place);
    }
    for id in ids {
        assert_eq!(places.get(*id), expected.get(id).copied());
        assert_eq!(places.get_or_add(*id), expected[id]);
    }
    assert_eq!(places.ids.len(), expected.len());
    places
}

proptest! {
    #[test]
    fn property_each_id_has_the_place_at_which_it_came(ids in vec(id(), 0..300)) {
        places_of(&ids);
    }
}

#[test]
fn ids_that_all_point_to_one_window_are_found_beside_the_table() {
    let ids: Vec<_> = (0..5_000).map(|n| Uuid::from_u64_pair(n, n)).collect();
    assert_eq!(places_of(&ids).crowded.len(), 5_000 - WINDOW);
}

#[test]
fn ids_that_nobody_chose_to_do_harm_have_room_in_the_table() {
    for ids in [
        (0..5_000).map(Uuid::from_u128).collect::<Vec<_>>(),
        (0..5_000).map(|n| Uuid::from_u128(n << 64)).collect(),
        (0..5_000).map(|n| Uuid::new_v5(&Uuid::NAMESPACE_DNS, &u32::to_be_bytes(n))).collect(),
    ] {
        let places = places_of(&ids);
        assert_eq!(places.crowded.len(), 0);
        assert!(places.slots.len() <= 4 * 5_000 + WINDOW, "{}", places.slots.len());
    }
}
