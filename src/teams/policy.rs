//! Who may open a team, and who may write its roster. Deny by default.

use super::{Spell, Team};
use crate::{
    accounts::Member,
    privacy::{Item, Viewer},
};

/// In what capacity a member looks at a team; none when it does not exist for them.
#[must_use]
pub fn viewer(by: &Member, team: &Team) -> Option<Viewer> {
    if team.leads {
        Some(Viewer::Lead)
    } else if team.placed {
        Some(Viewer::Librarian)
    } else if by.is_service_manager {
        Some(Viewer::ServiceManager)
    } else {
        None
    }
}

/// Whether a member may open a team's page: whoever may see something that stands on it.
#[must_use]
pub fn may_open(by: &Member, team: &Team) -> bool {
    may_see_roster(by, team) || may_see_own_place(by, team) || may_see_arrangements(by, team)
}

/// Whether a member may see everybody on a team's roster, not only their own line.
#[must_use]
pub fn may_see_roster(by: &Member, team: &Team) -> bool {
    (team.leads && by.sees(Viewer::Lead, Item::Placement))
        || (by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Placement))
}

/// Whether a member may see their own line of a team's roster.
#[must_use]
pub fn may_see_own_place(by: &Member, team: &Team) -> bool {
    team.placed && by.sees(Viewer::Librarian, Item::Placement)
}

/// Whether a member may see what support a team has.
#[must_use]
pub fn may_see_arrangements(by: &Member, team: &Team) -> bool {
    viewer(by, team).is_some_and(|viewer| by.sees(viewer, Item::Arrangements))
}

/// Whether a member may write a team's roster: its leads, and the service manager who registers everybody.
/// Nobody writes what they may not see.
#[must_use]
pub fn may_write_roster(by: &Member, team: &Team) -> bool {
    may_see_roster(by, team)
}

/// Whether a member may say what support a team has.
#[must_use]
pub fn may_arrange(by: &Member, team: &Team) -> bool {
    team.leads && by.sees(Viewer::Lead, Item::Arrangements)
}

/// Whether a member may call a team's debriefs, and see the time and place of those called.
#[must_use]
pub fn may_call_debriefs(by: &Member, team: &Team) -> bool {
    team.leads && by.sees(Viewer::Lead, Item::Offer)
}

/// Whether a member may change what is registered of a team, and who leads it.
#[must_use]
pub fn may_register(by: &Member, team: &Team) -> bool {
    by.is_service_manager && team.organisation_id == by.organisation
}

/// Whether a member may end a placement: a lead of its team, the service manager, and the librarian whose it is.
#[must_use]
pub fn may_end(by: &Member, spell: &Spell) -> bool {
    (spell.leads && by.sees(Viewer::Lead, Item::Placement))
        || (by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Placement))
        || (spell.own && by.sees(Viewer::Librarian, Item::Placement))
}
