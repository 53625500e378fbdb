//! Registering a team, and changing what is registered.

use serde::Serialize;

use crate::{
    kernel::ids::{PersonId, TeamId},
    organisations::Site,
    teams::{Lead, model::Team, specialties::SPECIALTIES},
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Select},
    },
};

/// The form that registers a team.
#[derive(Serialize)]
pub struct NewTeam {
    errors: Option<ErrorSummary>,
    registration: Fields,
    lead: Input,
}

/// The form that changes a team's registration, and who leads it.
#[derive(Serialize)]
pub struct EditTeam {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    registration: Fields,
    leads: Vec<Leading>,
    lead: Input,
}

/// What both forms ask.
#[derive(Serialize)]
struct Fields {
    name: Input,
    site: Select,
    specialty: Select,
    code: Input,
}

#[derive(Serialize)]
struct Leading {
    id: PersonId,
    team: TeamId,
    name: String,
    email: String,
    only: bool,
}

impl Page for NewTeam {
    const TEMPLATE: &'static str = "teams/new_team";
}

impl Page for EditTeam {
    const TEMPLATE: &'static str = "teams/edit_team";
}

impl NewTeam {
    pub fn new(sites: &[Site], filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            registration: Fields::new(sites, filled),
            lead: lead("Work email address of its lead", filled),
        }
    }
}

impl EditTeam {
    pub fn new(team: &Team, sites: &[Site], leads: &[Lead], filled: &Filled) -> Self {
        let leading = |lead: &Lead| Leading {
            id: lead.id,
            team: team.id,
            name: lead.name.clone(),
            email: lead.email.to_string(),
            only: leads.len() == 1,
        };
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            registration: Fields::new(sites, filled),
            leads: leads.iter().map(leading).collect(),
            lead: lead("Work email address of another lead", filled),
        }
    }

    /// What the form holds before anybody touched it: what is registered.
    pub fn standing(team: &Team) -> Filled {
        let site = team.site_id.to_string();
        Filled::with(&[
            ("name", &team.name),
            ("site", &site),
            ("specialty", &team.specialty),
            ("code", team.code.as_deref().unwrap_or_default()),
        ])
    }
}

impl Fields {
    fn new(sites: &[Site], filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let select = |name: &str, label, choices| {
            Select::new(name, label, choices).value(filled.value(name)).error(filled.error(name))
        };
        let sites = sites.iter().map(|site| Choice::new(&site.id, &site.name)).collect();
        // Nothing is chosen beforehand: a team must not end up under the first specialty by default.
        let mut specialties = vec![Choice::new(&"", "Choose a specialty")];
        specialties.extend(SPECIALTIES.iter().map(|(code, name)| Choice::new(code, &format!("{name} ({code})"))));
        Self {
            name: input("name", "Name of the team").hint("As people who work there call it"),
            site: select("site", "Where it works", sites),
            specialty: select("specialty", "Specialty", specialties)
                .hint("Treatment function of the NHS Data Dictionary. For nursing, therapy or community teams, the function their patients are treated in"),
            code: input("code", "Code in your own systems")
                .hint("Leave empty if it has none. Rosters from other systems find the team by it")
                .width(10),
        }
    }
}

fn lead(label: &str, filled: &Filled) -> Input {
    Input::new("lead", label).email().autocomplete("off").value(filled.value("lead")).error(filled.error("lead"))
}
