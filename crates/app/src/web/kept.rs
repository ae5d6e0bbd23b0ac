//! Answers that were drawn a moment ago. What many ask for at once is drawn once, and whoever asks
//! for it while it is drawn waits for that. It refuses to know what is drawn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;

use super::complaint::Complaint;

/// How much is kept, the latest: answers with their names.
const BYTES_MAX: usize = 16 << 20;
/// How many answers, so that one is found at once.
const ANSWERS_MAX: usize = 64;

/// The answers that were drawn last, by the state of the register and the address.
#[derive(Debug)]
pub(super) struct Kept {
    bytes_max: usize,
    answers: Mutex<VecDeque<(String, Cell)>>,
}

/// Empty while it is drawn; without an answer where there is none.
type Cell = Arc<OnceLock<Option<Bytes>>>;

impl Default for Kept {
    fn default() -> Self {
        Self::of(BYTES_MAX)
    }
}

impl Kept {
    fn of(bytes_max: usize) -> Self {
        Self { bytes_max, answers: Mutex::default() }
    }

    /// The answer of this name, drawn if nobody did.
    pub(super) fn or_draw(
        &self,
        name: String,
        draw: impl Fn() -> Result<Bytes, Complaint>,
    ) -> Result<Bytes, Complaint> {
        let cell = self.cell(name);
        let (mut is_new, mut refused) = (false, None);
        let kept = cell.get_or_init(|| {
            is_new = true;
            draw().map_err(|why| refused = Some(why)).ok()
        });
        if is_new {
            self.let_go();
        }
        match (kept, refused) {
            (Some(answer), _) => Ok(answer.clone()),
            (None, Some(why)) => Err(why),
            // Whoever waited for what was refused finds out why for himself.
            (None, None) => draw(),
        }
    }

    fn cell(&self, name: String) -> Cell {
        let mut answers = self.answers();
        if let Some((_, cell)) = answers.iter().find(|(held, _)| *held == name) {
            return Arc::clone(cell);
        }
        let cell = Cell::default();
        answers.push_back((name, Arc::clone(&cell)));
        cell
    }

    /// Lets the oldest go until the others have room.
    fn let_go(&self) {
        let mut answers = self.answers();
        let mut bytes: usize = answers.iter().map(size).sum();
        while bytes > self.bytes_max || answers.len() > ANSWERS_MAX {
            let Some(oldest) = answers.pop_front() else { return };
            bytes = bytes.saturating_sub(size(&oldest));
        }
    }

    fn answers(&self) -> MutexGuard<'_, VecDeque<(String, Cell)>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size((name, cell): &(String, Cell)) -> usize {
    let drawn = cell.get().and_then(Option::as_ref);
    name.len() + drawn.map_or(0, Bytes::len)
}

#[cfg(test)]
mod tests;
