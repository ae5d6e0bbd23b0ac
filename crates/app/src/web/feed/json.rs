//! A feed as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>

use serde::Serialize;

use super::{Entry, Feed};
use crate::failure::Failure;
use crate::output::document;

#[derive(Debug, Serialize)]
struct JsonFeed {
    version: &'static str,
    title: &'static str,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    authors: [Author; 1],
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Author {
    name: &'static str,
}

#[derive(Debug, Serialize)]
struct Item {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_published: String,
    date_modified: String,
}

/// The feed of the site that is reached at this address (`https://example.org`).
pub(super) fn json(feed: &Feed, site: &str) -> Result<String, Failure> {
    document(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.subject.title(),
        home_page_url: format!("{site}/"),
        feed_url: format!("{site}/feeds/{}.json", feed.subject.name()),
        language: "en",
        authors: [Author { name: "Repatria" }],
        items: feed.entries.iter().map(|entry| item(entry, site)).collect(),
    })
}

fn item(entry: &Entry, site: &str) -> Item {
    Item {
        id: entry.id.clone(),
        url: format!("{site}{}", entry.path),
        title: entry.title.clone(),
        content_text: entry.text.clone(),
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
    }
}
