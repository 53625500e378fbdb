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
    /// What the provider says of itself, with its keys.
    pub(super) async fn known(&self, now: Now) -> Result<ProviderMetadataWithLogout, Fault> {
        let kept = self.state().known.clone();
        if let Some((about, at)) = kept
            && now.0 - at.0 < BELIEVED
        {
            return Ok(about);
        }
        let provider = self.clone();
        let about = spawn_blocking(move || {
            let issuer = &provider.0.settings.issuer.0;
            ProviderMetadataWithLogout::discover(issuer, &|request| ask(&provider.0.agent, request))
        });
        let about = about.await.map_err(|_| Fault::NoAnswer)?.map_err(|_| Fault::NoAnswer)?;
        self.state().known = Some((about.clone(), now));
        Ok(about)
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
