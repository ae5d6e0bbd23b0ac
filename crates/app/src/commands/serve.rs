//! `serve`: the register as pages and documents, to a browser and to programs.

use std::net::SocketAddr;

use clap::Args;

use crate::cli::Call;
use crate::export::Licence;
use crate::failure::Failure;
use crate::output::Output;
use crate::print::number;
use crate::web::address::SiteUrl;
use crate::web::{self, Limits, Served, Site};

const EXAMPLE: &str = "Examples:
  repatria serve
  repatria serve --listen 127.0.0.1:9000 --site https://exchanges.example

Reading needs no token; `repatria token add` makes one for whoever records. Who can reach the
address can read: put a proxy with TLS before it when others are to, and name it with --site.
On the machine itself it answers to localhost and to that name alone. Ctrl-C ends it.";

/// Where and how, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Serve {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// How it is reached from outside [default: where it listens]
    #[arg(long, value_name = "URL")]
    site: Option<SiteUrl>,
    /// Licence under which the data package goes out
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "SPDX")]
    licence: Licence,
    /// How many connections at most
    #[arg(long, default_value_t = 512, value_name = "N")]
    connections: usize,
    /// How many connections from one address at most
    #[arg(long, default_value_t = 256, value_name = "N")]
    from_one: usize,
}

impl Serve {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let limits = Limits { connections: self.connections, from_one: self.from_one };
        web::serve(self.listen, limits, |listening| {
            let site = Site::open(Served {
                folder: call.register().to_owned(),
                site: self.site.unwrap_or_else(|| SiteUrl::of(listening)),
                licence: self.licence,
                fixed_clock: call.now,
            })?;
            output.message(&format!(
                "serving {} commits of {} at http://{listening}/",
                number(site.commits()),
                call.register().display()
            ))?;
            site.clock_set_back().map_or(Ok(()), |said| output.message(&said))?;
            Ok(site)
        })?;
        output.message("ended")
    }
}
