//! What the machine forces, and what a program comes to that takes the general tools: the bounds
//! between which a rebuild lies.

use std::path::Path;

use repatria_domain::{CommandId, Event, Handle, Timestamp};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::fold::Fold;
use crate::{Failed, log_file, slim};

/// Every byte is read, and every line feed found.
pub(crate) fn scan(log: &Path) -> Result<u64, Failed> {
    let mut lines = 0;
    log_file::each_window(log, |window| {
        lines += memchr::memchr_iter(b'\n', window).count() as u64;
        Ok(())
    })?;
    Ok(lines)
}

/// The same, and crc and UTF-8 of every line checked.
pub(crate) fn checked_scan(log: &Path) -> Result<u64, Failed> {
    log_file::each_line(log, |line| {
        let text = simdutf8::basic::from_utf8(line)?;
        let (body, end) = text.split_at_checked(text.len().saturating_sub(18)).ok_or("no crc")?;
        let written = end.strip_prefix(r#","crc":""#).and_then(|end| end.strip_suffix(r#""}"#));
        let written = u32::from_str_radix(written.ok_or("no crc")?, 16)?;
        if written == crc_fast::crc32_iscsi(body.as_bytes()) {
            Ok(())
        } else {
            Err("another crc".into())
        }
    })
}

/// A line with every member typed, as the domain has it.
#[derive(Deserialize)]
struct Typed<'a> {
    n: u64,
    #[serde(rename = "id")]
    _id: CommandId,
    #[serde(rename = "at")]
    _at: Timestamp,
    #[serde(rename = "by")]
    _by: Handle,
    events: Vec<Event>,
    #[serde(rename = "prev")]
    _prev: &'a str,
    #[serde(rename = "crc")]
    _crc: &'a str,
}

/// Every line parsed with `serde_json` into the types of the domain; nothing is folded.
pub(crate) fn typed(log: &Path) -> Result<u64, Failed> {
    let mut events = 0;
    log_file::each_line(log, |line| {
        let typed: Typed<'_> = serde_json::from_slice(line)?;
        events += typed.events.len() as u64 + u64::from(typed.n == 0);
        Ok(())
    })?;
    Ok(events)
}

#[derive(Deserialize)]
struct Slim<'a> {
    #[serde(borrow)]
    events: Vec<SlimEvent<'a>>,
}

#[derive(Deserialize)]
struct SlimEvent<'a> {
    r#type: &'a str,
    #[serde(rename = "v")]
    _v: IgnoredAny,
    #[serde(borrow)]
    data: &'a RawValue,
}

#[derive(Deserialize)]
struct About<'a> {
    exchange: Option<&'a str>,
}

/// Every line parsed with `serde_json` into slim structs, and folded.
pub(crate) fn slim_lines(log: &Path) -> Result<Fold, Failed> {
    let mut fold = Fold::default();
    log_file::each_line(log, |line| slim_line(&mut fold, line))?;
    Ok(fold)
}

/// One of them.
pub(crate) fn slim_line(fold: &mut Fold, line: &[u8]) -> Result<(), Failed> {
    let slim: Slim<'_> = serde_json::from_slice(line)?;
    for event in slim.events {
        let data = event.data.get();
        let is_asked_for = !matches!(event.r#type, "total-stated" | "agreement-reached");
        let about: About<'_> = if is_asked_for && event.r#type != "count-stated" {
            serde_json::from_str(data)?
        } else {
            About { exchange: None }
        };
        slim::take(fold, event.r#type, about.exchange.unwrap_or_default(), data)?;
    }
    Ok(())
}
