//! The pages, as pure functions of a view and an address: the same log and the same clocks make the
//! same bytes. They refuse to read files, clocks and requests.

mod agreements;
mod audit;
mod changes;
mod claimants;
mod claims;
mod custody;
mod data;
mod disclosures;
mod empty;
mod errors;
mod exchange;
mod exchanges;
mod explain;
mod families;
mod figures;
mod frame;
mod method;
mod overview;
mod series;
mod setting;
mod style;
mod tables;

use self::setting::Setting;
use super::address::Place;
use super::view::View;

pub(crate) use errors::{Trouble, trouble};
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
pub(crate) fn page(view: &View<'_>, place: &Place) -> Result<Page, NoSuchPage> {
    let setting = &Setting::new(view, place);
    match place {
        Place::Overview => Ok(overview::page(setting)),
        Place::Exchange(reference) => exchange::page(setting, reference),
        Place::Exchanges => Ok(exchanges::page(setting)),
        Place::Explain(asked) => explain::page(setting, asked),
        Place::Agreements => Ok(agreements::page(setting)),
        Place::Claims => Ok(claims::page(setting)),
        Place::Claim(number) => claims::one(setting, *number),
        Place::Claimants => Ok(claimants::page(setting)),
        Place::Custody => Ok(custody::page(setting)),
        Place::Series => Ok(series::page(setting)),
        Place::Disclosures => Ok(disclosures::page(setting)),
        Place::Changes => Ok(changes::page(setting)),
        Place::Audit => Ok(audit::page(setting)),
        Place::Method => Ok(method::page(setting)),
        Place::Data => Ok(data::page(setting)),
        Place::Families(language) => Ok(families::page(setting, *language)),
    }
}

#[cfg(test)]
pub(crate) mod tests;
