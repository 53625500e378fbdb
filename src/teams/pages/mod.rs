//! The pages of teams: the list; a team, its registration and its arrangements have files of their own.

mod arranging;
mod registering;
mod show;

pub use arranging::{EditArrangement, EditArrangements, NewOther};
pub use registering::{EditTeam, NewTeam};
use serde::Serialize;
pub use show::{Contents, Show};

use super::{model::Team, policy, specialties};
use crate::{accounts::Member, kernel::ids::TeamId, web::Page};

/// The teams that exist for the reader.
#[derive(Serialize)]
pub struct Index {
    leading: Vec<Listed>,
    placed: Vec<Listed>,
    others: Vec<Listed>,
    without_lead: Vec<Unled>,
    none: bool,
    may_register: bool,
    may_import: bool,
}

#[derive(Serialize)]
struct Listed {
    id: TeamId,
    name: String,
    about: String,
}

#[derive(Serialize)]
struct Unled {
    id: TeamId,
    name: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "teams/index";
}

impl Index {
    pub fn new(by: &Member, teams: Vec<Team>, without_lead: Vec<(TeamId, String)>) -> Self {
        let none = teams.is_empty();
        let may_import = teams.iter().any(|team| policy::may_write_roster(by, team));
        let (leading, rest): (Vec<_>, Vec<_>) = teams.into_iter().partition(|team| team.leads);
        let (placed, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|team| team.placed);
        let list = |teams: Vec<Team>| teams.into_iter().map(Listed::from).collect();
        Self {
            leading: list(leading),
            placed: list(placed),
            others: list(others),
            without_lead: without_lead.into_iter().map(|(id, name)| Unled { id, name }).collect(),
            none,
            may_register: by.is_service_manager,
            may_import,
        }
    }
}

impl From<Team> for Listed {
    fn from(team: Team) -> Self {
        Self { id: team.id, about: about(&team), name: team.name }
    }
}

/// Where a team works and on what.
fn about(team: &Team) -> String {
    format!("{}, {}", specialties::name(&team.specialty), team.site)
}
