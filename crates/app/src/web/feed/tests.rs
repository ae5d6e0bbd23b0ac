//! What stands in a feed whatever is recorded.

use super::{Entry, Feed, Format, Subject};

fn told(title: &str, text: &str) -> Feed {
    let at = "2026-01-01T00:00:00Z".parse().unwrap();
    let entry = Entry {
        id: "urn:repatria:change:7.1".to_owned(),
        title: title.to_owned(),
        published: at,
        updated: at,
        path: "/exchanges/a&b".to_owned(),
        text: text.to_owned(),
    };
    Feed { subject: Subject::Changes, updated: Some(at), entries: vec![entry] }
}

#[test]
fn what_a_source_said_is_no_markup_in_a_feed() {
    let feed = told("</title><script>", "\u{0}\u{8}]]> & \u{202e}names");
    let atom = feed.text(Format::Atom, "https://example.org").unwrap();
    assert!(atom.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"), "{atom}");
    assert!(atom.contains("]]&gt; &amp; "), "{atom}");
    assert!(!atom.contains(['\u{0}', '\u{8}']), "{atom}");
    assert!(atom.contains("href=\"https://example.org/exchanges/a&amp;b\""), "{atom}");
}

#[test]
fn an_empty_feed_says_when_it_was_changed_all_the_same() {
    let feed = Feed { subject: Subject::Exchanges, updated: None, entries: Vec::new() };
    let atom = feed.text(Format::Atom, "https://example.org").unwrap();
    assert!(atom.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{atom}");
    let json = feed.text(Format::Json, "https://example.org").unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["items"], serde_json::json!([]));
    assert_eq!(json["feed_url"], "https://example.org/feeds/exchanges.json");
}
