//! A small trust to compare files with.

use std::str::FromStr;

use chrono::{Days, NaiveDate};

use super::{
    Known, Plan, Scope,
    known::{KnownPerson, KnownSpell, KnownTeam},
    plan,
};
use crate::{
    accounts::{Profession, model::Post},
    kernel::ids::{PersonId, PlacementId, TeamId},
    sheets::Sheet,
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
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
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
            site_ods: given(site),
            employer_ods: given("Z9A8T"),
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
            role: given("Clinical librarian"),
            wte: given("0.5"),
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
        plan(sheet, &self.known(scope), today()).expect("the sheet is a roster")
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
            let person =
                self.people.iter_mut().find(|person| person.id == amended.person).expect("somebody who is there");
            (person.post, person.line_manager_email) = (amended.details.post, amended.details.line_manager.clone());
        }
        for changed in plan.changed.iter().chain(&plan.ended) {
            let spell = self.spells.iter_mut().find(|spell| spell.id == changed.was.id).expect("a spell that is there");
            let term = &changed.term;
            (spell.role, spell.wte, spell.to_on) = (term.role.clone(), term.wte, term.to_on);
        }
        for (place, term) in &plan.added {
            let person = self.people.iter().find(|person| person.email == place.email).expect("somebody who is there");
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
        email: given(&format!("{}@anytown.example", name.to_lowercase())),
        name: given(name),
        job_title: given("Clinical librarian"),
        profession: Profession::Librarian,
        post: Post::default(),
        line_manager_email: None,
    }
}

fn given<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("the trust's own texts are fit")
}
