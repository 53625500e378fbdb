//! A small trust to compare files with, and files in few words.

use chrono::{Days, NaiveDate};

use super::{
    Known, Plan, Scope,
    known::{KnownPerson, KnownSpell, KnownTeam},
    plan,
};
use crate::{
    accounts::{
        Profession,
        model::Post,
        testing::{librarian, trust},
    },
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, PlacementId, TeamId},
    },
    organisations,
    sheets::{self, Sheet},
    store::Db,
    teams::{self, Term, model::Registration},
};

/// What stands, in parts that a test can change.
#[derive(Clone, Debug)]
pub struct Trust {
    pub teams: Vec<KnownTeam>,
    pub people: Vec<KnownPerson>,
    pub spells: Vec<KnownSpell>,
}

/// Monday 23 November 2026.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// So many days from today.
pub fn day(days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { today() - by } else { today() + by }
}

impl Trust {
    /// Three teams, two librarians and somebody who is none; nobody is placed.
    pub fn new() -> Self {
        let team = |name: &str, code: Option<&str>, specialty: &str, site: &str| KnownTeam {
            id: TeamId::random(),
            name: name.to_owned(),
            code: code.map(str::to_owned),
            specialty: specialty.to_owned(),
            site_ods: site.parse().unwrap(),
            employer_ods: "Z9A8T".parse().unwrap(),
        };
        let teams = vec![
            team("Adult critical care", Some("007"), "192", "Z9A8V"),
            team("Palliative care", None, "315", "Z9B7Q"),
            team("Emergency department", Some("ED1"), "180", "Z9A8V"),
        ];
        let people =
            vec![person("Mina"), person("Sam"), KnownPerson { profession: Profession::Other, ..person("Ruth") }];
        Self { teams, people, spells: Vec::new() }
    }

    /// The same with a spell of the first of its people on the first of its teams.
    pub fn with(mut self, from: i64, to: Option<i64>) -> Self {
        self.spells.push(KnownSpell {
            id: PlacementId::random(),
            team_id: self.teams[0].id,
            person_id: self.people[0].id,
            role: "Clinical librarian".parse().unwrap(),
            wte: "0.5".parse().unwrap(),
            from_on: day(from),
            to_on: to.map(day),
        });
        self
    }

    pub fn known(&self, scope: Scope) -> Known {
        Known::new(scope, self.teams.clone(), self.people.clone(), self.spells.clone())
    }

    /// What a file would do here.
    pub fn plan(&self, sheet: &Sheet, scope: Scope) -> Plan {
        plan(sheet, &self.known(scope), today()).unwrap()
    }

    /// The trust after a plan was done: what the database would hold.
    pub fn after(mut self, plan: &Plan) -> Self {
        for newcomer in &plan.registered {
            let (email, details) = (newcomer.registration.email.clone(), newcomer.registration.details.clone());
            self.people.push(KnownPerson {
                id: PersonId::random(),
                email,
                name: details.name,
                job_title: details.job_title,
                profession: details.profession,
                post: details.post,
                line_manager_email: details.line_manager,
            });
        }
        for amended in &plan.amended {
            let person = self.people.iter_mut().find(|person| person.id == amended.person).unwrap();
            (person.post, person.line_manager_email) = (amended.details.post, amended.details.line_manager.clone());
        }
        for changed in plan.changed.iter().chain(&plan.ended) {
            let spell = self.spells.iter_mut().find(|spell| spell.id == changed.was.id).unwrap();
            let term = &changed.term;
            (spell.role, spell.wte, spell.to_on) = (term.role.clone(), term.wte, term.to_on);
        }
        for (place, term) in &plan.added {
            let person = self.people.iter().find(|person| person.email == place.email).unwrap();
            self.spells.push(KnownSpell {
                id: PlacementId::random(),
                team_id: place.team,
                person_id: person.id,
                role: term.role.clone(),
                wte: term.wte,
                from_on: term.from_on,
                to_on: term.to_on,
            });
        }
        self
    }
}

fn person(name: &str) -> KnownPerson {
    KnownPerson {
        id: PersonId::random(),
        email: format!("{}@anytown.example", name.to_lowercase()).parse().unwrap(),
        name: name.parse().unwrap(),
        job_title: "Clinical librarian".parse().unwrap(),
        profession: Profession::Librarian,
        post: Post::default(),
        line_manager_email: None,
    }
}

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
