//! What is registered about the reader: their post, roles and placements.

use serde::Serialize;

use super::listing::Listing;
use crate::{
    accounts::{
        Member, Role,
        about::{Identity, Registration},
        model::{Band, Profession, QualifiedBasis},
    },
    kernel::{Now, london},
    privacy::{Item, Viewer, Words},
    teams::about::{Led, Placement},
    web::Page,
};

/// What is registered about the reader.
#[derive(Serialize)]
pub struct Details {
    registered: Vec<Row>,
    linked: bool,
    placements: Option<Listing>,
    placed: Option<Words>,
}

#[derive(Serialize)]
struct Row {
    key: &'static str,
    value: String,
}

impl Page for Details {
    const TEMPLATE: &'static str = "record/details";
}

impl Details {
    pub fn new(
        by: &Member,
        person: &Registration,
        (roles, linked): (&[Role], &[Identity]),
        placements: &[Placement],
        led: &[Led],
        now: Now,
    ) -> Self {
        let sees = by.is_librarian && by.sees(Viewer::Librarian, Item::Placement);
        let spell = |one: &Placement| {
            let until = one.to_on.map_or_else(|| "No last day".to_owned(), london::day);
            let state = match one.to_on {
                Some(last) if last < now.today() => "Past",
                _ if one.from_on > now.today() => "To come",
                _ => "Current",
            };
            [one.team.clone(), one.role.clone(), one.wte.to_string(), london::day(one.from_on), until, state.to_owned()]
        };
        let heads = ["Team", "Role", "WTE", "From", "Until", "State"];
        Self {
            registered: registered(person, roles, linked, led),
            linked: !linked.is_empty(),
            placements: sees
                .then(|| Listing::of("Your placements on teams, the latest first", heads, placements.iter().map(spell)))
                .flatten(),
            placed: sees.then(|| by.words(Item::Placement)),
        }
    }
}

fn registered(person: &Registration, roles: &[Role], linked: &[Identity], led: &[Led]) -> Vec<Row> {
    let unknown = || "Not known".to_owned();
    let (band, basis) = (person.band.map(Band::word), person.qualified_basis.map(QualifiedBasis::name));
    let profession =
        if person.profession == Profession::Librarian { "Librarian or knowledge specialist" } else { "Other" };
    let mut posts: Vec<String> = roles.iter().map(|role| role.name().to_owned()).collect();
    posts.extend(led.iter().map(|one| format!("Lead of {}", one.team)));
    let posts = if posts.is_empty() { "None".to_owned() } else { posts.join(", ") };
    let rows = [
        ("Name", person.name.clone()),
        ("Work email address", person.email.clone()),
        ("Employer", person.organisation.clone()),
        ("Job title", person.job_title.clone()),
        ("Profession", profession.to_owned()),
        ("Band", band.map_or_else(unknown, str::to_owned)),
        ("Qualified by", basis.map_or_else(unknown, str::to_owned)),
        ("WTE", person.wte.map_or_else(unknown, |wte| wte.to_string())),
        ("Line manager's address", person.line_manager_email.clone().unwrap_or_else(unknown)),
        ("Roles", posts),
        ("Registered", london::moment(person.joined_at)),
    ];
    let linked = linked.iter().map(|one| ("Account you sign in with", one.words()));
    rows.into_iter().chain(linked).map(|(key, value)| Row { key, value }).collect()
}
