//! The addresses of sessions: one's own; the other jobs have files of their own.

mod answering;
mod changing;
mod conflicts;
mod debriefs;
mod facilitating;
mod moving;
mod occurrence;
mod requests;
mod rooms;
mod series;
mod supervision;

use rocket::{
    Route, State, get,
    http::{Status, uri::Origin},
    post, routes, uri,
};

use super::{Refusal, actions, forms::Cancelling, model::Session, pages, policy, store};
use crate::{
    accounts::Member,
    audit, events,
    kernel::{Now, ids::SessionId},
    messages,
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    let mut all = routes![index, show, join, ask_to_cancel, cancel];
    all.extend(supervision::all());
    all.extend(debriefs::all());
    all.extend(changing::all());
    all.extend(facilitating::all());
    all.extend(occurrence::all());
    all.extend(conflicts::all());
    all.extend(requests::all());
    all.extend(answering::all());
    all.extend(rooms::all());
    all.extend(moving::all());
    all.extend(series::all());
    all
}

#[get("/sessions")]
async fn index(by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let mine = super::mine(&mut c, by, now).await?;
    let waited_for = super::waited_for(&mut c, by, now).await?;
    let wished = events::wished(&mut c, by, now).await?;
    Ok(pages::Index::new(by, &mine, &waited_for, &wished, now).show().into())
}

#[get("/sessions/<id>")]
pub async fn show(id: SessionId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let session = seen(&mut db.read().await?, by, id).await?;
    Ok(page(&session, by, db, &Filled::default(), now).await?.show().into())
}

#[post("/sessions/<id>/places", data = "<form>")]
async fn join(id: SessionId, by: &Member, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((_, token)) => match actions::join(db, by, id, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => form.filled.but("", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let session = offered(&mut db.read().await?, by, id).await?;
    Ok(page(&session, by, db, &filled, now).await?.show().status(Status::UnprocessableEntity).into())
}

#[get("/sessions/<id>/cancellation")]
async fn ask_to_cancel(id: SessionId, by: &Member, db: &State<Db>, now: Now) -> Result {
    let mut c = db.read().await?;
    let session = cancellable(&mut c, by, id).await?;
    let coming = actions::coming_of_series(&mut c, &session, now).await?;
    Ok(pages::Cancel::new(by, &session, &Filled::default(), coming.len() > 1).show().into())
}

#[post("/sessions/<id>/cancellation", data = "<form>")]
async fn cancel(id: SessionId, by: &Member, form: Posted<Cancelling>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((Cancelling(scope), token)) => match actions::cancel(db, by, id, scope, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => form.filled.but("", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let mut c = db.read().await?;
    let session = cancellable(&mut c, by, id).await?;
    let coming = actions::coming_of_series(&mut c, &session, now).await?;
    Ok(pages::Cancel::new(by, &session, &filled, coming.len() > 1).show().status(Status::UnprocessableEntity).into())
}

async fn seen(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session> {
    let session = store::find(c, by.id, by.organisation, id).await?;
    session.filter(|session| policy::viewer(by, session).is_some()).ok_or(Error::NotFound)
}

/// A session with a place for the reader, taken already or not: whoever leads or facilitates it has none to take.
async fn offered(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session> {
    let own = |session: &Session| session.holds_place || policy::may_join(by, session);
    seen(c, by, id).await.and_then(|s| if own(&s) { Ok(s) } else { Err(Error::NotFound) })
}

async fn cancellable(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session> {
    seen(c, by, id).await.and_then(|s| if policy::may_cancel(by, &s) { Ok(s) } else { Err(Error::NotFound) })
}

/// The session's page. Its facilitator sees who comes, and those people see that it was looked at.
async fn page(session: &Session, by: &Member, db: &Db, filled: &Filled, now: Now) -> Result<pages::Show> {
    let mut people = Vec::new();
    if session.facilitator_id == Some(by.id) {
        people = store::bookings::holders(&mut db.read().await?, session.id).await?;
        let subjects: Vec<_> = people.iter().map(|person| person.id).collect();
        audit::shown(db, now, by.id, "booking", &subjects).await?;
    }
    let mut left_out = Vec::new();
    if policy::may_change_debrief(by, session) {
        left_out = store::calling::left_out(&mut db.read().await?, session.id).await?;
        let subjects: Vec<_> = left_out.iter().map(|person| person.id).collect();
        audit::shown(db, now, by.id, "offer", &subjects).await?;
    }
    let mut told = None;
    if policy::may_learn_of_messages(by) {
        told = messages::latest(&mut db.read().await?, session.id, by.id, now).await?;
    }
    Ok(pages::Show::new(by, session, (&people, &left_out), told, filled, now))
}

/// Where a session's page is.
fn address(id: SessionId) -> Origin<'static> {
    uri!(show(id))
}

/// The status of a refusal: 409 when somebody was faster, 422 when the form can be mended.
fn status(refusal: Refusal) -> Status {
    match refusal {
        Refusal::Gone
        | Refusal::FacilitatorAway
        | Refusal::SpaceInUse
        | Refusal::Answered
        | Refusal::Busy
        | Refusal::Over
        | Refusal::Lapsed
        | Refusal::Clash
        | Refusal::Proposed
        | Refusal::NothingProposed => Status::Conflict,
        _ => Status::UnprocessableEntity,
    }
}
