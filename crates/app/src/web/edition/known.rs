//! Editions of earlier times: folded from the first line when they are asked for, a few of them
//! kept. It refuses to fold two at once, so that many who ask cost no more than one.

use std::sync::{Arc, Mutex, PoisonError};

use repatria_log::FileReader;

use super::Edition;
use super::follow::folded;
use crate::failure::Failure;

/// How many earlier editions are kept.
const KEPT_MAX: usize = 4;

/// The earlier editions that were asked for last, the latest one at the end.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Vec<Arc<Edition>>>);

impl Known {
    /// The register after commit `n`.
    pub(super) fn after(&self, n: u64, log: &FileReader) -> Result<Arc<Edition>, Failure> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|edition| edition.record.head().n == n);
        let edition = match found {
            Some(index) => kept.remove(index),
            None => Arc::new(folded(log, n, |_| ())?.0),
        };
        kept.push(Arc::clone(&edition));
        if kept.len() > KEPT_MAX {
            kept.remove(0);
        }
        Ok(edition)
    }
}
