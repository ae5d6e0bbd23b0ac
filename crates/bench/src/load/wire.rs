//! One connection that is kept, and requests over it as they are.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A server that takes longer than this to answer has not answered.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection.
#[derive(Debug)]
pub(super) struct Wire {
    stream: BufReader<TcpStream>,
}

impl Wire {
    pub(super) fn to(address: SocketAddr) -> Result<Self, String> {
        let connect = || {
            let stream = TcpStream::connect(address)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_nodelay(true)?;
            Ok(Self { stream: BufReader::new(stream) })
        };
        connect().map_err(|why: std::io::Error| format!("no connection: {why}"))
    }

    /// Fetches an address whole; the body is read and let go.
    pub(super) fn get(&mut self, path: &str) -> Result<(), String> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), 200)
            .map_err(|why| format!("{path}: {why}"))
    }

    /// Sends a command with a token.
    pub(super) fn post(&mut self, token: &str, command: &str) -> Result<(), String> {
        let length = command.len();
        let request = format!(
            "POST /commands HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{command}"
        );
        self.ask(&request, 201).map_err(|why| format!("{command}: {why}"))
    }

    fn ask(&mut self, request: &str, expected: u16) -> Result<(), String> {
        let (status, length) = self.exchange(request).map_err(|why| why.to_string())?;
        if status == expected { Ok(()) } else { Err(format!("status {status}, {length} bytes")) }
    }

    /// Sends, and reads one whole answer: its status and the length of its body.
    fn exchange(&mut self, request: &str) -> std::io::Result<(u16, u64)> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let mut length = None;
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok();
            }
        }
        let length: u64 =
            length.ok_or_else(|| std::io::Error::other("an answer without length"))?;
        let read = std::io::copy(&mut self.stream.by_ref().take(length), &mut std::io::sink())?;
        if read == length {
            Ok((status, length))
        } else {
            Err(std::io::ErrorKind::UnexpectedEof.into())
        }
    }
}
