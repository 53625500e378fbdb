//! Doing what a plan says, through the same doors as the forms: within one transaction of the caller's.

use std::collections::{BTreeMap, HashMap};

use super::plan::{Changed, Plan};
use crate::{
    accounts::{self, Member, Person},
    audit,
    kernel::{
        Now,
        ids::{PersonId, RosterImportId},
    },
    messages::{self, Occasion, To},
    rosters::actions::{PlacedLetter, RosterLetter, end_in, place_in},
    sessions,
    store::{Result as Stored, Stop, Tx},
    teams::{self, Spell},
};

/// Something has moved between the look and the act.
#[derive(Debug)]
pub struct Moved;

/// Everybody who is told, with whether something new begins for them.
type Told = BTreeMap<PersonId, (String, bool)>;

/// Does all of a plan: first who, then what is made shorter, then longer, then new, so that no two spells of one
/// person on one team overlap on the way.
pub async fn apply(tx: &mut Tx, by: &Member, import: RosterImportId, plan: &Plan, now: Now) -> Result<(), Stop<Moved>> {
    let mut newcomers = HashMap::new();
    for newcomer in &plan.registered {
        let registered =
            accounts::actions::register_in(tx, by.organisation, &newcomer.registration, Some(by.id), now).await;
        let id = registered.map_err(moved)?;
        newcomers.insert(newcomer.registration.email.to_string(), id);
    }
    for amended in &plan.amended {
        accounts::actions::amend_in(tx, amended.person, &amended.details, by.id, now).await?;
    }
    let mut told = Told::new();
    for ended in &plan.ended {
        end(tx, by, ended, now).await?;
        tell_of(&mut told, ended);
    }
    for changed in &plan.changed {
        change(tx, by, changed, now).await?;
        tell_of(&mut told, changed);
    }
    add(tx, by, plan, &newcomers, &mut told, now).await?;
    Ok(tell(tx, by, import, told, now).await?)
}

async fn add(
    tx: &mut Tx,
    by: &Member,
    plan: &Plan,
    newcomers: &HashMap<String, PersonId>,
    told: &mut Told,
    now: Now,
) -> Result<(), Stop<Moved>> {
    let mut teams = HashMap::new();
    for (place, term) in &plan.added {
        if let std::collections::hash_map::Entry::Vacant(vacant) = teams.entry(place.team) {
            let team = teams::find(tx, by, place.team, now).await?;
            vacant.insert(team.filter(|team| teams::may_write_roster(by, team)).ok_or(Stop::NotFound)?);
        }
        let person = match newcomers.get(place.email.as_str()) {
            Some(id) => accounts::find(tx, *id).await?,
            None => accounts::by_email(tx, by.organisation, &place.email).await?,
        };
        let person: Person = person.ok_or(Stop::Refused(Moved))?;
        place_in(tx, by, &teams[&place.team], &person, term, now).await.map_err(moved)?;
        told.insert(person.id, (person.name, true));
    }
    Ok(())
}

/// Gives a spell its last day. What else the file says of it is written first.
async fn end(tx: &mut Tx, by: &Member, ended: &Changed, now: Now) -> Result<(), Stop<Moved>> {
    let Some(last) = ended.term.to_on else { return Err(Stop::Refused(Moved)) };
    let meanwhile = teams::Term { to_on: ended.was.to_on, ..ended.term.clone() };
    rewrite(tx, ended, &meanwhile).await?;
    Ok(end_in(tx, by, &spell(by, ended), last, now).await?)
}

/// Writes a spell's role, share and later last day; whoever stays longer is invited to what was called meanwhile.
async fn change(tx: &mut Tx, by: &Member, changed: &Changed, now: Now) -> Result<(), Stop<Moved>> {
    rewrite(tx, changed, &changed.term).await?;
    if let Some(added) = changed.was.to_on.filter(|was| changed.term.to_on != Some(*was)).and_then(|was| was.succ_opt())
    {
        let (team, person) = (changed.was.team_id, changed.was.person_id);
        sessions::joins(tx, by, team, person, (added, changed.term.to_on), now).await?;
    }
    Ok(audit::changed(tx, now, Some(by.id), "placement changed", changed.was.id).await?)
}

async fn rewrite(tx: &mut Tx, changed: &Changed, term: &teams::Term) -> Result<(), Stop<Moved>> {
    let was = &changed.was;
    let stood = teams::Term { role: was.role.clone(), wte: was.wte, from_on: was.from_on, to_on: was.to_on };
    if teams::rewrite_spell(tx, was.id, &stood, term).await? { Ok(()) } else { Err(Stop::Refused(Moved)) }
}

fn spell(by: &Member, changed: &Changed) -> Spell {
    let (was, place) = (&changed.was, &changed.place);
    Spell {
        id: was.id,
        team_id: was.team_id,
        team: place.team_name.clone(),
        person_id: was.person_id,
        name: place.name.clone(),
        from_on: was.from_on,
        to_on: was.to_on,
        own: was.person_id == by.id,
        leads: false,
    }
}

fn tell_of(told: &mut Told, changed: &Changed) {
    let place = &changed.place;
    told.insert(changed.was.person_id, (place.name.clone(), false));
}

/// One message for each person, however many rows are about them; what it is about, the page says after sign-in.
async fn tell(tx: &mut Tx, by: &Member, import: RosterImportId, told: Told, now: Now) -> Stored<()> {
    for (person, (name, is_new)) in told {
        let to = To { person, organisation: &by.organisation_name };
        if is_new {
            let letter = PlacedLetter { first_name: accounts::model::first_name(&name).to_owned() };
            messages::post(tx, now, Occasion::once(import), to, &letter).await?;
        } else {
            messages::post(tx, now, Occasion::once(import), to, &RosterLetter { team: None }).await?;
        }
    }
    Ok(())
}

/// What was fine in the plan and is refused now has moved.
fn moved<R>(stop: Stop<R>) -> Stop<Moved> {
    match stop {
        Stop::Refused(_) => Stop::Refused(Moved),
        Stop::NotFound => Stop::NotFound,
        Stop::Failed(error) => Stop::Failed(error),
    }
}
