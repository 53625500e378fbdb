//! The invented trust, its people and its teams.

use std::sync::Arc;

use super::{SeedError, refused};
use crate::{
    accounts::{self, Member, Profession, Role, model::NewPerson},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SiteId, TeamId},
    },
    organisations::actions::{found, open_site},
    privacy::Table,
    store::Db,
    teams::{self, model::NewTeam},
};

/// Everybody and everything the stories need.
pub struct Trust {
    pub organisation: OrganisationId,
    pub infirmary: SiteId,
    pub riverside: SiteId,
    pub critical_care: TeamId,
    pub emergency: TeamId,
    pub ruth: Member,
    pub owen: Member,
    pub dana: Member,
    pub idris: Member,
    pub grace: Member,
    pub mina: Member,
    pub sam: Member,
    pub priya: Member,
}

struct Planting<'a> {
    db: &'a Db,
    table: &'a Arc<Table>,
    organisation: OrganisationId,
    now: Now,
}

/// Founds the trust.
pub async fn plant(db: &Db, table: &Arc<Table>, now: Now) -> Result<Trust, SeedError> {
    let name = "Anytown Hospitals NHS Foundation Trust".parse()?;
    let organisation = found(db, &"Z9A8T".parse()?, &name, true, now).await.map_err(refused("found the trust"))?;
    let infirmary = open_site(db, organisation, &"Z9A8V".parse()?, &"Anytown Royal Infirmary".parse()?, now).await?;
    let riverside = open_site(db, organisation, &"Z9B7Q".parse()?, &"Riverside Hospital".parse()?, now).await?;
    let planting = Planting { db, table, organisation, now };
    let clare = planting.someone("Clare Benson", "Head of library and knowledge services", None, &[]).await?;
    let nadia = planting.someone("Nadia Rahman", "Consultant nurse manager", None, &[]).await?;
    let mina = planting.librarian("Mina Okafor", "Clinical librarian, critical care", clare.id).await?;
    let sam = planting.librarian("Sam Lindqvist", "Embedded knowledge specialist", clare.id).await?;
    let priya = planting.librarian("Priya Shah", "Clinical librarian, emergency care", clare.id).await?;
    let ruth = planting.someone("Ruth Abara", "Consultant in intensive care, team lead", Some(nadia.id), &[]).await?;
    let owen = planting.someone("Owen Pryce", "Emergency department matron, team lead", Some(nadia.id), &[]).await?;
    let facilitator = [Role::Facilitator];
    let dana = planting.someone("Dana Whitlock", "Clinical psychologist, facilitator", None, &facilitator).await?;
    let idris = planting.someone("Idris Kaur", "Trained peer, facilitator", None, &facilitator).await?;
    planting.someone("Helen Voss", "HR business partner", None, &[Role::Hr]).await?;
    let grace = planting.someone("Grace Lim", "Staff wellbeing service manager", None, &[Role::ServiceManager]).await?;
    let critical_care = planting.team(infirmary, "192", "Adult critical care", ruth.id).await?;
    let emergency = planting.team(infirmary, "180", "Emergency department", owen.id).await?;
    planting.team(riverside, "315", "Palliative care", nadia.id).await?;
    Ok(Trust {
        organisation,
        infirmary,
        riverside,
        critical_care,
        emergency,
        ruth,
        owen,
        dana,
        idris,
        grace,
        mina,
        sam,
        priya,
    })
}

impl Planting<'_> {
    async fn librarian(&self, name: &str, job_title: &str, manager: PersonId) -> Result<Member, SeedError> {
        self.register(name, job_title, Profession::Librarian, Some(manager), &[]).await
    }

    async fn someone(
        &self,
        name: &str,
        job_title: &str,
        manager: Option<PersonId>,
        roles: &[Role],
    ) -> Result<Member, SeedError> {
        self.register(name, job_title, Profession::Other, manager, roles).await
    }

    async fn register(
        &self,
        name: &str,
        job_title: &str,
        profession: Profession,
        line_manager: Option<PersonId>,
        roles: &[Role],
    ) -> Result<Member, SeedError> {
        let new = NewPerson {
            organisation: self.organisation,
            name: name.parse()?,
            email: format!("{}@anytown.example", name.to_lowercase().replace(' ', ".")).parse()?,
            job_title: job_title.parse()?,
            profession,
            line_manager,
        };
        let id = accounts::actions::register(self.db, &new, self.now).await.map_err(refused("register a person"))?;
        for role in roles {
            accounts::actions::give_role(self.db, id, *role, self.now).await?;
        }
        let member = accounts::acting(&mut self.db.read().await?, id, self.table).await?;
        member.ok_or_else(|| SeedError::Refused(format!("find {name} again")))
    }

    async fn team(
        &self,
        site: SiteId,
        specialty: &'static str,
        name: &str,
        lead: PersonId,
    ) -> Result<TeamId, SeedError> {
        let new = NewTeam { organisation: self.organisation, site, specialty, name: name.parse()? };
        teams::actions::register(self.db, &new, lead, self.now).await.map_err(refused("register a team"))
    }
}
