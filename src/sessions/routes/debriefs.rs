//! A lead's debriefs.

use rocket::{Route, State, get, http::Status, post, routes};

use crate::{
    accounts::Member,
    kernel::{Now, ids::TeamId},
    sessions::{Refusal, actions, forms::Call, pages, store},
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
    let team = led(&mut db.read().await?, by, id, now).await?;
    Ok(pages::NewDebrief::new(by, &team, &Filled::default(), now.today()).show().into())
}

#[post("/teams/<id>/debriefs", data = "<form>")]
async fn call(id: TeamId, by: &Member, form: Posted<Call>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((called, token)) => match actions::call_debrief(db, by, id, &called.on(now.today()), token, now).await {
            Ok(session) => return Ok(Answer::go(super::address(session))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                form.filled.but(field(refusal), refusal)
            }
        },
        Err(filled) => filled,
    };
    let team = led(&mut db.read().await?, by, id, now).await?;
    let page = pages::NewDebrief::new(by, &team, &filled, now.today());
    Ok(page.show().status(Status::UnprocessableEntity).into())
}

pub(super) fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Past | Refusal::Busy => "time",
        Refusal::NotToday | Refusal::OutsideWindow => "day",
        _ => "",
    }
}

async fn led(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Team> {
    teams::find(c, by, id, now).await?.filter(|team| teams::may_call_debriefs(by, team)).ok_or(Error::NotFound)
}
