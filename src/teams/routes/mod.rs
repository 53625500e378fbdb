//! The addresses of teams: the list and a team; registering and arranging have files of their own.

mod arranging;
mod registering;

use rocket::{Route, State, get, http::uri::Origin, routes, uri};

use super::{Team, pages, policy, store};
use crate::{
    accounts::Member,
    audit,
    kernel::{Now, ids::TeamId},
    store::{AsConn, Db},
    web::{Error, Page, Result},
};

pub fn all() -> Vec<Route> {
    let mut all = routes![index, show];
    all.extend(registering::all());
    all.extend(arranging::all());
    all
}

/// Where a team's page is.
pub fn address(id: TeamId) -> Origin<'static> {
    uri!(show(id))
}

#[get("/teams")]
async fn index(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let mut teams = super::list(&mut c, by, now).await?;
    teams.retain(|team| policy::may_open(by, team));
    let without_lead =
        if by.is_service_manager { store::without_lead(&mut c, by.organisation).await? } else { Vec::new() };
    Ok(pages::Index::new(by, teams, without_lead).show().into())
}

#[get("/teams/<id>", rank = 2)]
async fn show(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = super::find(&mut c, by, id, now).await?.filter(|team| policy::may_open(by, team));
    let team = team.ok_or(Error::NotFound)?;
    let contents = contents(&mut c, by, &team).await?;
    drop(c);
    if policy::may_see_roster(by, &team) {
        let mut subjects: Vec<_> = contents.spells.iter().map(|spell| spell.person_id).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut tx = db.write().await?;
        audit::looked(&mut tx, now, by.id, "placement", &subjects).await?;
        tx.commit().await?;
    }
    Ok(pages::Show::new(by, &team, &contents, now).show().into())
}

async fn contents(c: &mut impl AsConn, by: &Member, team: &Team) -> Result<pages::Contents> {
    let spells = if policy::may_see_roster(by, team) {
        store::placements::roster(c, team.id).await?
    } else if policy::may_see_own_place(by, team) {
        store::placements::own_spells(c, team.id, by.id).await?
    } else {
        Vec::new()
    };
    let sees = policy::may_see_arrangements(by, team);
    let arrangements = if sees { store::arrangements::list(c, team.id).await? } else { Vec::new() };
    Ok(pages::Contents { leads: store::leads(c, team.id).await?, spells, arrangements })
}

/// A team of which the reader may do something; not found for anybody else.
async fn found(
    c: &mut impl AsConn,
    by: &Member,
    id: TeamId,
    may: fn(&Member, &Team) -> bool,
    now: Now,
) -> Result<Team> {
    super::find(c, by, id, now).await?.filter(|team| may(by, team)).ok_or(Error::NotFound)
}
