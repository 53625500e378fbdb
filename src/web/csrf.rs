//! Refuses forms that another site made the reader's browser send.

use rocket::{
    Data, Request,
    fairing::{Fairing, Info, Kind},
    get,
    http::Method,
    uri,
};
use url::Url;

use super::{Error, page::Shown};

/// The address people reach the service at: scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(Url);

/// Why an address cannot be the service's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Not an address at all.
    #[error("it is not an address like https://alongside.example.nhs.uk")]
    NotAUrl,
    /// Neither http nor https.
    #[error("it must begin with https:// or http://")]
    OtherScheme,
    /// Has a path, a query or a name and password.
    #[error("it must be a scheme and a host only, with nothing after the host and port")]
    MoreThanAHost,
}

impl PublicAddress {
    /// Takes an address such as `https://alongside.example.nhs.uk`.
    ///
    /// # Errors
    /// When it is not an http(s) origin.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let url = Url::parse(text).map_err(|_| BadAddress::NotAUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BadAddress::OtherScheme);
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(BadAddress::MoreThanAHost);
        }
        Ok(Self(url))
    }

    /// Whether it is reached over TLS, so that cookies may be marked for TLS alone.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether only this machine can reach it.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        }
    }

    /// The whole address of one of the service's paths, for messages.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Its host without a port: what names end in that are made here, such as those of calendar entries.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// As browsers write it in an `Origin` header.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

/// Turns an unsafe request that does not come from our own pages into a refusal.
///
/// Browsers tell where a request comes from: `Sec-Fetch-Site` over TLS and on this machine, `Origin`
/// everywhere. A request that says neither is not from a browser's form.
pub struct ForgedForms {
    origin: String,
}

impl ForgedForms {
    pub fn new(address: &PublicAddress) -> Self {
        Self { origin: address.origin() }
    }

    fn is_ours(&self, request: &Request<'_>) -> bool {
        let header = |name| request.headers().get_one(name);
        match (header("Sec-Fetch-Site"), header("Origin")) {
            (Some(site), _) => site == "same-origin",
            (None, Some(origin)) => origin == self.origin,
            (None, None) => false,
        }
    }
}

#[rocket::async_trait]
impl Fairing for ForgedForms {
    fn info(&self) -> Info {
        Info { name: "forged forms", kind: Kind::Request }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let safe = matches!(request.method(), Method::Get | Method::Head | Method::Options);
        if !safe && !self.is_ours(request) {
            // A fairing cannot answer, so the request is led to the route that refuses.
            request.set_method(Method::Get);
            request.set_uri(uri!(refused()));
        }
    }
}

/// Where forged forms end up. It is also an address of its own, and says the same to whoever opens it.
#[get("/form-refused")]
pub fn refused() -> Result<Shown, Error> {
    Err(Error::Forged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        let ours = PublicAddress::parse("https://alongside.example.nhs.uk").unwrap();
        assert!(ours.is_secure() && !ours.is_loopback());
        assert_eq!(ours.link("/support"), "https://alongside.example.nhs.uk/support");
        assert!(PublicAddress::parse("http://127.0.0.1:8000").unwrap().is_loopback());
        assert_eq!(PublicAddress::parse("http://127.0.0.1:8000").unwrap().host(), "127.0.0.1");
        for (text, why) in [
            ("alongside", BadAddress::NotAUrl),
            ("ftp://a.example", BadAddress::OtherScheme),
            ("https://a.example/app", BadAddress::MoreThanAHost),
            ("https://me:pw@a.example", BadAddress::MoreThanAHost),
        ] {
            assert_eq!(PublicAddress::parse(text), Err(why), "{text}");
        }
    }
}
