//! The register as plain files: what a server answers, as far as files can, with links from file to
//! file, so that they open from a disk and from any web server. It refuses to know where they are
//! written.

mod beside;
mod folder;
mod log;
mod places;

use std::sync::Arc;

use repatria_domain::Day;
use repatria_log::Head;
use repatria_projection::Record;
use repatria_tlog::SignedCheckpoint;

use super::address::{Clocks, Place, SiteUrl};
use super::asked::Asked;
use super::complaint::Complaint;
use super::edition::Edition;
use super::feed::{Feed, Reached};
use super::model::{Form, Model};
use super::package::Packaged;
use super::pages;
use super::routes::{Answer, ROUTES, Route};
use super::view::{Beside, Links, View};
use crate::export::{self, ExportedFile, Licence, Origin};
use crate::failure::Failure;
use crate::models::Models;

pub(crate) use folder::{Published, write};
pub(super) use places::places;

/// What is published.
#[derive(Debug)]
pub(crate) struct Copy {
    /// The register as it was known.
    pub(crate) record: Record,
    /// The lines of the log that the record is the fold of.
    pub(crate) lines: String,
    pub(crate) head: Head,
    pub(crate) clocks: Clocks,
    pub(crate) today: Day,
    pub(crate) licence: Licence,
    /// Where the copy will be reached, if that is known.
    pub(crate) site: Option<SiteUrl>,
    /// The last checkpoint that was published, if it speaks of no later line.
    pub(crate) signed: Option<SignedCheckpoint>,
}

/// A file of a copy, by its path below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let mut bytes = bytes.into();
        // All files of a copy are held at once, and a text makes room for more than it comes to.
        bytes.shrink_to_fit();
        Self { path: path.into(), bytes }
    }
}

impl From<ExportedFile> for File {
    fn from(file: ExportedFile) -> Self {
        Self::new(file.path, file.text)
    }
}

/// The files of a copy, in no order that matters.
pub(crate) fn files(copy: Copy) -> Result<Vec<File>, Failure> {
    let Copy { record, lines, head, clocks, today, licence, site, signed } = copy;
    let edition = Arc::new(Edition { record, leaf: head.leaf });
    let asked = &Asked::plain(edition, clocks, today);
    let writing = Writing {
        asked,
        models: &asked.models(),
        beside: Beside { feeds: site.is_some(), checkpoint: signed.is_some() },
        lines,
        head,
        licence,
        site,
        signed,
    };
    let mut files = writing.pages();
    for route in ROUTES {
        files.extend(writing.answers(route)?);
    }
    files.push(File::new(beside::NAME, beside::words(&writing)));
    Ok(files)
}

/// A copy while its files are made.
#[derive(Debug)]
struct Writing<'a> {
    asked: &'a Asked,
    models: &'a Models<'a>,
    beside: Beside,
    lines: String,
    head: Head,
    licence: Licence,
    site: Option<SiteUrl>,
    signed: Option<SignedCheckpoint>,
}

impl Writing<'_> {
    fn record(&self) -> &Record {
        self.models.record()
    }

    /// What a server answers at an address, as files; none where no file can answer it.
    fn answers(&self, route: &Route) -> Result<Vec<File>, Failure> {
        let name = route.path.trim_start_matches('/');
        match route.answer {
            Answer::Asset(asset) => Ok(assets(asset)),
            Answer::Model(model @ (Model::Show | Model::Explain), form) => {
                self.of_each_exchange(name, model, form)
            }
            Answer::Model(model, form) => {
                let text = self.drawn(model, form, self.asked)?;
                Ok(text.map(|text| File::new(name, text)).into_iter().collect())
            }
            Answer::Feed(subject, format) => {
                let Some(site) = &self.site else { return Ok(Vec::new()) };
                let feed = Feed::of(subject, self.models);
                let reached = Reached { site, links: Links::Published(self.beside) };
                Ok(vec![File::new(name, feed.text(format, reached)?)])
            }
            Answer::Package(Packaged::Description) => self.package(),
            Answer::Checkpoint => {
                self.signed.as_ref().map_or(Ok(Vec::new()), |signed| log::signed(&self.lines, signed))
            }
            Answer::Log => Ok(vec![File::new(log::NAME, self.lines.as_str())]),
            // Written by their places, with the description of the package, and with the checkpoint.
            Answer::Page
            | Answer::Package(Packaged::Table | Packaged::Document)
            | Answer::Tile
            // Takes a server.
            | Answer::Live
            | Answer::Commands
            | Answer::Health
            | Answer::Metrics
            | Answer::Description => Ok(Vec::new()),
        }
    }

    fn pages(&self) -> Vec<File> {
        let links = Links::Published(self.beside);
        let view = &View { models: self.models, known_at: self.asked.clocks.known_at, links };
        let page = |place: Place| {
            let page = pages::page(view, &place).ok()?;
            Some(File::new(pages::file(&place), page.html))
        };
        places(self.models).into_iter().filter_map(page).collect()
    }

    fn of_each_exchange(&self, name: &str, model: Model, form: Form) -> Result<Vec<File>, Failure> {
        let mut files = Vec::new();
        // One that had not happened by then has neither a row nor a story.
        for row in &self.models.timeline().rows {
            let asked = self.asked.of_exchange(row.reference.to_string());
            let name = name.replace("{reference}", &asked.reference);
            files.extend(self.drawn(model, form, &asked)?.map(|text| File::new(name, text)));
        }
        Ok(files)
    }

    fn package(&self) -> Result<Vec<File>, Failure> {
        let Self { models, head, licence, .. } = *self;
        let files = export::files(Origin { models, head, licence })?;
        Ok(files.into_iter().map(File::from).collect())
    }

    /// A model as a server draws it; nothing where it takes a parameter, which no file has.
    fn drawn(&self, model: Model, form: Form, asked: &Asked) -> Result<Option<String>, Failure> {
        match model.draw(form, asked, self.models) {
            Ok(text) => Ok(Some(text)),
            Err(Complaint::Failed(why)) => Err(why),
            Err(_) => Ok(None),
        }
    }
}

fn assets(name: &str) -> Vec<File> {
    let named = pages::assets().into_iter().filter(|asset| asset.name == name);
    named.map(|asset| File::new(asset.name, asset.text.into_owned())).collect()
}

#[cfg(test)]
mod tests;
