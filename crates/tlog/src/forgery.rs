//! Forgeries: each is made as a forger would make it, and each is refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::SignedCheckpoint;
use crate::consistency::ConsistencyProof;
use crate::error::TlogError;
use crate::examples::{
    ORIGIN, Published, checkpoint, grown, key, lines, log_key, published, signed, witness_key,
};
use crate::hash::LeafHash;
use crate::inclusion::InclusionProof;
use crate::key::{KeyKind, SigningKey};
use crate::note::{Note, SignatureLine};
use crate::proof::TlogProof;
use crate::tile::{entries, hash_in_tiles, verify_published};

const FORGED: &[u8] = b"a line that was never recorded";

/// What a reader of one line does: he takes it from its bundle, and proves it out of the tiles.
fn read_from_tiles(published: &Published, index: u64) -> Result<Vec<u8>, TlogError> {
    let size = published.checkpoint.checkpoint().size;
    let bundle = &published.tiles[&format!("tile/entries/{:03}", index / 256)];
    let lines = entries(bundle)?;
    let line = lines[usize::try_from(index % 256).unwrap()];
    let inclusion = InclusionProof::make(index, size, |node| {
        hash_in_tiles(node, size, &mut published.fetch())
    })?;
    let root = published.checkpoint.checkpoint().root;
    inclusion.verify(LeafHash::of(line), index, size, root)?;
    Ok(line.to_vec())
}

fn verified(published: &Published) -> Result<(), TlogError> {
    verify_published(published.checkpoint.checkpoint(), published.fetch(), |_| ())
}

/// Entry 0 exchanged, with its leaf hash in the tile, under the genuine checkpoint. Verifiers in
/// use accepted this: where several subtrees share a tile they did not hold the tile against the
/// one above (CVE-2026-56865).
#[test]
fn a_forged_entry_with_its_forged_leaf_hash_under_the_genuine_checkpoint_is_refused() {
    for size in [300, 513, 70_000] {
        let genuine = published(lines(size));
        assert_eq!(read_from_tiles(&genuine, 0).unwrap(), b"0", "of {size}");
        let mut forged = genuine.clone();
        let bundle = forged.tiles.get_mut("tile/entries/000").unwrap();
        let length = u16::try_from(FORGED.len()).unwrap().to_be_bytes();
        bundle.splice(..3, [&length, FORGED].concat());
        let leaves = forged.tiles.get_mut("tile/0/000").unwrap();
        leaves.splice(..32, *LeafHash::of(FORGED).bytes());
        assert_eq!(read_from_tiles(&forged, 0), Err(TlogError::NotIncluded), "of {size}");
        let tile = if size < 65_536 {
            format!("tile/1/000.p/{}", size / 256)
        } else {
            "tile/1/000".into()
        };
        let differs = TlogError::TileDiffers { tile: tile.parse().unwrap() };
        assert_eq!(verified(&forged), Err(differs), "of {size}");
    }
}

/// The same forger goes on and makes every tile fit: then the root is another.
#[test]
fn a_forged_log_with_all_its_tiles_under_the_genuine_checkpoint_is_refused() {
    let genuine = published(lines(600));
    let other = published([FORGED.to_vec()].into_iter().chain(lines(600).skip(1)));
    let forged = Published { checkpoint: genuine.checkpoint, ..other };
    assert_eq!(verified(&forged), Err(TlogError::OtherRoot));
    assert_eq!(read_from_tiles(&forged, 0), Err(TlogError::NotIncluded));
}

#[test]
fn tiles_cut_short_lengthened_or_missing_are_refused() {
    let genuine = published(lines(600));
    for path in genuine.tiles.keys() {
        let mut cut = genuine.clone();
        cut.tiles.get_mut(path).unwrap().pop();
        assert!(verified(&cut).is_err(), "{path} cut short");
        let mut longer = genuine.clone();
        longer.tiles.get_mut(path).unwrap().push(0);
        assert!(verified(&longer).is_err(), "{path} lengthened");
        let mut missing = genuine.clone();
        missing.tiles.remove(path);
        assert_eq!(verified(&missing), Err(TlogError::NoTile), "{path} missing");
    }
}

