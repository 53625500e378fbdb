//! A provider of OpenID Connect that is not ours (`tests/counterparts/provider.mjs`), spoilt on order, and a browser that
//! signs in there.

use std::{collections::BTreeMap, ffi::OsStr, fs, path::Path, time::Duration};

use alongside::accounts::{
    Provider,
    provider::{Groups, Issuer, Settings},
};
use reqwest::{Client, header, redirect::Policy};
use serde_json::Value;

use crate::{
    counterparts,
    engines::tether::{self, Tether},
    world::ADDRESS,
};

/// The provider, until this value goes.
pub struct OtherSide {
    running: Tether,
    port: u16,
}

impl OtherSide {
    /// Starts it; nothing when Node.js or the package is not on this machine.
    pub async fn start() -> Option<Self> {
        // Waiting until it listens blocks.
        tokio::task::spawn_blocking(begin).await.expect("starting it does not panic")
    }

    /// Says who signs in next, by what the provider says of them.
    pub fn person(&self, claims: &Value) {
        fs::write(self.folder().join("person"), claims.to_string()).unwrap();
    }

    /// Orders what goes wrong from now on.
    pub fn order(&self, what: &str) {
        fs::write(self.folder().join("order"), what).unwrap();
    }

    /// How the service is told to use it.
    pub fn settings(&self) -> Settings {
        Settings {
            name: "Anytown account".to_owned(),
            issuer: Issuer::parse(&self.issuer(), true).unwrap(),
            client_id: "alongside-test".to_owned(),
            client_secret: "a secret of the client, 32 bytes and more".to_owned().into(),
            scopes: vec!["email".to_owned()],
            email_claim: "email".to_owned(),
            verified_claim: "email_verified".to_owned(),
            shared_domains: vec!["shared.example".to_owned()],
            groups: None,
        }
    }

    /// The service's side of it.
    pub fn provider(&self) -> Provider {
        Provider::new(self.settings())
    }

    /// The same, giving roles by group.
    pub fn provider_with_groups(&self) -> Provider {
        let groups = Groups {
            claim: "groups".to_owned(),
            hr: Some("alongside-hr".to_owned()),
            service_manager: Some("alongside-managers".to_owned()),
        };
        Provider::new(Settings {
            scopes: vec!["email".to_owned(), "groups".to_owned()],
            groups: Some(groups),
            ..self.settings()
        })
    }

    /// Who it is.
    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Follows the provider's own pages with a browser that has never been there, until it is sent back to the service:
    /// the address there, without its host.
    pub async fn sign_in(&self, address: &str) -> String {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        let (mut cookies, mut address) = (BTreeMap::new(), address.to_owned());
        for _ in 0..8 {
            if let Some(path) = address.strip_prefix(ADDRESS) {
                return path.to_owned();
            }
            let kept: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer = client.get(&address).header(header::COOKIE, kept.join("; ")).send().await.unwrap();
            for cookie in answer.headers().get_all(header::SET_COOKIE) {
                let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
                cookies.insert(name.to_owned(), value.to_owned());
            }
            let Some(to) = answer.headers().get(header::LOCATION).cloned() else {
                panic!("{address} leads nowhere: {} {}", answer.status(), answer.text().await.unwrap());
            };
            let to = to.to_str().unwrap();
            address = if to.starts_with('/') { format!("{}{to}", self.issuer()) } else { to.to_owned() };
        }
        panic!("the provider leads in circles: {address}")
    }

    /// Insists that the provider knows the way out, and asks whoever takes it.
    pub async fn asks_before_signing_out(&self, address: &str) {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        let answer = client.get(address).send().await.unwrap();
        let (status, page) = (answer.status().as_u16(), answer.text().await.unwrap());
        assert!(status == 200 && page.contains("<form"), "{status}: {page}");
    }

    fn folder(&self) -> &Path {
        self.running.path()
    }
}

fn begin() -> Option<OtherSide> {
    let node = tether::or_skip(counterparts::provider_available())?;
    let folder = tether::new_folder("provider").unwrap();
    let script = counterparts::script("provider.mjs");
    let command: [&OsStr; 4] = [node.as_ref(), script.as_ref(), folder.as_ref(), ADDRESS.as_ref()];
    let mut running = Tether::program(folder.clone(), "KILL", &command).unwrap();
    let port = running
        .wait_for(Duration::from_secs(30), |log| {
            let (_, rest) = log.split_once("listening on ")?;
            rest.split_once('.')?.0.parse().ok()
        })
        .expect("the provider listens");
    Some(OtherSide { running, port })
}
