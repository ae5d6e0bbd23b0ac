//! The program as a server, and requests to it as they go over the wire.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::program::Folder;

/// A server of a register in a folder of its own. It ends with the value.
pub(crate) struct Server {
    pub(crate) folder: Folder,
    child: Child,
    pub(crate) address: SocketAddr,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Serves the demo, at a clock that stands still.
    pub(crate) fn with_demo() -> Self {
        Self::of(Folder::with_demo())
    }

    pub(crate) fn of(folder: Folder) -> Self {
        Self::start(folder, &[])
    }

    /// With further options.
    pub(crate) fn start(folder: Folder, options: &[&str]) -> Self {
        let (child, mut messages) = Self::begun(&folder, options);
        let mut said = String::new();
        messages.read_line(&mut said).unwrap();
        let address = said.trim().trim_end_matches('/').rsplit("http://").next().unwrap();
        let address = address.parse().unwrap();
        // What it says later is read, so that it is never held up.
        std::thread::spawn(move || std::io::copy(&mut messages, &mut std::io::sink()));
        Self { folder, child, address }
    }

    /// The first lines that a server says when it begins.
    pub(crate) fn first_words(folder: &Folder, lines: usize) -> Vec<String> {
        let (mut child, messages) = Self::begun(folder, &[]);
        let said = messages.lines().take(lines).map(Result::unwrap).collect();
        let _ = child.kill();
        let _ = child.wait();
        said
    }

    fn begun(folder: &Folder, options: &[&str]) -> (Child, BufReader<ChildStderr>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_repatria"))
            .args(["--now", "2026-02-01T00:00:00Z", "serve", "--listen", "127.0.0.1:0"])
            .args(options)
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let messages = BufReader::new(child.stderr.take().unwrap());
        (child, messages)
    }

    /// Tells it to end, and answers how it did.
    pub(crate) fn end(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    /// The text of a new token.
    pub(crate) fn token(&self, role: &str) -> String {
        let words = ["token", "add", "--role", role, "--label", "a desk"];
        let output = self.folder.output(&words, "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends these bytes, and reads whatever comes back until the other side is done.
    pub(crate) fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        // Whoever refuses a long request need not read it.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Reply::read(&answer)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[], "")
    }

    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let headers: Vec<String> =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        let length = body.len();
        self.raw(
            format!(
                "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                 Content-Length: {length}\r\n{headers}\r\n{body}"
            )
            .as_bytes(),
        )
    }

    /// Posts a command with a token.
    pub(crate) fn post(&self, token: &str, command: &str) -> Reply {
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        self.ask("POST", "/commands", &headers, command)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = match end {
            Some(end) => (&answer[..end], &answer[end + 4..]),
            None => (answer, &[][..]),
        };
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let status = head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or_default();
        let body =
            if head.contains("transfer-encoding: chunked") { joined(body) } else { body.to_vec() };
        Self { status, head, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let before = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(before.as_str()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The pieces of a chunked body, as one.
fn joined(mut pieces: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = pieces.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(str::from_utf8(&pieces[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            break;
        }
        body.extend_from_slice(&pieces[end + 2..end + 2 + length]);
        pieces = &pieces[end + 4 + length..];
    }
    body
}
