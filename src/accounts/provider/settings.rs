//! How the provider is reached, and which of its words are read.

use std::fmt;

use openidconnect::IssuerUrl;
use url::{Host, Url};
use zeroize::Zeroizing;

use crate::accounts::Role;

/// The domain of NHSmail, which organisations share unless the settings say otherwise.
pub const USUALLY_SHARED: &str = "nhs.net";

/// The provider's settings.
#[derive(Clone)]
pub struct Settings {
    /// What people call it, such as "NHSmail".
    pub name: String,
    /// Who it is.
    pub issuer: Issuer,
    /// Who we are to it.
    pub client_id: String,
    /// What proves it.
    pub client_secret: Zeroizing<String>,
    /// What it is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that holds the address.
    pub email_claim: String,
    /// The claim that says whether the address is the person's own: `email_verified`, or Entra's `xms_edov`.
    pub verified_claim: String,
    /// The domains that several organisations may list: any other is the first one's.
    pub shared_domains: Vec<String>,
    /// From which groups roles follow; none: from none.
    pub groups: Option<Groups>,
}

/// Which groups make somebody what. A role without a group is given by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The claim that lists them.
    pub claim: String,
    /// The group of HR.
    pub hr: Option<String>,
    /// The group of those who look after the service.
    pub service_manager: Option<String>,
}

impl Groups {
    /// The roles that follow from a group, each with its group.
    pub(super) fn roles(&self) -> impl Iterator<Item = (Role, &str)> {
        let pairs = [(Role::Hr, &self.hr), (Role::ServiceManager, &self.service_manager)];
        pairs.into_iter().filter_map(|(role, group)| Some((role, group.as_deref()?)))
    }
}

/// Not the secret.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settings({}, {})", self.name, self.issuer.0.as_str())
    }
}

/// The address that names a provider, reached over TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(pub(super) IssuerUrl);

/// Why an address names no provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadIssuer {
    /// Not an address.
    #[error("it is not an address like https://login.example.nhs.uk")]
    NotAUrl,
    /// Anybody on the way could answer in its place.
    #[error("it must begin with https://")]
    Insecure,
    /// An issuer has neither (OpenID Connect Discovery 1.0, section 3).
    #[error("it must have no query and no fragment")]
    MoreThanAPath,
}

impl Issuer {
    /// Takes an issuer's address as the provider itself writes it. With `near`, one of this machine may do without TLS:
    /// for development alone.
    ///
    /// # Errors
    /// When it is not such an address.
    pub fn parse(text: &str, near: bool) -> Result<Self, BadIssuer> {
        let url = Url::parse(text.trim()).map_err(|_| BadIssuer::NotAUrl)?;
        if !(url.scheme() == "https" || url.scheme() == "http" && near && is_loopback(&url)) {
            return Err(BadIssuer::Insecure);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BadIssuer::MoreThanAPath);
        }
        IssuerUrl::new(text.trim().to_owned()).map(Self).map_err(|_| BadIssuer::NotAUrl)
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.0.url().scheme() == "https"
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_reached_over_tls_but_on_this_machine_while_developing() {
        for near in [true, false] {
            assert!(Issuer::parse("https://login.microsoftonline.com/6a3c1c9e/v2.0", near).is_ok());
            for (text, why) in [
                ("login.example", BadIssuer::NotAUrl),
                ("http://login.example", BadIssuer::Insecure),
                ("ftp://127.0.0.1", BadIssuer::Insecure),
                ("https://login.example/?a=b", BadIssuer::MoreThanAPath),
            ] {
                assert_eq!(Issuer::parse(text, near), Err(why), "{text}");
            }
        }
        assert!(Issuer::parse("http://127.0.0.1:8080", true).is_ok());
        assert_eq!(Issuer::parse("http://127.0.0.1:8080", false), Err(BadIssuer::Insecure));
    }
}
