//! The organisation's own sign-in, over OpenID Connect: the authorization code with PKCE, and no other way.
//!
//! It knows no account. It says where a browser goes, and of what comes back it makes an [`Identity`] or a
//! [`Fault`]. Entra, NHSmail and CIS2 differ in their settings alone (docs/decisions/0030-openid-connect.md).

mod asking;
mod claims;
mod flow;
mod settings;

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use openidconnect::ProviderMetadataWithLogout;
use ureq::Agent;

pub use claims::Identity;
pub use flow::Underway;
pub use settings::{BadIssuer, Groups, Issuer, Settings, USUALLY_SHARED};

use crate::{accounts::Role, kernel::Now};

/// The provider, and what it was last known to be. Its clones are one.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    settings: Settings,
    agent: Agent,
    state: Mutex<State>,
    /// Held by the one who asks what it is: the others wait for the answer.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    /// What it says of itself, with its keys, and when that was asked.
    known: Option<(ProviderMetadataWithLogout, Now)>,
    /// When it last did not answer.
    failed: Option<Now>,
    /// When its keys were last asked for because a token named one that was not known.
    asked_again: Option<Now>,
}

/// Why nobody can be signed in with what the provider did. The words are for the log and hold nothing of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It cannot be reached, or says something else than a provider does.
    #[error("the provider does not answer, or not as a provider of OpenID Connect does")]
    NoAnswer,
    /// It refuses the code.
    #[error("the provider does not take the code")]
    Code,
    /// No ID token came, or one that is none.
    #[error("no ID token came")]
    NoToken,
    /// Another issuer's.
    #[error("the ID token is another issuer's")]
    Issuer,
    /// For somebody else.
    #[error("the ID token is for another audience")]
    Audience,
    /// Of another sign-in.
    #[error("the ID token is of another sign-in")]
    Nonce,
    /// Too old, or of the future.
    #[error("the ID token is too old, or of the future")]
    Expired,
    /// Not signed by a key of the provider's, in a way that we accept.
    #[error("the ID token is not signed as it must be")]
    Signature,
    /// What it says of the person cannot be read.
    #[error("the provider's answer about the person cannot be used")]
    About,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({:?})", self.0.settings)
    }
}

impl Provider {
    /// The provider of these settings. Nothing is asked of it before somebody signs in.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let agent = asking::agent(&settings.issuer);
        Self(Arc::new(Inner { settings, agent, state: Mutex::default(), asking: tokio::sync::Mutex::default() }))
    }

    /// Whether this is the issuer that it must be.
    #[must_use]
    pub fn is(&self, issuer: &str) -> bool {
        self.0.settings.issuer.0.as_str() == issuer
    }

    /// Whether a role follows from a group there.
    #[must_use]
    pub fn governs(&self, role: Role) -> bool {
        self.0.settings.groups.iter().flat_map(Groups::roles).any(|(governed, _)| governed == role)
    }

    /// Whether several organisations may list a domain.
    #[must_use]
    pub fn shares(&self, domain: &str) -> bool {
        self.0.settings.shared_domains.iter().any(|shared| shared == domain)
    }

    /// What its people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.settings.name
    }
}
