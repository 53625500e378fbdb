//! People who are registered after the demonstration began, by the actions that register anybody.

use std::sync::Arc;

use alongside::{
    accounts::{self, Member, Profession, Role, model::NewPerson},
    kernel::ids::{OnceToken, OrganisationId, TeamId},
    privacy::Table,
    teams::{self, model::NewPlacement},
};

use crate::World;

/// Registers somebody, whose address follows from their name.
pub async fn register(
    world: &World,
    organisation: OrganisationId,
    name: &str,
    profession: Profession,
    roles: &[Role],
) -> Member {
    let new = NewPerson {
        organisation,
        name: name.parse().unwrap(),
        email: address(name).parse().unwrap(),
        job_title: "Newcomer".parse().unwrap(),
        profession,
        line_manager: None,
    };
    let id = accounts::actions::register(&world.db, &new, world.now()).await.unwrap();
    for role in roles {
        accounts::actions::give_role(&world.db, id, *role, world.now()).await.unwrap();
    }
    let table = Arc::new(Table::product());
    accounts::acting(&mut world.db.read().await.unwrap(), id, &table).await.unwrap().unwrap()
}

/// Puts a librarian on the roster of a team from today.
pub async fn place(world: &World, lead: &Member, team: TeamId, librarian: &Member) {
    let new = NewPlacement {
        email: address(&librarian.name).parse().unwrap(),
        role: "Clinical librarian".parse().unwrap(),
        wte_hundredths: 50,
        from_on: world.now().today(),
    };
    teams::actions::place(&world.db, lead, team, &new, OnceToken::random(), world.now()).await.unwrap();
}

fn address(name: &str) -> String {
    format!("{}@anytown.example", name.to_lowercase().replace(' ', "."))
}
