//! The pages of teams.

mod registering;

use chrono::NaiveDate;
pub use registering::NewTeam;
use serde::Serialize;

use super::{
    model::{ArrangementKind, Placement, Team, Time, wte},
    policy, specialties,
};
use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{PersonId, PlacementId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    web::{
        Filled, Page,
        field::{Choice, DateInput, ErrorSummary, Input, Radios},
    },
};

/// The teams that exist for the reader.
#[derive(Serialize)]
pub struct Index {
    leading: Vec<Listed>,
    placed: Vec<Listed>,
    others: Vec<Listed>,
    none: bool,
    may_register: bool,
}

#[derive(Serialize)]
struct Listed {
    id: TeamId,
    name: String,
    about: String,
}

/// One team.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one per part of the page, each asked of the policy")]
pub struct Show {
    id: TeamId,
    name: String,
    about: String,
    sees_roster: bool,
    sees_places: bool,
    sees_arrangements: bool,
    may_write_roster: bool,
    may_arrange: bool,
    may_call_debriefs: bool,
    current: Vec<Line>,
    planned: Vec<Line>,
    past: Vec<Line>,
    arrangements: Vec<Arrangement>,
    none_included: bool,
    who_placement: Words,
    who_arrangements: Words,
}

#[derive(Serialize)]
struct Line {
    id: PlacementId,
    name: String,
    /// What the reader may do: end it as lead, or say that one's own is not right.
    ends: bool,
    own: bool,
    role: String,
    wte: String,
    dates: String,
}

#[derive(Serialize)]
struct Arrangement {
    name: &'static str,
    included: bool,
    since: String,
}

/// The form that adds a librarian to a roster.
#[derive(Serialize)]
pub struct NewPlacement {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    email: Input,
    role: Input,
    wte: Input,
    from: DateInput,
    who: Words,
}

/// The form that says what support a team has.
#[derive(Serialize)]
pub struct EditArrangements {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    kinds: Vec<Radios>,
    who: Words,
}

impl Page for Index {
    const TEMPLATE: &'static str = "teams/index";
}

impl Page for Show {
    const TEMPLATE: &'static str = "teams/show";
}

impl Page for NewPlacement {
    const TEMPLATE: &'static str = "teams/new_placement";
}

impl Page for EditArrangements {
    const TEMPLATE: &'static str = "teams/edit_arrangements";
}

impl Index {
    pub fn new(by: &Member, teams: Vec<Team>) -> Self {
        let none = teams.is_empty();
        let (leading, rest): (Vec<_>, Vec<_>) = teams.into_iter().partition(|team| team.leads);
        let (placed, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|team| team.placed);
        let list = |teams: Vec<Team>| teams.into_iter().map(Listed::from).collect();
        Self {
            leading: list(leading),
            placed: list(placed),
            others: list(others),
            none,
            may_register: by.is_service_manager,
        }
    }
}

impl From<Team> for Listed {
    fn from(team: Team) -> Self {
        Self { id: team.id, about: about(&team), name: team.name }
    }
}

impl Show {
    pub fn new(
        by: &Member,
        team: &Team,
        spells: &[Placement],
        arrangements: &[(ArrangementKind, Option<NaiveDate>)],
        now: Now,
    ) -> Self {
        let (today, reader) = (now.today(), policy::viewer(by, team).unwrap_or(Viewer::Librarian));
        let line =
            |p: &Placement| Line::of(p, policy::may_write_roster(by, team) && p.time(today) != Time::Past, by.id);
        let lines = |time| spells.iter().filter(|p| p.time(today) == time).map(line).collect();
        let arrangements: Vec<Arrangement> = ArrangementKind::ALL
            .iter()
            .filter_map(|kind| arrangements.iter().find(|(known, _)| known == kind))
            .map(|(kind, since)| Arrangement {
                name: kind.name(),
                included: since.is_some(),
                since: since.map(london::short_day).unwrap_or_default(),
            })
            .collect();
        Self {
            id: team.id,
            name: team.name.clone(),
            about: about(team),
            sees_roster: policy::may_see_roster(by, team),
            sees_places: policy::may_see_roster(by, team) || policy::may_see_own_place(by, team),
            sees_arrangements: policy::may_see_arrangements(by, team),
            may_write_roster: policy::may_write_roster(by, team),
            may_arrange: policy::may_arrange(by, team),
            may_call_debriefs: policy::may_call_debriefs(by, team),
            current: lines(Time::Current),
            planned: lines(Time::Planned),
            past: lines(Time::Past),
            none_included: !arrangements.iter().any(|a| a.included),
            arrangements,
            who_placement: by.words_as(reader, Item::Placement),
            who_arrangements: by.words_as(reader, Item::Arrangements),
        }
    }
}

impl Line {
    fn of(placement: &Placement, ends: bool, reader: PersonId) -> Self {
        let from = london::short_day(placement.from_on);
        Self {
            id: placement.id,
            ends,
            own: placement.person_id == reader,
            name: placement.name.clone(),
            role: placement.role.clone(),
            wte: wte(placement.wte_hundredths),
            dates: placement
                .to_on
                .map_or_else(|| format!("from {from}"), |to| format!("{from} to {}", london::short_day(to))),
        }
    }
}

impl NewPlacement {
    pub fn new(by: &Member, team: &Team, filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            email: input("email", "Work email address of the librarian").email(),
            role: input("role", "What they do on the team").hint("For example, clinical librarian"),
            wte: input("wte", "Their time on the team, as WTE").hint("From 0.01 to 1. For example, 0.4").width(4),
            from: DateInput::new("from", "First day on the team")
                .hint("For example, 26 11 2026")
                .value(filled.value("from[day]"), filled.value("from[month]"), filled.value("from[year]"))
                .error(filled.date_error("from")),
            who: by.words_as(Viewer::Lead, Item::Placement),
        }
    }

    /// What the form holds before anybody typed: starting today.
    pub fn starting(today: NaiveDate) -> Filled {
        let [day, month, year] = ["%-d", "%-m", "%Y"].map(|part| today.format(part).to_string());
        Filled::with(&[("from[day]", &day), ("from[month]", &month), ("from[year]", &year)])
    }
}

impl EditArrangements {
    pub fn new(by: &Member, team: &Team, filled: &Filled) -> Self {
        let kinds = ArrangementKind::ALL
            .iter()
            .map(|kind| {
                let choices = vec![
                    Choice::new(&"none", "The team does not have this"),
                    Choice::new(&"not_included", "The team has this, librarians are not included yet"),
                    Choice::new(&"included", "The team has this, librarians are included"),
                ];
                Radios::new(kind.word(), kind.name(), choices)
                    .size("m")
                    .value(filled.value(kind.word()))
                    .error(filled.error(kind.word()))
            })
            .collect();
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            kinds,
            who: by.words_as(Viewer::Lead, Item::Arrangements),
        }
    }

    /// What the form holds before anybody touched it: how things stand.
    pub fn standing(arrangements: &[(ArrangementKind, Option<NaiveDate>)]) -> Filled {
        let standings: Vec<(&str, &str)> = ArrangementKind::ALL
            .iter()
            .map(|kind| {
                let standing = match arrangements.iter().find(|(known, _)| known == kind) {
                    None => "none",
                    Some((_, None)) => "not_included",
                    Some((_, Some(_))) => "included",
                };
                (kind.word(), standing)
            })
            .collect();
        Filled::with(&standings)
    }
}

fn about(team: &Team) -> String {
    format!("{}, {}", specialties::name(&team.specialty), team.site)
}
