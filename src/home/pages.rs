//! The first page and "Your support".

use serde::Serialize;

use crate::{
    accounts::{Member, model::first_name},
    kernel::{
        Now,
        ids::{PersonId, PlacementId, RequestId, SessionId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    sessions::{self, Mine, again, request::Request, waiting},
    spaces::{PlaceWords, shown},
    teams::{Placed, Spell},
    web::Page,
};

/// Before sign-in.
#[derive(Serialize)]
pub struct Front {
    pub demonstration: bool,
}

/// After it.
#[derive(Serialize)]
pub struct Support {
    first_name: String,
    librarian: bool,
    next: Option<Session>,
    due: Option<String>,
    offers: Vec<Session>,
    requests: Vec<Asked>,
    /// With whom a librarian can meet again.
    again: Option<Again>,
    waits: Option<Waits>,
    teams: Vec<Team>,
    placements: Vec<Placement>,
    who: Words,
}

#[derive(Serialize)]
struct Session {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: PlaceWords,
    facilitator: Option<String>,
}

#[derive(Serialize)]
struct Asked {
    id: RequestId,
    about: String,
}

/// To a service manager: that a request has waited for longer than it should.
#[derive(Serialize)]
struct Waits {
    within: String,
    who: Words,
}

#[derive(Serialize)]
struct Team {
    id: TeamId,
    name: String,
    role: String,
}

/// Whom the librarian can meet again.
#[derive(Serialize)]
struct Again {
    id: PersonId,
    name: String,
}

/// A placement that the librarian has not said is right.
#[derive(Serialize)]
struct Placement {
    id: PlacementId,
    team: String,
    from: String,
}

impl Page for Front {
    const TEMPLATE: &'static str = "home/front";
}

impl Page for Support {
    const TEMPLATE: &'static str = "home/support";
}

impl Support {
    pub fn new(
        by: &Member,
        mine: &[Mine],
        placed: &[Placed],
        unconfirmed: &[Spell],
        (requests, waits): (&[Request], Option<i64>),
        now: Now,
    ) -> Self {
        // The store lists the latest first.
        let live = mine.iter().rev().filter(|m| !m.cancelled && m.ends_at > now.0);
        let (coming, offers): (Vec<&Mine>, Vec<&Mine>) = live.partition(|m| m.holds_place);
        let asked = |r: &Request| Asked {
            id: r.id,
            about: format!(
                "{}, {} to {}",
                r.company.name(),
                london::short_day(r.earliest_on),
                london::short_day(r.latest_on)
            ),
        };
        Self {
            first_name: first_name(&by.name).to_owned(),
            librarian: by.is_librarian,
            next: coming.first().map(|m| Session::from(*m)),
            due: sessions::supervision_due(by, mine, now),
            offers: offers.into_iter().map(Session::from).collect(),
            requests: requests.iter().map(asked).collect(),
            again: again::with_whom(mine, now).map(|(id, name)| Again { id, name: name.to_owned() }),
            waits: waits.map(|days| Waits {
                within: waiting::in_words(days),
                who: by.words_as(Viewer::ServiceManager, Item::Request),
            }),
            teams: placed.iter().map(|p| Team { id: p.team_id, name: p.team.clone(), role: p.role.clone() }).collect(),
            placements: unconfirmed
                .iter()
                .map(|s| Placement { id: s.id, team: s.team.clone(), from: london::short_day(s.from_on) })
                .collect(),
            who: by.words(Item::Booking),
        }
    }
}

impl From<&Mine> for Session {
    fn from(mine: &Mine) -> Self {
        Self {
            id: mine.id,
            kind: mine.kind.name(),
            when: london::span(mine.starts_at, mine.ends_at),
            place: shown(&mine.place),
            facilitator: mine.facilitator.clone(),
        }
    }
}
