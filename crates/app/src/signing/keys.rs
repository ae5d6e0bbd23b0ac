//! The keys of a register, or of a witness: a secret file that nobody else may read, and a public
//! one beside it. It refuses to know what is signed.

use std::fs::{File, TryLockError};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use repatria_tlog::{KeyKind, KeyName, SigningKey, VerifierKey};

use crate::durable::{self, Readers};
use crate::failure::{Distrust, Failure};

/// The file with the secret half.
pub(super) const SECRET: &str = "signing-key";
/// The file with the public half, for everybody.
pub(super) const PUBLIC: &str = "vkey";

/// What a key is made for.
#[derive(Debug)]
pub(crate) struct Making {
    /// What it signs.
    pub(crate) kind: KeyKind,
    /// Its name, where somebody gave one.
    pub(crate) name: Option<KeyName>,
}

/// Makes a key in a folder, from random bytes of the machine.
pub(crate) fn make_key(folder: &Path, making: Making) -> Result<SigningKey, Failure> {
    let path = folder.join(SECRET);
    if path.exists() {
        return Err(Distrust::KeyExists { path }.into());
    }
    let (mut seed, mut mark) = ([0; 32], [0; 4]);
    getrandom::fill(&mut seed)
        .and_then(|()| getrandom::fill(&mut mark))
        .map_err(Failure::NoRandomness)?;
    let name = match making.name {
        Some(name) => name,
        None => unnamed(folder, u32::from_be_bytes(mark)).parse()?,
    };
    let key = SigningKey::from_seed(name, making.kind, &seed);
    let secret = format!("{}\n", key.to_secret_text());
    durable::write_new(&path, secret.as_bytes(), Readers::Nobody)?;
    write_public(folder, &key)?;
    Ok(key)
}

fn write_public(folder: &Path, key: &SigningKey) -> Result<(), Failure> {
    let public = format!("{}\n", key.verifier());
    durable::write(&folder.join(PUBLIC), public.as_bytes(), Readers::Everybody)
}

/// A name that no other log has, and that says that nobody chose it: `.invalid` is no address
/// (RFC 2606).
fn unnamed(folder: &Path, mark: u32) -> String {
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let letters: String = folder
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter))
        .collect();
    let folder = if letters.is_empty() { "register" } else { &letters };
    format!("repatria.invalid/{folder}-{mark:08x}")
}

/// The key of a folder, in the hands of one process.
#[derive(Debug)]
pub(crate) struct SigningSession {
    pub(crate) key: SigningKey,
    /// Held as long as somebody signs; the system lets go of it when the process ends.
    pub(crate) lock: File,
}

impl SigningSession {
    /// Takes up the key of a folder. Nobody else may read it, and nobody else signs meanwhile.
    pub(crate) fn begin(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(SECRET);
        let Some(text) = durable::read(&path)? else {
            return Err(Distrust::NoKey { folder: folder.into() }.into());
        };
        let unread = |why| Failure::NotRead { path: path.clone(), why };
        let lock = File::open(&path).map_err(unread)?;
        let mode = lock.metadata().map_err(unread)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(Distrust::KeyOpenToOthers { path, mode }.into());
        }
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Failure::Signing { path }),
            Err(TryLockError::Error(why)) => return Err(unread(why)),
        }
        let key: SigningKey = str::from_utf8(&text).unwrap_or_default().trim_end().parse()?;
        // The machine may have stopped before it was written, and what is signed is checked by it.
        if !durable::is_there(&folder.join(PUBLIC))? {
            write_public(folder, &key)?;
        }
        Ok(Self { key, lock })
    }
}

/// The public key of a folder.
pub(crate) fn verifier(folder: &Path) -> Result<VerifierKey, Failure> {
    let Some(text) = durable::read(&folder.join(PUBLIC))? else {
        return Err(Distrust::NoKey { folder: folder.into() }.into());
    };
    Ok(str::from_utf8(&text).unwrap_or_default().trim_end().parse()?)
}

/// A public key as it is typed: the key itself, or a file that holds it.
#[derive(Clone, Debug)]
pub(crate) struct KeyTyped(String);

impl From<&str> for KeyTyped {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl KeyTyped {
    /// The key.
    pub(crate) fn read(&self) -> Result<VerifierKey, Failure> {
        let Self(typed) = self;
        let refused = match typed.parse() {
            Ok(key) => return Ok(key),
            Err(refused) => refused,
        };
        let held = durable::read(Path::new(typed)).ok().flatten().ok_or(refused)?;
        Ok(str::from_utf8(&held).unwrap_or_default().trim_end().parse()?)
    }
}
