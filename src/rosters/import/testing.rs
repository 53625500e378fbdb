//! Files in few words, and a trust in a database.

use super::Plan;
pub use super::trust::{Trust, day, today};
use crate::{
    accounts::testing::{librarian, trust},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, TeamId},
    },
    organisations,
    sheets::{self, Sheet},
    store::Db,
    teams::{self, Term, model::Registration},
};

/// A file of these rows: address, name, team, first and last day, share, role, band.
pub fn file(rows: &[&str]) -> Sheet {
    let heading = "nhs_email,display_name,mdt_name,embedded_from,embedded_to,wte,job_title,afc_band";
    sheets::read(format!("{heading}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
}

/// A plan in a few words.
pub fn in_words(plan: &Plan) -> String {
    let counts = [
        ("registered", plan.registered.len()),
        ("amended", plan.amended.len()),
        ("added", plan.added.len()),
        ("changed", plan.changed.len()),
        ("ended", plan.ended.len()),
        ("alone", plan.left_alone.len()),
        ("repeated", plan.repeated.len()),
        ("not mentioned", plan.not_mentioned),
    ];
    let counts = counts.into_iter().filter(|(_, many)| *many > 0).map(|(what, many)| format!("{many} {what}"));
    counts.chain(plan.problems.iter().map(ToString::to_string)).collect::<Vec<_>>().join("; ")
}

/// When the tests with a database happen.
pub fn now() -> Now {
    Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
}

/// A team in a database, its trust, and Mina, who leads it and is on it.
pub async fn planted(db: &Db) -> (TeamId, OrganisationId, PersonId) {
    let (organisation, name) = (trust(db, "RXX").await, "Anytown".parse().unwrap());
    let code = "RXX01".parse().unwrap();
    let site = organisations::actions::open_site(db, organisation, &code, &name, now()).await.unwrap();
    let mina = librarian(db, organisation, "Mina").await;
    let new = Registration { name, code: None, site, specialty: "192" };
    let team = teams::actions::register(db, organisation, &new, mina, now()).await.unwrap();
    let half = Term { role: "Librarian".parse().unwrap(), wte: "0.5".parse().unwrap(), from_on: today(), to_on: None };
    let mut tx = db.write().await.unwrap();
    teams::add_spell(&mut tx, team, mina, &half, (mina, now())).await.unwrap();
    tx.commit().await.unwrap();
    (team, organisation, mina)
}
