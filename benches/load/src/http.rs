//! As much of HTTP/1.1 as a client of two known servers needs: answers with `Content-Length`, one at a time.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// No answer within this is no answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A keep-alive connection.
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Status code.
    pub(crate) status: u16,
    /// The version in a strong `ETag`.
    pub(crate) version: Option<u64>,
    /// What is in it.
    pub(crate) body: Vec<u8>,
}

/// Appends a request with a body to `buffer`.
pub(crate) fn post(buffer: &mut Vec<u8>, path: &str, token: &str, key: &str, version: Option<u64>, body: &str) {
    for part in ["POST ", path, " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ", token] {
        buffer.extend_from_slice(part.as_bytes());
    }
    buffer.extend_from_slice(b"\r\nContent-Type: application/json\r\nIdempotency-Key: ");
    buffer.extend_from_slice(key.as_bytes());
    if let Some(version) = version {
        buffer.extend_from_slice(format!("\r\nIf-Match: \"{version}\"").as_bytes());
    }
    buffer.extend_from_slice(format!("\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
}

/// Appends a request to see something.
pub(crate) fn get(buffer: &mut Vec<u8>, path: &str, token: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n");
    buffer.extend_from_slice(request.as_bytes());
}

impl Connection {
    /// Connects to `127.0.0.1:8080`, with or without `http://` before it.
    pub(crate) async fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address.trim_start_matches("http://")).await.context("connect")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(4096) })
    }

    /// Sends one request and waits for its answer.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        timeout(PATIENCE, self.exchange_patiently(request)).await.context("no answer in time")?
    }

    async fn exchange_patiently(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        self.stream.write_all(request).await?;
        self.received.clear();
        loop {
            ensure!(self.stream.read_buf(&mut self.received).await? > 0, "the server closed the connection");
            if let Some(answer) = read(&self.received)? {
                return Ok(answer);
            }
        }
    }
}

/// The answer in these bytes, once all of it is there.
fn read(bytes: &[u8]) -> anyhow::Result<Option<Answer>> {
    let Some(head_ends) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let (head, rest) = bytes.split_at(head_ends);
    let body = rest.get(4..).unwrap_or_default();
    let mut lines = std::str::from_utf8(head)?.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).context("a status line")?;
    let (mut length, mut version) = (None, None);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<usize>().ok();
        } else if name.eq_ignore_ascii_case("etag") {
            version = value.trim().trim_matches('"').parse().ok();
        }
    }
    let Some(length) = length else { bail!("an answer without Content-Length") };
    Ok((body.len() >= length).then(|| Answer { status, version, body: body[..length].to_vec() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nETag: \"21\"\r\n\r\n{}";

    #[test]
    fn an_answer_is_read_when_all_of_it_is_there() {
        for part in 0..WHOLE.len() {
            assert_eq!(read(&WHOLE[..part]).unwrap(), None);
        }
        assert_eq!(read(WHOLE).unwrap(), Some(Answer { status: 200, version: Some(21), body: b"{}".to_vec() }));
    }

    #[test]
    fn what_this_client_does_not_speak_is_an_error() {
        assert!(read(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(read(b"nonsense\r\n\r\n").is_err());
    }

    #[test]
    fn a_request_names_key_version_and_length() {
        let mut buffer = Vec::new();
        post(&mut buffer, "/v1/x", "t", "k-1", Some(7), "{}");
        let text = String::from_utf8(buffer).unwrap();
        for part in
            ["POST /v1/x HTTP/1.1\r\n", "Idempotency-Key: k-1\r\n", "If-Match: \"7\"\r\n", "Length: 2\r\n\r\n{}"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
