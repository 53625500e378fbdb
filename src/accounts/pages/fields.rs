//! The questions about a person that registering and amending share.

use serde::Serialize;

use crate::{
    accounts::model::{Band, Profession, QualifiedBasis, Role},
    web::{
        Filled,
        field::{Checkboxes, Choice, Input, Radios, Select},
    },
};

/// Everything about a person but the address.
#[derive(Serialize)]
pub struct PersonFields {
    name: Input,
    job_title: Input,
    profession: Radios,
    band: Select,
    qualified_basis: Select,
    wte: Input,
    line_manager: Input,
    roles: Checkboxes,
}

impl PersonFields {
    /// `governed` are the roles that follow from groups at the provider.
    pub fn new(filled: &Filled, governed: &[Role]) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let select = |name: &str, label, choices| {
            Select::new(name, label, choices).value(filled.value(name)).error(filled.error(name))
        };
        Self {
            name: input("name", "Name").autocomplete("off"),
            job_title: input("job_title", "Job title"),
            profession: Radios::new("profession", "Are they a librarian or knowledge specialist?", professions())
                .size("m")
                .value(filled.value("profession"))
                .error(filled.error("profession")),
            band: select("band", "Agenda for Change band", bands()),
            qualified_basis: select("qualified_basis", "Qualified by", qualifications())
                .hint("For librarians and knowledge specialists: the staff ratio counts those who are qualified"),
            wte: input("wte", "Their post as WTE")
                .hint("From 0.01 to 1. For example, 0.8. Leave empty if you do not know")
                .width(4),
            line_manager: input("line_manager", "Line manager's work email address")
                .hint("Nobody gets a session with their own line manager. Leave empty if you do not know")
                .email()
                .autocomplete("off"),
            roles: Checkboxes::new("roles", "What else do they do here?", roles(governed))
                .hint("Leave empty if nothing. Leads of teams are chosen with the team.")
                .size("m")
                .values(filled.values("roles"))
                .error(filled.error("roles")),
        }
    }
}

fn professions() -> Vec<Choice> {
    vec![
        Choice::new(&Profession::Librarian.word(), "Yes: supervision and debriefs are for them"),
        Choice::new(&Profession::Other.word(), "No: they lead, facilitate or look after the service"),
    ]
}

fn bands() -> Vec<Choice> {
    let mut choices = vec![Choice::new(&"", "Not known, or none")];
    choices.extend(Band::ALL.iter().map(|band| Choice::new(&band.word(), &format!("Band {}", band.word()))));
    choices
}

fn qualifications() -> Vec<Choice> {
    let mut choices = vec![Choice::new(&"", "Not known")];
    choices.extend(QualifiedBasis::ALL.iter().map(|basis| Choice::new(&basis.word(), basis.name())));
    choices
}

fn roles(governed: &[Role]) -> Vec<Choice> {
    let hint = |role: Role, choice: Choice| match role {
        _ if governed.contains(&role) => {
            choice.hint("This follows from a group in your organisation's own sign-in, and cannot be changed here")
        }
        Role::Hr => choice.hint("They never facilitate: a librarian must be able to trust that"),
        _ => choice,
    };
    Role::ALL.iter().map(|role| hint(*role, Choice::new(&role.word(), role.name()))).collect()
}
