//! A website on a port of this machine: each path answers in its own way, and every question is noted.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// Longer than any test is willing to wait for an answer.
const NEVER: Duration = Duration::from_secs(3);

/// The website, until the test process ends.
pub struct Website {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Website {
    /// Opens it on a port that is free.
    pub fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                thread::spawn(move || answer(&stream, &notes));
            }
        });
        Self { address, asked }
    }

    /// A link to one of its paths.
    pub fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every question so far, from its first line to its last heading.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A link to a port on which nobody listens.
pub fn closed() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    format!("http://{}/", listener.local_addr().expect("it has an address"))
}

fn answer(mut stream: &TcpStream, asked: &Mutex<Vec<String>>) {
    let (mut head, mut reader) = (String::new(), BufReader::new(stream));
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).is_ok_and(|read| read == 0) {
            return;
        }
    }
    let line = head.lines().next().unwrap_or_default().to_owned();
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    let status = match line.split(' ').nth(1).unwrap_or_default() {
        "/moved" => "301 Moved Permanently\r\nLocation: /good",
        "/circles" => "302 Found\r\nLocation: /circles",
        "/missing" => "404 Not Found",
        "/gone" => "410 Gone",
        "/broken" => "500 Internal Server Error",
        "/no-head" if line.starts_with("HEAD") => "405 Method Not Allowed",
        "/hangs" => return thread::sleep(NEVER),
        _ => "200 OK",
    };
    let sent = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    sent.expect("whoever asked waits for the answer");
}
