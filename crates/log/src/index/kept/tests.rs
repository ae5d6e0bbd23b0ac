//! What was packed is unpacked, and nothing else is.

use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::generate;

use super::*;
use crate::brittle::Brittle;
use crate::file::{Disk as _, Opening, write_all};
use crate::index::blocks::{BlockWriter, Blocks};
use crate::numbers::named::Named;

/// Gists of any events, with the numbers of their commits.
fn gists() -> impl Strategy<Value = Vec<(u64, Gist)>> {
    vec((prop_oneof![4 => 0..3_u64, 1 => 0..=u64::MAX >> 8], generate::event()), 0..30).prop_map(
        |steps| {
            let mut n = 0;
            let numbered = steps.into_iter().map(|(step, event)| {
                n += step;
                (n, Gist::of(&event))
            });
            numbered.collect()
        },
    )
}

fn packed(gists: &[(u64, Gist)]) -> Kept {
    let mut kept = Kept::default();
    for (n, gist) in gists {
        kept.take(*n, gist);
    }
    kept
}

/// Unpacks bytes, as they stand in the first blocks of a file.
fn unpacked(bytes: &[u8]) -> std::io::Result<Vec<(u64, Gist)>> {
    unpacked_on(&Brittle::with(b"", None), bytes)
}

fn unpacked_on(disk: &Brittle, bytes: &[u8]) -> std::io::Result<Vec<(u64, Gist)>> {
    named(unpacked_of(disk, bytes))
}

fn unpacked_of(disk: &Brittle, bytes: &[u8]) -> Unpacked {
    let file = disk.open("register/kept".as_ref(), Opening::Make).unwrap();
    let mut blocks = BlockWriter::to(|byte, blocks| write_all(&file, byte, blocks));
    blocks.write(bytes).unwrap();
    blocks.finish().unwrap();
    Unpacked::of(Blocks::of(file), 0, bytes.len() as u64)
}

/// By name, with the numbers of their commits.
pub(in crate::index) fn named(mut unpacked: Unpacked) -> std::io::Result<Vec<(u64, Gist)>> {
    let (mut named, mut gists) = (Named::default(), Vec::new());
    while let Some(gist) = unpacked.next(|n, shown| Some((n, named.gist(shown)?)))? {
        gists.extend(gist);
    }
    Ok(gists)
}

fn that_move_a_total(gists: &[(u64, Gist)]) -> Vec<(u64, Gist)> {
    gists.iter().filter(|(_, gist)| moves_a_total(gist)).cloned().collect()
}

proptest! {
    #[test]
    fn every_gist_that_moves_a_total_is_unpacked_as_it_was(gists in gists()) {
        let kept = packed(&gists);
        prop_assert_eq!(unpacked(&kept.packed.bytes).unwrap(), that_move_a_total(&gists));
    }

    #[test]
    fn whatever_is_cut_short_is_told_or_ends_between_two(gists in gists(), place in any::<prop::sample::Index>()) {
        let (bytes, all) = (packed(&gists).packed.bytes, that_move_a_total(&gists));
        let cut = &bytes[..place.index(bytes.len() + 1)];
        match unpacked(cut) {
            Ok(some) => {
                prop_assert_eq!(&some, &all[..some.len()]);
                // Beside it at most what comes up in the next for the first time.
                prop_assert!(cut.starts_with(&packed(&some).packed.bytes));
            }
            Err(error) => prop_assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), kind in 0..8_u8) {
        // Most begin as a gist does, of an exchange that came up.
        let mut told = [&[EXCHANGE][..], &[7; 16], PAIR, WAY_HOME, &[kind, 1, 0]].concat();
        told.extend(bytes);
        if let Ok(gists) = unpacked(&told) {
            prop_assert!(gists.iter().all(|(_, gist)| moves_a_total(gist)));
        }
    }

    #[test]
    fn whoever_goes_on_from_what_is_packed_packs_the_same(
        gists in gists(), place in any::<prop::sample::Index>(),
    ) {
        let (earlier, later) = gists.split_at(place.index(gists.len() + 1));
        let first = packed(earlier).packed;
        let mut kept = unpacked_of(&Brittle::with(b"", None), &first.bytes).packed(first.n).unwrap();
        for (n, gist) in later {
            kept.take(*n, gist);
        }
        let whole = packed(&gists).packed;
        prop_assert_eq!((kept.packed.bytes, kept.packed.n), (whole.bytes, whole.n));
    }
}

/// Two parties, and a way of the one's people home.
const PAIR: &[u8] = b"\x08\x02\x02UA\x02RU";
const WAY_HOME: &[u8] = b"\x09\x02UA\x02RU\x02UA\x00\x00";

