//! How much a rig does: a few seconds of it with every test run, the share of the gate, or all.

use std::env;

/// How much a rig does in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// With every test run: seconds.
    Ordinary,
    /// `RIG=gate`: all rigs together in a few minutes.
    Gate,
    /// `RIG=night`: the full size, which writes the row of the rig.
    Night,
}

impl Size {
    /// As the environment asks for it.
    pub(crate) fn asked() -> Self {
        match env::var("RIG").as_deref() {
            Ok("night") => Self::Night,
            Ok("gate") => Self::Gate,
            Ok(other) => panic!("RIG is `gate` or `night`, not `{other}`"),
            Err(_) => Self::Ordinary,
        }
    }

    /// One of three numbers.
    pub(crate) fn of(self, ordinary: u64, gate: u64, night: u64) -> u64 {
        match self {
            Self::Ordinary => ordinary,
            Self::Gate => gate,
            Self::Night => night,
        }
    }
}
