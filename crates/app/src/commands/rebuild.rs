//! `rebuild`: every read model from the log alone, with a digest of each to compare machines by.

use std::io;

use repatria_log::CommitReader as _;
use repatria_projection::{
    Agreements, Changes, Claimants, Custody, Disclosures, Overview, Reconciliation, Record, Series,
    Story, Timeline, Totals, agreements, changes, claimants, custody, disclosures, overview,
    reconciliation, series, stories, timeline, totals,
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
    let record = flow::project(&log, None, |n| progress.at(n))?;
    let rebuilt = Rebuilt::of(&record)?;
    let rate = output::rate(rebuilt.commits, progress.end());
    match output.format() {
        Format::Json => output.json(&rebuilt),
        Format::Csv => output
            .csv(&["model", "version", "bytes", "sha256"], rebuilt.models.iter().map(Model::row)),
        Format::Table => output.text(&rebuilt.text()),
    }?;
    output.message(&format!("rebuilt from {} commits, {rate}", number(rebuilt.commits)))
}

impl Rebuilt {
    fn of(record: &Record) -> Result<Self, Failure> {
        let stories = stories(record, None);
        Ok(Self {
            commits: record.head().n,
            exchanges: record.state().exchanges().count(),
            models: vec![
                Model::of(Overview::NAME, Overview::VERSION, &overview(record, None))?,
                Model::of(Timeline::NAME, Timeline::VERSION, &timeline(record, None))?,
                Model::of(Totals::NAME, Totals::VERSION, &totals(record, None))?,
                Model::of(
                    Reconciliation::NAME,
                    Reconciliation::VERSION,
                    &reconciliation(record, None),
                )?,
                Model::of(Series::NAME, Series::VERSION, &series(record, None))?,
                Model::of(Custody::NAME, Custody::VERSION, &custody(record, None))?,
                Model::of(Agreements::NAME, Agreements::VERSION, &agreements(record, None))?,
                Model::of(Disclosures::NAME, Disclosures::VERSION, &disclosures(record, None))?,
                Model::of(Claimants::NAME, Claimants::VERSION, &claimants(record, None))?,
                Model::of(Changes::NAME, Changes::VERSION, &changes(record, None))?,
                Model::of(Story::NAME, Story::VERSION, &stories)?,
            ],
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
