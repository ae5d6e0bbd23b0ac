//! The lines of the log, byte for byte as they are stored, piece by piece: however long the log
//! is, a mebibyte of it is in memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Response;
use hyper::body::Frame;
use repatria_log::LogError;
use tokio::sync::mpsc;

use super::asked::Query;
use super::complaint::Complaint;
use super::reply::{reply, set};
use super::site::Site;

/// How long a reader may take over a piece before he is given up.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Answers with the lines after commit `after`.
pub(super) fn answer(site: &Arc<Site>, query: Option<&str>) -> Result<Response<Body>, Complaint> {
    let after = Query::read(query, &["after"])?.parsed("after")?.unwrap_or_default();
    let (pieces, body) = pieces();
    tokio::spawn(send(Arc::clone(site), after, pieces));
    let mut response = reply("application/x-ndjson", body);
    set(response.headers_mut(), axum::http::header::CACHE_CONTROL, "no-cache");
    Ok(response)
}

async fn send(site: Arc<Site>, mut after: u64, pieces: Pieces) {
    loop {
        let lines = match lines_after(&site, after).await {
            Ok(lines) if lines.is_empty() => return,
            Ok(lines) => lines,
            // The body breaks off, so that half a log is not taken for a whole one.
            Err(_) => return pieces.break_off().await,
        };
        after += count(&lines);
        if !pieces.send(lines).await {
            return;
        }
    }
}

/// The next lines after commit `n`.
pub(super) async fn lines_after(site: &Arc<Site>, n: u64) -> Result<Vec<u8>, LogError> {
    let editions = Arc::clone(&site.editions);
    let read = tokio::task::spawn_blocking(move || editions.lines_after(n)).await;
    read.unwrap_or(Err(LogError::Poisoned))
}

/// How many lines these are.
pub(super) fn count(lines: &[u8]) -> u64 {
    lines.split_inclusive(|byte| *byte == b'\n').count() as u64
}

/// The end of a body where its pieces go in.
#[derive(Debug)]
pub(super) struct Pieces(mpsc::Sender<Result<Frame<Bytes>, std::io::Error>>);

/// A body that is made while it is sent.
pub(super) fn pieces() -> (Pieces, Body) {
    let (sender, receiver) = mpsc::channel(2);
    (Pieces(sender), Body::new(Made(receiver)))
}

impl Pieces {
    /// Sends a piece; answers whether anybody still reads.
    pub(super) async fn send(&self, piece: Vec<u8>) -> bool {
        let sent = self.0.send(Ok(Frame::data(Bytes::from(piece))));
        matches!(tokio::time::timeout(PATIENCE, sent).await, Ok(Ok(())))
    }

    /// Waits until nobody reads any more.
    pub(super) async fn closed(&self) {
        self.0.closed().await;
    }

    async fn break_off(&self) {
        let _ = self.0.send(Err(std::io::Error::other("the log could not be read on"))).await;
    }
}

struct Made(mpsc::Receiver<Result<Frame<Bytes>, std::io::Error>>);

impl hyper::body::Body for Made {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(context)
    }
}
