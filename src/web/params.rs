//! Teaches the ids to be parts of addresses. Anything that is not an id is not found.

use rocket::{
    http::{
        impl_from_uri_param_identity,
        uri::fmt::{Formatter, Path, UriDisplay},
    },
    request::FromParam,
};

use crate::kernel::ids::{
    AreaId, ArrangementId, AvailabilityId, ChallengeId, CheckInId, ClosureDayId, DirectoryImportId, EventId, MessageId,
    PersonId, PlacementId, RequestId, RosterImportId, SessionId, SignpostId, SiteId, SpaceId, StaffingReturnId, TeamId,
    TimeAwayId,
};

macro_rules! params {
    ($($id:ident)*) => {$(
        impl<'a> FromParam<'a> for $id {
            type Error = uuid::Error;
            fn from_param(text: &'a str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl UriDisplay<Path> for $id {
            fn fmt(&self, f: &mut Formatter<'_, Path>) -> std::fmt::Result {
                f.write_value(self.to_string())
            }
        }

        impl_from_uri_param_identity!([Path] $id);
    )*};
}

params! {
    ArrangementId AvailabilityId ChallengeId CheckInId ClosureDayId DirectoryImportId EventId MessageId PersonId PlacementId
    RequestId RosterImportId SessionId SignpostId SiteId SpaceId TeamId TimeAwayId
    AreaId StaffingReturnId
}
