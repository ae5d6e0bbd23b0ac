//! Reads a page as strictly as XML is read: every element is closed where it was opened, every
//! attribute is quoted and stands once.

/// The elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "input", "wbr", "br", "hr"];

/// An element as it was opened.
#[derive(Debug)]
pub(in crate::web::pages) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    pub(in crate::web::pages) fn value(&self, attribute: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == attribute);
        found.map(|(_, value)| value.as_str())
    }
}

/// Every element of a page, in order; or what is wrong with it.
pub(in crate::web::pages) fn read(html: &str) -> Result<Vec<Element>, String> {
    let body = html.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let (mut elements, mut open) = (Vec::new(), Vec::new());
    let mut rest = body;
    while let Some((text, tag)) = rest.split_once('<') {
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        let (tag, after) = tag.split_once('>').ok_or("a tag has no end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let opened: Option<String> = open.pop();
            if opened.as_deref() != Some(name) {
                return Err(format!("</{name}> closes {opened:?}"));
            }
            continue;
        }
        let element = element(tag.strip_suffix('/').unwrap_or(tag))?;
        if !VOID.contains(&element.name.as_str()) && !tag.ends_with('/') {
            open.push(element.name.clone());
        }
        elements.push(element);
    }
    if open.is_empty() { Ok(elements) } else { Err(format!("never closed: {open:?}")) }
}

fn element(tag: &str) -> Result<Element, String> {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    if !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Err(format!("no name of an element: {name:?}"));
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim().is_empty() {
        let (attribute, value) = rest.split_once("=\"").ok_or(format!("not quoted: {rest:?}"))?;
        let (value, after) = value.split_once('"').ok_or("a quote has no end")?;
        let attribute = attribute.trim().to_owned();
        if attribute.contains(' ') || attributes.iter().any(|(other, _)| *other == attribute) {
            return Err(format!("attribute {attribute:?} of {tag:?}"));
        }
        attributes.push((attribute, value.replace("&amp;", "&")));
        rest = after;
    }
    Ok(Element { name: name.to_owned(), attributes })
}
