//! UmaDB as a careful user would take it: every line an event with nothing beside it, what goes
//! together one append, read in order in the largest batches that it gives. It deletes nothing, so
//! what was there before a run is left alone, and not read.
//!
//! Spoken to by gRPC itself: the client of its makers wants a compiler of protocols and brings TLS.

mod wire;

use std::error::Error;
use std::iter;
use std::path::Path;

use tokio::runtime::Runtime;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Response, Status};
use tonic_prost::ProstCodec;
use wire::{Append, Appended, Event, Head, HeadAsked, Read, ReadAsked};

use crate::fold::Fold;
use crate::{Failed, limits, log_file};

/// The environment variable that holds the server's address.
pub(crate) const SERVER: &str = "REPATRIA_BENCH_UMADB";

/// How many lines an append may have, of which the server takes 4 MiB; and how many events are asked
/// for at a time, the most that it gives.
const APPENDED: usize = 5_000;
const READ: u32 = 4_096;

/// The windows of its makers' client.
const STREAM_WINDOW: u32 = 4 << 20;
const CONNECTION_WINDOW: u32 = 8 << 20;

/// A server, connected to.
pub(crate) struct UmaDb {
    runtime: Runtime,
    client: Grpc<Channel>,
    /// Where the events of this run begin.
    first: u64,
}

impl UmaDb {
    pub(crate) fn connect(server: Option<&str>) -> Result<Self, Failed> {
        let server = server.ok_or_else(|| format!("{SERVER} names no server"))?;
        let endpoint = Endpoint::from_shared(server.to_owned())?
            .tcp_nodelay(true)
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW);
        let runtime = Runtime::new()?;
        let channel = runtime.block_on(endpoint.connect()).map_err(|error| root(&error))?;
        let mut connected = Self { runtime, client: Grpc::new(channel), first: 0 };
        connected.begin()?;
        Ok(connected)
    }

    /// Leaves alone what is there: what is appended from here on is what is read and counted.
    pub(crate) fn begin(&mut self) -> Result<(), Failed> {
        self.first = self.next()?;
        Ok(())
    }

    /// With the lines of a log.
    pub(crate) fn load(mut self, log: &Path) -> Result<Self, Failed> {
        let lines = log_file::lines(log)?;
        self.begin()?;
        self.append(&lines, APPENDED)?;
        Ok(self)
    }

    /// Appends lines, so many together, each append answered before the next is sent.
    pub(crate) fn append(&self, lines: &[Vec<u8>], batch: usize) -> Result<(), Failed> {
        self.runtime.block_on(async {
            for together in lines.chunks(batch.min(APPENDED)) {
                let events = together.iter().map(|line| Event::of(line)).collect();
                self.ask::<_, Appended>("/umadb.v1.DCB/Append", Append { events }).await?;
            }
            Ok(())
        })
    }

    /// Every event of this run, each parsed into slim structs and folded.
    pub(crate) fn figures(&self) -> Result<Fold, Failed> {
        self.runtime.block_on(async {
            let asked = ReadAsked { start: Some(self.first), batch_size: Some(READ) };
            let mut client = self.client.clone();
            client.ready().await?;
            let path = "/umadb.v1.DCB/Read".parse()?;
            let codec = ProstCodec::<_, Read>::default();
            let answer = client.server_streaming(Request::new(asked), path, codec).await?;
            let (mut batches, mut fold) = (answer.into_inner(), Fold::default());
            while let Some(batch) = batches.message().await? {
                for held in batch.events {
                    let event = held.event.ok_or("UmaDB: a position without an event")?;
                    limits::slim_line(&mut fold, &event.data)?;
                }
            }
            Ok(fold)
        })
    }

    /// Whether this run appended just so many lines.
    pub(crate) fn compare(&self, lines: usize) -> Result<(), Failed> {
        if self.next()? == self.first + lines as u64 {
            Ok(())
        } else {
            Err("UmaDB: another answer".into())
        }
    }

    /// The position that the next event gets; the first has 1.
    fn next(&self) -> Result<u64, Failed> {
        let asked = self.ask::<_, Head>("/umadb.v1.DCB/Head", HeadAsked {});
        Ok(self.runtime.block_on(asked)?.position.unwrap_or_default() + 1)
    }

    async fn ask<Q, A>(&self, path: &'static str, question: Q) -> Result<A, Failed>
    where
        Q: prost::Message + 'static,
        A: prost::Message + Default + 'static,
    {
        let mut client = self.client.clone();
        client.ready().await?;
        let codec = ProstCodec::<Q, A>::default();
        let answer: Result<Response<A>, Status> =
            client.unary(Request::new(question), path.parse()?, codec).await;
        Ok(answer?.into_inner())
    }
}

/// Why it could not be reached: the outer errors only say that it was not.
fn root(error: &tonic::transport::Error) -> String {
    let causes = iter::successors(Some(error as &dyn Error), |&error| error.source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests;
