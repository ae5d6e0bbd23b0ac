//! The witness on the network: two addresses, small requests, one answer each (C2SP tlog-witness).

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use repatria_tlog::{WitnessRefusal, WitnessRequest};

use super::kept::Kept;
use crate::failure::Failure;
use crate::output::Output;
use crate::web::{self, Limits};

/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);
/// What an answer is that refuses.
const TEXT: &str = "text/plain; charset=utf-8";
/// What an answer is that tells the size of what was signed last.
const SIZE: &str = "text/x.tlog.size";

/// A log asks for each of its checkpoints, and readers for the last one.
const LIMITS: Limits = Limits { connections: 128, from_one: 64 };

/// Answers requests until the process is told to end.
pub(super) fn serve(address: SocketAddr, kept: Kept, output: &mut Output) -> Result<(), Failure> {
    web::serve_alone(routes(kept), address, LIMITS, |bound| {
        output.message(&format!("listening on http://{bound}"))
    })
}

fn routes(kept: Kept) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/{origin}/checkpoint", get(checkpoint))
        .with_state(Arc::new(kept))
}

async fn add_checkpoint(State(kept): State<Arc<Kept>>, body: Body) -> Response {
    let arrived = tokio::time::timeout(PATIENCE, to_bytes(body, WitnessRequest::LIMIT)).await;
    let request = match arrived {
        Ok(Ok(request)) => request,
        Ok(Err(_)) => {
            return text(StatusCode::PAYLOAD_TOO_LARGE, TEXT, "the request is too long\n");
        }
        Err(_) => return text(StatusCode::REQUEST_TIMEOUT, TEXT, "the request takes too long\n"),
    };
    // A disk is waited for on a thread of its own.
    let answer = tokio::task::spawn_blocking(move || kept.answer(&request)).await;
    match answer {
        Ok(Ok(Ok(cosignature))) => text(StatusCode::OK, TEXT, cosignature.to_string()),
        Ok(Ok(Err(refusal))) => refused(&refusal),
        Ok(Err(failure)) => text(StatusCode::INTERNAL_SERVER_ERROR, TEXT, format!("{failure}\n")),
        Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, TEXT, "the witness failed\n"),
    }
}

fn refused(refusal: &WitnessRefusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    match refusal {
        WitnessRefusal::OtherSize { size } => text(status, SIZE, format!("{size}\n")),
        WitnessRefusal::Malformed(_)
        | WitnessRefusal::OldBeyondNew { .. }
        | WitnessRefusal::BadlySigned(_)
        | WitnessRefusal::UnknownLog { .. }
        | WitnessRefusal::Inconsistent(_) => text(status, TEXT, format!("{refusal}\n")),
    }
}

async fn checkpoint(State(kept): State<Arc<Kept>>, Path(origin): Path<String>) -> Response {
    match kept.published(&origin) {
        Ok(Some(checkpoint)) => text(StatusCode::OK, TEXT, checkpoint),
        Ok(None) => text(StatusCode::NOT_FOUND, TEXT, "nothing of this log was cosigned\n"),
        Err(failure) => text(StatusCode::INTERNAL_SERVER_ERROR, TEXT, format!("{failure}\n")),
    }
}

fn text(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body.into()).into_response()
}