/// A gist of each kind, and of each byte of it what does not fit.
#[test]
fn what_no_gist_has_is_refused() {
    let come_up = |what: &[u8]| [&[EXCHANGE][..], &[7; 16], PAIR, WAY_HOME, what].concat();
    let gist = |kind: u8, rest: &[u8]| come_up(&[&[kind, 1, 0], rest].concat());
    let settled = |leg: &[u8]| gist(SETTLED, &[b"\x01\x00\x01", leg].concat());
    for sound in [
        gist(OPENED, b"\x01a\x00"),
        gist(DESCRIBED, b"\x01\x00\x00\x00"),
        gist(DESCRIBED, b"\x01\x00\x01\x042025\x01"),
        // The first and the last day that can be written.
        gist(DESCRIBED, b"\x01\x00\x02\x00"),
        gist(DESCRIBED, b"\x01\x00\xdc\xf3\xde\x01\x00"),
        gist(CANCELLED, b""),
        settled(b"\x00\x04\x07"),
        settled(b"\x00\x1b\x01\x02\x03"),
        settled(b"\x00\xe4\x07\x04\x01\x04\x01\x04\x01"),
        gist(WITHDRAWN, b"\xff\xff\xff\xff\x0f"),
    ] {
        assert_eq!(unpacked(&sound).unwrap().len(), 1, "{sound:?}");
    }
    for (why, unfit) in [
        ("no kind", gist(0, b"")),
        ("a later kind", come_up(&[10])),
        ("an exchange that did not come up", come_up(&[CANCELLED, 1, 1])),
        ("no exchange came up", vec![CANCELLED, 1, 0]),
        ("no reference", gist(OPENED, b"\x00\x00")),
        ("no text", gist(OPENED, b"\x01\xff\x00")),
        ("parties that did not come up", gist(OPENED, b"\x01a\x01")),
        ("one party", come_up(b"\x08\x01\x02UA")),
        ("twice the same party", come_up(b"\x08\x02\x02UA\x02UA")),
        ("no party", come_up(b"\x08\x02\x02UA\x02ru")),
        ("no kind of exchange", gist(DESCRIBED, b"\x01\x03\x00\x00")),
        ("no date", gist(DESCRIBED, b"\x01\x00\x01\x012\x00")),
        ("a day after all", gist(DESCRIBED, b"\x01\x00\xdd\xf3\xde\x01\x00")),
        ("no day of any calendar", gist(DESCRIBED, b"\x01\x00\xff\xff\xff\xff\x7f\x00")),
        ("a deal that did not come up", gist(DESCRIBED, b"\x01\x00\x00\x02")),
        ("a revision too high", gist(WITHDRAWN, b"\xff\xff\xff\xff\x1f")),
        ("a number too high", gist(WITHDRAWN, &[0xff; 10])),
        ("a way from nobody", come_up(b"\x09\x02UA\x00\x02UA\x00\x00")),
        ("no kind of leg", come_up(b"\x09\x02UA\x02RU\x02UA\x03\x00")),
        ("no channel", come_up(b"\x09\x02UA\x02RU\x02UA\x00\x03")),
        ("a way that did not come up", settled(b"\x01\x04\x07")),
        ("no band", settled(b"\x00\x05\x07")),
        ("backwards", settled(b"\x00\x03\x03\x02\x01")),
        ("no band of soldiers", settled(b"\x00\x24\x07\x05\x01")),
    ] {
        let error = unpacked(&unfit).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData, "{why}");
    }
}

/// Nobody can go on from numbers that two have.
#[test]
fn what_comes_up_for_the_first_time_twice_is_refused_where_names_are_asked_for() {
    for twice in [&[&[EXCHANGE][..], &[7; 16]].concat(), PAIR, WAY_HOME] {
        let bytes = [twice, twice].concat();
        let unpacked = |bytes| unpacked_of(&Brittle::with(b"", None), bytes).packed(0);
        assert!(unpacked(twice).is_ok());
        assert_eq!(unpacked(&bytes).unwrap_err().kind(), std::io::ErrorKind::InvalidData);
    }
}

/// As a gist that was never written there might ask for.
#[test]
fn what_is_longer_than_a_line_is_not_read_to_its_end() {
    let mut bytes = [&[EXCHANGE][..], &[7; 16], WAY_HOME].concat();
    bytes.extend_from_slice(b"\x05\x01\x00\x01\x00\xff\xff\xff\x7f");
    for _ in 0..180_000 {
        bytes.extend_from_slice(b"\x00\x04\x07");
    }
    let disk = Brittle::with(b"", None);
    assert!(unpacked_on(&disk, &bytes).is_err());
    let read = disk.plates().bytes_read["kept"];
    assert!(read <= 2 * 16 * 4096, "{read} of {} bytes", bytes.len());
}
