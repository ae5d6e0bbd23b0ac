//! What stands in a feed whatever is recorded.

use super::{Entry, Feed, Format, Reached, Subject};
use crate::web::address::Place;
use crate::web::view::{Beside, Links};

fn told(title: &str, text: &str) -> Feed {
    let at = "2026-01-01T00:00:00Z".parse().unwrap();
    let entry = Entry {
        id: "urn:repatria:change:7.1".to_owned(),
        title: title.to_owned(),
        published: at,
        updated: at,
        place: Place::Exchange("2025-06-26".parse().unwrap()),
        text: text.to_owned(),
    };
    Feed { subject: Subject::Changes, updated: Some(at), entries: vec![entry] }
}

#[test]
fn what_a_source_said_is_no_markup_in_a_feed() {
    let feed = told("</title><script>", "\u{0}\u{8}]]> & \u{202e}names");
    let atom = text(&feed, Format::Atom, "https://example.org/a&b", Links::Served);
    assert!(atom.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"), "{atom}");
    assert!(atom.contains("]]&gt; &amp; "), "{atom}");
    assert!(!atom.contains(['\u{0}', '\u{8}']), "{atom}");
    let link = "href=\"https://example.org/a&amp;b/exchanges/2025-06-26\"";
    assert!(atom.contains(link), "{atom}");
}

#[test]
fn a_feed_of_a_copy_leads_to_its_files() {
    let feed = told("106 for 106", "a swap");
    let copy = Links::Published(Beside { feeds: true, checkpoint: false });
    for format in Format::ALL {
        let text = text(&feed, format, "https://example.org/exchanges/", copy);
        let page = "\"https://example.org/exchanges/exchanges/2025-06-26.html\"";
        assert!(text.contains(page), "{text}");
    }
}

fn text(feed: &Feed, format: Format, site: &str, links: Links) -> String {
    let site = site.parse().unwrap();
    feed.text(format, Reached { site: &site, links }).unwrap()
}

#[test]
fn an_empty_feed_says_when_it_was_changed_all_the_same() {
    let feed = Feed { subject: Subject::Exchanges, updated: None, entries: Vec::new() };
    let atom = text(&feed, Format::Atom, "https://example.org", Links::Served);
    assert!(atom.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{atom}");
    let json = text(&feed, Format::Json, "https://example.org", Links::Served);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["items"], serde_json::json!([]));
    assert_eq!(json["feed_url"], "https://example.org/feeds/exchanges.json");
}
