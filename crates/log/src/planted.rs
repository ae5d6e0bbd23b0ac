//! Faults planted on purpose, so that every rig can be seen to find what it is there to find. Only
//! with the feature `planted-faults`, which no release build takes; without it nothing of this is
//! left. The fault of a process is named by the environment variable `REPATRIA_PLANTED_FAULT`, a
//! test plants one for its own thread.

#[cfg(feature = "planted-faults")]
mod disk;

#[cfg(all(feature = "planted-faults", not(debug_assertions)))]
compile_error!("faults are not planted in a release build");

#[cfg(feature = "planted-faults")]
pub(crate) use disk::{Stored, around};

/// What can be planted.
#[cfg_attr(
    not(feature = "planted-faults"),
    expect(dead_code, reason = "those of the disk are asked for only where they are planted")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planted {
    /// The log is never synced.
    NoSync,
    /// A command is acknowledged first and synced with the next one.
    AcknowledgedBeforeSync,
    /// New names are never synced.
    NoFolderSync,
    /// A sync that failed is tried again on the same descriptor, and believed.
    SyncRetried,
    /// The head marker is written before the lines that it speaks of are synced.
    MarkerBeforeSync,
    /// A write that took fewer bytes than it was given is taken for whole.
    ShortWrite,
    /// A torn end is cut off without a copy.
    NoQuarantine,
    /// Lines behind the head marker are not looked for.
    LinesBehindMarkerDropped,
    /// A line is believed whatever its crc.
    CrcSkipped,
    /// A line is believed whatever line it says it follows.
    PrevUnchecked,
    /// Time goes back when the clock does.
    ClockBack,
    /// Nobody is kept from writing beside a writer.
    NoLock,
    /// Lines are appended whatever the log ends with.
    HeadUnchecked,
}

/// All of them, with their names in the environment.
#[cfg(feature = "planted-faults")]
pub(crate) const FAULTS: [(&str, Planted); 13] = [
    ("no-sync", Planted::NoSync),
    ("acknowledged-before-sync", Planted::AcknowledgedBeforeSync),
    ("no-folder-sync", Planted::NoFolderSync),
    ("sync-retried", Planted::SyncRetried),
    ("marker-before-sync", Planted::MarkerBeforeSync),
    ("short-write", Planted::ShortWrite),
    ("no-quarantine", Planted::NoQuarantine),
    ("lines-behind-marker-dropped", Planted::LinesBehindMarkerDropped),
    ("crc-skipped", Planted::CrcSkipped),
    ("prev-unchecked", Planted::PrevUnchecked),
    ("clock-back", Planted::ClockBack),
    ("no-lock", Planted::NoLock),
    ("head-unchecked", Planted::HeadUnchecked),
];

#[cfg(feature = "planted-faults")]
mod chosen {
    use std::cell::Cell;
    use std::sync::OnceLock;

    use super::{FAULTS, Planted};

    thread_local! {
        static OF_THIS_THREAD: Cell<Option<Planted>> = const { Cell::new(None) };
    }

    /// The fault that is planted here.
    pub(crate) fn chosen() -> Option<Planted> {
        OF_THIS_THREAD.get().or_else(of_this_process)
    }

    fn of_this_process() -> Option<Planted> {
        static NAMED: OnceLock<Option<Planted>> = OnceLock::new();
        *NAMED.get_or_init(|| {
            let name = std::env::var("REPATRIA_PLANTED_FAULT").ok()?;
            FAULTS.into_iter().find(|(known, _)| *known == name).map(|(_, fault)| fault)
        })
    }

    /// Plants a fault for this thread, until it is dug out again with `None`.
    pub(crate) fn plant(fault: Option<Planted>) {
        OF_THIS_THREAD.set(fault);
    }
}

#[cfg(feature = "planted-faults")]
pub(crate) use chosen::{chosen, plant};

/// Whether this fault is planted here.
#[cfg(feature = "planted-faults")]
pub(crate) fn planted(fault: Planted) -> bool {
    chosen() == Some(fault)
}

/// No fault is planted in this build.
#[cfg(not(feature = "planted-faults"))]
pub(crate) const fn planted(_: Planted) -> bool {
    false
}

/// What a thread does, with the fault that is planted in this one.
pub(crate) fn planted_as_here<T>(act: impl FnOnce() -> T) -> impl FnOnce() -> T {
    #[cfg(feature = "planted-faults")]
    let fault = chosen();
    move || {
        #[cfg(feature = "planted-faults")]
        plant(fault);
        act()
    }
}

/// The disk of a log, as it is.
#[cfg(not(feature = "planted-faults"))]
pub(crate) type Stored<D> = D;

#[cfg(not(feature = "planted-faults"))]
pub(crate) const fn around<D>(disk: D) -> Stored<D> {
    disk
}

#[cfg(all(test, feature = "planted-faults"))]
mod tests;
