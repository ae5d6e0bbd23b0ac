//! `publish`: the register as a site of plain files.

use std::path::PathBuf;

use clap::Args;

use super::read::Clocks;
use crate::cli::Call;
use crate::failure::Failure;
use crate::output::Output;
use crate::web::address::{self, KnownAt};
use crate::web::publish;
use crate::web::view::{Links, View};
use crate::{clock, export};

const EXAMPLE: &str = "Examples:
  repatria publish site
  repatria publish site-of-june --as-of 2025-06-30 --known-at 2026-11-23T00:00:00Z

The pages and the data of `serve`, as plain files with links from file to file: open
site/index.html, or put the folder on any web server.";

/// Where the site goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Publish {
    /// A folder: new, empty, or holding an earlier site
    folder: PathBuf,
    #[command(flatten)]
    clocks: Clocks,
}

impl Publish {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let record = self.clocks.record(call)?;
        let clocks = address::Clocks {
            as_of: self.clocks.as_of(),
            known_at: self.clocks.known_at().map(KnownAt::Time),
        };
        let today = clock::now(call.now).day();
        let view = View { record: &record, today, links: Links::Published };
        let files = publish::files(&view, clocks).unwrap_or_default();
        export::write(&self.folder, &files)?;
        output.message(&format!("published to {}", self.folder.display()))
    }
}
