//! `publish`: the register as a site of plain files.

use std::path::PathBuf;

use clap::Args;
use repatria_log::{CommitReader as _, FileReader, Head, LeafHash, Position};
use repatria_projection::Record;

use super::read::Clocks;
use crate::cli::{Call, Format};
use crate::clock;
use crate::export::Licence;
use crate::failure::Failure;
use crate::flow;
use crate::output::{Output, Progress};
use crate::print::{counted, number};
use crate::web::address::{self, KnownAt};
use crate::web::publish::{self, Published, Site};

const EXAMPLE: &str = "Examples:
  repatria publish site
  repatria publish site-of-june --as-of 2025-06-30 --known-at 2026-11-23T00:00:00Z

The pages and the data of `serve` as plain files: open site/index.html, or put the folder on
any web server. Written again, only what changed is written; what it did not write stays.";

/// Where the site goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Publish {
    /// A folder: new, empty, or holding an earlier site
    folder: PathBuf,
    /// Under which licence the data goes out
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    licence: Licence,
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
        let files = publish::files(&Site {
            record: &record,
            lines: &lines,
            head,
            clocks: address::Clocks { as_of: self.clocks.as_of(), known_at },
            today: clock::now(call.now).day(),
            licence: self.licence,
        })?;
        let done = publish::write(&self.folder, &files)?;
        if output.format() == Format::Json {
            output.json(&done)?;
        }
        output.message(&format!("published {} to {}", told(done), self.folder.display()))
    }
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
