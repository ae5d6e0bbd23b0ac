//! The fault of a transparency log that can be planted on purpose: a tile of hashes is believed
//! though nothing above vouches for it. Only with the feature `planted-faults`, by the name
//! `unchecked-tiles` in the environment variable `REPATRIA_PLANTED_FAULT`, or in a test by thread.

#[cfg(all(feature = "planted-faults", not(debug_assertions)))]
compile_error!("faults are not planted in a release build");

/// Whether tiles are believed as they stand.
#[cfg(not(feature = "planted-faults"))]
pub(crate) const fn tiles_go_unchecked() -> bool {
    false
}

#[cfg(feature = "planted-faults")]
pub(crate) use chosen::tiles_go_unchecked;

#[cfg(feature = "planted-faults")]
mod chosen {
    use std::cell::Cell;

    thread_local! {
        static IN_THIS_THREAD: Cell<bool> = const { Cell::new(false) };
    }

    /// Whether tiles are believed as they stand.
    pub(crate) fn tiles_go_unchecked() -> bool {
        let named =
            || std::env::var("REPATRIA_PLANTED_FAULT").is_ok_and(|it| it == "unchecked-tiles");
        IN_THIS_THREAD.get() || named()
    }

    #[cfg(test)]
    #[test]
    fn tiles_that_go_unchecked_are_found_by_the_rig_that_flips_their_bits() {
        IN_THIS_THREAD.set(true);
        let rig = crate::flips::rig_every_flipped_bit_of_a_published_log_is_found;
        let found = std::panic::catch_unwind(rig).is_err();
        IN_THIS_THREAD.set(false);
        assert!(found, "unchecked tiles were missed");
    }
}
