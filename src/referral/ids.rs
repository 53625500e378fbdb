//! Ids for what this service has no row for, the same every time, so that a reader of the feed can tell that a
//! schedule or a number is the one of yesterday.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The id of something, by what it is and what it belongs to. Version 8 of RFC 9562: made from a hash.
#[must_use]
pub fn derived(parts: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        // Each part with its length, so that two lists of parts never run into one text.
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_have_the_same_id_and_others_another() {
        assert_eq!(derived(&["need", "sleep"]), derived(&["need", "sleep"]));
        assert_ne!(derived(&["need", "sleep"]), derived(&["needs", "leep"]));
        assert_eq!(derived(&["need", "sleep"]).get_version_num(), 8);
    }
}
