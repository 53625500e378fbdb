//! Asking a website whether a link to it still answers, and nothing else of it.

use std::time::Duration;

use tokio::task::{JoinError, spawn_blocking};
use ureq::{Agent, Error};

use super::{Means, faults::Fault};

/// How long a website may take, with everywhere it leads on to.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long between two questions, whoever is asked: nobody's website is hurried.
const PAUSE: Duration = Duration::from_secs(1);

/// How often a website may lead on to another address.
const MOST_REDIRECTS: u32 = 3;

/// How a website that asks may know us.
const NAME: &str = "Alongside directory check";

/// Asks websites, one at a time.
#[derive(Clone, Debug)]
pub struct Asker {
    agent: Agent,
    pause: Duration,
    encrypted: bool,
}

impl Asker {
    /// One who asks slowly, over encrypted connections alone, through the proxy of the environment if it names one.
    #[must_use]
    pub fn patient() -> Self {
        let agent = Agent::config_builder().https_only(true).timeout_global(Some(PATIENCE));
        Self { agent: agent_of(agent), pause: PAUSE, encrypted: true }
    }

    /// One for websites of this machine: without encryption, a proxy or a pause.
    #[must_use]
    pub fn nearby(patience: Duration) -> Self {
        let agent = Agent::config_builder().proxy(None).timeout_global(Some(patience));
        Self { agent: agent_of(agent), pause: Duration::ZERO, encrypted: false }
    }

    /// What is wrong with a link; none: it answers.
    ///
    /// # Errors
    /// When the question could not be put, which says nothing about the link.
    pub async fn ask(&self, link: &str) -> Result<Option<Fault>, JoinError> {
        if self.encrypted && Fault::of_form(Means::Web, link).is_some() {
            return Ok(Some(Fault::NotAnAddress));
        }
        tokio::time::sleep(self.pause).await;
        let (agent, link) = (self.agent.clone(), link.to_owned());
        spawn_blocking(move || fault_of(&agent, &link)).await
    }
}

fn agent_of(config: ureq::config::ConfigBuilder<ureq::typestate::AgentScope>) -> Agent {
    let config = config.max_redirects(MOST_REDIRECTS).http_status_as_error(false).user_agent(NAME);
    config.max_idle_connections(0).build().new_agent()
}

/// A website that does not know the question without a body is asked the usual one; the body is not read.
fn fault_of(agent: &Agent, link: &str) -> Option<Fault> {
    let asked = match agent.head(link).call() {
        Ok(answer) if matches!(answer.status().as_u16(), 405 | 501) => agent.get(link).call(),
        asked => asked,
    };
    match asked {
        Ok(answer) => Fault::of_status(answer.status().as_u16()),
        Err(Error::BadUri(_) | Error::Http(_)) => Some(Fault::NotAnAddress),
        // It answered: with a place to go on to that leads nowhere, in circles, or out of encryption.
        Err(Error::TooManyRedirects | Error::RedirectFailed | Error::RequireHttpsOnly(_)) => Some(Fault::Refused),
        Err(_) => Some(Fault::NoAnswer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::{Website, closed};

    #[tokio::test]
    async fn a_website_is_asked_once_and_politely() {
        let site = Website::open();
        let asker = Asker::nearby(Duration::from_millis(500));
        for (path, fault) in [
            ("/good", None),
            ("/moved", None),
            ("/no-head", None),
            ("/missing", Some(Fault::NotFound)),
            ("/gone", Some(Fault::NotFound)),
            ("/broken", Some(Fault::Refused)),
            ("/circles", Some(Fault::Refused)),
            ("/hangs", Some(Fault::NoAnswer)),
        ] {
            assert_eq!(asker.ask(&site.link(path)).await.unwrap(), fault, "{path}");
        }
        let questions = site.asked();
        let lines: Vec<&str> = questions.iter().filter_map(|head| head.lines().next()).collect();
        assert_eq!(
            lines[..5],
            ["HEAD /good", "HEAD /moved", "HEAD /good", "HEAD /no-head", "GET /no-head"]
                .map(|line| format!("{line} HTTP/1.1"))
        );
        assert_eq!(lines.iter().filter(|line| line.contains("/circles")).count(), 4, "three times led on");
        for head in questions.iter().map(|head| head.to_lowercase()) {
            assert!(head.contains("user-agent: alongside directory check\r\n"), "{head}");
            assert!(!head.contains("cookie:") && !head.contains("referer:"), "{head}");
        }
        assert_eq!(asker.ask(&closed()).await.unwrap(), Some(Fault::NoAnswer));
    }

    #[tokio::test]
    async fn nothing_is_asked_without_encryption() {
        let site = Website::open();
        assert_eq!(Asker::patient().ask(&site.link("/good")).await.unwrap(), Some(Fault::NotAnAddress));
        assert!(site.asked().is_empty());
    }
}
