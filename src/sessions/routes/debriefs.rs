//! A lead's debriefs.

use rocket::{Route, State, get, http::Status, post, routes};

use super::status;
use crate::{
    accounts::Member,
    kernel::{Now, ids::TeamId},
    sessions::{Refusal, actions, forms::Call, pages, store},
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
    let mut c = db.read().await?;
    Ok(form(&mut c, by, id, &Filled::default(), now).await?.show().into())
}

#[post("/teams/<id>/debriefs", data = "<form>")]
async fn call(id: TeamId, by: &Member, form: Posted<Call>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((called, token)) => match actions::call_debrief(db, by, id, &called.on(now.today()), token, now).await {
            Ok(session) => return Ok(Answer::go(super::address(session))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but(field(refusal), refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    Ok(self::form(&mut db.read().await?, by, id, &filled, now).await?.show().status(status).into())
}

pub(super) fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Past | Refusal::Busy => "time",
        Refusal::SpaceInUse | Refusal::Unchoosable => "space",
        Refusal::NotToday | Refusal::OutsideWindow => "day",
        _ => "",
    }
}

async fn form(c: &mut impl AsConn, by: &Member, id: TeamId, filled: &Filled, now: Now) -> Result<pages::NewDebrief> {
    let team = led(c, by, id, now).await?;
    let spaces = spaces::choosable(c, by.organisation).await?;
    Ok(pages::NewDebrief::new(by, &team, filled, &spaces, now.today()))
}

async fn led(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Team> {
    teams::find(c, by, id, now).await?.filter(|team| teams::may_call_debriefs(by, team)).ok_or(Error::NotFound)
}
