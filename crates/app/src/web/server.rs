//! Takes connections in, within limits, and lets them go in good order at the end.
//! It refuses to know what is asked and answered.

mod doors;
mod patient;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};

use super::hosts::Hosts;
use super::respond;
use super::site::Site;
use crate::failure::Failure;
use doors::{Doors, Guest};
use patient::Patient;

pub(crate) use doors::Limits;

/// How long a request may take to come in, without its body; and how long a connection may wait
/// between two of them.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long the head of a request may be.
const HEAD_BYTES: usize = 16 << 10;
/// How many headers it may have.
const HEADERS: usize = 100;
/// How long answers that have begun may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(5);
/// How long to wait when the machine has no room for another connection.
const BREATH: Duration = Duration::from_millis(50);
/// How often to look whether another process appended to the log.
const LOOK: Duration = Duration::from_millis(100);

/// Serves what is opened for the address that it listens on, until it is told to end.
///
/// # Errors
/// When the address cannot be listened on, or nothing can be opened.
pub(crate) fn serve(
    listen: SocketAddr,
    limits: Limits,
    open: impl FnOnce(SocketAddr) -> Result<Site, Failure>,
) -> Result<(), Failure> {
    let not_served = |why| Failure::NotListening { address: listen, why };
    let runtime = tokio::runtime::Runtime::new().map_err(not_served)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen).await.map_err(not_served)?;
        let told = Told::new().map_err(not_served)?;
        let listening = listener.local_addr().map_err(not_served)?;
        let site = Arc::new(open(listening)?);
        let router = respond::router(&site, Hosts::of(listening, site.reached().site));
        run(site, router, listener, limits, told).await;
        Ok(())
    })
}

/// Takes connections in until it is told to end.
async fn run(site: Arc<Site>, router: Router, listener: TcpListener, limits: Limits, told: Told) {
    let following = tokio::spawn(follow(Arc::clone(&site)));
    let farewell = receive(router, listener, limits, told, |doors, is_in| {
        site.metrics.turned_away.fetch_add(u64::from(!is_in), Ordering::Relaxed);
        site.metrics.connections.store(doors.within(), Ordering::Relaxed);
    })
    .await;
    site.end();
    following.abort();
    let _ = tokio::time::timeout(FAREWELL, farewell.shutdown()).await;
}

/// Serves what needs nothing else, within the same limits, until it is told to end. Says where,
/// once it can be reached.
///
/// # Errors
/// When the address cannot be listened on.
pub(crate) fn serve_alone(
    router: Router,
    listen: SocketAddr,
    limits: Limits,
    ready: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let not_served = |why| Failure::NotListening { address: listen, why };
    let runtime = tokio::runtime::Runtime::new().map_err(not_served)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen).await.map_err(not_served)?;
        let told = Told::new().map_err(not_served)?;
        ready(listener.local_addr().map_err(not_served)?)?;
        let farewell = receive(router, listener, limits, told, |_, _| ()).await;
        let _ = tokio::time::timeout(FAREWELL, farewell.shutdown()).await;
        Ok(())
    })
}

/// Takes connections in until it is told to end, and tells of each whether it came in. What is
/// still being answered then is left to the farewell.
async fn receive(
    router: Router,
    listener: TcpListener,
    limits: Limits,
    mut told: Told,
    count: impl Fn(&Doors, bool),
) -> GracefulShutdown {
    let doors = Arc::new(Doors::new(limits));
    let farewell = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = told.ends() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let guest = doors.enter(peer.ip());
                let is_in = guest.is_some();
                if let Some(guest) = guest {
                    welcome(&farewell, stream, &router, guest);
                }
                count(&doors, is_in);
            }
            // A connection that is gone already, or no room for one: the next may be better.
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
    drop(listener);
    farewell
}

/// Serves one connection beside the others.
fn welcome(farewell: &GracefulShutdown, stream: TcpStream, router: &Router, guest: Guest) {
    // An answer is written at once; to wait for more would only delay it.
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router.clone());
    let guest = Arc::new(guest);
    let asking = Arc::clone(&guest);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let turn = asking.asks();
        let answer = hyper::service::Service::call(&router, request.map(Body::new) as Request);
        async move { answer.await.map(|response| response.map(|body| turn.until_sent(body))) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Patient::new(stream)), service);
    let connection = farewell.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            _ = connection => {}
            () = guest.is_shown_out() => {}
        }
    });
}

/// Shows what another process appends, and lets it append.
async fn follow(site: Arc<Site>) {
    let mut looks = tokio::time::interval(LOOK);
    loop {
        looks.tick().await;
        let site = Arc::clone(&site);
        let _ = tokio::task::spawn_blocking(move || site.look()).await;
    }
}

/// The signals that end a server.
#[derive(Debug)]
struct Told {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Told {
    fn new() -> io::Result<Self> {
        let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
        Ok(Self { interrupt: interrupt?, terminate: terminate? })
    }

    async fn ends(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
