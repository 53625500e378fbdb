//! The invented trust's spaces.

use super::{SeedError, refused};
use crate::{
    accounts::{Member, ServiceManager},
    hours::Hours,
    kernel::{
        Now,
        ids::{OnceToken, SiteId, SpaceId},
    },
    spaces::{
        actions,
        model::{NewSpace, Uses},
    },
    store::Db,
};

/// A space as data.
struct Told {
    name: &'static str,
    how_to_find: &'static str,
    capacity: i64,
    /// Reflection, wellbeing, collaboration, technology.
    uses: [bool; 4],
    step_free: bool,
    holds_sessions: bool,
    staffed: &'static str,
    unstaffed: &'static str,
    way_in: Option<&'static str>,
    managed_by: &'static str,
}

const LIBRARY: &str = "Library and knowledge service";

const QUIET_ROOM: Told = Told {
    name: "Quiet room",
    how_to_find: "Library, level 2: through the library, last door on the left",
    capacity: 4,
    uses: [true, true, false, false],
    step_free: true,
    holds_sessions: true,
    staffed: "Mo-Fr 08:30-17:30; PH off",
    unstaffed: "24/7",
    way_in: Some("With your staff card at the library's side door"),
    managed_by: LIBRARY,
};

const AT_THE_INFIRMARY: [Told; 3] = [
    QUIET_ROOM,
    Told {
        name: "Study room",
        how_to_find: "Library, level 2: glass door beside the desk",
        capacity: 12,
        uses: [true, false, true, true],
        holds_sessions: false,
        unstaffed: "Mo-Su 07:00-23:00",
        ..QUIET_ROOM
    },
    Told {
        name: "Wellbeing garden room",
        how_to_find: "Level 0: past the restaurant, to the garden door",
        capacity: 8,
        uses: [true, true, false, false],
        staffed: "Mo-Fr 12:00-14:00; PH off",
        unstaffed: "Mo-Su 06:00-22:00",
        way_in: Some("The door is open; the lights come on by themselves"),
        managed_by: "Staff wellbeing service",
        ..QUIET_ROOM
    },
];

const AT_RIVERSIDE: [Told; 1] = [Told {
    name: "Reading room",
    how_to_find: "First floor: up the main stairs, second door on the right",
    capacity: 6,
    uses: [true, false, true, false],
    step_free: false,
    holds_sessions: true,
    staffed: "Tu,Th 10:00-16:00; PH off",
    unstaffed: "off",
    way_in: None,
    managed_by: LIBRARY,
}];

/// Adds the spaces of both sites; gives the quiet room, in which sessions are held.
pub async fn plant(
    db: &Db,
    manager: &Member,
    (infirmary, riverside): (SiteId, SiteId),
    now: Now,
) -> Result<SpaceId, SeedError> {
    let mut added = Vec::new();
    for (site, told) in
        AT_THE_INFIRMARY.iter().map(|told| (infirmary, told)).chain(AT_RIVERSIDE.iter().map(|told| (riverside, told)))
    {
        let new = told.space(site)?;
        let space = actions::add(db, &ServiceManager(manager), &new, OnceToken::random(), now).await;
        added.push(space.map_err(refused("add a space"))?);
    }
    Ok(added[0])
}

impl Told {
    fn space(&self, site: SiteId) -> Result<NewSpace, SeedError> {
        let [reflection, wellbeing, collaboration, technology] = self.uses;
        Ok(NewSpace {
            site,
            name: self.name.parse()?,
            how_to_find: self.how_to_find.parse()?,
            capacity: self.capacity,
            uses: Uses { reflection, wellbeing, collaboration, technology },
            step_free: self.step_free,
            holds_sessions: self.holds_sessions,
            staffed_hours: hours(self.staffed)?,
            unstaffed_hours: hours(self.unstaffed)?,
            way_in: self.way_in.map(str::parse).transpose()?,
            managed_by: self.managed_by.parse()?,
            closed: false,
        })
    }
}

fn hours(text: &str) -> Result<Hours, SeedError> {
    Hours::parse(text).map_err(|problem| SeedError::Refused(format!("read the hours {text}: {problem}")))
}
