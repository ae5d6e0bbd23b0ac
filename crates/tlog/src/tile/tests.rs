//! Tiles: their paths, how a growing log fills them, and what of a published log is believed.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Tile, TileKind, Tiling, entries, hash_in_tiles, verify_published};
use crate::error::TlogError;
use crate::examples::{grown, lines, published};
use crate::inclusion::InclusionProof;
use crate::node::Node;

fn hashes(level: u8, index: u64, width: u16) -> Tile {
    Tile { kind: TileKind::Hashes { level }, index, width }
}

#[test]
fn a_tile_has_one_path_and_no_other() {
    for (path, tile) in [
        ("tile/0/000", hashes(0, 0, 256)),
        ("tile/0/x001/067", hashes(0, 1067, 256)),
        ("tile/63/x001/x234/067.p/112", hashes(63, 1_234_067, 112)),
        ("tile/entries/999.p/1", Tile { kind: TileKind::Entries, index: 999, width: 1 }),
        ("tile/0/x018/x446/x744/x073/x709/x551/615", hashes(0, u64::MAX, 256)),
    ] {
        assert_eq!(tile.to_string(), path);
        assert_eq!(path.parse(), Ok(tile));
    }
}

#[test]
fn a_path_that_is_written_in_another_way_is_none() {
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/00/000",
        "tile/+1/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/+00",
        "tile/entries",
        "tile/Entries/000",
        "tile/0/000.p/1.p/1",
        "tile/0/\u{661}00",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "checkpoint",
        "tile/0/000\0",
    ] {
        assert_eq!(path.parse::<Tile>(), Err(TlogError::NoTile), "{path:?}");
    }
}

#[test]
fn a_log_of_70_000_lines_has_the_tiles_that_the_specification_counts() {
    let mut counted: BTreeMap<(TileKind, u16), u64> = BTreeMap::new();
    let (mut tiling, mut total) = (Tiling::default(), 0_usize);
    let mut count = |tile: Tile, bytes: &[u8]| {
        *counted.entry((tile.kind, tile.width)).or_default() += 1;
        total += bytes.len();
        Ok::<(), TlogError>(())
    };
    for line in lines(70_000) {
        tiling.push(&line, &mut count).unwrap();
    }
    tiling.finish(&mut count).unwrap();
    let level = |level| TileKind::Hashes { level };
    let expected = [
        ((level(0), 112), 1),
        ((level(0), 256), 273),
        ((level(1), 17), 1),
        ((level(1), 256), 1),
        ((level(2), 1), 1),
        ((TileKind::Entries, 112), 1),
        ((TileKind::Entries, 256), 273),
    ];
    assert_eq!(counted, expected.into());
    let digits = 10 + 90 * 2 + 900 * 3 + 9_000 * 4 + 60_000 * 5;
    assert_eq!(total, (70_000 + 273 + 1) * 32 + 70_000 * 2 + digits);
}

#[test]
fn a_published_log_is_verified_line_by_line() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 513, 700] {
        let published = published(lines(size));
        let mut shown = Vec::new();
        let checkpoint = published.checkpoint.checkpoint();
        verify_published(checkpoint, published.fetch(), |line| shown.push(line.to_vec())).unwrap();
        assert_eq!(shown, lines(size).collect::<Vec<_>>(), "of {size}");
    }
}

#[test]
fn every_proof_can_be_made_out_of_tiles() {
    let (published, grown) = (published(lines(700)), grown(700));
    for size in [1, 2, 255, 256, 257, 511, 512, 513, 699, 700] {
        let part = crate::examples::published(lines(size));
        for (node, hash) in &grown.nodes {
            if (node.index + 1) << node.level <= size {
                let found = hash_in_tiles(*node, size, &mut part.fetch());
                assert_eq!(found.as_ref(), Ok(hash), "{node:?} of {size}");
            }
        }
    }
    let beyond = hash_in_tiles(Node { level: 2, index: 175 }, 700, &mut published.fetch());
    assert_eq!(beyond, Err(TlogError::BeyondTree { index: 175, size: 700 }));
    let beyond = hash_in_tiles(Node { level: 63, index: u64::MAX }, 700, &mut published.fetch());
    assert!(beyond.is_err());
    let proof =
        InclusionProof::make(600, 700, |node| hash_in_tiles(node, 700, &mut published.fetch()));
    assert_eq!(proof, InclusionProof::make(600, 700, grown.hash_at()));
}

#[test]
fn a_bundle_of_broken_lines_is_refused() {
    assert_eq!(entries(&[0, 1, b'a', 0, 0]), Ok(vec![&b"a"[..], b""]));
    for bundle in [&[0][..], &[0, 1], &[0, 1, b'a', 0], &[255, 255, 0]] {
        assert_eq!(entries(bundle), Err(TlogError::NoBundle), "{bundle:?}");
    }
    let long = Tiling::default().push(&vec![b'x'; 65_536], |_, _| Ok::<(), TlogError>(()));
    assert_eq!(long, Err(TlogError::TooLong { document: "line", bytes: 65_536, limit: 65_535 }));
}

proptest! {
    #[test]
    fn whatever_path_is_read_prints_the_same(path in prop_oneof![any::<String>(), "tile/[0-9e]{1,2}/[x0-9/.p]{0,12}"]) {
        if let Ok(tile) = path.parse::<Tile>() {
            prop_assert_eq!(tile.to_string(), path);
        }
    }

    #[test]
    fn any_bytes_are_a_bundle_or_are_refused(bundle: Vec<u8>) {
        if let Ok(lines) = entries(&bundle) {
            let mut again = Vec::new();
            for line in lines {
                super::bundle::add(&mut again, line).unwrap();
            }
            prop_assert_eq!(again, bundle);
        }
    }
}
