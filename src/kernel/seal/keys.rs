//! The service's keys: which there are, what each hangs from, and for what it is.
//!
//! One secret has to be kept safe, and no key is ever used for two things: each is derived (HKDF-SHA-256)
//! for one purpose. What the secret itself wraps can be wrapped again under another secret: each person's
//! key, and the service key, from which everything is derived that must outlast a change of the secret
//! (docs/decisions/0023-keys-and-rotation.md).

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{NotOpened, SealKey};

/// The fewest bytes the service's secret may have.
pub const SECRET_LEAST: usize = 32;

/// Where the service key stands, for the seal around it.
const SERVICE_KEY: &str = "service_key.wrapped";

/// The service's keys: its secret, and the service key that a database holds wrapped.
///
/// Until a database has given its own ([`Keys::holding`]), a service key made of the secret stands in.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Keys {
    secret: Vec<u8>,
    service: SealKey,
    generation: i64,
    #[zeroize(skip)]
    fingerprints: Arc<AtomicU64>,
}

/// What a key is for. Each purpose has a key of its own.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Wrapping the service key.
    ServiceKey,
    /// Wrapping each person's own key.
    PersonKeys,
    /// Messages waiting in the outbox.
    Messages,
    /// Files that somebody uploaded and has not confirmed yet.
    Uploads,
    /// Recognising sign-in tokens and one-time codes.
    Recognition,
    /// Signing releases.
    Releases,
    /// The cookies of the web server.
    Cookies,
}

/// The secret is too short to protect anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret key must be at least {SECRET_LEAST} bytes long")]
pub struct SecretTooShort;

impl Keys {
    /// Takes the service's secret.
    ///
    /// # Errors
    /// When it has fewer than [`SECRET_LEAST`] bytes.
    pub fn from_secret(secret: &[u8]) -> Result<Self, SecretTooShort> {
        if secret.len() < SECRET_LEAST {
            return Err(SecretTooShort);
        }
        let mut service = SealKey([0; 32]);
        expand(secret, b"alongside/service-key-to-begin-with/1", &mut service.0);
        Ok(Self { secret: secret.to_vec(), service, generation: 0, fingerprints: Arc::default() })
    }

    /// A service key for a database that has none, wrapped to be stored in it.
    #[must_use]
    pub fn new_service_key(&self) -> Vec<u8> {
        SealKey::random().wrapped(&self.seal_key(Purpose::ServiceKey), SERVICE_KEY)
    }

    /// These keys with the service key that a database holds, and with the number of the secret it is under.
    ///
    /// # Errors
    /// When it was wrapped under another secret.
    pub fn holding(self, wrapped: &[u8], generation: i64) -> Result<Self, NotOpened> {
        let service = SealKey::unwrapped(wrapped, &self.seal_key(Purpose::ServiceKey), SERVICE_KEY)?;
        Ok(Self { secret: self.secret.clone(), service, generation, fingerprints: Arc::clone(&self.fingerprints) })
    }

    /// The service key of these keys, wrapped under the secret of others.
    #[must_use]
    pub fn service_key_under(&self, other: &Self) -> Vec<u8> {
        self.service.wrapped(&other.seal_key(Purpose::ServiceKey), SERVICE_KEY)
    }

    /// How often the secret of the database has been changed: a key that is wrapped under one of them says which.
    #[must_use]
    pub const fn generation(&self) -> i64 {
        self.generation
    }

    /// Whether both are made of the same secret: whether the one opens what the other seals.
    #[must_use]
    pub fn same_secret(&self, other: &Self) -> bool {
        self.clone().holding(&other.new_service_key(), 0).is_ok()
    }

    /// The sealing key for one purpose.
    #[must_use]
    pub fn seal_key(&self, purpose: Purpose) -> SealKey {
        let mut key = SealKey([0; 32]);
        self.derive(purpose, &mut key.0);
        key
    }

    /// Fills `into` with key material for one purpose.
    ///
    /// # Panics
    /// Beyond 8,160 bytes, which is the most that HKDF-SHA-256 can give.
    pub fn derive(&self, purpose: Purpose, into: &mut [u8]) {
        let (secret, service): (&[u8], &[u8]) = (&self.secret, &self.service.0);
        let (from, label): (&[u8], &[u8]) = match purpose {
            Purpose::ServiceKey => (secret, b"alongside/service-key/1"),
            Purpose::PersonKeys => (secret, b"alongside/person-keys/1"),
            Purpose::Cookies => (secret, b"alongside/cookies/1"),
            Purpose::Messages => (service, b"alongside/messages/1"),
            Purpose::Uploads => (service, b"alongside/uploads/1"),
            Purpose::Recognition => (service, b"alongside/recognition/1"),
            Purpose::Releases => (service, b"alongside/releases/1"),
        };
        expand(from, label, into);
    }

