//! Feeds of exchanges and of changes, for those who want to be told: what stands in one, whichever
//! format it goes out in. It refuses to know HTTP.

mod atom;
mod json;

use std::cmp::Reverse;

use repatria_domain::{ExchangeId, Reference, Timestamp};
use repatria_projection::{Record, Row, Stamp};

use super::address::{Place, SiteUrl};
use super::pages;
use super::view::Links;
use crate::failure::Failure;
use crate::models::Models;
use crate::print;

/// How many entries a feed holds, the newest.
const ENTRIES_MAX: usize = 100;

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Atom,
    Json,
}

impl Format {
    pub(crate) const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// How the name of its file ends.
    fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    /// As a link on a page names it.
    pub(crate) fn link_type(self) -> &'static str {
        self.media_type().split(';').next().unwrap_or_default()
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json",
        }
    }
}

/// What a feed tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Exchanges,
    Changes,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    /// Which one.
    pub(crate) subject: Subject,
    /// When the newest entry changed; in an empty feed the beginning of time.
    pub(crate) updated: Option<Timestamp>,
    /// The newest first.
    pub(crate) entries: Vec<Entry>,
}

/// One exchange, or one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Stays the same whatever becomes of it.
    pub(crate) id: String,
    /// In a line.
    pub(crate) title: String,
    /// When it was recorded first.
    pub(crate) published: Timestamp,
    /// When anything of it was recorded last.
    pub(crate) updated: Timestamp,
    /// The page that shows it.
    pub(crate) place: Place,
    /// In lines, without markup.
    pub(crate) text: String,
}

impl Subject {
    pub(crate) const ALL: [Self; 2] = [Self::Exchanges, Self::Changes];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Exchanges => "Prisoner exchanges",
            Self::Changes => "Prisoner exchanges: what was changed",
        }
    }

    /// The path of its feed below the top of the site.
    pub(crate) fn file(self, format: Format) -> String {
        let name = match self {
            Self::Exchanges => "exchanges",
            Self::Changes => "changes",
        };
        format!("feeds/{name}.{}", format.ending())
    }
}

/// Where the pages of a site are reached from outside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reached<'a> {
    pub(crate) site: &'a SiteUrl,
    pub(crate) links: Links,
}

impl Reached<'_> {
    fn top(&self) -> String {
        format!("{}/", self.site)
    }

    fn file(&self, path: &str) -> String {
        format!("{}/{path}", self.site)
    }

    fn page(&self, place: &Place) -> String {
        match self.links {
            Links::Served => format!("{}{place}", self.site),
            Links::Published(_) => self.file(&pages::file(place)),
        }
    }
}

impl Feed {
    /// The feed of a register.
    pub(crate) fn of(subject: Subject, models: &Models<'_>) -> Self {
        let entries = match subject {
            Subject::Exchanges => of_exchanges(models),
            Subject::Changes => of_changes(models),
        };
        Self { subject, updated: entries.first().map(|entry| entry.updated), entries }
    }

    /// Its text.
    pub(crate) fn text(&self, format: Format, reached: Reached<'_>) -> Result<String, Failure> {
        match format {
            Format::Atom => Ok(atom::atom(self, reached)),
            Format::Json => json::json(self, reached),
        }
    }
}

/// The newest of all, the newest first. Of what was recorded at one time the latest exchange, or
/// change, comes first.
fn newest<Held>(mut all: Vec<Held>, updated: impl Fn(&Held) -> Timestamp) -> Vec<Held> {
    all.reverse();
    all.sort_by_key(|held| Reverse(updated(held)));
    all.truncate(ENTRIES_MAX);
    all
}

fn of_exchanges(models: &Models<'_>) -> Vec<Entry> {
    let recorded = |row| Recorded::of(models.record(), row);
    let all = models.timeline().rows.iter().filter_map(recorded).collect();
    let entry = |Recorded { reference, first, last }: Recorded<'_>| {
        // Of the newest alone: the others need no words.
        let story = models.stories().of_exchange(reference);
        Entry {
            id: format!("urn:uuid:{}", ExchangeId::of(reference)),
            title: story.as_ref().map(print::story_title).unwrap_or_default(),
            published: first,
            updated: last,
            place: Place::Exchange(reference.clone()),
            text: story.map(|story| print::story_text(&story, WIDTH)).unwrap_or_default(),
        }
    };
    newest(all, |recorded| recorded.last).into_iter().map(entry).collect()
}

/// How wide the text of an entry is.
const WIDTH: usize = 80;

/// When an exchange was recorded first, and when anything of it was last.
#[derive(Clone, Copy, Debug)]
struct Recorded<'a> {
    reference: &'a Reference,
    first: Timestamp,
    last: Timestamp,
}

impl<'a> Recorded<'a> {
    fn of(record: &Record, row: &'a Row) -> Option<Self> {
        let reference = &row.reference;
        let stamps = stamps(record, ExchangeId::of(reference));
        let at = || stamps.iter().map(|stamp| stamp.at);
        Some(Self { reference, first: at().min()?, last: at().max()? })
    }
}

/// When anything of an exchange was recorded.
fn stamps(record: &Record, exchange: ExchangeId) -> Vec<&Stamp> {
    let Some(dossier) = record.dossier(exchange) else { return Vec::new() };
    let statements = record.state().exchange(exchange).map(|held| held.statements.as_slice());
    let mut stamps: Vec<&Stamp> = dossier.opened.iter().collect();
    stamps.extend(dossier.descriptions.iter().map(|described| &described.recorded));
    stamps.extend(dossier.settlements.iter().map(|settled| &settled.recorded));
    let withdrawn = dossier.settlements.iter().filter_map(|settled| settled.withdrawn.as_ref());
    stamps.extend(withdrawn.map(|(stamp, _)| stamp));
    stamps.extend(dossier.calls.iter().map(|(stamp, ..)| stamp));
    stamps.extend(dossier.withheld.iter().map(|(stamp, _)| stamp));
    stamps.extend(dossier.disclosed.iter().map(|(stamp, _)| stamp));
    stamps.extend(dossier.movements.iter().map(|(stamp, _)| stamp));
    for held in statements.unwrap_or_default() {
        stamps.extend(record.recorded(held.said.statement));
        stamps.extend(record.reviews(held.said.statement).iter().map(|(stamp, _)| stamp));
    }
    stamps
}

fn of_changes(models: &Models<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut before = (0, 0_usize);
    for change in &models.changes().changes {
        // One commit may change several things.
        let n = change.recorded.n;
        before = if before.0 == n { (n, before.1 + 1) } else { (n, 1) };
        let text = print::changes::what(change);
        let title = text.lines().next().unwrap_or_default().to_owned();
        entries.push(Entry {
            id: format!("urn:repatria:change:{n}.{}", before.1),
            title,
            published: change.recorded.at,
            updated: change.recorded.at,
            place: change.reference.clone().map_or(Place::Changes, Place::Exchange),
            text,
        });
    }
    newest(entries, |entry| entry.updated)
}

#[cfg(test)]
mod tests;
