//! The people of an organisation, for its service manager.

use serde::Serialize;

use super::fields::PersonFields;
use crate::{
    accounts::{
        Registered, Role,
        model::{Profession, first_name},
        store::people::Listed,
    },
    kernel::ids::PersonId,
    web::{
        Filled, Page,
        field::{ErrorSummary, Input},
    },
};

/// The people that one page lists.
pub const LISTED: usize = 50;

/// A page of the list, or those of a name.
#[derive(Serialize)]
pub struct People {
    name: Input,
    searched: bool,
    people: Vec<Line>,
    earlier: Option<Jump>,
    later: Option<Jump>,
}

#[derive(Serialize)]
struct Line {
    id: PersonId,
    name: String,
    email: String,
    job_title: String,
}

/// The way to another page of the list.
#[derive(Serialize)]
struct Jump {
    page: usize,
}

/// One person, as registered.
#[derive(Serialize)]
pub struct ShowPerson {
    id: PersonId,
    name: String,
    first_name: String,
    email: String,
    job_title: String,
    profession: &'static str,
    band: String,
    qualified: &'static str,
    wte: String,
    line_manager: String,
    roles: Vec<&'static str>,
    own: bool,
}

/// The form that registers somebody.
#[derive(Serialize)]
pub struct NewPerson {
    errors: Option<ErrorSummary>,
    email: Input,
    person: PersonFields,
}

/// The form that changes what is registered.
#[derive(Serialize)]
pub struct EditPerson {
    errors: Option<ErrorSummary>,
    id: PersonId,
    name: String,
    email: String,
    person: PersonFields,
}

impl Page for People {
    const TEMPLATE: &'static str = "accounts/people";
}

impl Page for ShowPerson {
    const TEMPLATE: &'static str = "accounts/show_person";
}

impl Page for NewPerson {
    const TEMPLATE: &'static str = "accounts/new_person";
}

impl Page for EditPerson {
    const TEMPLATE: &'static str = "accounts/edit_person";
}

impl People {
    /// `found` holds one more than a page when there is a next one.
    pub fn listed(found: Vec<Listed>, page: usize) -> Self {
        let later = (found.len() > LISTED).then_some(Jump { page: page + 1 });
        let people = found.into_iter().take(LISTED).map(Line::from).collect();
        Self {
            name: search(""),
            searched: false,
            people,
            earlier: page.checked_sub(1).map(|page| Jump { page }),
            later,
        }
    }

    /// Those of a name that was typed.
    pub fn named(found: Vec<Listed>, typed: &str) -> Self {
        let people = found.into_iter().map(Line::from).collect();
        Self { name: search(typed), searched: true, people, earlier: None, later: None }
    }
}

fn search(typed: &str) -> Input {
    Input::new("name", "Find by name").autocomplete("off").value(typed)
}

impl From<Listed> for Line {
    fn from(one: Listed) -> Self {
        Self { id: one.id, name: one.name, email: one.email.to_string(), job_title: one.job_title }
    }
}

impl ShowPerson {
    pub fn new(person: &Registered, roles: &[Role], own: bool) -> Self {
        let known = |text: Option<String>| text.unwrap_or_else(|| "Not known".to_owned());
        Self {
            id: person.id,
            name: person.name.clone(),
            first_name: first_name(&person.name).to_owned(),
            email: person.email.to_string(),
            job_title: person.job_title.clone(),
            profession: match person.profession {
                Profession::Librarian => "Librarian or knowledge specialist",
                Profession::Other => "Other",
            },
            band: known(person.post.band.map(|band| format!("Band {}", band.word()))),
            qualified: person.post.qualified_basis.map_or("Not known", crate::accounts::model::QualifiedBasis::name),
            wte: known(person.post.wte.map(|wte| wte.to_string())),
            line_manager: known(person.line_manager_email.as_ref().map(ToString::to_string)),
            roles: roles.iter().map(|role| role.name()).collect(),
            own,
        }
    }
}

impl NewPerson {
    pub fn new(filled: &Filled, governed: &[Role]) -> Self {
        Self {
            errors: filled.summary(),
            email: Input::new("email", "Work email address")
                .hint("It cannot be changed later: whoever holds it can read what is private to this person")
                .email()
                .autocomplete("off")
                .value(filled.value("email"))
                .error(filled.error("email")),
            person: PersonFields::new(filled, governed),
        }
    }
}

impl EditPerson {
    pub fn new(person: &Registered, filled: &Filled, governed: &[Role]) -> Self {
        Self {
            errors: filled.summary(),
            id: person.id,
            name: person.name.clone(),
            email: person.email.to_string(),
            person: PersonFields::new(filled, governed),
        }
    }

    /// What the form holds before anybody touched it: what is registered.
    pub fn standing(person: &Registered, roles: &[Role]) -> Filled {
        let (post, text) = (&person.post, |text: Option<String>| text.unwrap_or_default());
        let band = post.band.map_or("", crate::accounts::model::Band::word);
        let qualified = post.qualified_basis.map_or("", crate::accounts::model::QualifiedBasis::word);
        let (wte, line_manager) = (
            text(post.wte.map(|wte| wte.to_string())),
            text(person.line_manager_email.as_ref().map(ToString::to_string)),
        );
        let mut standing = vec![
            ("name", person.name.as_str()),
            ("job_title", &person.job_title),
            ("profession", person.profession.word()),
            ("band", band),
            ("qualified_basis", qualified),
            ("wte", &wte),
            ("line_manager", &line_manager),
        ];
        standing.extend(roles.iter().map(|role| ("roles", role.word())));
        Filled::with(&standing)
    }
}
