//! Another organisation on the same service: its people must find nothing of the first one's.

use alongside::{
    accounts::{Profession, Role},
    organisations::actions::{found, open_site},
    teams::{self, model::Registration},
};

use crate::{World, newcomers};

/// Founds the organisation next door: Bronwen is a librarian on Tomos's team, Yusuf facilitates and Ffion manages.
pub async fn move_in(world: &World) {
    let (db, now) = (&world.db, world.now());
    let name = "Othertown Community NHS Trust".parse().unwrap();
    let organisation = found(db, &"Z9C3D".parse().unwrap(), &name, true, now).await.unwrap();
    let site = "Othertown Hospital".parse().unwrap();
    let site = open_site(db, organisation, &"Z9C4E".parse().unwrap(), &site, now).await.unwrap();
    let register = |name, profession, roles| newcomers::register(world, organisation, name, profession, roles);
    let bronwen = register("Bronwen Hughes", Profession::Librarian, &[]).await;
    let tomos = register("Tomos Reid", Profession::Other, &[]).await;
    register("Yusuf Demir", Profession::Other, &[Role::Facilitator]).await;
    register("Ffion Walsh", Profession::Other, &[Role::ServiceManager]).await;
    let team = Registration { name: "Adult critical care".parse().unwrap(), code: None, site, specialty: "192" };
    let team = teams::actions::register(db, organisation, &team, tomos.id, now).await.unwrap();
    newcomers::place(world, &tomos, team, &bronwen).await;
}
