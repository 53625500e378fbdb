//! A mail server that is not ours (`tests/counterparts/mail_server.py`), with failures on order.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use alongside::messages::{Login, Relay};
use serde_json::Value;

use crate::{
    counterparts,
    engines::tether::{self, Tether},
};

/// The mail server, until this value goes.
pub struct MailServer {
    running: Tether,
    /// Where it listens on this machine.
    pub port: u16,
}

/// A message it has taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The Message-ID, without its brackets and what follows the @.
    pub reference: String,
    /// Whom it is for.
    pub to: Vec<String>,
    /// All of it.
    pub raw: String,
}

impl MailServer {
    /// Starts it with arguments of its own; nothing when it is not on this machine.
    pub async fn start(arguments: &[&str]) -> Option<Self> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        // Waiting until it listens blocks.
        tokio::task::spawn_blocking(move || begin(&arguments)).await.expect("starting it does not panic")
    }

    /// Orders what happens at its next moments of this kind, one a line.
    pub fn order(&self, moment: &str, what: &str) {
        fs::write(self.folder().join(moment), what).unwrap();
    }

    /// Everything it has taken, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        let text = fs::read_to_string(self.folder().join("taken")).unwrap_or_default();
        // The last line may be only half there.
        text.split_inclusive('\n').filter(|line| line.ends_with('\n')).map(taken).collect()
    }

    /// How often it has heard a command, such as `MAIL FROM` or `AUTH`.
    pub fn heard(&self, command: &str) -> usize {
        self.said(&format!(">> b'{command}"))
    }

    /// How many connections were opened to it.
    pub fn connections(&self) -> usize {
        self.said("handling connection")
    }

    /// How the service is told to use it: by STARTTLS, trusting its authority.
    pub fn relay(&self) -> Relay {
        self.relay_as("smtp://127.0.0.1", None)
    }

    /// The same, at an address of another kind and with a name and password.
    pub fn relay_as(&self, address: &str, login: Option<Login>) -> Relay {
        let from = "alongside@anytown.example".parse().unwrap();
        let relay = Relay::parse(address, from, login).unwrap();
        Relay { port: self.port, authority: Some(self.authority()), ..relay }
    }

    /// The certificate of the authority that signed its own.
    pub fn authority(&self) -> PathBuf {
        self.folder().join("authority.pem")
    }

    /// The certificate of an authority that has nothing to do with it.
    pub fn stranger(&self) -> PathBuf {
        self.folder().join("stranger.pem")
    }

    fn said(&self, words: &str) -> usize {
        fs::read_to_string(self.folder().join("log")).unwrap().matches(words).count()
    }

    fn folder(&self) -> &Path {
        self.running.path()
    }
}

fn begin(arguments: &[String]) -> Option<MailServer> {
    if !counterparts::counterparts_or_skip() {
        return None;
    }
    let folder = tether::new_folder("mail-server").unwrap();
    let mut command =
        vec![counterparts::program("python").into_os_string(), counterparts::script("mail_server.py").into()];
    command.push(folder.clone().into());
    command.extend(arguments.iter().map(Into::into));
    let command: Vec<&OsStr> = command.iter().map(AsRef::as_ref).collect();
    let mut running = Tether::program(folder, "KILL", &command).unwrap();
    let listening = |log: &str| {
        let (_, after) = log.split_once("listening on ")?;
        after.split_once('\n')?.0.parse().ok()
    };
    let port = running.wait_for(Duration::from_secs(30), listening).expect("the mail server listens");
    Some(MailServer { running, port })
}

fn taken(line: &str) -> Taken {
    let value: Value = serde_json::from_str(line).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let id = text(&value["id"]);
    Taken {
        reference: id.trim_start_matches('<').split('@').next().unwrap().to_owned(),
        to: value["to"].as_array().unwrap().iter().map(text).collect(),
        raw: text(&value["raw"]),
    }
}
