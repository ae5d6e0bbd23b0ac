//! `rebuild`: every read model from the log alone, with a digest of each to compare machines by.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

use repatria_log::CommitReader as _;
use repatria_projection::{
    Agreements, Changes, Claimants, Custody, Disclosures, Overview, Reconciliation, Record, Series,
    Stories, Story, Timeline, Totals, agreements, changes, claimants, custody, disclosures,
    overview, reconciliation, series, timeline, totals,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::flow;
use crate::hex::hex;
use crate::output::{self, Output, Progress};
use crate::print::number;

/// What was built.
#[derive(Debug, Serialize)]
struct Rebuilt {
    commits: u64,
    exchanges: usize,
    models: Vec<Model>,
}

/// A read model, by the digest of the very bytes that `--format json` prints of it.
#[derive(Debug, Serialize)]
struct Model {
    name: &'static str,
    version: u32,
    bytes: usize,
    sha256: String,
}

pub(crate) fn run(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let log = flow::reader(call)?;
    let mut progress = Progress::over(log.head()?.n, "rebuilding");
    let record = flow::left(flow::project(&log, None, |n| progress.at(n))?);
    let rebuilt = Rebuilt::of(record)?;
    let rate = output::rate(rebuilt.commits, progress.end());
    match output.format() {
        Format::Json => output.json(&rebuilt),
        Format::Csv => output
            .csv(&["model", "version", "bytes", "sha256"], rebuilt.models.iter().map(Model::row)),
        Format::Table => output.text(&rebuilt.text()),
    }?;
    output.message(&format!("rebuilt from {} commits, {rate}", number(rebuilt.commits)))
}

/// Draws a read model, and digests it.
type Draw = fn(&Record) -> Result<Model, Failure>;

/// Every read model, in the order in which they are told.
const MODELS: [Draw; 11] = [
    |record| Model::of(Overview::NAME, Overview::VERSION, &overview(record, None)),
    |record| Model::of(Timeline::NAME, Timeline::VERSION, &timeline(record, None)),
    |record| Model::of(Totals::NAME, Totals::VERSION, &totals(record, None)),
    |record| {
        Model::of(Reconciliation::NAME, Reconciliation::VERSION, &reconciliation(record, None))
    },
    |record| Model::of(Series::NAME, Series::VERSION, &series(record, None)),
    |record| Model::of(Custody::NAME, Custody::VERSION, &custody(record, None)),
    |record| Model::of(Agreements::NAME, Agreements::VERSION, &agreements(record, None)),
    |record| Model::of(Disclosures::NAME, Disclosures::VERSION, &disclosures(record, None)),
    |record| Model::of(Claimants::NAME, Claimants::VERSION, &claimants(record, None)),
    |record| Model::of(Changes::NAME, Changes::VERSION, &changes(record, None)),
    |record| Model::of(Story::NAME, Story::VERSION, &Stories::of(record, None)),
];

impl Rebuilt {
    fn of(record: &Record) -> Result<Self, Failure> {
        Ok(Self {
            commits: record.head().n,
            exchanges: record.state().exchanges().count(),
            models: drawn(record)?,
        })
    }

    fn text(&self) -> String {
        let line = |model: &Model| {
            // The start of a digest is enough to compare two screens; JSON and CSV have all of it.
            let (bytes, digest) = (number(model.bytes as u64), &model.sha256);
            format!("{:<14} {bytes:>9} bytes  sha256 {digest:.40}…\n", model.name)
        };
        self.models.iter().map(line).collect()
    }
}

/// Draws every read model, on all cores. The stories are as much work as all the others, and so are
/// begun first.
fn drawn(record: &Record) -> Result<Vec<Model>, Failure> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (left, models) = (Mutex::new((0..).zip(MODELS).collect()), Mutex::default());
    thread::scope(|scope| {
        for _ in 0..cores.min(MODELS.len()) {
            scope.spawn(|| draw_some(record, &left, &models));
        }
    });
    models.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

/// Models by their places, drawn or not.
type Drawn = BTreeMap<usize, Result<Model, Failure>>;

fn draw_some(record: &Record, left: &Mutex<Vec<(usize, Draw)>>, models: &Mutex<Drawn>) {
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    while let Some((place, draw)) = next() {
        let model = draw(record);
        models.lock().unwrap_or_else(PoisonError::into_inner).insert(place, model);
    }
}

impl Model {
    fn of(name: &'static str, version: u32, model: &impl Serialize) -> Result<Self, Failure> {
        let mut document = Digested::default();
        serde_json::to_writer_pretty(&mut document, model).map_err(Failure::Unwritable)?;
        let (bytes, sha256) = document.behind(output::DOCUMENT_END);
        Ok(Self { name, version, bytes, sha256 })
    }

    fn row(&self) -> Vec<String> {
        vec![
            self.name.to_owned(),
            self.version.to_string(),
            self.bytes.to_string(),
            self.sha256.clone(),
        ]
    }
}

/// A document of which nothing is kept but its length and its digest: that of all stories is larger
/// than what they are told from.
#[derive(Default)]
struct Digested {
    sha256: Sha256,
    bytes: usize,
    // Taken in together: a document is written in very many pieces.
    pending: Vec<u8>,
}

impl Digested {
    const TOGETHER: usize = 1 << 16;

    fn take_in(&mut self) {
        self.sha256.update(&self.pending);
        self.bytes = self.bytes.saturating_add(self.pending.len());
        self.pending.clear();
    }

    /// Its length and its digest, with these words at its end.
    fn behind(mut self, end: &str) -> (usize, String) {
        self.pending.extend_from_slice(end.as_bytes());
        self.take_in();
        (self.bytes, hex(&self.sha256.finalize()))
    }
}

impl io::Write for Digested {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(piece);
        if self.pending.len() >= Self::TOGETHER {
            self.take_in();
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