    /// A keyed fingerprint of a secret, by which it is recognised without being stored.
    ///
    /// `scope` keeps the fingerprints of two kinds of secret apart.
    #[must_use]
    pub fn fingerprint(&self, scope: &str, secret: &str) -> Vec<u8> {
        self.recognition(scope, secret).finalize().into_bytes().to_vec()
    }

    /// Whether `secret` has this fingerprint; takes the same time whatever the answer.
    #[must_use]
    pub fn recognises(&self, scope: &str, secret: &str, fingerprint: &[u8]) -> bool {
        self.recognition(scope, secret).verify_slice(fingerprint).is_ok()
    }

    /// The seal over the text of a release, by which it is found to be what this service made.
    #[must_use]
    pub fn sign_release(&self, text: &str) -> Vec<u8> {
        let mut mac = self.mac(Purpose::Releases);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// Whether the text of a release has this seal.
    #[must_use]
    pub fn signed_release(&self, text: &str, signature: &[u8]) -> bool {
        let mut mac = self.mac(Purpose::Releases);
        mac.update(text.as_bytes());
        mac.verify_slice(signature).is_ok()
    }

    fn mac(&self, purpose: Purpose) -> Hmac<Sha256> {
        let mut key = Zeroizing::new([0; 32]);
        self.derive(purpose, key.as_mut());
        Hmac::<Sha256>::new_from_slice(key.as_ref()).expect("HMAC takes a key of any length")
    }

    /// How many fingerprints have been made or compared: the work by which two answers could be told apart.
    #[must_use]
    pub fn fingerprints(&self) -> u64 {
        self.fingerprints.load(Ordering::Relaxed)
    }

    fn recognition(&self, scope: &str, secret: &str) -> Hmac<Sha256> {
        self.fingerprints.fetch_add(1, Ordering::Relaxed);
        let mut mac = self.mac(Purpose::Recognition);
        mac.update(scope.as_bytes());
        mac.update(&[0]);
        mac.update(secret.as_bytes());
        mac
    }
}

fn expand(from: &[u8], label: &[u8], into: &mut [u8]) {
    Hkdf::<Sha256>::new(None, from)
        .expand(label, into)
        .expect("no key asked for here is longer than HKDF can give (8,160 bytes)");
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_secret(&[7; 32]).unwrap()
    }

    #[test]
    fn each_purpose_has_a_key_of_its_own() {
        let sealed = keys().seal_key(Purpose::Messages).seal("x", b"text");
        assert_eq!(keys().seal_key(Purpose::PersonKeys).open("x", &sealed), Err(NotOpened));
    }

    #[test]
    fn what_hangs_from_the_service_key_outlasts_a_change_of_the_secret() {
        let other = Keys::from_secret(&[8; 32]).unwrap();
        let old = keys().holding(&keys().new_service_key(), 1).unwrap();
        let new = other.clone().holding(&old.service_key_under(&other), 2).unwrap();
        assert_eq!(new.generation(), 2);
        for (purpose, stays) in [
            (Purpose::Messages, true),
            (Purpose::Uploads, true),
            (Purpose::Recognition, true),
            (Purpose::Releases, true),
            (Purpose::PersonKeys, false),
            (Purpose::ServiceKey, false),
            (Purpose::Cookies, false),
        ] {
            let sealed = old.seal_key(purpose).seal("x", b"text");
            assert_eq!(new.seal_key(purpose).open("x", &sealed).is_ok(), stays, "{purpose:?}");
        }
        assert!(new.recognises("code", "123456", &old.fingerprint("code", "123456")));
        assert!(new.signed_release("text", &old.sign_release("text")));
        assert!(!new.signed_release("other text", &old.sign_release("text")) && !new.signed_release("text", &[]));
    }

    #[test]
    fn a_service_key_opens_under_its_own_secret_alone_and_is_never_the_same_twice() {
        let wrapped = keys().new_service_key();
        let other = Keys::from_secret(&[8; 32]).unwrap();
        assert_eq!(other.clone().holding(&wrapped, 1).unwrap_err(), NotOpened);
        let print = |wrapped: &[u8]| keys().holding(wrapped, 1).unwrap().fingerprint("code", "123456");
        assert_ne!(print(&wrapped), print(&keys().new_service_key()));
        assert_ne!(print(&wrapped), keys().fingerprint("code", "123456"));
        assert!(keys().same_secret(&keys()) && !keys().same_secret(&other));
    }

    #[test]
    fn a_secret_is_recognised_but_not_stored() {
        let print = keys().fingerprint("code", "123456");
        assert!(keys().recognises("code", "123456", &print));
        assert!(!keys().recognises("code", "123457", &print));
        assert!(!keys().recognises("token", "123456", &print));
    }

    #[test]
    fn nothing_secret_is_printed_and_a_short_secret_is_refused() {
        assert_eq!(format!("{:?} {:?}", keys(), SealKey::random()), "Keys(..) SealKey(..)");
        assert_eq!(Keys::from_secret(&[1; 31]).unwrap_err(), SecretTooShort);
    }
}
