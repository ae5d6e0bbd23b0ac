//! A feed as Atom: <https://www.rfc-editor.org/rfc/rfc4287>. Written by hand: a page is escaped
//! by its template, and this is no page.

use std::fmt::Write as _;

use super::{Entry, Feed, Format, Reached};

/// What is said of a register that nothing was recorded in.
const LONG_AGO: &str = "1970-01-01T00:00:00Z";

pub(super) fn atom(feed: &Feed, reached: Reached<'_>) -> String {
    let subject = feed.subject;
    let here = escaped(&reached.file(&subject.file(Format::Atom)));
    let updated = feed.updated.map_or_else(|| LONG_AGO.to_owned(), |at| at.to_string());
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    text.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    element(&mut text, "  ", "id", &here);
    element(&mut text, "  ", "title", subject.title());
    element(&mut text, "  ", "updated", &updated);
    link(&mut text, "  ", "self", &here);
    link(&mut text, "  ", "alternate", &escaped(&reached.top()));
    text.push_str("  <author><name>Repatria</name></author>\n");
    for told in &feed.entries {
        entry(&mut text, told, reached);
    }
    text.push_str("</feed>\n");
    text
}

fn entry(text: &mut String, entry: &Entry, reached: Reached<'_>) {
    text.push_str("  <entry>\n");
    element(text, "    ", "id", &escaped(&entry.id));
    element(text, "    ", "title", &escaped(&entry.title));
    element(text, "    ", "published", &entry.published.to_string());
    element(text, "    ", "updated", &entry.updated.to_string());
    link(text, "    ", "alternate", &escaped(&reached.page(&entry.place)));
    // Writing into a string does not fail.
    let _ = writeln!(text, "    <content type=\"text\">{}</content>", escaped(&entry.text));
    text.push_str("  </entry>\n");
}

fn element(text: &mut String, indent: &str, name: &str, content: &str) {
    let _ = writeln!(text, "{indent}<{name}>{content}</{name}>");
}

fn link(text: &mut String, indent: &str, relation: &str, address: &str) {
    let _ = writeln!(text, "{indent}<link rel=\"{relation}\" href=\"{address}\"/>");
}

/// A text within XML 1.0, where some characters may not stand at all.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            control if control < ' ' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}
