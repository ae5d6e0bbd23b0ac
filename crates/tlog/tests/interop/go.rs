//! Go's own transparency log and notes, golang.org/x/mod/sumdb, as Debian packages them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use repatria_tlog::{
    Checkpoint, KeyKind, SignedCheckpoint, SigningKey, Tile, Tiling, TlogError, VerifierKey,
    verify_published,
};
use tempfile::TempDir;

use crate::grown::{Grown, line};
use crate::{EVERY, SIZES};

/// Where Debian puts the sources of Go packages.
const SOURCES: &str = "/usr/share/gocode";

/// The oracle, built once for all tests.
fn oracle() -> Option<PathBuf> {
    static ORACLE: OnceLock<Option<PathBuf>> = OnceLock::new();
    ORACLE.get_or_init(build).clone()
}

/// Builds the oracle. Says so loudly where there is no Go; in the gate that is a failure.
fn build() -> Option<PathBuf> {
    let module = Path::new(SOURCES).join("src/golang.org/x/mod/sumdb/tlog");
    let found = Command::new("go").arg("version").output().is_ok() && module.exists();
    assert!(found || std::env::var_os("CI").is_none(), "go or golang-golang-x-mod-dev is missing");
    if !found {
        eprintln!("NOT TESTED: go is missing, so nothing was held against golang.org/x/mod");
        return None;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop");
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go");
    let status = Command::new("go")
        .args(["build", "-o"])
        .arg(built.join("oracle"))
        .arg(here.join("oracle.go"))
        .envs([("GO111MODULE", "off"), ("GOPATH", SOURCES)])
        .env("GOCACHE", built.join("cache"))
        .status()
        .unwrap();
    assert!(status.success(), "the oracle does not build");
    Some(built.join("oracle"))
}

fn asked(oracle: &Path, words: &[&str]) -> String {
    let output = Command::new(oracle).args(words).output().unwrap();
    let says = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {says}");
    String::from_utf8(output.stdout).unwrap()
}

fn put(folder: &Path, tile: Tile, bytes: &[u8]) {
    let path = folder.join(tile.to_string());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn what_is_published_here_is_verified_by_go() {
    let Some(oracle) = oracle() else { return };
    let folder = TempDir::new().unwrap();
    let key =
        SigningKey::from_seed("register.example/swaps".parse().unwrap(), KeyKind::Log, &[5; 32]);
    let (vkey, grown) = (key.verifier().to_string(), Grown::to(70_000));
    let mut tiling = Tiling::default();
    let keep = |tile: Tile, bytes: &[u8]| {
        put(folder.path(), tile, bytes);
        Ok::<(), TlogError>(())
    };
    for size in SIZES {
        for index in tiling.size()..size {
            tiling.push(&line(index), keep).unwrap();
        }
        tiling.finish(keep).unwrap();
        let origin = key.verifier().name().clone();
        let signed = Checkpoint { origin, size, root: tiling.root() }.sign(&key).unwrap();
        fs::write(folder.path().join("checkpoint"), signed.to_string()).unwrap();
        let mut places = vec![0, size / 3, size / 2, size.saturating_sub(1)];
        places.retain(|place| *place < size);
        let words: Vec<String> = places.iter().map(ToString::to_string).collect();
        let folder = folder.path().display().to_string();
        let all = ["check", &folder, &vkey].into_iter().chain(words.iter().map(String::as_str));
        let printed = asked(&oracle, &all.collect::<Vec<_>>());
        let mut expected = String::new();
        for place in places {
            let proof = grown.inclusion(place, size);
            let hashes: Vec<String> = proof.hashes().iter().map(ToString::to_string).collect();
            writeln!(expected, "{place} [{}]", hashes.join(" ")).unwrap();
        }
        assert_eq!(printed, format!("{expected}verified {size}\n"));
    }
}

#[test]
fn what_go_publishes_and_signs_is_verified_here() {
    let Some(oracle) = oracle() else { return };
    let folder = TempDir::new().unwrap();
    let top = folder.path().display().to_string();
    let sizes = SIZES.map(|size| size.to_string());
    let all = ["make", &top].into_iter().chain(sizes.iter().map(String::as_str));
    let printed = asked(&oracle, &all.collect::<Vec<_>>());
    let (vkey, secret) = printed.trim_end().split_once('\n').unwrap();
    let key: VerifierKey = vkey.parse().unwrap();
    let signing: SigningKey = secret.parse().unwrap();
    assert_eq!((signing.verifier(), signing.to_secret_text().as_str()), (&key, secret));
    for (size, name) in SIZES.into_iter().zip(&sizes) {
        let log = folder.path().join(name);
        let note = fs::read(log.join("checkpoint")).unwrap();
        let signed = SignedCheckpoint::open(&note, &key).unwrap();
        assert_eq!(signed.checkpoint().size, size);
        let again = signed.checkpoint().clone().sign(&signing).unwrap();
        assert_eq!(again.to_string().into_bytes(), note, "what is signed is the same to the byte");
        let fetch =
            |tile: Tile| fs::read(log.join(tile.to_string())).map_err(|_| TlogError::NoTile);
        let mut n = 0;
        verify_published(signed.checkpoint(), fetch, |entry| {
            assert_eq!(entry, line(n));
            n += 1;
        })
        .unwrap();
        assert_eq!(n, size);
    }
}

#[test]
fn every_consistency_proof_is_that_of_go() {
    let Some(oracle) = oracle() else { return };
    let (printed, grown) = (asked(&oracle, &["consistency", &EVERY.to_string()]), Grown::to(EVERY));
    let mut proofs = printed.lines();
    for new in 1..=EVERY {
        for old in 1..=new {
            let proof = grown.consistency(old, new);
            let sizes = [old.to_string(), new.to_string()];
            let words = sizes.into_iter().chain(proof.hashes().iter().map(ToString::to_string));
            assert_eq!(proofs.next().unwrap(), words.collect::<Vec<_>>().join(" "));
            proof.verify((old, grown.root(old)), (new, grown.root(new))).unwrap();
        }
    }
    assert_eq!(proofs.next(), None);
}
