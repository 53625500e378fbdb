//! What is asked of the provider itself: over TLS, without following it elsewhere, within ten seconds and one MiB.

use std::{
    sync::{MutexGuard, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use openidconnect::{HttpRequest, HttpResponse, ProviderMetadataWithLogout, core::CoreJsonWebKeySet};
use tokio::task::spawn_blocking;
use ureq::{Agent, Error};

use super::{Fault, Issuer, Provider, State};
use crate::kernel::Now;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much an answer may hold, in bytes.
const MOST: u64 = 1024 * 1024;

/// How long what the provider says of itself is believed.
const BELIEVED: TimeDelta = TimeDelta::hours(1);

/// For how long it is not asked again when it did not answer, from when it was asked: [`PATIENCE`] and as long again twice.
const SILENT: TimeDelta = TimeDelta::seconds(30);

/// How often its keys may be asked for because a token names one that is not known: a token can name anything.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

pub fn agent(issuer: &Issuer) -> Agent {
    let config = Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).http_status_as_error(false);
    // One of this machine is not asked through a proxy.
    let config = if issuer.is_encrypted() { config.https_only(true) } else { config.proxy(None) };
    config.build().new_agent()
}

/// One question, for the library that knows what to ask.
pub fn ask(agent: &Agent, request: HttpRequest) -> Result<HttpResponse, Error> {
    let answer = if request.method() == "GET" { agent.run(request.map(drop))? } else { agent.run(request)? };
    let (head, mut body) = answer.into_parts();
    let bytes = body.with_config().limit(MOST).read_to_vec()?;
    Ok(HttpResponse::from_parts(head, bytes))
}

impl Provider {
    /// What the provider says of itself, with its keys. One asks and the others wait for the answer; that there was none is
    /// remembered for a while, so that people who come meanwhile are told at once and hold up no thread.
    pub(super) async fn known(&self, now: Now) -> Result<ProviderMetadataWithLogout, Fault> {
        if let Some(about) = self.remembered(now)? {
            return Ok(about);
        }
        let _asking = self.0.asking.lock().await;
        if let Some(about) = self.remembered(now)? {
            return Ok(about);
        }
        let provider = self.clone();
        let about = spawn_blocking(move || {
            let issuer = &provider.0.settings.issuer.0;
            ProviderMetadataWithLogout::discover(issuer, &|request| ask(&provider.0.agent, request))
        });
        let about = about.await.map_err(|_| Fault::NoAnswer).and_then(|about| about.map_err(|_| Fault::NoAnswer));
        let mut state = self.state();
        match about {
            Ok(about) => {
                state.known = Some((about.clone(), now));
                Ok(about)
            }
            Err(fault) => {
                state.failed = Some(now);
                Err(fault)
            }
        }
    }

    /// What it said within the hour; an error when it did not answer a moment ago.
    fn remembered(&self, now: Now) -> Result<Option<ProviderMetadataWithLogout>, Fault> {
        let state = self.state();
        match &state.known {
            Some((about, at)) if now.0 - at.0 < BELIEVED => Ok(Some(about.clone())),
            // Whatever the machine's clock is set to meanwhile, it is asked again.
            _ if state.failed.is_some_and(|at| (now.0 - at.0).abs() < SILENT) => Err(Fault::NoAnswer),
            _ => Ok(None),
        }
    }

    /// What it said last, however long ago; nobody is asked.
    pub(super) fn said_last(&self) -> Option<ProviderMetadataWithLogout> {
        self.state().known.as_ref().map(|(about, _)| about.clone())
    }

    /// The same with the keys asked for anew; none: they were a moment ago.
    pub(super) async fn known_again(&self, now: Now) -> Result<Option<ProviderMetadataWithLogout>, Fault> {
        {
            let mut state = self.state();
            if state.asked_again.is_some_and(|at| now.0 - at.0 < AGAIN) {
                return Ok(None);
            }
            state.asked_again = Some(now);
        }
        let about = self.known(now).await?;
        let (provider, address) = (self.clone(), about.jwks_uri().clone());
        let keys =
            spawn_blocking(move || CoreJsonWebKeySet::fetch(&address, &|request| ask(&provider.0.agent, request)));
        let keys = keys.await.map_err(|_| Fault::NoAnswer)?.map_err(|_| Fault::NoAnswer)?;
        let about = about.set_jwks(keys);
        self.state().known = Some((about.clone(), now));
        Ok(Some(about))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while holding it left two whole values.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::{TcpListener, TcpStream},
        sync::{
            Arc,
            atomic::{AtomicBool, AtomicUsize, Ordering},
        },
        thread,
    };

    use chrono::DateTime;
    use tokio::task::JoinSet;

    use super::*;
    use crate::accounts::provider::Settings;

    /// Something at an address that is slow, and says what it is only while it is well.
    struct Other {
        port: u16,
        well: Arc<AtomicBool>,
        asked: Arc<AtomicUsize>,
    }

    impl Other {
        fn start() -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let port = listener.local_addr().unwrap().port();
            let (well, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
            let other = Self { port, well: Arc::clone(&well), asked: Arc::clone(&asked) };
            thread::spawn(move || {
                for stream in listener.incoming() {
                    let (well, asked) = (Arc::clone(&well), Arc::clone(&asked));
                    thread::spawn(move || answer(stream.unwrap(), port, &well, &asked));
                }
            });
            other
        }

        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }

        fn provider(&self) -> Provider {
            Provider::new(Settings {
                name: "Anytown".into(),
                issuer: Issuer::parse(&format!("http://127.0.0.1:{}", self.port), true).unwrap(),
                client_id: "alongside".into(),
                client_secret: String::from("sesame").into(),
                scopes: vec![],
                email_claim: "email".into(),
                verified_claim: "email_verified".into(),
                shared_domains: vec![],
                groups: None,
            })
        }
    }

    fn answer(mut stream: TcpStream, port: u16, well: &AtomicBool, asked: &AtomicUsize) {
        let mut request = [0; 4096];
        let read = stream.read(&mut request).unwrap();
        let about_itself = request[..read].starts_with(b"GET /.well-known/");
        asked.fetch_add(usize::from(about_itself), Ordering::SeqCst);
        thread::sleep(Duration::from_millis(200));
        if !well.load(Ordering::SeqCst) {
            return;
        }
        let at = format!("http://127.0.0.1:{port}");
        let body = if about_itself {
            format!(
                r#"{{"issuer":"{at}","authorization_endpoint":"{at}/auth","token_endpoint":"{at}/token","jwks_uri":"{at}/jwks","end_session_endpoint":"{at}/end","response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}}"#
            )
        } else {
            r#"{"keys":[]}"#.to_owned()
        };
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length";
        write!(stream, "{head}: {}\r\n\r\n{body}", body.len()).unwrap();
    }

    fn at(seconds: i64) -> Now {
        Now(DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds))
    }

    /// Twenty people come at the same moment: how many of them learn what it is.
    async fn twenty_come(provider: &Provider, now: Now) -> usize {
        let mut all = JoinSet::new();
        for _ in 0..20 {
            let provider = provider.clone();
            all.spawn(async move { provider.known(now).await.is_ok() });
        }
        all.join_all().await.into_iter().filter(|well| *well).count()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_provider_is_asked_once_by_however_many_come_and_not_again_at_once_when_it_is_silent() {
        let there = Other::start();
        let provider = there.provider();
        assert_eq!((twenty_come(&provider, at(0)).await, there.asked()), (0, 1));
        // Whoever comes within half a minute is told at once.
        assert_eq!((twenty_come(&provider, at(29)).await, there.asked()), (0, 1));
        assert_eq!((twenty_come(&provider, at(30)).await, there.asked()), (0, 2));
        there.well.store(true, Ordering::SeqCst);
        assert_eq!((twenty_come(&provider, at(59)).await, there.asked()), (0, 2));
        assert_eq!((twenty_come(&provider, at(60)).await, there.asked()), (20, 3));
        assert_eq!((twenty_come(&provider, at(3659)).await, there.asked()), (20, 3));
        assert_eq!((twenty_come(&provider, at(3660)).await, there.asked()), (20, 4));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_has_signed_out_waits_for_no_provider() {
        let there = Other::start();
        let provider = there.provider();
        assert_eq!((provider.way_out("http://a.example/".to_owned()), there.asked()), (None, 0));
        there.well.store(true, Ordering::SeqCst);
        provider.known(at(0)).await.unwrap();
        there.well.store(false, Ordering::SeqCst);
        let way_out = provider.way_out("http://a.example/".to_owned()).unwrap();
        assert!(way_out.contains("/end?") && there.asked() == 1, "{way_out}");
    }
}
