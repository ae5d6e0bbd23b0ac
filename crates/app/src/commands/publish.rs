//! `publish`: the register as a site of plain files.

use std::path::{Path, PathBuf};

use clap::Args;
use repatria_log::{CommitReader as _, FileReader, Head, LeafHash, Position};
use repatria_projection::Record;
use repatria_tlog::SignedCheckpoint;

use super::checkpoint::PUBLISHED;
use super::read::Clocks;
use crate::cli::{Call, Format};
use crate::clock;
use crate::durable;
use crate::export::Licence;
use crate::failure::Failure;
use crate::flow;
use crate::output::{Output, Progress};
use crate::print::{counted, number};
use crate::signing;
use crate::web::address::{self, KnownAt, SiteUrl};
use crate::web::publish::{self, Published};

const EXAMPLE: &str = "Examples:
  repatria publish site
  repatria publish site --site https://newsroom.example/exchanges
  repatria publish site-of-june --as-of 2025-06-30 --known-at 2026-11-23T00:00:00Z

The pages and the data of `serve` as plain files: open site/index.html, or put the folder on
any web server. Feeds are read elsewhere, so they need --site; a log that was signed is published
with its checkpoint. Written again, only what changed is written; what it did not write stays.";

/// Where the site goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Publish {
    /// A folder: new, empty, or holding an earlier site
    folder: PathBuf,
    /// Under which licence the data goes out
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    licence: Licence,
    /// Where the folder will be reached; without it there are no feeds
    #[arg(long, value_name = "URL")]
    site: Option<SiteUrl>,
    #[command(flatten)]
    clocks: Clocks,
}

impl Publish {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let log = flow::reader(call)?;
        let mut progress = Progress::over(log.head()?.n, "reading");
        let record = flow::project(&log, self.clocks.known_at(), |n| progress.at(n))?;
        drop(progress);
        let (lines, head) = lines(&log, &record)?;
        let known_at = self.clocks.known_at().map(KnownAt::Time);
        let signed = signed(call.register(), head)?;
        let lacks = lacks(self.site.is_some(), signed.is_some());
        let files = publish::files(publish::Copy {
            record,
            lines,
            head,
            clocks: address::Clocks { as_of: self.clocks.as_of(), known_at },
            today: clock::now(call.now).day(),
            licence: self.licence,
            site: self.site,
            signed,
        })?;
        let done = publish::write(&self.folder, &files)?;
        if output.format() == Format::Json {
            output.json(&done)?;
        }
        output.message(&format!("published {} to {}", told(done), self.folder.display()))?;
        lacks.into_iter().try_for_each(|lacking| output.message(lacking))
    }
}

/// What a copy is without, and what would add it.
fn lacks(has_site: bool, is_signed: bool) -> Vec<&'static str> {
    let feeds = "without feeds, which name where they lead: --site URL adds them";
    let checkpoint =
        "without a checkpoint, since the log was not signed by then: `repatria checkpoint`";
    [(has_site, feeds), (is_signed, checkpoint)]
        .into_iter()
        .filter(|(is_there, _)| !is_there)
        .map(|(_, lacking)| lacking)
        .collect()
}

/// The checkpoint that was published last, if it speaks of no line behind this head.
fn signed(register: &Path, head: Head) -> Result<Option<SignedCheckpoint>, Failure> {
    let path = register.join(PUBLISHED).join("checkpoint");
    let Some(note) = durable::read(&path)? else { return Ok(None) };
    let signed = SignedCheckpoint::open(&note, &signing::verifier(register)?)?;
    Ok(Some(signed).filter(|signed| signed.checkpoint().size <= head.n))
}

fn told(done: Published) -> String {
    let files = counted(done.files as u64, "file", "files");
    match (done.written, done.removed) {
        (0, 0) => format!("{files}, all of which stood there,"),
        (written, 0) => format!("{files}, {} of them new or changed,", number(written as u64)),
        (written, removed) => format!(
            "{files}, {} of them new or changed, {} of an earlier site removed,",
            number(written as u64),
            number(removed as u64)
        ),
    }
}

/// The lines that a record is the fold of, and where they end.
fn lines(log: &FileReader, record: &Record) -> Result<(String, Head), Failure> {
    let (mut text, mut place, mut page) = (Vec::new(), Position::START, Vec::new());
    let mut head = Head::EMPTY;
    while place.n < record.head().n {
        page.clear();
        log.read(place, &mut page)?;
        let wanted = record.head().n - place.n;
        let lines = page.split_inclusive(|byte| *byte == b'\n');
        for line in lines.take(usize::try_from(wanted).unwrap_or(usize::MAX)) {
            let bare = line.strip_suffix(b"\n").unwrap_or(line);
            place = place.behind(bare.len());
            head = Head { n: place.n, leaf: LeafHash::of(bare) };
            text.extend_from_slice(line);
        }
        if page.is_empty() {
            break;
        }
    }
    // Every line was read as JSON already.
    Ok((String::from_utf8_lossy(&text).into_owned(), head))
}
