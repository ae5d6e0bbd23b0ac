//! What a page is drawn from: the register as it was known at a time, and the day it is read.
//! It refuses to know how a page looks.

use repatria_domain::Day;
use repatria_projection::Record;

/// The register as a page sees it. The record is the fold of the commits that were known by the
/// second clock of the address; the first is a filter that each read model applies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub(crate) record: &'a Record,
    /// What is due is due on this day, unless another is asked for.
    pub(crate) today: Day,
    pub(crate) links: Links,
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
