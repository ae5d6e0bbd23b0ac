//! The pages, as pure functions of a view and an address: the same log and the same clocks make the
//! same bytes. They refuse to read files, clocks and requests.

mod changes;
mod claims;
mod empty;
mod figures;
mod frame;
mod overview;
mod setting;
mod style;
mod tables;

use self::setting::Setting;
use super::address::{Address, Place};
use super::view::View;

pub(super) use setting::file;
pub(crate) use style::assets;

/// A page, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) html: String,
}

/// The register as it was known then has nothing of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoSuchPage;

/// Draws a page.
pub(crate) fn page(view: &View<'_>, address: &Address) -> Result<Page, NoSuchPage> {
    let setting = &Setting::new(view, address);
    match &address.place {
        Place::Overview => Ok(overview::page(setting)),
        Place::Exchanges
        | Place::Exchange(_)
        | Place::Explain(_)
        | Place::Agreements
        | Place::Claims
        | Place::Claim(_)
        | Place::Claimants
        | Place::Custody
        | Place::Series
        | Place::Disclosures
        | Place::Changes
        | Place::Audit
        | Place::Method
        | Place::Data
        | Place::Families(_) => Err(NoSuchPage),
    }
}
