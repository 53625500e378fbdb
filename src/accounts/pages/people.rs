//! The people of an organisation, for its service manager.

use serde::Serialize;

use crate::{
    accounts::{Role, model::Profession, store::Listed},
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Input, Radios},
    },
};

/// The people that one page lists.
pub const LISTED: usize = 50;

/// A page of the list.
#[derive(Serialize)]
pub struct People {
    people: Vec<Line>,
    earlier: Option<Jump>,
    later: Option<Jump>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    email: String,
    job_title: String,
}

/// The way to another page of the list.
#[derive(Serialize)]
struct Jump {
    page: usize,
}

/// The form that registers somebody.
#[derive(Serialize)]
pub struct NewPerson {
    errors: Option<ErrorSummary>,
    name: Input,
    email: Input,
    job_title: Input,
    profession: Radios,
    roles: Checkboxes,
    line_manager: Input,
}

impl Page for People {
    const TEMPLATE: &'static str = "accounts/people";
}

impl Page for NewPerson {
    const TEMPLATE: &'static str = "accounts/new_person";
}

impl People {
    /// `found` holds one more than a page when there is a next one.
    pub fn new(found: Vec<Listed>, page: usize) -> Self {
        let later = (found.len() > LISTED).then_some(Jump { page: page + 1 });
        let line =
            |listed: Listed| Line { name: listed.name, email: listed.email.to_string(), job_title: listed.job_title };
        Self {
            people: found.into_iter().take(LISTED).map(line).collect(),
            earlier: page.checked_sub(1).map(|page| Jump { page }),
            later,
        }
    }
}

impl NewPerson {
    pub fn new(filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let professions = vec![
            Choice::new(&Profession::Librarian.word(), "Yes: supervision and debriefs are for them"),
            Choice::new(&Profession::Other.word(), "No: they lead, facilitate or look after the service"),
        ];
        let roles = vec![
            Choice::new(&Role::Facilitator.word(), "Facilitates sessions"),
            Choice::new(&Role::Hr.word(), "Works for HR")
                .hint("They never facilitate: a librarian must be able to trust that"),
            Choice::new(&Role::ServiceManager.word(), "Looks after this service"),
        ];
        Self {
            errors: filled.summary(),
            name: input("name", "Name").autocomplete("off"),
            email: input("email", "Work email address").email().autocomplete("off"),
            job_title: input("job_title", "Job title"),
            profession: Radios::new("profession", "Are they a librarian or knowledge specialist?", professions)
                .size("m")
                .value(filled.value("profession"))
                .error(filled.error("profession")),
            roles: Checkboxes::new("roles", "What else do they do here?", roles)
                .hint("Leave empty if nothing. Leads of teams are chosen with the team.")
                .size("m")
                .values(filled.values("roles"))
                .error(filled.error("roles")),
            line_manager: input("line_manager", "Line manager's work email address")
                .hint("Leave empty if their line manager is not in this service")
                .email()
                .autocomplete("off"),
        }
    }
}
