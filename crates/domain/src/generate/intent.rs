//! What somebody may want next: a command that is fitted to whatever register it meets.
//! Shrinking an intent shrinks its values and what it picks, and never makes it meaningless.

use proptest::prelude::*;
use proptest::sample::Index;

use super::command::command;
use super::fit::{Picks, fit};
use super::slip::{Slip, slip, spoil};
use crate::command::Command;
use crate::state::State;

/// What somebody may want next, whatever the register is by then.
#[derive(Clone, Debug)]
pub struct Intent {
    wish: Command,
    picks: Picks,
    slip: Option<Slip>,
}

/// Makes an intent; one in eight slips, and mostly comes to a command that is refused.
pub fn intent() -> impl Strategy<Value = Intent> + Clone {
    let picks = (any::<Index>(), any::<Index>(), any::<Index>())
        .prop_map(|(first, second, third)| Picks { first, second, third });
    (command(), picks, proptest::option::weighted(0.125, slip()))
        .prop_map(|(wish, picks, slip)| Intent { wish, picks, slip })
        .boxed()
}

impl Intent {
    /// The command that this intent comes to in a register.
    ///
    /// Its ids, revisions and references are those that the register has or lacks, as the command
    /// needs it. Where the register has nothing to act upon, it stays a command about nothing.
    pub fn against(&self, state: &State) -> Command {
        let fitted = fit(self.wish.clone(), &self.picks, state);
        match self.slip {
            Some(slip) => spoil(fitted, slip, &self.picks, state),
            None => fitted,
        }
    }
}
