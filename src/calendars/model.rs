//! What an entry of somebody's calendar says, and what a private address looks like.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    ical::{Entry, entry_uid},
    kernel::{Keys, ids::PersonId},
    sessions::InCalendar,
    web::PublicAddress,
    word_enum,
};

/// How far back a calendar goes.
pub const BACK: TimeDelta = TimeDelta::days(30);

/// What the fingerprints of private addresses are made with.
pub const SECRET_SCOPE: &str = "calendar feed";

word_enum! {
    /// What a form calls the choice of titles.
    pub enum Titles {
        /// "Appointment", and "Busy" at the private address.
        Neutral = "neutral",
        /// What it is, and with whom.
        Telling = "telling",
    }
}

/// How much an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// That somebody is busy.
    Busy,
    /// That there is an appointment, where, and where it can be changed.
    Appointment,
    /// The same, and what it is.
    All,
}

/// Whose calendar it is, and what its entries have in common.
pub struct Calendar<'a> {
    /// The keys by which entries get their names.
    pub keys: &'a Keys,
    /// Where the service is.
    pub address: &'a PublicAddress,
    /// Whose.
    pub person: PersonId,
    /// The instant that stands in every entry as that of its writing.
    pub stamp: DateTime<Utc>,
    /// How much is said.
    pub says: Says,
}

impl Calendar<'_> {
    /// The entry of one session.
    #[must_use]
    pub fn entry(&self, session: &InCalendar) -> Entry {
        let link = self.address.link(&format!("/sessions/{}", session.id));
        let told = self.says != Says::Busy;
        Entry {
            uid: format!("{}@{}", entry_uid(self.keys, session.id, self.person), self.address.host()),
            sequence: session.sequence,
            stamp: self.stamp,
            starts_at: session.starts_at,
            ends_at: session.ends_at,
            title: match self.says {
                Says::Busy => "Busy".to_owned(),
                Says::Appointment => "Appointment".to_owned(),
                Says::All => session.title(),
            },
            place: told.then(|| session.place.clone()),
            description: if told { format!("To change or cancel this: {link}") } else { String::new() },
            link: told.then_some(link),
        }
    }
}

/// The secret in the last part of a private address, `6a3c..11.ics`; none when there cannot be one.
#[must_use]
pub fn secret(part: &str) -> Option<&str> {
    let secret = part.strip_suffix(".ics")?;
    let fits = secret.len() == 32 && secret.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    fits.then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::ids::SessionId, kernel::seal::new_secret, sessions::Kind};

    #[test]
    fn an_entry_says_what_its_owner_chose_and_no_more() {
        let keys = Keys::from_secret(&[7; 32]).unwrap();
        let address = PublicAddress::parse("https://alongside.example:8443").unwrap();
        let stamp = DateTime::UNIX_EPOCH;
        let session = InCalendar {
            id: SessionId::random(),
            kind: Kind::IndividualSupervision,
            starts_at: stamp,
            ends_at: stamp + TimeDelta::hours(1),
            place: "Room 4".into(),
            sequence: 3,
            facilitator: Some("Dana Whitlock".into()),
            facilitates: false,
        };
        let person = PersonId::random();
        let entry = |says| Calendar { keys: &keys, address: &address, person, stamp, says }.entry(&session);
        let busy = entry(Says::Busy);
        assert_eq!(
            (busy.title.as_str(), &busy.place, busy.description.as_str(), &busy.link),
            ("Busy", &None, "", &None)
        );
        assert_eq!(busy.sequence, 3);
        let (plain, all) = (entry(Says::Appointment), entry(Says::All));
        assert_eq!((plain.title.as_str(), plain.place.as_deref()), ("Appointment", Some("Room 4")));
        assert_eq!(plain.link, Some(format!("https://alongside.example:8443/sessions/{}", session.id)));
        assert_eq!(all.title, "One-to-one supervision with Dana Whitlock");
        assert!(busy.uid == all.uid && busy.uid.ends_with("@alongside.example"), "{}", busy.uid);
    }

    #[test]
    fn what_cannot_be_a_secret_is_none() {
        let one = new_secret();
        assert_eq!(secret(&format!("{one}.ics")), Some(one.as_str()));
        for other in [
            one.clone(),
            format!("{}.ics", one.to_uppercase().replace(char::is_numeric, "A")),
            format!("{}.ics", &one[1..]),
            format!("{one}.ics.ics"),
            format!("{one}é.ics"),
            ".ics".into(),
            String::new(),
        ] {
            assert_eq!(secret(&other), None, "{other}");
        }
    }
}
