//! The register as plain files: the same pages and the same data, with links from file to file, so
//! that they open from a disk and from any web server. It refuses to know where they are written.

mod data;
mod folder;
mod places;

use repatria_log::Head;
use repatria_projection::Record;

use super::address::{Address, Clocks};
use super::pages::{self, Page};
use super::view::{Links, View};
use crate::export::{self, ExportedFile, Licence, Origin};
use crate::failure::Failure;

pub(crate) use folder::{Published, write};
pub(super) use places::places;

/// What is published: the register as it was known, and its log so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub(crate) record: &'a Record,
    /// The lines of the log that the record is the fold of.
    pub(crate) lines: &'a str,
    pub(crate) head: Head,
    pub(crate) clocks: Clocks,
    pub(crate) today: repatria_domain::Day,
    pub(crate) licence: Licence,
}

/// The files of a site, in no order that matters.
pub(crate) fn files(site: &Site<'_>) -> Result<Vec<ExportedFile>, Failure> {
    let mut files = pages_of(site);
    files.extend(
        pages::assets().into_iter().map(|asset| ExportedFile {
            path: asset.name.to_owned(),
            text: asset.text.into_owned(),
        }),
    );
    files.extend(data::files(site)?);
    files.push(ExportedFile { path: "log.jsonl".to_owned(), text: site.lines.to_owned() });
    let Site { record, head, licence, clocks, .. } = *site;
    files.extend(export::files(Origin { record, head, as_of: clocks.as_of, licence })?);
    Ok(files)
}

fn pages_of(site: &Site<'_>) -> Vec<ExportedFile> {
    let view = &View { record: site.record, today: site.today, links: Links::Published };
    let clocks = site.clocks;
    let places = places(site.record, clocks.as_of).into_iter();
    let page = |place| {
        let path = pages::file(&place);
        let Page { html } = pages::page(view, &Address { place, clocks }).ok()?;
        Some(ExportedFile { path, text: html })
    };
    places.filter_map(page).collect()
}
