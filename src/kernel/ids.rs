//! One type for the id of each thing, so that a team's id can never be passed as a person's.
//!
//! Ids are random (UUID version 4). A version 7 id would tell whoever sees it in an address when the
//! row was made, and so when a librarian asked for a debrief (docs/decisions/0002-random-ids.md).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id that nobody can guess and that says nothing about when it was made.
            #[must_use]
            pub fn random() -> Self {
                Self(random())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// An organisation: a trust, a university or another employer with an ODS code.
    OrganisationId
    /// A site of an organisation.
    SiteId
    /// A person known to the service.
    PersonId
    /// A sign-in: one browser's right to act as a person, until it ends.
    SignInId
    /// A one-time code sent to an address, waiting to be typed in.
    ChallengeId
    /// A multidisciplinary team.
    TeamId
    /// A person's placement on a team.
    PlacementId
    /// A kind of support that a team already has.
    ArrangementId
    /// A weekly pattern of times a facilitator offers.
    AvailabilityId
    /// A time during which a facilitator is away.
    TimeAwayId
    /// A day on which an organisation is closed.
    ClosureDayId
    /// A space: a room that staff may use.
    SpaceId
    /// A session: supervision or a debrief; never a sign-in.
    SessionId
    /// One seat in a session.
    PlaceId
    /// A place held for somebody who waited.
    OfferId
    /// Sessions booked together, every so many weeks.
    SeriesId
    /// A librarian's request for a debrief.
    RequestId
    /// An entry of the directory of help.
    SignpostId
    /// A directory file between its preview and its confirmation.
    DirectoryImportId
    /// A date that an organisation lists.
    EventId
    /// A check-in.
    CheckInId
    /// A row of the log of changes or of the log of who looked.
    EntryId
    /// A message in the outbox.
    MessageId
    /// A yearly return of an organisation's staffing.
    StaffingReturnId
    /// A region, or the nation, that organisations lie in.
    AreaId
    /// That somebody looked at the urgent help page and found it right.
    UrgentCheckId
    /// A frozen publication of uptake.
    ReleaseId
    /// A roster file that waits to be confirmed.
    RosterImportId
    /// A form's one-use token.
    OnceToken
}

#[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
fn random() -> Uuid {
    Uuid::new_v4()
}

impl OnceToken {
    /// The token of one of a page's forms that do the same to different things: a page has one token, and
    /// what a form is about makes it that form's own. The same form gives the same token again.
    #[must_use]
    pub fn about(self, thing: impl Into<Uuid>) -> Self {
        Self(Uuid::from_u128(self.0.as_u128() ^ thing.into().as_u128()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_forms_of_one_page_count_each_for_itself() {
        let (token, mina, sam) = (OnceToken::random(), PersonId::random(), PersonId::random());
        assert_ne!(token.about(mina), token.about(sam));
        assert_ne!(token.about(mina), token);
        assert_eq!(token.about(mina), token.about(mina));
    }
}
