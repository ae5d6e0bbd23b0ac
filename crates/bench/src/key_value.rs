//! `Fjall` as a careful user would take it: every line under its number, one write batch for what
//! is appended together, and its journal synced with it.

use std::path::Path;

use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode};

use crate::Failed;

/// The key and the line of a commit, ready made.
pub(crate) type Pair = ([u8; 8], Vec<u8>);

/// An empty store, to append to.
pub(crate) struct Store {
    database: Database,
    lines: Keyspace,
}

impl Store {
    pub(crate) fn empty(folder: &Path) -> Result<Self, Failed> {
        let database = Database::builder(folder).open()?;
        let lines = database.keyspace("lines", KeyspaceCreateOptions::default)?;
        Ok(Self { database, lines })
    }

    /// Appends lines, so many in a batch.
    pub(crate) fn append(&self, pairs: &[Pair], batch: usize) -> Result<(), Failed> {
        for together in pairs.chunks(batch) {
            let mut write = self.database.batch().durability(Some(PersistMode::SyncData));
            for (key, line) in together {
                write.insert(&self.lines, key.as_slice(), line.as_slice());
            }
            write.commit()?;
        }
        Ok(())
    }

    /// Whether it holds just these, by their number and the last of them.
    pub(crate) fn compare(&self, pairs: &[Pair]) -> Result<(), Failed> {
        let last = self.lines.last_key_value().ok_or("nothing was stored")?.into_inner()?;
        let wanted = pairs.last().map(|(key, line)| (key.as_slice(), line.as_slice()));
        let is_last = wanted == Some((last.0.as_ref(), last.1.as_ref()));
        if is_last && self.lines.len()? == pairs.len() {
            Ok(())
        } else {
            Err("Fjall: another answer".into())
        }
    }
}
