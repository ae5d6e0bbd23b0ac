//! NATS `JetStream` as a careful user would take it: every line a message of one stream in a file,
//! what goes together as an atomic batch, read in order by a consumer that acknowledges nothing.
//! Whether the server syncs what it acknowledges is for whoever runs it to set.

use std::path::Path;

use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use async_nats::jetstream::publish::PublishAck;
use async_nats::jetstream::{self, Context, stream};
use async_nats::{Client, HeaderMap, header};
use futures_util::StreamExt as _;
use tokio::runtime::Runtime;

use crate::fold::Fold;
use crate::{Failed, limits, log_file};

/// The environment variable that holds the server's address.
pub(crate) const SERVER: &str = "REPATRIA_BENCH_NATS";

const STREAM: &str = "repatria-bench";

/// How many messages an atomic batch may have, and how many are asked for at a time.
const BATCH: usize = 1000;
const PULLED: usize = 10_000;

/// A server, connected to.
pub(crate) struct JetStream {
    runtime: Runtime,
    client: Client,
    context: Context,
}

impl JetStream {
    pub(crate) fn connect(server: Option<&str>) -> Result<Self, Failed> {
        let server = server.ok_or_else(|| format!("{SERVER} names no server"))?;
        let runtime = Runtime::new()?;
        let client = runtime.block_on(async_nats::connect(server))?;
        let context = {
            let _inside = runtime.enter();
            jetstream::new(client.clone())
        };
        Ok(Self { runtime, client, context })
    }

    /// The stream with nothing in it.
    pub(crate) fn empty(&self) -> Result<(), Failed> {
        self.runtime.block_on(async {
            let config = stream::Config {
                name: STREAM.into(),
                subjects: vec![STREAM.into()],
                allow_atomic_publish: true,
                ..stream::Config::default()
            };
            self.context.get_or_create_stream(config).await?.purge().await?;
            Ok(())
        })
    }

    /// The stream with the lines of a log.
    pub(crate) fn load(self, log: &Path) -> Result<Self, Failed> {
        self.empty()?;
        self.append(&log_file::lines(log)?, BATCH)?;
        Ok(self)
    }

    /// Appends lines, so many together, each batch acknowledged before the next is sent.
    pub(crate) fn append(&self, lines: &[Vec<u8>], batch: usize) -> Result<(), Failed> {
        self.runtime.block_on(async {
            for together in lines.chunks(batch.min(BATCH)) {
                self.commit(together).await?;
            }
            Ok(())
        })
    }

    async fn commit(&self, lines: &[Vec<u8>]) -> Result<(), Failed> {
        let Some((last, before)) = lines.split_last() else { return Ok(()) };
        if before.is_empty() {
            return acked(&self.client.request(STREAM, last.clone().into()).await?);
        }
        let id = self.client.new_inbox();
        for (line, number) in before.iter().zip(1..) {
            let headers = of_batch(&id, number);
            self.client.publish_with_headers(STREAM, headers, line.clone().into()).await?;
        }
        let mut headers = of_batch(&id, lines.len());
        headers.insert(header::NATS_BATCH_COMMIT, "1");
        acked(&self.client.request_with_headers(STREAM, headers, last.clone().into()).await?)
    }

    /// The whole stream, message by message, each parsed into slim structs and folded.
    pub(crate) fn figures(&self) -> Result<Fold, Failed> {
        self.runtime.block_on(async {
            let stream = self.context.get_stream(STREAM).await?;
            let config = pull::Config { ack_policy: AckPolicy::None, ..pull::Config::default() };
            let consumer: PullConsumer = stream.create_consumer(config).await?;
            let held = stream.cached_info().state.messages;
            let mut messages = consumer.stream().max_messages_per_batch(PULLED).messages().await?;
            let mut fold = Fold::default();
            for _ in 0..held {
                let message = messages.next().await.ok_or("the stream ended")??;
                limits::slim_line(&mut fold, &message.payload)?;
            }
            Ok(fold)
        })
    }

    /// Whether it holds just so many lines.
    pub(crate) fn compare(&self, lines: usize) -> Result<(), Failed> {
        let stream = self.runtime.block_on(self.context.get_stream(STREAM))?;
        if usize::try_from(stream.cached_info().state.messages) == Ok(lines) {
            Ok(())
        } else {
            Err("NATS: another answer".into())
        }
    }
}

fn of_batch(id: &str, number: usize) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::NATS_BATCH_ID, id);
    headers.insert(header::NATS_BATCH_SEQUENCE, number.to_string());
    headers
}

/// What is not acknowledged says why.
fn acked(answer: &async_nats::Message) -> Result<(), Failed> {
    match serde_json::from_slice::<PublishAck>(&answer.payload) {
        Ok(_) => Ok(()),
        Err(_) => Err(String::from_utf8_lossy(&answer.payload).into()),
    }
}
