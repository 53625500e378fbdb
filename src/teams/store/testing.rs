//! A team to try the SQL on.

use chrono::NaiveDate;

use crate::{
    accounts::testing::{librarian, trust},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SiteId},
    },
    organisations,
    store::Db,
    teams::{
        actions,
        model::{Registration, Team, Term},
    },
};

pub fn now() -> Now {
    Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
}

/// A team called Anytown, and Mina, who leads it.
pub async fn team(db: &Db) -> (Team, OrganisationId, PersonId) {
    let (organisation, name) = (trust(db, "RXX").await, "Anytown".parse().unwrap());
    let site =
        organisations::actions::open_site(db, organisation, &"RXX01".parse().unwrap(), &name, now()).await.unwrap();
    let mina = librarian(db, organisation, "Mina").await;
    let id = actions::register(db, organisation, &registration(site), mina, now()).await.unwrap();
    let c = &mut db.read().await.unwrap();
    (super::find(c, mina, organisation, id, now().today()).await.unwrap().unwrap(), organisation, mina)
}

pub fn registration(site: SiteId) -> Registration {
    Registration { name: "Anytown".parse().unwrap(), code: None, site, specialty: "192" }
}

/// A spell from a day on, half time.
pub fn term(from_on: NaiveDate, to_on: Option<NaiveDate>) -> Term {
    Term { role: "Librarian".parse().unwrap(), wte: "0.5".parse().unwrap(), from_on, to_on }
}
