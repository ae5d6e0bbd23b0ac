//! `witness`: watches logs of others, and cosigns a checkpoint only if it begins with every one that
//! it cosigned before.

mod kept;
mod server;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use repatria_tlog::{KeyKind, KeyName, Witness};

use crate::cli::Call;
use crate::durable;
use crate::failure::{Distrust, Failure};
use crate::output::Output;
use crate::signing::{self, KeyTyped, Making, SigningSession};

use kept::Kept;

const EXAMPLE: &str = "Example:
  repatria witness --folder witness --log register/vkey

The first start makes a key: give the verifier key to whoever asks for cosignatures, and to all who
rely on them. The folder holds the last checkpoint that was cosigned of each log; who sets it back
lets a log show two histories. It listens on this machine only, unless told otherwise: put a web
server with TLS before it. docs/TRANSPARENCY.md tells how a party runs one.";

/// What to watch, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct RunWitness {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// Folder of the witness: its key, and what it cosigned
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Verifier key of a log to watch, or a file that holds it; can be given again
    #[arg(long, value_name = "VKEY", required = true)]
    log: Vec<KeyTyped>,
    /// Name of the witness, if its key is made now [default: made up, ends in a number]
    #[arg(long, value_name = "NAME")]
    name: Option<KeyName>,
}

impl RunWitness {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let logs = self.log.iter().map(KeyTyped::read).collect::<Result<Vec<_>, _>>()?;
        durable::make_folder(&self.folder)?;
        // Held as long as the witness runs: a second one would cosign behind its back.
        let SigningSession { key, lock } = match SigningSession::begin(&self.folder) {
            Err(Failure::Distrust(distrust)) if matches!(*distrust, Distrust::NoKey { .. }) => {
                let making = Making { kind: KeyKind::Witness, name: self.name };
                signing::make_key(&self.folder, making)?;
                SigningSession::begin(&self.folder)?
            }
            session => session?,
        };
        output.message(&format!("verifier key {}", key.verifier()))?;
        let kept = Kept::new(self.folder, Witness::new(key, logs)?, call.now);
        server::serve(self.listen, kept, output)?;
        drop(lock);
        Ok(())
    }
}
