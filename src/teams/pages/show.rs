//! One team: its roster, its arrangements, and the way to its debriefs.

use serde::Serialize;

use super::about;
use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{ArrangementId, PersonId, PlacementId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    teams::{
        Lead,
        model::{Arrangement, ArrangementKind, Placement, Team, Time},
        policy,
    },
    web::Page,
};

/// One team.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one per part of the page, each asked of the policy")]
pub struct Show {
    id: TeamId,
    name: String,
    about: String,
    code: Option<String>,
    leads: Vec<String>,
    sees_roster: bool,
    sees_places: bool,
    sees_arrangements: bool,
    may_write_roster: bool,
    may_arrange: bool,
    may_call_debriefs: bool,
    may_register: bool,
    current: Vec<Line>,
    planned: Vec<Line>,
    past: Vec<Line>,
    arrangements: Vec<Support>,
    some_not_included: bool,
    who_placement: Words,
    who_arrangements: Words,
}

/// What was read for the page, each part only if the reader may see it.
pub struct Contents {
    pub leads: Vec<Lead>,
    pub spells: Vec<Placement>,
    pub arrangements: Vec<Arrangement>,
}

#[derive(Serialize)]
struct Line {
    id: PlacementId,
    name: String,
    /// What the reader may do: end it as lead, or say that one's own is right or not.
    ends: bool,
    own: bool,
    asks: bool,
    role: String,
    wte: String,
    dates: String,
}

#[derive(Serialize)]
struct Support {
    id: ArrangementId,
    team: TeamId,
    name: String,
    included: bool,
    planned: bool,
    since: String,
    reviewed: Option<String>,
    may_change: bool,
}

impl Page for Show {
    const TEMPLATE: &'static str = "teams/show";
}

impl Show {
    pub fn new(by: &Member, team: &Team, contents: &Contents, now: Now) -> Self {
        let (today, reader) = (now.today(), policy::viewer(by, team).unwrap_or(Viewer::Librarian));
        let (writes, arranges) = (policy::may_write_roster(by, team), policy::may_arrange(by, team));
        let lines = |time| {
            let wanted = contents.spells.iter().filter(|p| p.time(today) == time);
            wanted.map(|p| Line::of(p, time, writes, by.id)).collect()
        };
        let arrangements: Vec<_> =
            in_order(&contents.arrangements).map(|one| Support::of(one, team.id, arranges, now)).collect();
        Self {
            id: team.id,
            name: team.name.clone(),
            about: about(team),
            code: team.code.clone(),
            leads: contents.leads.iter().map(|lead| lead.name.clone()).collect(),
            sees_roster: policy::may_see_roster(by, team),
            sees_places: policy::may_see_roster(by, team) || policy::may_see_own_place(by, team),
            sees_arrangements: policy::may_see_arrangements(by, team),
            may_write_roster: writes,
            may_arrange: arranges,
            may_call_debriefs: policy::may_call_debriefs(by, team),
            may_register: policy::may_register(by, team),
            current: lines(Time::Current),
            planned: lines(Time::Planned),
            past: lines(Time::Past),
            some_not_included: arrangements.is_empty() || arrangements.iter().any(|one| !one.included),
            arrangements,
            who_placement: by.words_as(reader, Item::Placement),
            who_arrangements: by.words_as(reader, Item::Arrangements),
        }
    }
}

impl Line {
    fn of(placement: &Placement, time: Time, writes: bool, reader: PersonId) -> Self {
        let (from, own) = (london::short_day(placement.from_on), placement.person_id == reader);
        Self {
            id: placement.id,
            ends: writes && !own && time != Time::Past,
            own: own && time != Time::Past,
            asks: own && time != Time::Past && !placement.confirmed,
            name: placement.name.clone(),
            role: placement.role.clone(),
            wte: placement.wte.to_string(),
            dates: placement
                .to_on
                .map_or_else(|| format!("from {from}"), |to| format!("{from} to {}", london::short_day(to))),
        }
    }
}

impl Support {
    fn of(one: &Arrangement, team: TeamId, may_change: bool, now: Now) -> Self {
        Self {
            id: one.id,
            team,
            name: one.title().to_owned(),
            included: one.includes_since.is_some(),
            planned: one.includes_since.is_some_and(|since| since > now.today()),
            since: one.includes_since.map(london::short_day).unwrap_or_default(),
            reviewed: one.reviewed_on.map(london::short_day),
            may_change,
        }
    }
}

/// The kinds that have a word of ours in their order, then the team's own by name.
fn in_order(arrangements: &[Arrangement]) -> impl Iterator<Item = &Arrangement> {
    let named = ArrangementKind::ALL.iter();
    named.flat_map(move |kind| arrangements.iter().filter(move |one| one.kind == *kind))
}
