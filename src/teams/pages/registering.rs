//! Registering a team.

use serde::Serialize;

use crate::{
    organisations::Site,
    teams::specialties::SPECIALTIES,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Select},
    },
};

/// The form that registers a team.
#[derive(Serialize)]
pub struct NewTeam {
    errors: Option<ErrorSummary>,
    name: Input,
    site: Select,
    specialty: Select,
    lead: Input,
}

impl Page for NewTeam {
    const TEMPLATE: &'static str = "teams/new_team";
}

impl NewTeam {
    pub fn new(sites: &[Site], filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let select = |name: &str, label, choices| {
            Select::new(name, label, choices).value(filled.value(name)).error(filled.error(name))
        };
        let sites = sites.iter().map(|site| Choice::new(&site.id, &site.name)).collect();
        // Nothing is chosen beforehand: a team must not end up under the first specialty by default.
        let mut specialties = vec![Choice::new(&"", "Choose a specialty")];
        specialties.extend(SPECIALTIES.iter().map(|(code, name)| Choice::new(code, &format!("{name} ({code})"))));
        Self {
            errors: filled.summary(),
            name: input("name", "Name of the team").hint("As people who work there call it"),
            site: select("site", "Where it works", sites),
            specialty: select("specialty", "Specialty", specialties)
                .hint("Treatment function of the NHS Data Dictionary. For nursing, therapy or community teams, the function their patients are treated in"),
            lead: input("lead", "Work email address of its lead").email().autocomplete("off"),
        }
    }
}
