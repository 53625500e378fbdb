//! A small organisation of its own for each sequence, in the model and in the database.

use std::collections::BTreeSet;

use alongside::{
    accounts::{Facilitator, Member, Profession, Role},
    facilitators::{self, model::NewAvailability},
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, TeamId},
    },
    organisations::actions::{found, open_site},
    rosters::{self, model::NewPlacement},
    sessions::Kind,
    teams::{self, Term, model::Registration},
};
use chrono::{Days, NaiveTime, Weekday};

use super::model::{Model, Pattern};
use crate::{World, newcomers};

pub const LIBRARIANS: usize = 7;
pub const FACILITATORS: usize = 2;

/// How many places every group has.
const PLACES: usize = 4;

/// The people of the organisation.
pub struct Trust {
    pub librarians: Vec<Member>,
    pub facilitators: Vec<Member>,
    pub lead: Member,
    pub team: TeamId,
}

impl Trust {
    /// Founds it; the last librarian works with the second facilitator's team, of which the latter is a lead.
    pub async fn found(world: &World, number: usize, now: Now) -> (Self, Model) {
        let code = format!("X{number:04}").parse().unwrap();
        let organisation = found(&world.db, &code, &"Sequence Trust".parse().unwrap(), true, now).await.unwrap();
        let site = format!("Y{number:04}").parse().unwrap();
        let site = open_site(&world.db, organisation, &site, &"Site".parse().unwrap(), now).await.unwrap();
        let mut librarians = Vec::new();
        for at in 0..LIBRARIANS {
            let name = format!("Librarian {at}");
            librarians.push(newcomers::register(world, organisation, &name, Profession::Librarian, &[]).await);
        }
        let mut facilitators = Vec::new();
        for at in 0..FACILITATORS {
            let (name, roles) = (format!("Facilitator {at}"), [Role::Facilitator]);
            facilitators.push(newcomers::register(world, organisation, &name, Profession::Other, &roles).await);
        }
        let lead = newcomers::register(world, organisation, "Lead", Profession::Other, &[]).await;
        let team = |name: &str| Registration { name: name.parse().unwrap(), code: None, site, specialty: "192" };
        let own = teams::actions::register(&world.db, organisation, &team("Own"), lead.id, now).await.unwrap();
        let second = &facilitators[FACILITATORS - 1];
        let tied = teams::actions::register(&world.db, organisation, &team("Tied"), second.id, now).await.unwrap();
        let trust = Self { librarians, facilitators, lead, team: own };
        put_on(world, &trust.facilitators[FACILITATORS - 1], tied, &trust.librarians[LIBRARIANS - 1], now).await;
        let model = Model {
            now: now.0,
            patterns: Vec::new(),
            meets: Vec::new(),
            tied: [(FACILITATORS - 1, LIBRARIANS - 1)].into(),
            team: BTreeSet::new(),
            waits: [0; 3],
        };
        (trust, model)
    }

    /// Publishes times for three weeks from today.
    pub async fn publish(
        &self,
        world: &World,
        model: &mut Model,
        facilitator: usize,
        (weekday, hours): (Weekday, (u32, u32)),
        kinds: &[Kind],
    ) {
        let now = Now(model.now);
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let new = NewAvailability {
            weekday,
            from_time: hour(hours.0),
            until_time: hour(hours.1),
            place: "Room".parse().unwrap(),
            from_on: now.today(),
            weeks: 3,
            kinds: kinds.iter().copied().collect(),
            group_places: 4,
        };
        let by = Facilitator(&self.facilitators[facilitator]);
        facilitators::actions::publish(&world.db, &by, &new, OnceToken::random(), now).await.unwrap();
        let days = (now.today(), now.today() + Days::new(20));
        model.patterns.push(Pattern { facilitator, weekday, hours, days, kinds: kinds.to_vec(), places: PLACES });
    }

    /// Puts a librarian on the team's roster.
    pub async fn place(&self, world: &World, who: usize, now: Now) -> PlacementId {
        put_on(world, &self.lead, self.team, &self.librarians[who], now).await
    }
}

async fn put_on(world: &World, lead: &Member, team: TeamId, librarian: &Member, now: Now) -> PlacementId {
    let email = format!("{}@anytown.example", librarian.name.to_lowercase().replace(' ', ".")).parse().unwrap();
    let (role, wte) = ("Librarian".parse().unwrap(), "0.5".parse().unwrap());
    let new = NewPlacement { email, term: Term { role, wte, from_on: now.today(), to_on: None } };
    rosters::actions::place(&world.db, lead, team, &new, OnceToken::random(), now).await.unwrap()
}
