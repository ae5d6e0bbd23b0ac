//! What a page is drawn from: the read models as of a day, of the register as it was known at a time.
//! It refuses to know how a page looks.

use super::address::{Clocks, KnownAt};
use crate::models::Models;

/// The register as a page sees it. The first clock of the address is a filter that each read model
/// applies; the record is the fold of the commits that were known by the second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub(crate) models: &'a Models<'a>,
    /// The second clock, as it was set.
    pub(crate) known_at: Option<KnownAt>,
    pub(crate) links: Links,
}

impl View<'_> {
    /// Both clocks, as they are set.
    pub(crate) fn clocks(&self) -> Clocks {
        Clocks { as_of: self.models.as_of(), known_at: self.known_at }
    }
}

/// How a page names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// By its address on this server, with both clocks.
    Served,
    /// By the file it is written to, seen from the page that names it: both clocks stand still.
    Published(Beside),
}

/// What stands beside the pages of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Feeds, where somebody said where the copy is reached: they are read elsewhere.
    pub(crate) feeds: bool,
    /// The signed checkpoint and the tiles, where the log was signed.
    pub(crate) checkpoint: bool,
}
