//! A conversation that breaks at each of its moments, and what is then known of the message.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use super::*;
use crate::messages::Fate;

const ANSWERS: [(&str, &str); 7] = [
    ("connect", "220 here"),
    ("EHLO", "250 hello"),
    ("MAIL", "250 OK"),
    ("RCPT", "250 OK"),
    ("DATA", "354 go on"),
    (".", "250 taken"),
    ("QUIT", "221 goodbye"),
];

/// A server that answers as it should, but for one moment: there it says something else, or closes the connection.
fn server(moment: &'static str, says: Option<&'static str>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}?tls=none", listener.local_addr().unwrap());
    thread::spawn(move || {
        let answer = |mut stream: &TcpStream, now: &str| {
            let usual = ANSWERS.iter().find(|(known, _)| *known == now).map(|(_, answer)| *answer);
            let answer = if now == moment { says } else { usual };
            answer.is_some_and(|answer| write!(stream, "{answer}\r\n").is_ok())
        };
        for stream in listener.incoming().flatten() {
            if !answer(&stream, "connect") {
                continue;
            }
            for line in BufReader::new(&stream).lines().map_while(Result::ok) {
                let word = line.split(' ').next().unwrap_or_default();
                let is_command = ANSWERS.iter().any(|(known, _)| *known == word);
                let goes_on = !is_command || answer(&stream, word);
                if !goes_on || (moment == "content" && word == "DATA") {
                    break;
                }
            }
        }
    });
    let relay = Relay::parse(&address, "a@anytown.example".parse().unwrap(), None).unwrap();
    let soon = Duration::from_secs(5);
    Server::prepare(Relay { patience: soon, reading: soon, ..relay }, None).unwrap()
}

async fn outcome(moment: &'static str, says: Option<&'static str>) -> Option<Fate> {
    outcome_of(b"Subject: Appointment\r\n\r\nwords", moment, says).await
}

async fn outcome_of(message: &[u8], moment: &'static str, says: Option<&'static str>) -> Option<Fate> {
    let address = |text: &str| text.parse().unwrap();
    let envelope = Envelope::new(Some(address("a@anytown.example")), vec![address("b@anytown.example")]).unwrap();
    server(moment, says).send(&envelope, message).await.err().map(|error| error.fate())
}

#[tokio::test]
async fn how_far_it_had_come_says_what_became_of_it() {
    assert_eq!(outcome("nothing", None).await, None);
    for moment in ["connect", "EHLO", "MAIL", "RCPT", "DATA"] {
        assert_eq!(outcome(moment, None).await, Some(Fate::Unsent), "closed at {moment}");
        assert_eq!(outcome(moment, Some("421 closing")).await, Some(Fate::Unsent), "{moment}");
        assert_eq!(outcome(moment, Some("nonsense")).await, Some(Fate::Unsent), "{moment}");
    }
    assert_eq!(outcome("DATA", Some("250 what?")).await, Some(Fate::Unsent), "it waits for no message");
    assert_eq!(outcome("RCPT", Some("550 nobody")).await, Some(Fate::Refused));
    assert_eq!(outcome(".", Some("451 later")).await, Some(Fate::Unsent));
    assert_eq!(outcome(".", Some("554 never")).await, Some(Fate::Refused));
    for answer in [None, Some("nonsense"), Some("354 go on")] {
        assert_eq!(outcome(".", answer).await, Some(Fate::Unknown), "{answer:?}");
    }
}

#[tokio::test]
async fn a_message_whose_end_was_never_said_was_not_taken() {
    // Longer than what the two ends of a connection hold, so that the writing itself fails.
    let endless = vec![b'x'; 32 << 20];
    assert_eq!(outcome_of(&endless, "content", None).await, Some(Fate::Unsent));
}
