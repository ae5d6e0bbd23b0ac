//! Answers that were drawn a moment ago. What many ask for at once is drawn once, and whoever asks
//! for it while it is drawn waits for that. It refuses to know what is drawn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;

use super::complaint::Complaint;

/// How many answers are kept, the latest.
const KEPT_MAX: usize = 64;

/// The answers that were drawn last, by the state of the register and the address.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<VecDeque<(String, Cell)>>);

/// Empty while it is drawn; without an answer where there is none.
type Cell = Arc<OnceLock<Option<Bytes>>>;

impl Kept {
    /// The answer of this name, drawn if nobody did.
    pub(super) fn or_draw(
        &self,
        name: String,
        draw: impl Fn() -> Result<Bytes, Complaint>,
    ) -> Result<Bytes, Complaint> {
        let cell = self.cell(name);
        let kept = cell.get_or_init(|| draw().ok());
        // Why there is none is cheap to find out again.
        kept.clone().map_or_else(draw, Ok)
    }

    fn cell(&self, name: String) -> Cell {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cell)) = kept.iter().find(|(held, _)| *held == name) {
            return Arc::clone(cell);
        }
        let cell = Cell::default();
        kept.push_back((name, Arc::clone(&cell)));
        if kept.len() > KEPT_MAX {
            kept.pop_front();
        }
        cell
    }
}
