//! Each new line of the log as it comes, as server-sent events. Whoever lost the connection names
//! the last commit that he has, and gets what he missed.
//! <https://html.spec.whatwg.org/multipage/server-sent-events.html>

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, Response};

use super::asked::Query;
use super::complaint::Complaint;
use super::log_lines::{Pieces, lines_after, pieces};
use super::reply::{reply, set};
use super::site::{LivePlace, Site};

/// How often something is sent where there is nothing to send, so that nobody in between takes the
/// connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// What a client waits before it comes back, in milliseconds.
const RETRY: &[u8] = b"retry: 2000\n\n";

/// Answers with what is recorded from now on, or after the commit that is named.
pub(super) fn answer(
    site: &Arc<Site>,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response<Body>, Complaint> {
    let asked: Option<u64> = Query::read(query, &["after"])?.parsed("after")?;
    // What a browser sends when it comes back is later than what stands in the address.
    let after = last_seen(headers).or(asked).unwrap_or_else(|| site.commits());
    let place = site.live_place()?;
    let (pieces, body) = pieces();
    tokio::spawn(send(Arc::clone(site), after, pieces, place));
    let mut response = reply("text/event-stream", body);
    set(response.headers_mut(), CACHE_CONTROL, "no-store");
    set(response.headers_mut(), HeaderName::from_static("x-accel-buffering"), "no");
    Ok(response)
}

fn last_seen(headers: &HeaderMap) -> Option<u64> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

async fn send(site: Arc<Site>, mut after: u64, pieces: Pieces, place: LivePlace) {
    let (mut grown, mut ending) = (site.editions.grown(), site.ending());
    if !pieces.send(RETRY.to_vec()).await {
        return;
    }
    loop {
        grown.borrow_and_update();
        let Ok(lines) = lines_after(&site, after).await else { break };
        let piece = if lines.is_empty() {
            tokio::select! {
                _ = grown.changed() => continue,
                _ = ending.wait_for(|ending| *ending) => break,
                () = pieces.closed() => break,
                () = tokio::time::sleep(HEARTBEAT) => b": nothing new\n\n".to_vec(),
            }
        } else {
            events(&lines, &mut after)
        };
        if !pieces.send(piece).await {
            break;
        }
    }
    drop(place);
}

/// An event a line; its id is the number of the commit.
fn events(lines: &[u8], after: &mut u64) -> Vec<u8> {
    let mut events = Vec::with_capacity(lines.len() + lines.len() / 8);
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        *after += 1;
        events.extend_from_slice(format!("id: {after}\nevent: commit\ndata: ").as_bytes());
        events.extend_from_slice(line);
        events.push(b'\n');
    }
    events
}
