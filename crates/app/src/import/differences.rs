//! What differs between two versions of a statement, in the words of the columns.

use std::collections::BTreeMap;

use repatria_domain::{Figure, Text, Whose};
use serde::Serialize;

use super::said::Said;

/// Every column that differs: `date: 2025-06-26 -> 2025-06-27`.
pub(super) fn differences(before: &Said, after: &Said) -> Vec<String> {
    let (before, after) = (columns(before), columns(after));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let blank = String::from("blank");
    names
        .into_iter()
        .map(|name| (name, before.get(name).unwrap_or(&blank), after.get(name).unwrap_or(&blank)))
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| format!("{name}: {before} -> {after}"))
        .collect()
}

fn columns(said: &Said) -> BTreeMap<String, String> {
    let by = said.attribution();
    let mut columns = BTreeMap::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            columns.insert(name.to_owned(), value);
        }
    };
    let sides: Vec<&str> = by.sides.iter().map(repatria_domain::Party::as_str).collect();
    put("claimant_role", by.role.as_ref().map(Text::to_string));
    put("claimant_side", (!sides.is_empty()).then(|| sides.join(" ")));
    put("relayed_by", by.relay.as_ref().map(Text::to_string));
    put("said_on", by.said_on.map(|date| date.to_string()));
    put("source_title", by.source.title.as_ref().map(Text::to_string));
    match said {
        Said::Count(said) => {
            let says = &said.says;
            put("date", says.on.map(|date| date.to_string()));
            put("place", (!says.place.is_not_stated()).then(|| says.place.to_string()));
            put("transit", says.transit.as_ref().map(Text::to_string));
            put("mediator", joined(&says.mediators));
            put("agreement", says.agreement.as_ref().map(Text::to_string));
            put("category", joined(&says.categories));
            put("terms", (!says.terms.is_not_stated()).then(|| word(&says.terms)));
            put("note", said.note.as_ref().map(Text::to_string));
            for figure in &said.figures {
                put(&quantity_name(figure), Some(figure.quantity.to_string()));
            }
        }
        Said::Total(said) => {
            put("quantity", Some(said.quantity.to_string()));
            put("words", said.words.as_ref().map(Text::to_string));
            put("note", said.note.as_ref().map(Text::to_string));
        }
    }
    columns
}

/// The figure by its columns: `quantity (to UA, military)`.
fn quantity_name(figure: &Figure) -> String {
    let mut slot = vec![format!("to {}", figure.to), word(&figure.population)];
    slot.extend(figure.of.map(|of: Whose| format!("of {of}")));
    slot.extend(figure.from.map(|from| format!("from {from}")));
    slot.extend((!figure.channel.is_not_stated()).then(|| word(&figure.channel)));
    slot.extend((!figure.tense.is_done()).then(|| word(&figure.tense)));
    format!("quantity ({})", slot.join(", "))
}

fn joined(values: &[impl ToString]) -> Option<String> {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    (!values.is_empty()).then(|| values.join("; "))
}

/// A word of the domain, as it is written in a table.
fn word(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().replace('-', " ")
}
