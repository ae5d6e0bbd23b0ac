//! An event as a row of a table, its texts ready made: what is appended to a database, and what a
//! database is filled with.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Failed;

#[derive(Deserialize)]
struct Line<'a> {
    n: u64,
    id: &'a str,
    at: &'a str,
    by: &'a str,
    #[serde(borrow)]
    events: Vec<Event<'a>>,
}

#[derive(Deserialize)]
struct Event<'a> {
    r#type: &'a str,
    v: u64,
    #[serde(borrow)]
    data: &'a RawValue,
}

#[derive(Deserialize)]
struct About<'a> {
    #[serde(borrow)]
    exchange: Option<&'a str>,
}

/// An event as a row.
pub(crate) struct Row {
    pub(crate) n: u64,
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) by: String,
    /// The exchange that it is about, or nothing.
    pub(crate) stream: String,
    pub(crate) r#type: String,
    pub(crate) v: u64,
    pub(crate) data: String,
}

impl Row {
    /// The rows of a line.
    pub(crate) fn all_of(line: &[u8]) -> Result<Vec<Self>, Failed> {
        let line: Line<'_> = serde_json::from_slice(line)?;
        let row = |event: Event<'_>| {
            let about: About<'_> = serde_json::from_str(event.data.get())?;
            Ok(Self {
                n: line.n,
                id: line.id.into(),
                at: line.at.into(),
                by: line.by.into(),
                stream: about.exchange.unwrap_or_default().into(),
                r#type: event.r#type.into(),
                v: event.v,
                data: event.data.get().into(),
            })
        };
        line.events.into_iter().map(row).collect()
    }
}
