//! The register as plain files: the same pages and the same data, with links from file to file, so
//! that they open from a disk and from any web server. It refuses to delete, and to write over what
//! it did not write.

use repatria_projection::Record;

use super::address::{Address, Clocks, Place};
use super::pages::{self, NoSuchPage};
use super::view::{Links, View};
use crate::export::ExportedFile;

/// The pages and what they name.
pub(crate) fn files(view: &View<'_>, clocks: Clocks) -> Result<Vec<ExportedFile>, NoSuchPage> {
    let view = &View { links: Links::Published, ..*view };
    let assets = pages::assets().into_iter();
    let mut files: Vec<ExportedFile> = assets
        .map(|asset| ExportedFile { path: asset.name.to_owned(), text: asset.text.into_owned() })
        .collect();
    for place in places(view.record) {
        let path = pages::file(&place);
        let page = pages::page(view, &Address { place, clocks })?;
        files.push(ExportedFile { path, text: page.html });
    }
    Ok(files)
}

/// Every page of a register.
fn places(record: &Record) -> Vec<Place> {
    let _ = record;
    vec![Place::Overview]
}
