//! A release as it is kept: one text, its fingerprint, and the service's seal over it.
//!
//! The fingerprint shows whoever wrote it down that a release is still the same, even when somebody has the service's
//! keys. The seal shows, without anything written down, that this service made it: somebody who can write to the
//! database and does not have the secret cannot make one up. Each release names the fingerprint of the one before.

use sha2::{Digest, Sha256};

use super::{
    contents::Contents,
    store::{self, Kept},
};
use crate::{
    kernel::{Keys, Now, ids::ReleaseId, seal::digits},
    store::{Error, Result},
    uptake::model::Quarter,
};

/// A release that is what it was when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// What it says.
    pub contents: Contents,
    /// The quarter it is about.
    pub quarter: Quarter,
    /// The fingerprint of its text.
    pub fingerprint: String,
}

/// A release that is not what it was when it was made. Nothing of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Release {number} is not what it was when it was made, so its figures are not shown")]
pub struct Changed {
    /// Which.
    pub number: i64,
}

/// A release to be kept.
///
/// # Errors
/// Never for what a release holds; JSON's writer says so by a type.
pub fn freeze(contents: &Contents, quarter: Quarter, keys: &Keys, now: Now) -> Result<Kept> {
    let text = contents.text().map_err(Error::unreadable)?;
    Ok(Kept {
        id: ReleaseId::random(),
        number: contents.number,
        quarter_on: quarter.first,
        made_at: now.0,
        fingerprint: fingerprint(&text),
        signature: keys.sign_release(&text),
        contents: text,
    })
}

impl Release {
    /// What is kept, if it is what it was.
    ///
    /// # Errors
    /// When anything of it was changed, or it was put in another's place.
    pub fn open(kept: &Kept, keys: &Keys) -> std::result::Result<Self, Changed> {
        let changed = Changed { number: kept.number };
        let sound =
            keys.signed_release(&kept.contents, &kept.signature) && fingerprint(&kept.contents) == kept.fingerprint;
        let contents = Some(&kept.contents).filter(|_| sound).and_then(|text| Contents::read(text).ok());
        let contents = contents.ok_or(changed)?;
        let quarter = Quarter::starting(kept.quarter_on).ok_or(changed)?;
        let in_place = contents.number == kept.number && contents.quarter == quarter.code();
        in_place.then_some(Self { contents, quarter, fingerprint: kept.fingerprint.clone() }).ok_or(changed)
    }
}

/// Whether each release, the latest first, names the one before it: one that was taken out or exchanged leaves the next
/// with a name that nothing answers to. Such a release is not shown either.
#[must_use]
pub fn in_order(
    mut releases: Vec<(Quarter, std::result::Result<Release, Changed>)>,
) -> Vec<(Quarter, std::result::Result<Release, Changed>)> {
    let is_cut = releases.len() >= store::LISTED;
    for at in 0..releases.len() {
        let before = releases.get(at + 1).and_then(|(_, one)| one.as_ref().ok()).map(|one| one.fingerprint.clone());
        let is_last = at + 1 == releases.len();
        if let Ok(release) = &releases[at].1 {
            let number = release.contents.number;
            let follows = match (&release.contents.before, &before) {
                (None, None) => number == 1,
                (Some(named), Some(before)) => named == before,
                // The list may not reach back to the first. What follows one that was changed is judged by itself.
                (Some(_), None) => {
                    if is_last {
                        is_cut
                    } else {
                        releases[at + 1].1.is_err()
                    }
                }
                (None, Some(_)) => false,
            };
            if !follows {
                releases[at].1 = Err(Changed { number });
            }
        }
    }
    releases
}

/// The fingerprint of a release's text.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    digits(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uptake::releases::bands::Rules;

    fn keys() -> Keys {
        Keys::from_secret(&[7; 32]).unwrap()
    }

    fn kept() -> Kept {
        let contents = Contents {
            number: 3,
            quarter: "2026-Q4".into(),
            made_on: "2027-01-15".into(),
            before: Some("0".repeat(64)),
            rules: Rules::PRODUCT,
            population: String::new(),
            measures: Vec::new(),
            groups: Vec::new(),
            withheld: Vec::new(),
        };
        let now = Now(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        freeze(&contents, "2026-Q4".parse().unwrap(), &keys(), now).unwrap()
    }

    #[test]
    fn whatever_is_changed_in_a_release_is_found() {
        let sound = kept();
        assert_eq!(Release::open(&sound, &keys()).unwrap().contents.number, 3);
        let forged = |change: fn(&mut Kept)| {
            let mut kept = kept();
            change(&mut kept);
            Release::open(&kept, &keys())
        };
        assert!(forged(|kept| kept.contents = kept.contents.replace("\"known\":2", "\"known\":3")).is_err());
        assert!(forged(|kept| kept.contents.push(' ')).is_err());
        assert!(forged(|kept| kept.signature[0] ^= 1).is_err());
        assert!(forged(|kept| kept.number = 4).is_err(), "put in another's place");
        assert!(forged(|kept| kept.quarter_on = "2026-07-01".parse().unwrap()).is_err());
        assert!(forged(|kept| kept.fingerprint = "1".repeat(64)).is_err());
        let other = forged(|kept| {
            kept.contents = kept.contents.replace("\"known\":2", "\"known\":3");
            kept.fingerprint = fingerprint(&kept.contents);
        });
        assert!(other.is_err(), "a fingerprint anybody can make; a seal needs the key");
        assert!(Release::open(&sound, &Keys::from_secret(&[8; 32]).unwrap()).is_err());
    }
}
