//! A lead's debriefs.

use rocket::{Route, State, get, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Member,
    audit,
    kernel::{Now, ids::TeamId},
    sessions::{Refusal, actions, forms::Call, model::NewDebrief, pages, store, window},
    spaces,
    store::{AsConn, Db},
    teams::{self, Team},
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![called, new, call]
}

#[get("/teams/<id>/debriefs")]
async fn called(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let team = led(&mut c, by, id, now).await?;
    let called = store::debriefs::called(&mut c, id).await?;
    Ok(pages::Called::new(by, &team, &called).show().into())
}

#[get("/teams/<id>/debriefs/new")]
async fn new(id: TeamId, by: &Member, db: &State<Db>, now: Now) -> Result {
    Ok(form(db, by, id, &Filled::default(), now).await?.show().into())
}

#[post("/teams/<id>/debriefs", data = "<form>")]
async fn call(id: TeamId, by: &Member, form: Posted<Call>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((called, token)) => {
            let called = called.on(now.today());
            match actions::call_debrief(db, by, id, &called, token, now).await {
                Ok(session) => return Ok(Answer::go(super::address(session))),
                Err(stop) => {
                    let refusal = stop.refusal()?;
                    (told(db, by, id, form.filled, (refusal, &called), now).await?, status(refusal))
                }
            }
        }
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(self::form(db, by, id, &filled, now).await?.show().status(status).into())
}

/// The form with what was refused beside its field: of a facilitator, when they next offer such a debrief.
async fn told(
    db: &Db,
    by: &Member,
    team: TeamId,
    filled: Filled,
    (refusal, called): (Refusal, &NewDebrief),
    now: Now,
) -> Result<Filled> {
    let (Refusal::FacilitatorAway, Some(facilitator)) = (refusal, called.facilitator) else {
        return Ok(filled.but(field(refusal), refusal));
    };
    let mut c = db.read().await?;
    let first = window::not_before(called.window.0, now.0);
    let next = actions::next_offered(&mut c, by, facilitator, called.kind, first, now).await?;
    let runners = actions::runners(&mut c, by, team, now.today()).await?;
    let name = runners.iter().find(|one| one.id == facilitator).map(|one| one.name.as_str());
    Ok(filled.but("facilitator", pages::away(name, &next)))
}

pub(super) fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Past | Refusal::Busy => "time",
        Refusal::SpaceInUse | Refusal::Unchoosable => "space",
        Refusal::NotToday
        | Refusal::NotItsDay
        | Refusal::OutsideWindow
        | Refusal::OutsideItsDays
        | Refusal::NotMovedThere => "day",
        Refusal::FacilitatorAway | Refusal::NoSuchFacilitator => "facilitator",
        _ => "",
    }
}

/// The form; those whose names it shows see that they were looked at.
async fn form(db: &Db, by: &Member, id: TeamId, filled: &Filled, now: Now) -> Result<pages::NewDebrief> {
    let mut c = db.read().await?;
    let team = led(&mut c, by, id, now).await?;
    let spaces = spaces::choosable(&mut c, by.organisation).await?;
    let facilitators = actions::runners(&mut c, by, id, now.today()).await?;
    let may_see = teams::may_write_roster(by, &team);
    let roster = if may_see { store::calling::roster(&mut c, id, now.today()).await? } else { Vec::new() };
    drop(c);
    let subjects: Vec<_> = roster.iter().map(|one| one.id).collect();
    let mut tx = db.write().await?;
    audit::looked(&mut tx, now, by.id, "placement", &subjects).await?;
    tx.commit().await?;
    let around = pages::Around { spaces: &spaces, facilitators: &facilitators, roster: &roster };
    Ok(pages::NewDebrief::new(by, &team, filled, &around, now.today()))
}

async fn led(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Team> {
    teams::find(c, by, id, now).await?.filter(|team| teams::may_call_debriefs(by, team)).ok_or(Error::NotFound)
}
