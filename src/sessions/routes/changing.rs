//! Moving, cancelling and handing back a debrief that was called.

use rocket::{Route, State, get, http::Status, post, routes};

use super::{address, debriefs::field, status};
use crate::{
    accounts::{Facilitator, Member},
    kernel::{Now, ids::SessionId},
    sessions::{
        actions,
        model::{Moved, Refusal, Session},
        pages, policy, store,
    },
    spaces,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![ask_when, change_time, ask_to_call_off, call_off, hand_back]
}

#[get("/debriefs/<id>/time")]
async fn ask_when(id: SessionId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let session = led(&mut c, by, id).await?;
    Ok(form(&mut c, by, &session, &pages::standing(&session), now).await?.show().into())
}

#[post("/debriefs/<id>/time", data = "<form>")]
async fn change_time(id: SessionId, by: &Member, form: Posted<Moved>, db: &State<Db>, now: Now) -> Result {
    let (filled, status, away) = match form.fit {
        Ok((to, token)) => match actions::move_debrief(db, by, id, &to, token, now).await {
            Ok(id) => return Ok(Answer::go(address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled, status(refusal), Some((refusal, to.starts_at)))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity, None),
    };
    let mut c = db.read().await?;
    let session = led(&mut c, by, id).await?;
    let filled = match away {
        Some((Refusal::FacilitatorAway, at)) => {
            let facilitator = session.facilitator_id.ok_or(Error::NotFound)?;
            let next = actions::next_offered(&mut c, by, facilitator, session.kind, at, now).await?;
            filled.but("time", pages::away(session.facilitator.as_deref(), &next))
        }
        Some((refusal, _)) => filled.but(field(refusal), refusal),
        None => filled,
    };
    Ok(self::form(&mut c, by, &session, &filled, now).await?.show().status(status).into())
}

#[get("/debriefs/<id>/cancellation")]
async fn ask_to_call_off(id: SessionId, by: &Member, db: &State<Db>) -> Result {
    let session = led(&mut db.read().await?, by, id).await?;
    Ok(pages::CallOff::new(by, &session, &Filled::default()).show().into())
}

#[post("/debriefs/<id>/cancellation", data = "<form>")]
async fn call_off(id: SessionId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::cancel_debrief(db, by, id, token, now).await {
            Ok(id) => return Ok(Answer::go(address(id))),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let session = led(&mut db.read().await?, by, id).await?;
    Ok(pages::CallOff::new(by, &session, &filled).show().status(status).into())
}

#[post("/debriefs/<id>/hand-back", data = "<form>")]
async fn hand_back(id: SessionId, by: Facilitator<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let (filled, status) = match form.fit {
        Ok((_, token)) => match actions::hand_back(db, by.0, id, token, now).await {
            Ok(_) => return Ok(Answer::go(super::facilitating::address())),
            Err(stop) => {
                let refusal = stop.refusal()?;
                (form.filled.but("", refusal), status(refusal))
            }
        },
        Err(filled) => (filled, Status::UnprocessableEntity),
    };
    let session = super::seen(&mut db.read().await?, by.0, id).await?;
    if !policy::may_hand_back(by.0, &session) {
        return Err(Error::NotFound);
    }
    Ok(super::page(&session, by.0, db, &filled, now).await?.show().status(status).into())
}

async fn led(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session> {
    let session = store::find(c, by.id, by.organisation, id).await?;
    session.filter(|session| policy::may_change_debrief(by, session)).ok_or(Error::NotFound)
}

async fn form(
    c: &mut impl AsConn,
    by: &Member,
    session: &Session,
    filled: &Filled,
    now: Now,
) -> Result<pages::MoveDebrief> {
    let spaces = spaces::choosable(c, by.organisation).await?;
    Ok(pages::MoveDebrief::new(by, session, filled, &spaces, now))
}