#[test]
fn lines_that_changed_places_are_refused() {
    let swapped = published([b"1".to_vec(), b"0".to_vec()].into_iter().chain(lines(9).skip(2)));
    let forged = Published { checkpoint: published(lines(9)).checkpoint, ..swapped };
    assert_eq!(verified(&forged), Err(TlogError::OtherRoot));
}

#[test]
fn a_split_view_does_not_lead_from_one_checkpoint_to_the_other() {
    let mine = published(lines(9)).checkpoint;
    let yours = published(lines(8).chain([FORGED.to_vec()])).checkpoint;
    let (mine, yours) = (mine.checkpoint(), yours.checkpoint());
    let nothing = ConsistencyProof::from_hashes(Vec::new());
    let answer = nothing.verify((mine.size, mine.root), (yours.size, yours.root));
    assert_eq!(answer, Err(TlogError::NotConsistent));
    let longer = published(lines(8).chain([FORGED.to_vec()]).chain(lines(3))).checkpoint;
    let proof = ConsistencyProof::make(9, 12, |node| {
        let other = published(lines(8).chain([FORGED.to_vec()]).chain(lines(3)));
        hash_in_tiles(node, 12, &mut other.fetch())
    });
    let longer = longer.checkpoint();
    let answer = proof.unwrap().verify((mine.size, mine.root), (longer.size, longer.root));
    assert_eq!(answer, Err(TlogError::NotConsistent));
}

#[test]
fn a_log_that_was_set_back_does_not_follow_from_a_newer_checkpoint() {
    let (old, new) = (signed(9), signed(7));
    let (old, new) = (old.checkpoint(), new.checkpoint());
    let nothing = ConsistencyProof::from_hashes(Vec::new());
    let answer = nothing.verify((old.size, old.root), (new.size, new.root));
    assert_eq!(answer, Err(TlogError::Shrunk { old: 9, new: 7 }));
}

#[test]
fn a_stale_checkpoint_does_not_prove_a_line_that_came_later() {
    let inclusion = InclusionProof::make(8, 9, grown(9).hash_at()).unwrap();
    let proof =
        TlogProof { extra: None, index: 8, inclusion, checkpoint: signed(7).note().clone() };
    let answer = proof.verify(b"8", log_key().verifier());
    assert_eq!(answer, Err(TlogError::BeyondTree { index: 8, size: 7 }));
}

#[test]
fn a_proof_of_another_size_is_refused() {
    let inclusion = InclusionProof::make(3, 9, grown(9).hash_at()).unwrap();
    for size in [4, 5, 8, 16, 17] {
        let checkpoint = signed(size).note().clone();
        let proof = TlogProof { extra: None, index: 3, inclusion: inclusion.clone(), checkpoint };
        assert!(proof.verify(b"3", log_key().verifier()).is_err(), "under a checkpoint of {size}");
    }
}

#[test]
fn a_key_with_the_same_name_and_id_is_another_key() {
    // Four bytes of an id are soon found again; here the forger simply writes the id he wants.
    let forger = SigningKey::from_seed(ORIGIN.parse().unwrap(), KeyKind::Log, &[9; 32]);
    let genuine = log_key().verifier().to_string();
    let id = genuine.split('+').nth(1).unwrap();
    let text = checkpoint(9, grown(9).root(9)).to_string();
    let signature = forger.sign(text.as_bytes());
    let id = u32::from_str_radix(id, 16).unwrap().to_be_bytes();
    let bytes = [&id[..], &signature].concat();
    let encoded = STANDARD.encode(bytes);
    let note = format!("{text}\n\u{2014} {ORIGIN} {encoded}\n");
    let bad = TlogError::BadSignature { name: ORIGIN.parse().unwrap() };
    assert_eq!(SignedCheckpoint::open(note.as_bytes(), log_key().verifier()), Err(bad));
}

#[test]
fn a_signature_of_an_unknown_key_neither_helps_nor_harms() {
    let stranger = key("stranger.example", KeyKind::Log);
    let text = checkpoint(9, grown(9).root(9)).to_string();
    let note = Note::of(
        text.clone(),
        vec![SignatureLine::by(stranger.verifier(), stranger.sign(text.as_bytes()).into())],
    );
    let not_signed = TlogError::NotSigned { name: ORIGIN.parse().unwrap() };
    let alone = SignedCheckpoint::open(note.to_string().as_bytes(), log_key().verifier());
    assert_eq!(alone, Err(not_signed));
    let mut both = signed(9).note().clone();
    both.push(note.signatures()[0].clone());
    let opened = SignedCheckpoint::open(both.to_string().as_bytes(), log_key().verifier()).unwrap();
    assert_eq!(opened.checkpoint(), signed(9).checkpoint());
}

