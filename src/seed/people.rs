//! The invented trust, its people and its teams.

use std::sync::Arc;

use super::{SeedError, refused};
use crate::{
    accounts::{
        self, Member, Profession, Role,
        model::{Band, Details, Post, QualifiedBasis},
    },
    kernel::{
        Email, Now,
        ids::{OrganisationId, PersonId, SiteId, TeamId},
    },
    organisations::actions::{found, open_site},
    privacy::Table,
    store::Db,
    teams::{self, model::Registration},
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
    let infirmary = open_site(db, organisation, &"Z9A8V".parse()?, &"Anytown Royal Infirmary".parse()?, now).await;
    let infirmary = infirmary.map_err(refused("open a site"))?;
    let riverside = open_site(db, organisation, &"Z9B7Q".parse()?, &"Riverside Hospital".parse()?, now).await;
    let riverside = riverside.map_err(refused("open a site"))?;
    let planting = Planting { db, table, organisation, now };
    planting.someone("Clare Benson", "Head of library and knowledge services", None, &[]).await?;
    let nadia = planting.someone("Nadia Rahman", "Consultant nurse manager", None, &[]).await?;
    let mina =
        planting.librarian("Mina Okafor", "Clinical librarian, critical care", ("7", "chartership", "1")).await?;
    let sam =
        planting.librarian("Sam Lindqvist", "Embedded knowledge specialist", ("6", "accredited_degree", "0.8")).await?;
    let priya = planting.librarian("Priya Shah", "Clinical librarian, emergency care", ("6", "", "1")).await?;
    let ruth =
        planting.someone("Ruth Abara", "Consultant in intensive care, team lead", Some("Nadia Rahman"), &[]).await?;
    let owen =
        planting.someone("Owen Pryce", "Emergency department matron, team lead", Some("Nadia Rahman"), &[]).await?;
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
    async fn librarian(&self, name: &str, job_title: &str, post: (&str, &str, &str)) -> Result<Member, SeedError> {
        let (band, qualified_basis, wte) = post;
        let post = Post {
            band: Band::from_word(band),
            qualified_basis: QualifiedBasis::from_word(qualified_basis),
            wte: wte.parse().ok(),
        };
        self.register(name, job_title, (Profession::Librarian, post), Some("Clare Benson"), &[]).await
    }

    async fn someone(
        &self,
        name: &str,
        job_title: &str,
        manager: Option<&str>,
        roles: &[Role],
    ) -> Result<Member, SeedError> {
        self.register(name, job_title, (Profession::Other, Post::default()), manager, roles).await
    }

    async fn register(
        &self,
        name: &str,
        job_title: &str,
        (profession, post): (Profession, Post),
        line_manager: Option<&str>,
        roles: &[Role],
    ) -> Result<Member, SeedError> {
        let line_manager = line_manager.map(address).transpose()?;
        let details = Details { name: name.parse()?, job_title: job_title.parse()?, profession, post, line_manager };
        let new = accounts::model::Registration { email: address(name)?, details, roles: roles.to_vec() };
        let id = accounts::actions::register(self.db, self.organisation, &new, self.now).await;
        let id = id.map_err(refused("register a person"))?;
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
        let new = Registration { name: name.parse()?, code: None, site, specialty };
        let id = teams::actions::register(self.db, self.organisation, &new, lead, self.now).await;
        id.map_err(refused("register a team"))
    }
}

fn address(name: &str) -> Result<Email, SeedError> {
    Ok(format!("{}@anytown.example", name.to_lowercase().replace(' ', ".")).parse()?)
}
