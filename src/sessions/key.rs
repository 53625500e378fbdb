//! How a form names a slot: what it is, with whom, and when it starts.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};

use super::Kind;
use crate::kernel::ids::PersonId;

/// What a form sends to name a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlotKey {
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// With whom.
    pub facilitator: PersonId,
    /// What it is.
    pub kind: Kind,
}

/// Not a slot's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASlot;

impl fmt::Display for SlotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.kind.word(), self.facilitator, self.starts_at.timestamp())
    }
}

impl FromStr for SlotKey {
    type Err = NotASlot;

    fn from_str(text: &str) -> Result<Self, NotASlot> {
        let (kind, rest) = text.split_once('.').ok_or(NotASlot)?;
        let (facilitator, seconds) = rest.split_once('.').ok_or(NotASlot)?;
        let starts_at = seconds.parse().ok().and_then(|s| DateTime::from_timestamp(s, 0)).ok_or(NotASlot)?;
        let kind = Kind::from_word(kind).filter(|kind| kind.is_bookable()).ok_or(NotASlot)?;
        Ok(Self { starts_at, facilitator: facilitator.parse().map_err(|_| NotASlot)?, kind })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_is_read_as_it_is_written(seconds in 0i64..4_000_000_000, which in 0usize..3) {
            let kind = [Kind::IndividualSupervision, Kind::GroupSupervision, Kind::PeerSupport][which];
            let key = SlotKey { starts_at: DateTime::from_timestamp(seconds, 0).unwrap(), facilitator: PersonId::random(), kind };
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        let id = "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11";
        for text in [
            String::new(),
            "..".into(),
            "individual_supervision.x.1".into(),
            format!("individual_supervision.{id}"),
            format!("individual_supervision.{id}.x"),
            format!("individual_supervision.{id}.99999999999999999999"),
            format!("team_reflection.{id}.1795000000"),
            format!("treatment.{id}.1795000000"),
        ] {
            assert_eq!(text.parse::<SlotKey>(), Err(NotASlot), "{text}");
        }
    }
}
