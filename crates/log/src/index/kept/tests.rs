//! What was packed is unpacked, and nothing else is.

use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::generate;

use super::*;
use crate::brittle::Brittle;
use crate::file::{Disk as _, Opening, write_all};
use crate::index::blocks::{BlockWriter, Blocks};

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
    let file = disk.open("register/kept".as_ref(), Opening::Make).unwrap();
    let mut blocks = BlockWriter::to(|byte, blocks| write_all(&file, byte, blocks));
    blocks.write(bytes).unwrap();
    blocks.finish().unwrap();
    let mut unpacked = Unpacked::of(Blocks::of(file), 0, bytes.len() as u64);
    std::iter::from_fn(|| unpacked.next_gist().transpose()).collect()
}

fn that_move_a_total(gists: &[(u64, Gist)]) -> Vec<(u64, Gist)> {
    gists.iter().filter(|(_, gist)| moves_a_total(gist)).cloned().collect()
}

proptest! {
    #[test]
    fn every_gist_that_moves_a_total_is_unpacked_as_it_was(gists in gists()) {
        let kept = packed(&gists);
        prop_assert_eq!(unpacked(&kept.bytes).unwrap(), that_move_a_total(&gists));
    }

    #[test]
    fn whatever_is_cut_short_is_told_or_ends_between_two(gists in gists(), place in any::<prop::sample::Index>()) {
        let (bytes, all) = (packed(&gists).bytes, that_move_a_total(&gists));
        let cut = &bytes[..place.index(bytes.len() + 1)];
        match unpacked(cut) {
            Ok(some) => {
                prop_assert_eq!(&some, &all[..some.len()]);
                prop_assert_eq!(&packed(&some).bytes, cut);
            }
            Err(error) => prop_assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), kind in 0..8_u8) {
        // Most begin as a gist does.
        let mut told = vec![kind, 1];
        told.extend(bytes);
        if let Ok(gists) = unpacked(&told) {
            prop_assert!(gists.iter().all(|(_, gist)| moves_a_total(gist)));
        }
    }
}

/// A gist of each kind, and of each byte of it what does not fit.
#[test]
fn what_no_gist_has_is_refused() {
    let id = [7; 16];
    let gist = |kind: u8, rest: &[u8]| [&[kind, 1][..], &id, rest].concat();
    for sound in [
        gist(OPENED, b"\x01a\x02\x02UA\x02RU"),
        gist(DESCRIBED, b"\x01\x00\x00\x00"),
        gist(CANCELLED, b""),
        gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x00\x04\x07\x00"),
        gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x00\x03\x01\x02\x03\x00"),
        gist(WITHDRAWN, b"\xff\xff\xff\xff\x0f"),
    ] {
        assert_eq!(unpacked(&sound).unwrap().len(), 1, "{sound:?}");
    }
    for (why, unfit) in [
        ("no kind", gist(0, b"")),
        ("a later kind", gist(7, b"")),
        ("no reference", gist(OPENED, b"\x00\x02\x02UA\x02RU")),
        ("one party", gist(OPENED, b"\x01a\x01\x02UA")),
        ("twice the same party", gist(OPENED, b"\x01a\x02\x02UA\x02UA")),
        ("no party", gist(OPENED, b"\x01a\x02\x02UA\x02ru")),
        ("no text", gist(OPENED, b"\x01\xff\x02\x02UA\x02RU")),
        ("no kind of exchange", gist(DESCRIBED, b"\x01\x03\x00\x00")),
        ("no date", gist(DESCRIBED, b"\x01\x00\x012\x00")),
        ("half a frame", gist(DESCRIBED, b"\x01\x00\x00\x02")),
        ("a revision too high", gist(WITHDRAWN, b"\xff\xff\xff\xff\x1f")),
        ("a number too high", gist(WITHDRAWN, &[0xff; 10])),
        ("no kind of leg", gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x03\x00\x00\x04\x07\x00")),
        ("no channel", gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x03\x00\x04\x07\x00")),
        ("no basis", gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x04\x04\x07\x00")),
        ("no band", gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x00\x05\x07\x00")),
        (
            "backwards",
            gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x00\x03\x03\x02\x01\x00"),
        ),
        ("no split", gist(SETTLED, b"\x01\x00\x01\x00\x02UA\x02RU\x00\x00\x00\x04\x07\x08")),
    ] {
        let error = unpacked(&unfit).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData, "{why}");
    }
}

/// As a gist that was never written there might ask for.
#[test]
fn what_is_longer_than_a_line_is_not_read_to_its_end() {
    let mut bytes = [&[SETTLED, 1][..], &[7; 16], b"\x01\x00\xff\xff\xff\x7f"].concat();
    for _ in 0..40_000 {
        bytes.extend_from_slice(b"\x00\x02UA\x02RU\x00\x00\x00\x04\x07\x00");
    }
    let disk = Brittle::with(b"", None);
    assert!(unpacked_on(&disk, &bytes).is_err());
    let read = disk.plates().bytes_read["kept"];
    assert!(read <= 2 * 16 * 4096, "{read} of {} bytes", bytes.len());
}
