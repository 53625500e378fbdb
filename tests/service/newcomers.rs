//! People who are registered after the demonstration began, by the actions that register anybody.

use std::sync::Arc;

use alongside::{
    accounts::{
        self, Member, Profession, Role,
        model::{Details, Post, Registration},
    },
    kernel::ids::{OnceToken, OrganisationId, TeamId},
    privacy::Table,
    rosters::{self, model::NewPlacement},
    teams::Term,
};
use chrono::NaiveDate;

use crate::World;

/// Registers somebody, whose address follows from their name.
pub async fn register(
    world: &World,
    organisation: OrganisationId,
    name: &str,
    profession: Profession,
    roles: &[Role],
) -> Member {
    let new = registration(name, profession, roles);
    let id = accounts::actions::register(&world.db, organisation, &new, world.now()).await.unwrap();
    let table = Arc::new(Table::product());
    accounts::acting(&mut world.db.read().await.unwrap(), id, &table).await.unwrap().unwrap()
}

/// Somebody as they would be registered.
pub fn registration(name: &str, profession: Profession, roles: &[Role]) -> Registration {
    Registration {
        email: address(name).parse().unwrap(),
        details: Details {
            name: name.parse().unwrap(),
            job_title: "Newcomer".parse().unwrap(),
            profession,
            post: Post::default(),
            line_manager: None,
        },
        roles: roles.to_vec(),
    }
}

/// Puts a librarian on the roster of a team from today.
pub async fn place(world: &World, lead: &Member, team: TeamId, librarian: &Member) {
    place_until(world, lead, team, librarian, None).await;
}

/// The same, until a last day.
pub async fn place_until(world: &World, lead: &Member, team: TeamId, librarian: &Member, to_on: Option<NaiveDate>) {
    let (role, wte) = ("Clinical librarian".parse().unwrap(), "0.5".parse().unwrap());
    let spell = Term { role, wte, from_on: world.now().today(), to_on };
    let new = NewPlacement { email: address(&librarian.name).parse().unwrap(), term: spell };
    rosters::actions::place(&world.db, lead, team, &new, OnceToken::random(), world.now()).await.unwrap();
}

fn address(name: &str) -> String {
    format!("{}@anytown.example", name.to_lowercase().replace(' ', "."))
}
