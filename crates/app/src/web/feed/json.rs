//! A feed as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>

use serde::Serialize;

use super::{Entry, Feed, Format, Reached};
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

pub(super) fn json(feed: &Feed, reached: Reached<'_>) -> Result<String, Failure> {
    document(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.subject.title(),
        home_page_url: reached.top(),
        feed_url: reached.file(&feed.subject.file(Format::Json)),
        language: "en",
        authors: [Author { name: "Repatria" }],
        items: feed.entries.iter().map(|entry| item(entry, reached)).collect(),
    })
}

fn item(entry: &Entry, reached: Reached<'_>) -> Item {
    Item {
        id: entry.id.clone(),
        url: reached.page(&entry.place),
        title: entry.title.clone(),
        content_text: entry.text.clone(),
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
    }
}
