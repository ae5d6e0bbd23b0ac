//! The server that is asked: one that runs somewhere, or one of our own on a demo register.

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Failed;

/// A served register, and a token that may record there. One of our own ends with the value.
#[derive(Debug)]
pub(super) struct Served {
    address: SocketAddr,
    token: String,
    _own: Option<Own>,
}

#[derive(Debug)]
struct Own {
    server: Child,
    folder: PathBuf,
}

impl Served {
    pub(super) fn elsewhere(url: &str, token: &str) -> Result<Self, Failed> {
        let host = url.strip_prefix("http://").ok_or("the url has to begin with http://")?;
        let found = host.trim_end_matches('/').to_socket_addrs()?.next();
        let address = found.ok_or_else(|| format!("{host} has no address"))?;
        Ok(Self { address, token: token.to_owned(), _own: None })
    }

    /// Makes a demo register in a folder of its own and serves it on a free port.
    pub(super) fn started(program: &Path) -> Result<Self, Failed> {
        let folder = std::env::temp_dir().join(format!("repatria-load-{}", std::process::id()));
        let register = folder.join("register");
        std::fs::create_dir_all(&folder)?;
        let command = |words: &[&str]| {
            let mut command = Command::new(program);
            command.arg("--register").arg(&register).args(words).env("REPATRIA_BY", "load");
            command
        };
        let made = Command::new(program).arg("demo").arg(&register).output()?;
        let token = command(&["token", "add", "--role", "recorder", "--label", "load"]).output()?;
        for output in [&made, &token] {
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into());
            }
        }
        let mut server =
            command(&["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::piped()).spawn()?;
        let mut messages = BufReader::new(server.stderr.take().ok_or("no messages")?);
        let mut said = String::new();
        messages.read_line(&mut said)?;
        // What it says later is read, so that it is never held up.
        std::thread::spawn(move || std::io::copy(&mut messages, &mut std::io::sink()));
        let own = Own { server, folder };
        let url = said.split_whitespace().last().unwrap_or_default();
        let found = Self::elsewhere(url, String::from_utf8_lossy(&token.stdout).trim())?;
        Ok(Self { _own: Some(own), ..found })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // A benchmark that ends has nobody to tell what did not end well.
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