#[test]
fn a_checkpoint_of_one_log_is_none_of_another() {
    // The forger has a key of his own, and puts the name of our log above his signature.
    let forger = key("forger.example", KeyKind::Log);
    let text = checkpoint(9, grown(9).root(9)).to_string();
    let note = Note::of(
        text.clone(),
        vec![SignatureLine::by(forger.verifier(), forger.sign(text.as_bytes()).into())],
    );
    let unknown = TlogError::UnknownLog { origin: ORIGIN.parse().unwrap() };
    let opened = SignedCheckpoint::open(note.to_string().as_bytes(), forger.verifier());
    assert_eq!(opened, Err(unknown));
}

#[test]
fn extension_lines_are_refused() {
    let root = grown(9).root(9);
    let text = format!("{ORIGIN}\n9\n{root}\nfor your eyes only\n");
    let signature = log_key().sign(text.as_bytes());
    let line = SignatureLine::by(log_key().verifier(), signature.into());
    let note = Note::of(text, vec![line]).to_string();
    let refused = SignedCheckpoint::open(note.as_bytes(), log_key().verifier()).unwrap_err();
    let says = "line 4 of the checkpoint is not the end: extension lines are not accepted";
    assert_eq!(refused.to_string(), says);
}

#[test]
fn carriage_returns_are_refused() {
    let note = signed(9).to_string().replace('\n', "\r\n");
    assert!(SignedCheckpoint::open(note.as_bytes(), log_key().verifier()).is_err());
}

#[test]
fn a_signature_that_is_there_twice_is_refused() {
    let note = signed(9).to_string();
    let line = note.lines().last().unwrap();
    let twice = SignedCheckpoint::open(format!("{note}{line}\n").as_bytes(), log_key().verifier());
    assert_eq!(twice, Err(TlogError::SignedTwice { name: ORIGIN.parse().unwrap() }));
}

#[test]
fn a_cosignature_is_no_signature_of_the_log_and_the_other_way_round() {
    // One secret, used for both by a careless operator.
    let seed = [3; 32];
    let log = SigningKey::from_seed(ORIGIN.parse().unwrap(), KeyKind::Log, &seed);
    let witness = SigningKey::from_seed(ORIGIN.parse().unwrap(), KeyKind::Witness, &seed);
    let signed = checkpoint(9, grown(9).root(9)).sign(&log).unwrap();
    let not_signed = TlogError::NotSigned { name: ORIGIN.parse().unwrap() };
    assert_eq!(signed.cosigned_at(witness.verifier()), Err(not_signed.clone()));
    let cosignature = signed.cosign(&witness, 1).unwrap();
    let alone = Note::of(signed.note().text().into(), vec![cosignature]);
    let opened = SignedCheckpoint::open(alone.to_string().as_bytes(), log.verifier());
    assert_eq!(opened, Err(not_signed));
    let as_log = SignedCheckpoint::open(signed.to_string().as_bytes(), witness.verifier());
    assert!(matches!(as_log, Err(TlogError::WrongKind { .. })), "{as_log:?}");
}

#[test]
fn the_root_of_part_of_a_tree_proves_no_line_that_is_a_node() {
    // A node is hashed behind 0x01 and a line behind 0x00, so that two hashes are never a line.
    let grown = grown(2);
    let both = [*LeafHash::of(b"0").bytes(), *LeafHash::of(b"1").bytes()].concat();
    let nothing = InclusionProof::from_hashes(Vec::new());
    let answer = nothing.verify(LeafHash::of(&both), 0, 1, grown.root(2));
    assert_eq!(answer, Err(TlogError::NotIncluded));
}

#[test]
fn a_witness_is_not_taken_for_another() {
    let other = key("witness.example/south", KeyKind::Witness);
    let answer = signed(9).cosign(&other, 1).unwrap().to_string();
    let not_signed = TlogError::NotSigned { name: witness_key().verifier().name().clone() };
    assert_eq!(signed(9).cosigned(answer.as_bytes(), witness_key().verifier()), Err(not_signed));
}
