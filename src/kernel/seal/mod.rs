//! Sealing: keeping texts unreadable at rest, and telling secrets apart without storing them.
//!
//! Which keys there are stands in `keys.rs`.

mod keys;

use std::fmt;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use keys::{Keys, Purpose, SECRET_LEAST, SecretTooShort};

const NONCE: usize = 24;

/// A 256-bit key for sealing texts. Its bytes are wiped when it is dropped and never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SealKey([u8; 32]);

/// A sealed text could not be opened: a wrong key, another row's text, or damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed text could not be opened")]
pub struct NotOpened;

/// A new secret for somebody to keep: 128 random bits as 32 hexadecimal digits.
#[must_use]
pub fn new_secret() -> String {
    digits(&rand::random::<[u8; 16]>())
}

/// Bytes as hexadecimal digits, two for each.
#[must_use]
pub fn digits(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

impl SealKey {
    /// A new random key.
    #[must_use]
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// Seals `text` so that it opens only with this key and the same `context`.
    ///
    /// The context names the row and its owner, so a sealed text moved to another row does not open.
    ///
    /// # Panics
    /// Beyond 256 GiB of text, which is the most that the cipher takes.
    #[must_use]
    pub fn seal(&self, context: &str, text: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = rand::random();
        let payload = Payload { msg: text, aad: context.as_bytes() };
        let mut sealed = nonce.to_vec();
        sealed.extend(
            self.cipher()
                .encrypt(&XNonce::from(nonce), payload)
                .expect("XChaCha20-Poly1305 refuses only texts of 256 GiB and more"),
        );
        sealed
    }

    /// Opens what [`SealKey::seal`] made.
    ///
    /// # Errors
    /// With another key, another context, or a changed text.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
        let payload = Payload { msg: text, aad: context.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| NotOpened)
    }

    /// This key sealed under another one, to be stored.
    #[must_use]
    pub fn wrapped(&self, under: &SealKey, context: &str) -> Vec<u8> {
        under.seal(context, &self.0)
    }

    /// A key stored by [`SealKey::wrapped`].
    ///
    /// # Errors
    /// As [`SealKey::open`].
    pub fn unwrapped(sealed: &[u8], under: &SealKey, context: &str) -> Result<Self, NotOpened> {
        let bytes = under.open(context, sealed)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| NotOpened)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_secret(&[7; 32]).unwrap()
    }

    #[test]
    fn a_new_secret_is_128_bits_and_another_each_time() {
        let (one, other) = (new_secret(), new_secret());
        assert_ne!(one, other);
        assert!(one.len() == 32 && one.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{one}");
        assert_eq!(digits(&[0, 15, 255]), "000fff");
    }

    #[test]
    fn a_sealed_text_opens_only_with_its_key_and_in_its_place() {
        let key = keys().seal_key(Purpose::Messages);
        let sealed = key.seal("message:1", b"a private line");
        assert_eq!(key.open("message:1", &sealed).unwrap().as_slice(), b"a private line");
        assert_eq!(key.open("message:2", &sealed), Err(NotOpened));
        assert_eq!(SealKey::random().open("message:1", &sealed), Err(NotOpened));
        let mut damaged = sealed.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(key.open("message:1", &damaged), Err(NotOpened));
        assert_eq!(key.open("message:1", &sealed[..10]), Err(NotOpened));
    }

    #[test]
    fn a_persons_key_travels_wrapped() {
        let service = keys().seal_key(Purpose::PersonKeys);
        let own = SealKey::random();
        let sealed = own.seal("row", b"note");
        let stored = own.wrapped(&service, "person:1");
        let again = SealKey::unwrapped(&stored, &service, "person:1").unwrap();
        assert_eq!(again.open("row", &sealed).unwrap().as_slice(), b"note");
        assert!(SealKey::unwrapped(&stored, &service, "person:2").is_err());
    }
}
